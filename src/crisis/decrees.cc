#include "crisis/decrees.h"

#include <algorithm>
#include <array>
#include <set>
#include <tuple>

#include "access/record_json.h"
#include "base/paris_time.h"
#include "base/plain_text.h"
#include "base/uuid.h"
#include "reference/geography.h"
#include "sql/listed.h"
#include "sql/session.h"

namespace bassin::crisis {

namespace {

using base::Error;
using base::Result;

constexpr std::string_view columns =
    "id, commune, current_commune, peril, from_day, to_day, published_on, refused, number, origin, added_at, added_by";
constexpr std::size_t number_most = 40;
constexpr std::size_t at_once = 60;
constexpr std::array<std::string_view, 8> parts{"id", "commune", "current", "peril", "from", "to", "published", "number"};

bool writes_decrees(access::Reader const& reader) {
  return reader.standing == access::Reader::Standing::member && !reader.organisation.empty() &&
         access::allows(reader.role, access::Need::run_conventions);
}

base::Date day_of(std::string const& iso) { return base::parse_date(iso).value_or(base::Date{}); }

KeptDecree decree_of_row(sql::Row const& row) {
  KeptDecree out;
  out.id = row.text("id");
  out.it = {row.text("commune"),
            parse_peril(row.text("peril")).value_or(Peril::flood),
            day_of(row.text("from_day")),
            day_of(row.text("to_day")),
            day_of(row.text("published_on")),
            row.flag("refused"),
            row.text("number")};
  out.current = row.text("current_commune");
  out.origin = row.text("origin") == "file" ? DecreeOrigin::file : DecreeOrigin::hand;
  out.added_at = row.text("added_at");
  out.added_by = row.text("added_by");
  return out;
}

std::string json_of(Decree const& it) {
  return access::text_of({{"commune", it.commune},
                          {"peril", id_of(it.peril)},
                          {"from", base::to_iso(it.from)},
                          {"to", base::to_iso(it.to)},
                          {"published", base::to_iso(it.published)},
                          {"refused", it.refused},
                          {"number", it.number}});
}

base::Date today_of(Act const& act) { return base::paris_time(act.actor.at).day; }

std::string current_of(std::string const& code, base::Date today) {
  auto const found = reference::geography().resolve(code, today);
  return found ? std::string(found->code) : code;
}

// Names of the places of one statement for several rows: "id0", "commune0" …
std::string const& name_of(std::size_t row, std::size_t part) {
  static sql::RowPlaces const places(at_once, parts);
  return places.name(row, part);
}

// `refused` stands in the statement: it is one of two words.
std::string statement_of(std::span<Decree const> rows) {
  std::string out =
      "insert into crisis_decree (id, commune, current_commune, peril, from_day, to_day, published_on, number, refused, origin, added_at, "
      "added_by) values ";
  for (std::size_t i = 0; i < rows.size(); ++i) {
    out += i == 0 ? "(" : ", (";
    for (std::size_t part = 0; part < parts.size(); ++part) out.append(":").append(name_of(i, part)).append(", ");
    out += rows[i].refused ? "1" : "0";
    out += ", :origin, :at, :by)";
  }
  return out + " on conflict do nothing";
}

// How many were new.
Result<std::uint64_t> insert(sql::Session& session, Act const& act, std::span<Decree const> rows, DecreeOrigin origin) {
  auto const at = base::to_iso(act.actor.at);
  auto const today = today_of(act);
  std::uint64_t added = 0;
  for (std::size_t from = 0; from < rows.size(); from += at_once) {
    auto const some = rows.subspan(from, std::min(at_once, rows.size() - from));
    std::vector<sql::Named> values{{"origin", id_of(origin)}, {"at", at}, {"by", act.reader.agent}};
    for (std::size_t i = 0; i < some.size(); ++i) {
      values.emplace_back(name_of(i, 0), base::new_uuid());
      values.emplace_back(name_of(i, 1), some[i].commune);
      values.emplace_back(name_of(i, 2), current_of(some[i].commune, today));
      values.emplace_back(name_of(i, 3), id_of(some[i].peril));
      values.emplace_back(name_of(i, 4), base::to_iso(some[i].from));
      values.emplace_back(name_of(i, 5), base::to_iso(some[i].to));
      values.emplace_back(name_of(i, 6), base::to_iso(some[i].published));
      values.emplace_back(name_of(i, 7), some[i].number);
    }
    BASSIN_TRY(auto const done, session.execute(statement_of(some), sql::Session::Values(values)));
    added += done;
  }
  return added;
}

Result<std::optional<KeptDecree>> same_as(sql::Session& session, Decree const& it) {
  static std::string const statement = "select " + std::string(columns) +
                                       " from crisis_decree where commune = :commune and peril = :peril and from_day = :from and to_day = "
                                       ":to and published_on = :published and refused = :refused";
  BASSIN_TRY(auto const row, session.row(statement, {{"commune", it.commune},
                                                     {"peril", id_of(it.peril)},
                                                     {"from", base::to_iso(it.from)},
                                                     {"to", base::to_iso(it.to)},
                                                     {"published", base::to_iso(it.published)},
                                                     {"refused", std::int64_t{it.refused}}}));
  return row ? std::optional(decree_of_row(*row)) : std::nullopt;
}

}  // namespace

std::string_view id_of(DecreeOrigin origin) { return origin == DecreeOrigin::file ? "file" : "hand"; }

std::vector<std::string> codes_of_ground(std::string const& commune) {
  auto const& geography = reference::geography();
  std::set<std::string> found{commune};
  std::vector<std::string> open{commune};
  while (!open.empty()) {
    auto const code = std::move(open.back());
    open.pop_back();
    auto const add = [&](std::string_view it) {
      if (found.emplace(it).second) open.emplace_back(it);
    };
    for (auto const& it : geography.predecessors(code)) add(it.from);
    for (auto const& it : geography.all_parts(code)) add(it.code);
  }
  return {found.begin(), found.end()};
}

Result<std::vector<KeptDecree>> decrees_of(sql::Session& session, access::Reader const& reader, DecreeQuery const& query) {
  if (!access::allows(reader, access::Need::edit_businesses)) return Error("crisis.not_yours");
  std::string text = "select " + std::string(columns) + " from crisis_decree where 1 = 1";
  std::vector<sql::Named> values;
  auto const add = [&](std::string_view condition, std::string_view name, std::string_view value) {
    text += condition;
    values.emplace_back(name, value);
  };
  if (!query.commune.empty()) {
    auto codes = codes_of_ground(query.commune);
    codes.resize(std::min(codes.size(), sql::listed_most));
    auto in = sql::listed(codes);
    text += " and (commune in " + in.places + " or current_commune = :commune)";
    values = std::move(in.values);
    values.emplace_back("commune", query.commune);
  }
  if (!query.departement.empty()) add(" and current_commune like :departement", "departement", query.departement + "%");
  if (query.peril) add(" and peril = :peril", "peril", id_of(*query.peril));
  if (query.since) add(" and published_on >= :since", "since", base::to_iso(*query.since));
  if (query.until) add(" and published_on <= :until", "until", base::to_iso(*query.until));
  if (!query.after.empty()) add(" and id < :after", "after", query.after);
  values.emplace_back("limit", query.limit);
  BASSIN_TRY(auto const rows, session.rows(text + " order by id desc limit :limit", sql::Session::Values(values)));
  std::vector<KeptDecree> out;
  for (auto const& row : rows) out.push_back(decree_of_row(row));
  return out;
}

Result<std::vector<KeptDecree>> decrees_about(sql::Session& session, std::span<std::string const> communes, Kind kind) {
  std::set<std::string> codes;
  for (auto const& commune : communes)
    for (auto& code : codes_of_ground(commune)) codes.insert(std::move(code));
  std::vector<std::string> const all(codes.begin(), codes.end());
  std::vector<KeptDecree> out;
  for (std::size_t from = 0; from < all.size(); from += sql::listed_most) {
    auto const in = sql::listed(std::span(all).subspan(from, std::min(sql::listed_most, all.size() - from)));
    BASSIN_TRY(auto const rows, session.rows("select " + std::string(columns) + " from crisis_decree where commune in " + in.places,
                                             sql::Session::Values(in.values)));
    for (auto const& row : rows) {
      auto it = decree_of_row(row);
      if (speaks_for(it.it.peril, kind)) out.push_back(std::move(it));
    }
  }
  std::sort(out.begin(), out.end(),
            [](auto const& a, auto const& b) { return std::tie(a.it.published, a.id) < std::tie(b.it.published, b.id); });
  return out;
}

Result<DecreeAdded> add_decree(sql::Session& session, Act const& act, Decree const& given) {
  if (!writes_decrees(act.reader)) return Error("crisis.not_yours");
  auto it = given;
  BASSIN_TRY(it.number, base::clean_or_empty("number", given.number, number_most));
  if (auto const fault = fault_of(it, today_of(act)))
    return Error("crisis.bad_value", {{"field", std::string(fault->field)}, {"allowed", fault->allowed}});
  BASSIN_TRY(auto const added, insert(session, act, std::span(&it, 1), DecreeOrigin::hand));
  BASSIN_TRY(auto const kept, same_as(session, it));
  if (added == 1) BASSIN_DO(access::record(session, act, "decree.added", "decree", kept->id, "", json_of(it)));
  return DecreeAdded{kept.value(), added == 1};
}

Result<DecreesTaken> take_decrees(sql::Session& session, Act const& act, std::span<Decree const> rows) {
  if (!writes_decrees(act.reader)) return Error("crisis.not_yours");
  BASSIN_TRY(auto const added, insert(session, act, rows, DecreeOrigin::file));
  DecreesTaken const out{added, rows.size() - added};
  BASSIN_DO(access::record(session, act, "decree.file_taken", "decree", "", "",
                           access::text_of({{"added", out.added}, {"already", out.already}})));
  return out;
}

Result<DecreesTaken> preview_decrees(sql::Session& session, access::Reader const& reader, std::span<Decree const> rows) {
  if (!writes_decrees(reader)) return Error("crisis.not_yours");
  if (rows.empty()) return DecreesTaken{};
  auto const first = std::min_element(rows.begin(), rows.end(), [](auto const& a, auto const& b) { return a.published < b.published; });
  static std::string const statement = "select " + std::string(columns) + " from crisis_decree where published_on >= :first";
  BASSIN_TRY(auto const kept, session.rows(statement, {{"first", base::to_iso(first->published)}}));
  auto const key = [](Decree const& it) {
    return std::tuple(it.commune, it.peril, it.from.days, it.to.days, it.published.days, it.refused);
  };
  std::set<decltype(key(rows.front()))> known;
  for (auto const& row : kept) known.insert(key(decree_of_row(row).it));
  DecreesTaken out;
  for (auto const& it : rows) ++(known.insert(key(it)).second ? out.added : out.already);
  return out;
}

Result<void> remove_decree(sql::Session& session, Act const& act, std::string const& id) {
  if (!writes_decrees(act.reader)) return Error("crisis.not_yours");
  static std::string const statement = "select " + std::string(columns) + " from crisis_decree where id = :id";
  BASSIN_TRY(auto const row, session.row(statement, {{"id", id}}));
  if (!row) return Error("crisis.unknown_decree", {{"id", id}});
  BASSIN_DO(session.run("delete from crisis_decree where id = :id", {{"id", id}}));
  return access::record(session, act, "decree.removed", "decree", id, json_of(decree_of_row(*row).it), "");
}

}  // namespace bassin::crisis
