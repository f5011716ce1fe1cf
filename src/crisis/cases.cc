#include "crisis/cases.h"

#include <algorithm>
#include <array>
#include <unordered_map>
#include <utility>

#include "access/record_json.h"
#include "base/checksum.h"
#include "base/id_table.h"
#include "base/plain_text.h"
#include "base/uuid.h"
#include "crisis/internal/case_rows.h"
#include "crisis/internal/rooms.h"
#include "partners/secret.h"
#include "sql/listed.h"

namespace bassin::crisis {

namespace {

using base::Error;
using base::Result;
using internal::case_columns;
using internal::case_of;

constexpr std::array<std::string_view, entry_count> entries{"inside", "unlocated", "indirect", "added", "parcels"};

constexpr bool by_zone(Entry entry) { return entry == Entry::inside || entry == Entry::unlocated || entry == Entry::parcels; }

Error on_the_line(Case const& it) { return Error("crisis.on_the_line", {{"by", it.held_by}, {"until", it.held_until}}); }

Result<void> set_left(sql::Session& session, std::span<std::string const> ids, std::optional<std::int64_t> number) {
  for (std::size_t from = 0; from < ids.size(); from += sql::listed_most) {
    auto const in = sql::listed(ids.subspan(from, std::min(sql::listed_most, ids.size() - from)));
    auto values = in.values;
    values.emplace_back("number", number);
    BASSIN_DO(session.run("update crisis_case set left_zone = :number where id in " + in.places, sql::Session::Values(values)));
  }
  return {};
}

Result<Case> read_case(sql::Session& session, std::string const& id) {
  static std::string const statement = "select " + std::string(case_columns) + " from crisis_case where id = :id";
  BASSIN_TRY(auto const row, session.row(statement, {{"id", id}}));
  if (!row) return Error("crisis.unknown_case", {{"id", id}});
  return case_of(*row);
}

}  // namespace

std::string_view id_of(Entry entry) { return entries[static_cast<std::size_t>(entry)]; }
std::optional<Entry> parse_entry(std::string_view id) { return base::parse_id<Entry>(entries, id); }

bool is_untouched(Case const& it) {
  return it.state == CaseState::potential && it.reached == CaseState::potential && it.trading == Trading::unknown && !it.priority &&
         it.organisation.empty() && !it.begun;
}

Result<Entered> enter_zone(sql::Session& session, Act const& act, std::string const& crisis, std::int64_t zone,
                           std::span<Place const> places, Before before) {
  BASSIN_TRY(auto const room, internal::writable(session, act.reader, crisis));
  if (zone != room.zone || zone == 0) return Error("crisis.unknown_zone", {{"number", std::to_string(zone)}});
  BASSIN_TRY(auto const rows, session.rows("select id, business, entry, left_zone from crisis_case where crisis = :id", {{"id", crisis}}));
  struct Known {
    std::string id;
    bool of_zone, gone, seen = false;
  };
  std::unordered_map<std::string, Known> known;
  for (auto const& row : rows) {
    bool const of_zone = by_zone(parse_entry(row.text("entry")).value_or(Entry::added));
    known.emplace(row.text("business"), Known{row.text("id"), of_zone, row.optional_integer("left_zone").has_value()});
  }
  // A place whose case was merged into another's is on the list with it.
  BASSIN_TRY(auto const merged,
             session.rows("select m.business, k.business as kept from crisis_merge m join crisis_case k on k.id = m.kept "
                          "where m.crisis = :id",
                          {{"id", crisis}}));
  std::unordered_map<std::string, std::string> now_of;
  for (auto const& row : merged) now_of.emplace(row.text("business"), row.text("kept"));
  std::vector<Place> fresh;
  std::vector<std::string> back, left;
  for (auto const& place : places) {
    auto const other = now_of.find(place.business);
    auto const found = known.find(other == now_of.end() ? place.business : other->second);
    if (found == known.end()) {
      fresh.push_back(place);
      continue;
    }
    found->second.seen = true;
    if (std::exchange(found->second.gone, false)) back.push_back(found->second.id);
  }
  for (auto const& [business, it] : known)
    if (before == Before::leaves && it.of_zone && !it.seen && !it.gone) left.push_back(it.id);
  // Ids tell the order in which cases came: one that nobody can find again, since ids outlive the names (anonymise.h).
  auto const secret = partners::new_secret();
  std::sort(fresh.begin(), fresh.end(),
            [&](Place const& a, Place const& b) { return base::checksum(secret + a.business) < base::checksum(secret + b.business); });
  BASSIN_DO(internal::insert_cases(session, act, crisis, zone, fresh));
  BASSIN_DO(set_left(session, back, std::nullopt));
  BASSIN_DO(set_left(session, left, zone));
  BASSIN_DO(access::record(session, act, "crisis.zone_entered", "crisis", crisis, "",
                           access::text_of({{"zone", zone}, {"added", fresh.size()}, {"back", back.size()}, {"left", left.size()}})));
  return Entered{fresh.size(), back.size(), left.size()};
}

Result<Case> add_case(sql::Session& session, Act const& act, std::string const& crisis, Place const& place) {
  BASSIN_TRY(auto const room, internal::writable(session, act.reader, crisis));
  return internal::put_case(session, act, room, place);
}

Result<std::vector<Case>> cases_of(sql::Session& session, access::Reader const& reader, std::string const& crisis, CaseQuery const& query) {
  BASSIN_TRY([[maybe_unused]] auto const room, internal::entered(session, reader, crisis));
  std::string text = "select " + std::string(case_columns) + " from crisis_case where crisis = :crisis and id > :after";
  std::vector<std::string> states;
  for (auto const state : query.states) states.emplace_back(id_of(state));
  std::vector<sql::Named> values;
  if (!states.empty()) {
    auto in = sql::listed(states);
    text += " and state in " + in.places;
    values = std::move(in.values);
  }
  values.emplace_back("crisis", crisis);
  values.emplace_back("after", query.after);
  auto const add = [&](std::string_view condition, std::string_view name, std::string_view value) {
    text += condition;
    values.emplace_back(name, value);
  };
  if (query.entry == Entry::parcels) {
    text += " and by_parcels = 1";
  } else if (query.entry) {
    add(" and by_parcels = 0 and entry = :entry", "entry", id_of(*query.entry));
  }
  if (!query.commune.empty()) add(" and commune = :commune", "commune", query.commune);
  if (query.organisation && query.organisation->empty()) text += " and organisation is null";
  if (query.organisation && !query.organisation->empty()) add(" and organisation = :organisation", "organisation", *query.organisation);
  if (!query.agent.empty()) add(" and agent = :agent", "agent", query.agent);
  // As is_untouched() says.
  if (query.in_zone)
    text +=
        " and (left_zone is null or not (state = 'potential' and reached = 'potential' and trading = 'unknown' and priority is null and "
        "organisation is null and begun = 0))";
  values.emplace_back("limit", query.limit);
  BASSIN_TRY(auto const rows, session.rows(text + " order by id limit :limit", sql::Session::Values(values)));
  std::vector<Case> out;
  for (auto const& row : rows) out.push_back(case_of(row));
  return out;
}

Result<Case> find_case(sql::Session& session, access::Reader const& reader, std::string const& id) {
  BASSIN_TRY(auto found, internal::readable_case(session, reader, id));
  return std::move(found.it);
}

Result<Case> take_line(sql::Session& session, Act const& act, std::string const& id) {
  BASSIN_TRY(auto const found, internal::writable_case(session, act.reader, id));
  auto const now = base::to_iso(act.actor.at);
  // One statement decides: of two who ask at once, one has it.
  BASSIN_TRY(
      auto const taken,
      session.execute(
          "update crisis_case set held_by = :agent, held_until = :until where id = :id and (held_by is null or held_by = "
          ":agent or held_until <= :now)",
          {{"agent", act.reader.agent}, {"until", base::to_iso(act.actor.at.plus_seconds(line_seconds))}, {"id", id}, {"now", now}}));
  BASSIN_TRY(auto const after, read_case(session, id));
  if (taken == 0) return on_the_line(after);
  return after;
}

Result<Case> give_line_back(sql::Session& session, Act const& act, std::string const& id) {
  BASSIN_TRY([[maybe_unused]] auto const found, internal::writable_case(session, act.reader, id));
  BASSIN_DO(session.run("update crisis_case set held_by = null, held_until = null where id = :id and held_by = :agent",
                        {{"id", id}, {"agent", act.reader.agent}}));
  return read_case(session, id);
}

Result<std::vector<CaseStep>> steps_of(sql::Session& session, access::Reader const& reader, std::string const& id) {
  BASSIN_TRY([[maybe_unused]] auto const seen, find_case(session, reader, id));
  BASSIN_TRY(auto const rows, session.rows("select from_state, to_state, why, organisation, agent, at from crisis_step where record = :id "
                                           "order by id",
                                           {{"id", id}}));
  std::vector<CaseStep> out;
  for (auto const& row : rows)
    out.push_back(
        {row.text("from_state"), row.text("to_state"), row.text("why"), row.text("organisation"), row.text("agent"), row.text("at")});
  return out;
}

namespace internal {

Result<std::optional<Case>> case_of_business(sql::Session& session, std::string const& crisis, std::string const& business) {
  static std::string const statement =
      "select " + std::string(case_columns) +
      " from crisis_case where (crisis = :crisis and business = :business) or id in (select m.kept from crisis_merge m where m.crisis = "
      ":crisis and m.business = :business)";
  BASSIN_TRY(auto const row, session.row(statement, {{"crisis", crisis}, {"business", business}}));
  return row ? std::optional(case_of(*row)) : std::nullopt;
}

Result<Case> put_case(sql::Session& session, Act const& act, Crisis const& room, Place const& place) {
  BASSIN_TRY(auto const there, case_of_business(session, room.id, place.business));
  if (there && !there->left_zone) return *there;
  if (there) {
    BASSIN_DO(
        session.run("update crisis_case set left_zone = null, entry = :entry, by_parcels = :by_parcels, version = version + 1, "
                    "changed_at = :at where id = :id",
                    {{"entry", internal::stored(place.entry)},
                     {"by_parcels", place.entry == Entry::parcels ? 1 : 0},
                     {"at", base::to_iso(act.actor.at)},
                     {"id", there->id}}));
  } else {
    BASSIN_DO(insert_cases(session, act, room.id, room.zone, std::span(&place, 1)));
  }
  BASSIN_TRY(auto const made, case_of_business(session, room.id, place.business));
  BASSIN_DO(access::record(session, act, "crisis_case.added", "crisis_case", made->id, "", json_of(*made)));
  return *made;
}

}  // namespace internal

}  // namespace bassin::crisis
