#include "convention/committee.h"

#include <algorithm>
#include <array>

#include "base/id_table.h"
#include "base/plain_text.h"
#include "base/uuid.h"
#include "convention/internal/committee_records.h"
#include "convention/internal/keeping.h"
#include "convention/internal/records.h"
#include "convention/internal/values.h"
#include "documents/documents.h"

namespace bassin::convention {

namespace {

using base::Error;
using base::Lines;
using base::Result;
using internal::bad_value;

constexpr std::array<std::string_view, committee_count> committee_ids = {"steering", "technical"};
constexpr std::array<std::string_view, presence_count> presence_ids = {"present", "excused", "absent"};
constexpr std::array<std::string_view, outcome_count> outcome_ids = {"open", "done", "dropped"};

Result<void> check_party(std::vector<Party> const& parties, std::string const& organisation) {
  bool const known = std::any_of(parties.begin(), parties.end(), [&](Party const& it) { return it.organisation == organisation; });
  if (!known) return Error("convention.unknown_party", {{"organisation", organisation}});
  return {};
}

Result<void> clean_attendance(std::vector<Party> const& parties, std::vector<Attendee>& attendance) {
  if (attendance.size() > attendees_most) return bad_value("attendance", "≤ " + std::to_string(attendees_most));
  for (auto& it : attendance) {
    BASSIN_TRY(it.person, base::clean_or_empty("person", it.person, base::line_most));
    BASSIN_TRY(it.title, base::clean_or_empty("title", it.title, base::line_most));
    if (it.organisation.empty()) {
      BASSIN_TRY(it.organisation_name, base::clean("organisation", it.organisation_name, base::line_most));
      continue;
    }
    BASSIN_DO(check_party(parties, it.organisation));
    it.organisation_name.clear();
  }
  return {};
}

Result<SittingFacts> clean_facts(sql::Session& session, std::string const& convention, SittingFacts it) {
  BASSIN_TRY(it.place, base::clean_or_empty("place", it.place, base::line_most));
  BASSIN_TRY(it.agenda, base::clean_or_empty("agenda", it.agenda, base::description_most, Lines::several));
  BASSIN_TRY(it.minutes, base::clean_or_empty("minutes", it.minutes, base::description_most, Lines::several));
  BASSIN_TRY(auto const parties, internal::read_parties(session, convention));
  BASSIN_DO(clean_attendance(parties, it.attendance));
  return it;
}

Result<DecisionFacts> clean_facts(sql::Session& session, std::string const& convention, DecisionFacts it) {
  BASSIN_TRY(it.text, base::clean("text", it.text, base::description_most, Lines::several));
  BASSIN_TRY(it.note, base::clean_or_empty("note", it.note, base::description_most, Lines::several));
  BASSIN_TRY(auto const parties, internal::read_parties(session, convention));
  BASSIN_DO(check_party(parties, it.follower));
  return it;
}

// The convention that the reader sees, and what they may do there.
struct Standing {
  Rights rights;
  Convention convention;
};
Result<Standing> standing_in(sql::Session& session, Act const& act, std::string const& convention) {
  Standing out;
  BASSIN_TRY(out.rights, rights_of(session, act.reader));
  BASSIN_TRY(out.convention, internal::seen_convention(session, out.rights, convention));
  return out;
}

// A hidden one does not exist. `code`: a literal, which an error refers to.
template <class T>
Result<T> hidden(Result<T> found, std::string_view code, std::string const& id) {
  if (!found.ok() && found.error().code == "convention.unknown") return Error(code, {{"id", id}});
  return found;
}

// A sitting that the reader may write on, at the version that they know.
Result<Sitting> kept_sitting(sql::Session& session, Act const& act, std::string const& id, std::optional<std::int64_t> version) {
  BASSIN_TRY(auto sitting, internal::read_sitting(session, id));
  BASSIN_TRY(auto const standing, hidden(standing_in(session, act, sitting.convention), "convention.unknown_sitting", id));
  if (!may_note(standing.rights, standing.convention)) return Error("convention.not_yours");
  if (version && sitting.version != *version) return Error("convention.changed", {{"now", internal::json_of(sitting)}});
  return sitting;
}

}  // namespace

std::string_view id_of(Committee committee) { return committee_ids[static_cast<std::size_t>(committee)]; }
std::optional<Committee> parse_committee(std::string_view id) { return base::parse_id<Committee>(committee_ids, id); }
std::string_view id_of(Presence presence) { return presence_ids[static_cast<std::size_t>(presence)]; }
std::optional<Presence> parse_presence(std::string_view id) { return base::parse_id<Presence>(presence_ids, id); }
std::string_view id_of(Outcome outcome) { return outcome_ids[static_cast<std::size_t>(outcome)]; }
std::optional<Outcome> parse_outcome(std::string_view id) { return base::parse_id<Outcome>(outcome_ids, id); }

bool may_note(Rights const& rights, Convention const& convention) {
  return convention.status != Status::abandoned && rights.may_write(convention);
}

bool may_close(Rights const& rights, Convention const& convention, Decision const& decision) {
  return may_note(rights, convention) || (convention.status != Status::abandoned && rights.speaks_for(decision.facts.follower));
}

Result<std::vector<Sitting>> sittings_of(sql::Session& session, access::Reader const& reader, std::string const& convention) {
  BASSIN_TRY(auto const rights, rights_of(session, reader));
  BASSIN_TRY([[maybe_unused]] auto const seen, internal::seen_convention(session, rights, convention));
  return internal::read_sittings(session, convention);
}

Result<Sitting> add_sitting(sql::Session& session, Act const& act, std::string const& convention, SittingFacts const& facts) {
  BASSIN_TRY(auto const standing, standing_in(session, act, convention));
  if (!may_note(standing.rights, standing.convention)) return Error("convention.not_yours");
  Sitting made;
  BASSIN_TRY(made.facts, clean_facts(session, convention, facts));
  made.id = base::new_uuid();
  made.convention = convention;
  made.version = 1;
  made.created_at = made.changed_at = base::to_iso(act.actor.at);
  made.created_by = act.reader.agent;
  BASSIN_DO(internal::insert(session, made));
  BASSIN_DO(access::record(session, act, "sitting.added", "sitting", made.id, "", internal::json_of(made)));
  return made;
}

Result<Sitting> change_sitting(sql::Session& session, Act const& act, std::string const& id, std::int64_t version,
                               SittingFacts const& facts) {
  BASSIN_TRY(auto const before, kept_sitting(session, act, id, version));
  auto after = before;
  BASSIN_TRY(after.facts, clean_facts(session, before.convention, facts));
  ++after.version;
  after.changed_at = base::to_iso(act.actor.at);
  BASSIN_DO(internal::update(session, after));
  BASSIN_DO(access::record(session, act, "sitting.changed", "sitting", id, internal::json_of(before), internal::json_of(after)));
  return after;
}

Result<void> remove_sitting(sql::Session& session, Act const& act, std::string const& id, std::int64_t version) {
  BASSIN_TRY(auto const before, kept_sitting(session, act, id, version));
  if (!before.decisions.empty()) return Error("convention.has_decisions");
  BASSIN_TRY([[maybe_unused]] auto const erased, documents::erase_all(session, act, {documents::Of::sitting, id}));
  BASSIN_DO(internal::erase(session, before));
  return access::record(session, act, "sitting.removed", "sitting", id, internal::json_of(before), "");
}

Result<Decision> add_decision(sql::Session& session, Act const& act, std::string const& sitting, DecisionFacts const& facts) {
  BASSIN_TRY(auto const of, kept_sitting(session, act, sitting, std::nullopt));
  if (of.decisions.size() >= decisions_most) return bad_value("decisions", "≤ " + std::to_string(decisions_most));
  Decision made;
  BASSIN_TRY(made.facts, clean_facts(session, of.convention, facts));
  made.id = base::new_uuid();
  made.sitting = sitting;
  made.version = 1;
  made.created_at = made.changed_at = base::to_iso(act.actor.at);
  made.created_by = act.reader.agent;
  BASSIN_DO(internal::insert(session, made));
  BASSIN_DO(access::record(session, act, "decision.added", "decision", made.id, "", internal::json_of(made)));
  return made;
}

Result<Decision> change_decision(sql::Session& session, Act const& act, std::string const& id, std::int64_t version,
                                 DecisionFacts const& facts) {
  BASSIN_TRY(auto const before, internal::read_decision(session, id));
  BASSIN_TRY(auto const sitting, internal::read_sitting(session, before.sitting));
  BASSIN_TRY(auto const standing, hidden(standing_in(session, act, sitting.convention), "convention.unknown_decision", id));
  if (!may_close(standing.rights, standing.convention, before)) return Error("convention.not_yours");
  if (before.version != version) return Error("convention.changed", {{"now", internal::json_of(before)}});
  auto after = before;
  BASSIN_TRY(after.facts, clean_facts(session, sitting.convention, facts));
  auto same = after.facts;
  same.outcome = before.facts.outcome;
  same.note = before.facts.note;
  if (!may_note(standing.rights, standing.convention) && !(same == before.facts)) return Error("convention.not_yours");
  ++after.version;
  after.changed_at = base::to_iso(act.actor.at);
  BASSIN_DO(internal::update(session, after));
  BASSIN_DO(access::record(session, act, "decision.changed", "decision", id, internal::json_of(before), internal::json_of(after)));
  return after;
}

Result<void> remove_decision(sql::Session& session, Act const& act, std::string const& id, std::int64_t version) {
  BASSIN_TRY(auto const before, internal::read_decision(session, id));
  auto const sitting = kept_sitting(session, act, before.sitting, std::nullopt);
  if (!sitting.ok() && sitting.error().code == "convention.unknown_sitting") return Error("convention.unknown_decision", {{"id", id}});
  if (!sitting.ok()) return sitting.error();
  if (before.version != version) return Error("convention.changed", {{"now", internal::json_of(before)}});
  BASSIN_DO(internal::erase(session, before));
  return access::record(session, act, "decision.removed", "decision", id, internal::json_of(before), "");
}

}  // namespace bassin::convention
