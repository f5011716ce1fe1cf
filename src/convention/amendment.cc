#include "convention/amendment.h"

#include <algorithm>

#include "access/record_json.h"
#include "convention/internal/amending.h"
#include "convention/internal/keeping.h"
#include "convention/internal/opening.h"
#include "convention/internal/records.h"
#include "convention/internal/values.h"
#include "partners/organisation.h"

namespace bassin::convention {

namespace {

using access::Json;
using base::Error;
using base::Result;
using internal::bad_value;

Result<Text> read_text(sql::Session& session, std::string const& id) {
  Text out;
  BASSIN_TRY(out.convention, internal::read_convention(session, id));
  BASSIN_TRY(out.parties, internal::read_parties(session, id));
  BASSIN_TRY(out.perimeter, internal::read_perimeter(session, id));
  BASSIN_TRY(out.axes, internal::read_axes(session, id));
  return out;
}

Result<std::vector<Change>> read_changes(sql::Session& session, std::string const& amendment) {
  BASSIN_TRY(auto const rows, session.rows("select kind, subject, on_day, before_value, after_value from convention_change where amendment "
                                           "= :id order by place",
                                           {{"id", amendment}}));
  std::vector<Change> out;
  for (auto const& row : rows)
    out.push_back({parse_change_kind(row.text("kind")).value_or(ChangeKind::title), row.text("subject"),
                   internal::day_of(row.optional_text("on_day")), row.text("before_value"), row.text("after_value")});
  return out;
}

Result<void> write_changes(sql::Session& session, std::string const& amendment, std::vector<Change> const& changes) {
  BASSIN_DO(session.run("delete from convention_change where amendment = :id", {{"id", amendment}}));
  int place = 0;
  for (auto const& it : changes)
    BASSIN_DO(
        session.run("insert into convention_change (amendment, place, kind, subject, on_day, before_value, after_value) values "
                    "(:amendment, :place, :kind, :subject, :on_day, :before, :after)",
                    {{"amendment", amendment},
                     {"place", place++},
                     {"kind", id_of(it.kind)},
                     {"subject", it.subject},
                     {"on_day", internal::iso(it.on)},
                     {"before", it.before},
                     {"after", it.after}}));
  return {};
}

std::string json_of(std::vector<Change> const& changes) {
  Json out = Json::array();
  for (auto const& it : changes)
    out.push_back({{"kind", id_of(it.kind)},
                   {"subject", it.subject},
                   {"on", internal::day_json(it.on)},
                   {"before", Json::parse(it.before, nullptr, false)},
                   {"after", Json::parse(it.after, nullptr, false)}});
  return access::text_of(out);
}

// Whoever joins votes too.
Result<void> add_joining(sql::Session& session, std::string const& amendment, std::vector<Change> const& changes) {
  BASSIN_TRY(auto const parties, internal::read_parties(session, amendment));
  auto place = static_cast<int>(parties.size());
  for (auto const& it : changes) {
    if (it.kind != ChangeKind::party_joins) continue;
    BASSIN_TRY([[maybe_unused]] auto const organisation, partners::find_organisation(session, it.subject));
    bool const there = std::any_of(parties.begin(), parties.end(), [&](Party const& party) { return party.organisation == it.subject; });
    if (!there) BASSIN_DO(internal::insert_party(session, amendment, {it.subject, "", "", {}, {}, "", "", {}, {}, ""}, place++));
  }
  return {};
}

// Each that is bound, and each that joins, has voted on it.
Result<void> refuse_without_all(sql::Session& session, Convention const& amendment, Text const& after) {
  BASSIN_TRY(auto const voters, internal::read_parties(session, amendment.id));
  for (auto const& party : after.parties) {
    if (party.left_on && *party.left_on < *amendment.signed_on) continue;
    bool const votes = std::any_of(voters.begin(), voters.end(), [&](Party const& it) { return it.organisation == party.organisation; });
    if (votes) continue;
    BASSIN_TRY(auto const organisation, partners::find_organisation(session, party.organisation));
    return Error("convention.needs_all_parties", {{"organisation", organisation.name}});
  }
  return {};
}

// What its body decided of the amendment is what binds a party that joins.
void take_votes(std::vector<Party>& parties, std::vector<Party> const& voters) {
  for (auto& party : parties) {
    auto const vote = std::find_if(voters.begin(), voters.end(), [&](Party const& it) { return it.organisation == party.organisation; });
    if (vote == voters.end() || !party.joined_on || party.deliberated_on) continue;
    auto const joined = party.joined_on, left = party.left_on;
    party = *vote;
    party.joined_on = joined;
    party.left_on = left;
  }
}

Result<void> write_text(sql::Session& session, Text const& it) {
  auto const& id = it.convention.id;
  BASSIN_DO(internal::update(session, it.convention));
  BASSIN_DO(session.run("delete from convention_party where convention = :id", {{"id", id}}));
  int place = 0;
  for (auto const& party : it.parties) BASSIN_DO(internal::insert_party(session, id, party, place++));
  BASSIN_DO(session.run("delete from convention_commune where convention = :id", {{"id", id}}));
  for (auto const& commune : it.perimeter) BASSIN_DO(internal::insert_commune(session, id, commune));
  // Out of the way of one another: two axes may change codes.
  BASSIN_DO(session.run("update convention_axis set code = id where convention = :id", {{"id", id}}));
  place = 0;
  for (auto const& axis : it.axes) BASSIN_DO(internal::put_axis(session, id, axis, place++));
  return {};
}

}  // namespace

Result<std::vector<Change>> changes_of(sql::Session& session, access::Reader const& reader, std::string const& id) {
  BASSIN_TRY(auto const rights, rights_of(session, reader));
  BASSIN_TRY(auto const convention, internal::seen_convention(session, rights, id));
  if (convention.kind != Kind::amendment) return Error("convention.not_an_amendment");
  return read_changes(session, id);
}

Result<Convention> set_changes(sql::Session& session, Act const& act, std::string const& id, std::int64_t version,
                               std::vector<ChangeDraft> const& drafts) {
  BASSIN_TRY(auto const amendment, internal::kept(session, act, id, version));
  if (amendment.kind != Kind::amendment) return Error("convention.not_an_amendment");
  if (amendment.status != Status::draft) return Error("convention.not_a_draft", {{"status", std::string(id_of(amendment.status))}});
  if (drafts.size() > changes_most) return bad_value("changes", "≤ " + std::to_string(changes_most));
  BASSIN_TRY(auto text, read_text(session, amendment.parent));
  std::vector<Change> changes;
  for (auto const& draft : drafts) {
    BASSIN_TRY(auto change, internal::made_for(text, draft));
    if (change.after != change.before || change.on) changes.push_back(std::move(change));
  }
  BASSIN_DO(internal::refuse_twice(changes));
  BASSIN_TRY([[maybe_unused]] auto const after, carried_out(text, changes));
  BASSIN_DO(add_joining(session, id, changes));
  BASSIN_TRY(auto const before, read_changes(session, id));
  BASSIN_DO(write_changes(session, id, changes));
  auto const next = internal::next(amendment, act);
  BASSIN_DO(internal::update(session, next));
  BASSIN_DO(access::record(session, act, "convention.changes", "convention", id, json_of(before), json_of(changes)));
  return next;
}

Result<void> internal::amend(sql::Session& session, Act const& act, Convention const& amendment) {
  BASSIN_TRY(auto const changes, read_changes(session, amendment.id));
  if (changes.empty()) return Error("convention.needs_change");
  BASSIN_TRY(auto const before, read_text(session, amendment.parent));
  auto const& parent = before.convention;
  if (parent.status != Status::signed_by_all) return Error("convention.wrong_status", {{"status", std::string(id_of(parent.status))}});
  BASSIN_TRY(auto after, carried_out(before, changes));
  BASSIN_DO(refuse_without_all(session, amendment, after));
  BASSIN_TRY(auto const voters, read_parties(session, amendment.id));
  take_votes(after.parties, voters);
  after.convention = next(after.convention, act);
  BASSIN_DO(write_text(session, after));
  bool const other_parties = std::any_of(changes.begin(), changes.end(), [](Change const& it) {
    return it.kind == ChangeKind::party_joins || it.kind == ChangeKind::party_leaves;
  });
  if (other_parties) BASSIN_DO(overtake_annexes(session, parent.id));
  BASSIN_DO(write_sharing(session, after.convention));
  return access::record(session, act, "convention.amended", "convention", parent.id, json_of(parent), json_of(after.convention));
}

}  // namespace bassin::convention
