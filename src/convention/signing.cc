#include "convention/signing.h"

#include <algorithm>

#include "base/plain_text.h"
#include "convention/internal/amending.h"
#include "convention/internal/keeping.h"
#include "convention/internal/opening.h"
#include "convention/internal/records.h"
#include "convention/internal/values.h"
#include "partners/organisation.h"

namespace bassin::convention {

namespace {

using base::Error;
using base::Lines;
using base::Result;

constexpr std::size_t least_parties = 2;

Error wrong_status(Convention const& it) { return {"convention.wrong_status", {{"status", std::string(id_of(it.status))}}}; }

bool is_one_of(Status status, std::initializer_list<Status> some) { return std::find(some.begin(), some.end(), status) != some.end(); }

Result<Convention> saved(sql::Session& session, Act const& act, Convention const& before, Convention const& wanted,
                         std::string_view action) {
  auto const after = internal::next(wanted, act);
  BASSIN_DO(internal::update(session, after));
  BASSIN_DO(access::record(session, act, action, "convention", after.id, internal::json_of(before), internal::json_of(after)));
  return after;
}

Result<Convention> moved(sql::Session& session, Act const& act, std::string const& id, std::int64_t version,
                         std::initializer_list<Status> from, Status to, std::string_view action) {
  BASSIN_TRY(auto const before, internal::kept(session, act, id, version));
  if (!is_one_of(before.status, from)) return wrong_status(before);
  auto after = before;
  after.status = to;
  return saved(session, act, before, after, action);
}

std::vector<Party> present(std::vector<Party> parties) {
  parties.erase(std::remove_if(parties.begin(), parties.end(), [](Party const& party) { return party.left_on.has_value(); }),
                parties.end());
  return parties;
}

Result<void> refuse_unready(sql::Session& session, Convention const& it) {
  BASSIN_TRY(auto const parties, internal::read_parties(session, it.id));
  if (parties.size() < least_parties) return Error("convention.needs_parties");
  bool const amendment = it.kind == Kind::amendment;
  if (!it.starts_on || (!it.ends_on && !amendment)) return Error("convention.needs_dates");
  for (auto const& party : parties) {
    if (party.decided()) continue;
    BASSIN_TRY(auto const organisation, partners::find_organisation(session, party.organisation));
    return Error("convention.needs_deliberation", {{"organisation", organisation.name}});
  }
  if (amendment) return {};
  BASSIN_TRY(auto const perimeter, internal::read_perimeter(session, it.id));
  if (perimeter.empty()) return Error("convention.needs_perimeter");
  BASSIN_TRY(auto const axes, internal::read_axes(session, it.id));
  if (axes.empty()) return Error("convention.needs_axis");
  return {};
}

// The party, where it has not left.
Result<Party> present_party(sql::Session& session, std::string const& id, std::string const& organisation) {
  BASSIN_TRY(auto const parties, internal::read_parties(session, id));
  for (auto const& party : present(parties)) {
    if (party.organisation == organisation) return party;
  }
  return Error("convention.unknown_party", {{"organisation", organisation}});
}

Result<std::optional<base::Date>> day_in(std::string field, std::string const& text) {
  auto const day = text.empty() ? std::nullopt : base::parse_date(text);
  if (!text.empty() && !day) return internal::bad_value(std::move(field), "2026-11-24");
  return day;
}

Result<Party> with(Party party, Deliberation const& said) {
  BASSIN_TRY(party.body, base::clean_or_empty("body", said.body, base::line_most));
  BASSIN_TRY(party.deliberation, base::clean_or_empty("number", said.number, base::name_most));
  BASSIN_TRY(party.signatory, base::clean_or_empty("signatory", said.signatory, base::line_most));
  BASSIN_TRY(party.signatory_title, base::clean_or_empty("signatory_title", said.signatory_title, base::line_most));
  BASSIN_TRY(party.deliberated_on, day_in("on", said.on));
  BASSIN_TRY(party.transmitted_on, day_in("transmitted_on", said.transmitted_on));
  if (party.transmitted_on && party.deliberated_on && *party.transmitted_on < *party.deliberated_on)
    return internal::bad_value("transmitted_on", "≥ " + to_iso(*party.deliberated_on));
  return party;
}

bool same_but_for_transmission(Party const& a, Party const& b) {
  return a.body == b.body && a.deliberation == b.deliberation && a.deliberated_on == b.deliberated_on && a.signatory == b.signatory &&
         a.signatory_title == b.signatory_title;
}

Result<void> write(sql::Session& session, std::string const& id, Party const& party) {
  return session.run(
      "update convention_party set body = :body, deliberation = :deliberation, deliberated_on = :deliberated_on, transmitted_on = "
      ":transmitted_on, signatory = :signatory, signatory_title = :signatory_title, left_on = :left_on, left_why = :left_why where "
      "convention = :id and organisation = :organisation",
      {{"id", id},
       {"organisation", party.organisation},
       {"body", party.body},
       {"deliberation", party.deliberation},
       {"deliberated_on", internal::iso(party.deliberated_on)},
       {"transmitted_on", internal::iso(party.transmitted_on)},
       {"signatory", party.signatory},
       {"signatory_title", party.signatory_title},
       {"left_on", internal::iso(party.left_on)},
       {"left_why", sql::or_null(party.left_why)}});
}

}  // namespace

Result<Convention> submit(sql::Session& session, Act const& act, std::string const& id, std::int64_t version) {
  return moved(session, act, id, version, {Status::draft}, Status::deliberating, "convention.submitted");
}

Result<Convention> take_back(sql::Session& session, Act const& act, std::string const& id, std::int64_t version) {
  return moved(session, act, id, version, {Status::deliberating}, Status::draft, "convention.taken_back");
}

Result<Convention> abandon(sql::Session& session, Act const& act, std::string const& id, std::int64_t version) {
  return moved(session, act, id, version, {Status::draft, Status::deliberating}, Status::abandoned, "convention.abandoned");
}

Result<Convention> note_deliberation(sql::Session& session, Act const& act, std::string const& id, std::int64_t version,
                                     std::string const& organisation, Deliberation const& said) {
  BASSIN_TRY(auto const convention, internal::kept_or_own(session, act, id, version, organisation));
  if (convention.status == Status::abandoned) return wrong_status(convention);
  BASSIN_TRY(auto const before, present_party(session, id, organisation));
  BASSIN_TRY(auto const after, with(before, said));
  bool const open = is_one_of(convention.status, {Status::draft, Status::deliberating});
  if (!open && !same_but_for_transmission(before, after)) return wrong_status(convention);
  BASSIN_DO(write(session, id, after));
  auto const next = internal::next(convention, act);
  BASSIN_DO(internal::update(session, next));
  BASSIN_DO(access::record(session, act, "convention.deliberation", "convention", id, internal::json_of(std::vector{before}),
                           internal::json_of(std::vector{after})));
  return next;
}

Result<Convention> sign(sql::Session& session, Act const& act, std::string const& id, std::int64_t version, base::Date on) {
  BASSIN_TRY(auto const before, internal::kept(session, act, id, version));
  if (before.status != Status::deliberating) return wrong_status(before);
  BASSIN_DO(refuse_unready(session, before));
  auto after = before;
  after.status = Status::signed_by_all;
  after.signed_on = on;
  BASSIN_TRY(auto const done, saved(session, act, before, after, "convention.signed"));
  if (done.kind == Kind::amendment) BASSIN_DO(internal::amend(session, act, done));
  BASSIN_DO(internal::write_sharing(session, done));
  return done;
}

Result<Convention> denounce(sql::Session& session, Act const& act, std::string const& id, std::int64_t version,
                            Denunciation const& denunciation) {
  BASSIN_TRY(auto const before, internal::kept(session, act, id, version));
  auto const term = before.term();
  if (before.status != Status::signed_by_all || !term) return wrong_status(before);
  BASSIN_TRY([[maybe_unused]] auto const party, present_party(session, id, denunciation.by));
  auto after = before;
  BASSIN_TRY(after.denounced_why, base::clean_or_empty("why", denunciation.why, base::description_most, Lines::several));
  after.status = Status::denounced;
  after.denounced_by = denunciation.by;
  after.denounced_on = denunciation.on;
  after.last_day_early = denunciation.last_day.value_or(last_day_if_denounced(*term, denunciation.on));
  if (*after.last_day_early < denunciation.on) return internal::bad_value("last_day", "≥ " + to_iso(denunciation.on));
  BASSIN_TRY(auto const done, saved(session, act, before, after, "convention.denounced"));
  BASSIN_DO(internal::write_sharing(session, done));
  return done;
}

Result<Convention> leave(sql::Session& session, Act const& act, std::string const& id, std::int64_t version,
                         Denunciation const& departure) {
  BASSIN_TRY(auto const convention, internal::kept(session, act, id, version));
  auto const term = convention.term();
  if (convention.status != Status::signed_by_all || !term) return wrong_status(convention);
  BASSIN_TRY(auto const before, present_party(session, id, departure.by));
  if (departure.by == convention.keeper) return Error("convention.keeper_stays");
  BASSIN_TRY(auto const parties, internal::read_parties(session, id));
  if (present(parties).size() <= least_parties) return Error("convention.needs_parties");
  auto after = before;
  after.left_on = departure.last_day.value_or(last_day_if_denounced(*term, departure.on));
  if (*after.left_on < departure.on) return internal::bad_value("last_day", "≥ " + to_iso(departure.on));
  BASSIN_TRY(after.left_why, base::clean_or_empty("why", departure.why, base::description_most, Lines::several));
  BASSIN_DO(write(session, id, after));
  auto const next = internal::next(convention, act);
  BASSIN_DO(internal::update(session, next));
  BASSIN_DO(internal::overtake_annexes(session, id));
  BASSIN_DO(internal::write_sharing(session, next));
  BASSIN_DO(access::record(session, act, "convention.party_left", "convention", id, internal::json_of(std::vector{before}),
                           internal::json_of(std::vector{after})));
  return next;
}

}  // namespace bassin::convention
