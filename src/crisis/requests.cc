#include "crisis/requests.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>

#include "access/record_json.h"
#include "base/id_table.h"
#include "base/paris_time.h"
#include "base/plain_text.h"
#include "base/uuid.h"
#include "crisis/internal/case_rows.h"
#include "crisis/internal/request_rows.h"
#include "crisis/internal/rooms.h"
#include "sql/listed.h"
#include "sql/session.h"

namespace bassin::crisis {

namespace {

using base::Date;
using base::Error;
using base::Result;

constexpr std::array<std::string_view, decision_count> decisions{"awaited", "granted", "refused"};
constexpr std::string_view columns =
    "id, record, right_id, name, asked_on, asked, decision, decided_on, granted, paid_on, paid, note, organisation, agent, version, "
    "changed_at";

constexpr std::size_t purged_at_once = 250;  // as access::purge_records() takes

std::optional<Date> day_in(sql::Row const& row, std::string_view column) {
  auto const text = row.optional_text(column);
  return text ? base::parse_date(*text) : std::nullopt;
}
std::optional<std::string> iso(std::optional<Date> day) { return day ? std::optional(base::to_iso(*day)) : std::nullopt; }

Request request_of(sql::Row const& row) {
  Request out;
  out.id = row.text("id");
  out.record = row.text("record");
  auto& it = out.facts;
  it.right = row.text("right_id");
  it.name = row.text("name");
  it.asked_on = day_in(row, "asked_on").value_or(Date{});
  it.asked = row.optional_integer("asked");
  it.decision = parse_decision(row.text("decision")).value_or(Decision::awaited);
  it.decided_on = day_in(row, "decided_on");
  it.granted = row.optional_integer("granted");
  it.paid_on = day_in(row, "paid_on");
  it.paid = row.optional_integer("paid");
  it.note = row.text("note");
  out.organisation = row.text("organisation");
  out.agent = row.text("agent");
  out.version = row.integer("version");
  out.changed_at = row.text("changed_at");
  return out;
}

std::string json_of(Request const& request) {
  auto const& it = request.facts;
  access::Json out{{"case", request.record}, {"right", it.right}, {"askedOn", base::to_iso(it.asked_on)}, {"decision", id_of(it.decision)}};
  auto const add = [&](char const* name, auto const& value) {
    if (value) out[name] = *value;
  };
  add("asked", it.asked);
  add("decidedOn", iso(it.decided_on));
  add("granted", it.granted);
  add("paidOn", iso(it.paid_on));
  add("paid", it.paid);
  if (!it.name.empty()) out["name"] = it.name;
  if (!it.note.empty()) out["note"] = it.note;
  out["version"] = request.version;
  return access::text_of(out);
}

Error bad_value(std::string_view field, std::string allowed) {
  return Error("crisis.bad_value", {{"field", std::string(field)}, {"allowed", std::move(allowed)}});
}

bool is_right(std::string_view id) {
  auto const rules = reference::crisis_rights();
  return id == other_right || std::any_of(rules.begin(), rules.end(), [&](auto const& it) { return it.id == id; });
}

Result<void> check_day(std::string_view field, std::optional<Date> day, Date from, Date today) {
  if (!day || (from <= *day && *day <= today)) return {};
  return bad_value(field, base::to_iso(from) + " … " + base::to_iso(today));
}

Result<void> check_amount(std::string_view field, std::optional<std::int64_t> amount, bool may_be) {
  if (amount && !may_be) return bad_value(field, "null");
  if (amount && (*amount < 0 || *amount > euros_most)) return bad_value(field, fmt::format("0…{}", euros_most));
  return {};
}

Result<RequestFacts> clean(Act const& act, RequestFacts it) {
  auto const today = base::paris_time(act.actor.at).day;
  bool const decided = it.decision != Decision::awaited;
  if (!is_right(it.right)) return bad_value("right", "damage_claim, loss_claim, …, other");
  if (it.right == other_right) {
    BASSIN_TRY(it.name, base::clean("name", it.name, base::name_most));
  } else if (!it.name.empty()) {
    return bad_value("name", "\"\"");
  }
  BASSIN_DO(check_day("askedOn", it.asked_on, base::make_date(1990, 1, 1), today));
  if (decided != it.decided_on.has_value()) return bad_value("decidedOn", decided ? base::to_iso(today) : "null");
  BASSIN_DO(check_day("decidedOn", it.decided_on, it.asked_on, today));
  if (it.paid_on && it.decision == Decision::refused) return bad_value("paidOn", "null");
  BASSIN_DO(check_day("paidOn", it.paid_on, it.asked_on, today));
  BASSIN_DO(check_amount("asked", it.asked, true));
  BASSIN_DO(check_amount("granted", it.granted, it.decision == Decision::granted));
  BASSIN_DO(check_amount("paid", it.paid, it.paid_on.has_value()));
  BASSIN_TRY(it.note, base::clean_or_empty("note", it.note, base::reason_most, base::Lines::several));
  return it;
}

Result<std::uint64_t> insert(sql::Session& session, Request const& it) {
  return session.execute(
      "insert into crisis_request (id, record, right_id, name, asked_on, asked, decision, decided_on, granted, paid_on, paid, note, "
      "organisation, agent, version, changed_at) values (:id, :record, :right, :name, :asked_on, :asked, :decision, :decided_on, :granted, "
      ":paid_on, :paid, :note, :organisation, :agent, :version, :at) on conflict (record, right_id, name) do nothing",
      {{"id", it.id},
       {"record", it.record},
       {"right", it.facts.right},
       {"name", it.facts.name},
       {"asked_on", base::to_iso(it.facts.asked_on)},
       {"asked", it.facts.asked},
       {"decision", id_of(it.facts.decision)},
       {"decided_on", iso(it.facts.decided_on)},
       {"granted", it.facts.granted},
       {"paid_on", iso(it.facts.paid_on)},
       {"paid", it.facts.paid},
       {"note", it.facts.note},
       {"organisation", it.organisation},
       {"agent", it.agent},
       {"version", it.version},
       {"at", it.changed_at}});
}

Result<void> save(sql::Session& session, Request const& it) {
  return session.run(
      "update crisis_request set asked_on = :asked_on, asked = :asked, decision = :decision, decided_on = :decided_on, granted = :granted, "
      "paid_on = :paid_on, paid = :paid, note = :note, organisation = :organisation, agent = :agent, version = :version, changed_at = :at "
      "where id = :id",
      {{"asked_on", base::to_iso(it.facts.asked_on)},
       {"asked", it.facts.asked},
       {"decision", id_of(it.facts.decision)},
       {"decided_on", iso(it.facts.decided_on)},
       {"granted", it.facts.granted},
       {"paid_on", iso(it.facts.paid_on)},
       {"paid", it.facts.paid},
       {"note", it.facts.note},
       {"organisation", it.organisation},
       {"agent", it.agent},
       {"version", it.version},
       {"at", it.changed_at},
       {"id", it.id}});
}

// Its case is writable, and nobody else has the line.
Result<Request> writable_request(sql::Session& session, Act const& act, std::string const& id, std::int64_t version) {
  static std::string const statement = "select " + std::string(columns) + " from crisis_request where id = :id";
  BASSIN_TRY(auto const row, session.row(statement, {{"id", id}}));
  if (!row) return Error("crisis.unknown_request", {{"id", id}});
  auto const it = request_of(*row);
  auto const found = internal::writable_case(session, act.reader, it.record);
  if (!found.ok() && found.error().code == "crisis.unknown_case") return Error("crisis.unknown_request", {{"id", id}});
  if (!found.ok()) return found.error();
  BASSIN_DO(internal::check_line(found.value().it, act.reader, base::to_iso(act.actor.at)));
  if (it.version != version) return Error("crisis.changed", {{"now", json_of(it)}});
  return it;
}

}  // namespace

std::string_view id_of(Decision decision) { return decisions[static_cast<std::size_t>(decision)]; }
std::optional<Decision> parse_decision(std::string_view id) { return base::parse_id<Decision>(decisions, id); }

Result<Request> note_request(sql::Session& session, Act const& act, std::string const& record, RequestFacts const& facts) {
  BASSIN_TRY(auto const found, internal::writable_case(session, act.reader, record));
  BASSIN_DO(internal::check_line(found.it, act.reader, base::to_iso(act.actor.at)));
  Request made{base::new_uuid(), record, {}, act.reader.organisation, act.reader.agent, 1, base::to_iso(act.actor.at)};
  BASSIN_TRY(made.facts, clean(act, facts));
  BASSIN_TRY(auto const added, insert(session, made));
  if (added == 0) return Error("crisis.asked_already", {{"id", record}});
  BASSIN_DO(internal::set_begun(session, record));
  BASSIN_DO(access::record(session, act, "crisis_request.noted", "crisis_request", made.id, "", json_of(made)));
  return made;
}

Result<Request> change_request(sql::Session& session, Act const& act, std::string const& id, std::int64_t version,
                               RequestFacts const& facts) {
  BASSIN_TRY(auto const before, writable_request(session, act, id, version));
  auto after = before;
  after.facts = facts;
  after.facts.right = before.facts.right;
  after.facts.name = before.facts.name;
  BASSIN_TRY(after.facts, clean(act, after.facts));
  after.organisation = act.reader.organisation;
  after.agent = act.reader.agent;
  ++after.version;
  after.changed_at = base::to_iso(act.actor.at);
  BASSIN_DO(save(session, after));
  BASSIN_DO(access::record(session, act, "crisis_request.changed", "crisis_request", id, json_of(before), json_of(after)));
  return after;
}

Result<void> remove_request(sql::Session& session, Act const& act, std::string const& id, std::int64_t version) {
  BASSIN_TRY(auto const before, writable_request(session, act, id, version));
  BASSIN_DO(session.run("delete from crisis_request where id = :id", {{"id", id}}));
  // Nothing finds it again at the anonymisation: what was typed goes at once.
  BASSIN_TRY([[maybe_unused]] auto const gone, access::purge_record(session, "crisis_request", id));
  return access::record(session, act, "crisis_request.removed", "crisis_request", id,
                        access::text_of({{"record", before.record}, {"right", before.facts.right}}), "");
}

Result<std::vector<Request>> requests_of(sql::Session& session, access::Reader const& reader, std::string const& record) {
  BASSIN_TRY([[maybe_unused]] auto const seen, find_case(session, reader, record));
  return internal::requests_on(session, record);
}

void AidFigure::add(AidFigure const& it) {
  asked += it.asked;
  granted += it.granted;
  refused += it.refused;
  paid += it.paid;
  asked_priced += it.asked_priced;
  granted_priced += it.granted_priced;
  paid_priced += it.paid_priced;
  asked_euros += it.asked_euros;
  granted_euros += it.granted_euros;
  paid_euros += it.paid_euros;
}

Result<Aid> aid_of(sql::Session& session, access::Reader const& reader, std::string const& crisis) {
  BASSIN_TRY([[maybe_unused]] auto const room, internal::entered(session, reader, crisis));
  BASSIN_TRY(auto const rows,
             session.rows("select r.right_id, r.decision, count(*) as n, count(r.asked) as asked_priced, cast(coalesce(sum(r.asked), 0) as "
                          "bigint) as asked, count(r.granted) as granted_priced, cast(coalesce(sum(r.granted), 0) as bigint) as granted, "
                          "count(r.paid_on) as paid_n, count(r.paid) as paid_priced, cast(coalesce(sum(r.paid), 0) as bigint) as paid from "
                          "crisis_request r join crisis_case c on c.id = r.record where c.crisis = :crisis group by r.right_id, r.decision",
                          {{"crisis", crisis}}));
  Aid out;
  auto const count = [](sql::Row const& row, std::string_view column) { return static_cast<std::uint64_t>(row.integer(column)); };
  for (auto const& row : rows) {
    auto const decision = row.text("decision");
    AidFigure it;
    it.asked = count(row, "n");
    it.granted = decision == "granted" ? it.asked : 0;
    it.refused = decision == "refused" ? it.asked : 0;
    it.paid = count(row, "paid_n");
    it.asked_priced = count(row, "asked_priced");
    it.granted_priced = count(row, "granted_priced");
    it.paid_priced = count(row, "paid_priced");
    it.asked_euros = row.integer("asked");
    it.granted_euros = row.integer("granted");
    it.paid_euros = row.integer("paid");
    auto const right = row.text("right_id");
    out.by_right[right].add(it);
    out.by_heading[reference::heading_of(right)].add(it);
  }
  return out;
}

// Two aids that the rules lack stay two: their names become their ids.
Result<std::uint64_t> anonymise_requests(sql::Session& session, std::string const& crisis) {
  BASSIN_TRY(auto const rows,
             session.rows("select r.id from crisis_request r join crisis_case c on c.id = r.record where c.crisis = :crisis",
                          {{"crisis", crisis}}));
  std::vector<std::string> ids;
  for (auto const& row : rows) ids.push_back(row.text("id"));
  for (std::size_t from = 0; from < ids.size(); from += sql::listed_most) {
    auto const some = std::span<std::string const>(ids).subspan(from, std::min(sql::listed_most, ids.size() - from));
    auto const in = sql::listed(some);
    BASSIN_DO(session.run(
        "update crisis_request set name = case when name = '' then '' else id end, note = '', agent = '' where id in " + in.places,
        sql::Session::Values(in.values)));
  }
  for (std::size_t from = 0; from < ids.size(); from += purged_at_once) {
    auto const some = std::span<std::string const>(ids).subspan(from, std::min(purged_at_once, ids.size() - from));
    BASSIN_TRY([[maybe_unused]] auto const purged, access::purge_records(session, "crisis_request", some));
  }
  return ids.size();
}

namespace internal {

Result<std::vector<Request>> requests_on(sql::Session& session, std::string const& record) {
  BASSIN_TRY(auto const rows, session.rows("select " + std::string(columns) + " from crisis_request where record = :record order by id",
                                           {{"record", record}}));
  std::vector<Request> out;
  for (auto const& row : rows) out.push_back(request_of(row));
  return out;
}

Result<std::unordered_map<std::string, std::set<std::string>>> rights_noted(sql::Session& session, std::string const& crisis) {
  BASSIN_TRY(auto const rows, session.rows("select r.record, r.right_id from crisis_request r join crisis_case c on c.id = r.record where "
                                           "c.crisis = :crisis",
                                           {{"crisis", crisis}}));
  std::unordered_map<std::string, std::set<std::string>> out;
  for (auto const& row : rows) out[row.text("record")].insert(row.text("right_id"));
  return out;
}

}  // namespace internal

}  // namespace bassin::crisis
