#include "crisis/internal/case_rows.h"

#include <algorithm>
#include <array>

#include "access/record_json.h"
#include "base/uuid.h"
#include "crisis/internal/merge_rows.h"
#include "crisis/internal/rooms.h"
#include "sql/listed.h"

namespace bassin::crisis::internal {

namespace {

using base::Error;
using base::Result;

constexpr std::size_t at_once = 60;
constexpr std::array<std::string_view, 5> parts{"id", "business", "commune", "entry", "by_parcels"};

// Names of the places of one statement for several rows: "id0", "business0" …
std::string const& name_of(std::size_t row, std::size_t part) {
  static sql::RowPlaces const places(at_once, parts);
  return places.name(row, part);
}

std::string statement_of(std::size_t rows) {
  std::string out =
      "insert into crisis_case (id, business, commune, entry, by_parcels, crisis, entered, state, reached, trading, version, changed_at) "
      "values ";
  for (std::size_t i = 0; i < rows; ++i) {
    out += i == 0 ? "(" : ", (";
    for (std::size_t part = 0; part < parts.size(); ++part) out.append(":").append(name_of(i, part)).append(", ");
    out += ":crisis, :zone, 'potential', 'potential', 'unknown', 1, :at)";
  }
  // Where somebody else adds one at the same time, PostgreSQL then begins this transaction anew instead of failing it.
  return out + " on conflict (crisis, business) do nothing";
}

}  // namespace

Case case_of(sql::Row const& row) {
  Case out;
  out.id = row.text("id");
  out.crisis = row.text("crisis");
  out.business = row.text("business");
  out.commune = row.text("commune");
  out.entry = row.flag("by_parcels") ? Entry::parcels : parse_entry(row.text("entry")).value_or(Entry::added);
  out.entered = row.integer("entered");
  out.left_zone = row.optional_integer("left_zone");
  out.state = parse_case_state(row.text("state")).value_or(CaseState::potential);
  out.reached = parse_case_state(row.text("reached")).value_or(CaseState::potential);
  out.trading = parse_trading(row.text("trading")).value_or(Trading::unknown);
  if (auto const priority = row.optional_integer("priority")) out.priority = static_cast<int>(*priority);
  out.organisation = row.optional_text("organisation").value_or("");
  out.agent = row.optional_text("agent").value_or("");
  out.held_by = row.optional_text("held_by").value_or("");
  out.held_until = row.optional_text("held_until").value_or("");
  out.begun = row.flag("begun");
  out.version = row.integer("version");
  out.changed_at = row.text("changed_at");
  return out;
}

std::string_view stored(Entry entry) { return id_of(entry == Entry::parcels ? Entry::inside : entry); }

std::string json_of(Case const& it) {
  access::Json out{{"business", it.business},         {"state", id_of(it.state)}, {"trading", id_of(it.trading)},
                   {"organisation", it.organisation}, {"agent", it.agent},        {"version", it.version}};
  if (it.priority) out["priority"] = *it.priority;
  return access::text_of(out);
}

bool is_held(Case const& it, std::string const& at) { return !it.held_by.empty() && it.held_until > at; }

Result<void> check_line(Case const& it, access::Reader const& reader, std::string const& at) {
  if (is_held(it, at) && it.held_by != reader.agent) return Error("crisis.on_the_line", {{"by", it.held_by}, {"until", it.held_until}});
  return {};
}

Result<void> set_begun(sql::Session& session, std::string const& id) {
  return session.run("update crisis_case set begun = 1 where id = :id and begun = 0", {{"id", id}});
}

namespace {

// Whom a case that is gone was merged into is told to who may read it alone.
using Enter = Result<Crisis> (*)(sql::Session&, access::Reader const&, std::string const&);

Result<CaseInRoom> case_by(Enter enter, sql::Session& session, access::Reader const& reader, std::string const& id) {
  static std::string const statement = "select " + std::string(case_columns) + " from crisis_case where id = :id";
  BASSIN_TRY(auto const row, session.row(statement, {{"id", id}}));
  BASSIN_TRY(auto const gone, row ? Result<std::optional<MergedInto>>(std::nullopt) : merged_into(session, id));
  if (!row && !gone) return Error("crisis.unknown_case", {{"id", id}});
  auto room = enter(session, reader, row ? row->text("crisis") : gone->crisis);
  if (!room.ok() && room.error().code == "crisis.unknown") return Error("crisis.unknown_case", {{"id", id}});
  if (!room.ok()) return room.error();
  if (gone) return Error("crisis.merged_away", {{"id", id}, {"kept", gone->kept}});
  return CaseInRoom{case_of(*row), std::move(room).value()};
}

}  // namespace

Result<CaseInRoom> readable_case(sql::Session& session, access::Reader const& reader, std::string const& id) {
  return case_by(entered, session, reader, id);
}

Result<CaseInRoom> writable_case(sql::Session& session, access::Reader const& reader, std::string const& id) {
  return case_by(writable, session, reader, id);
}

Result<void> insert_cases(sql::Session& session, Act const& act, std::string const& crisis, std::int64_t zone,
                          std::span<Place const> places) {
  static std::string const whole = statement_of(at_once);
  auto const at = base::to_iso(act.actor.at);
  for (std::size_t from = 0; from < places.size(); from += at_once) {
    auto const some = places.subspan(from, std::min(at_once, places.size() - from));
    std::vector<sql::Named> values{{"crisis", crisis}, {"zone", zone}, {"at", at}};
    for (std::size_t i = 0; i < some.size(); ++i) {
      values.emplace_back(name_of(i, 0), base::new_uuid());
      values.emplace_back(name_of(i, 1), some[i].business);
      values.emplace_back(name_of(i, 2), some[i].commune);
      values.emplace_back(name_of(i, 3), stored(some[i].entry));
      values.emplace_back(name_of(i, 4), some[i].entry == Entry::parcels ? 1 : 0);
    }
    BASSIN_DO(session.run(some.size() == at_once ? whole : statement_of(some.size()), sql::Session::Values(values)));
  }
  return {};
}

}  // namespace bassin::crisis::internal
