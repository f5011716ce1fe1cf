#include "grids/grid.h"

#include <algorithm>
#include <cctype>

#include "base/plain_text.h"
#include "base/uuid.h"
#include "convention/convention.h"
#include "grids/internal/grid_rows.h"
#include "partners/organisation.h"
#include "sql/listed.h"

namespace bassin::grids {

namespace {

using base::Error;
using base::Lines;
using base::Result;

constexpr std::string_view columns =
    "id, organisation, previous, title, authority, description, starts_on, ends_on, version, created_at, created_by, changed_at";

Grid grid_of(sql::Row const& row) {
  auto const day = [&](std::string_view name) { return base::parse_date(row.text(name)).value_or(base::Date{}); };
  return {row.text("id"),
          row.text("organisation"),
          row.optional_text("previous").value_or(""),
          {row.text("title"), row.text("authority"), row.text("description"), day("starts_on"), day("ends_on")},
          row.integer("version"),
          row.text("created_at"),
          row.text("created_by"),
          row.text("changed_at")};
}

Result<GridFacts> clean(GridFacts it) {
  BASSIN_TRY(it.title, base::clean("title", it.title, base::line_most));
  BASSIN_TRY(it.authority, base::clean("authority", it.authority, base::line_most));
  BASSIN_TRY(it.description, base::clean_or_empty("description", it.description, base::description_most, Lines::several));
  if (it.ends_on < it.starts_on) return Error("convention.bad_value", {{"field", "endsOn"}, {"allowed", "≥ " + to_iso(it.starts_on)}});
  return it;
}

Result<Grid> known(sql::Session& session, Act const& act, std::string const& id, std::int64_t version) {
  BASSIN_TRY(auto before, internal::writable(session, act.reader, id));
  if (before.version != version) return Error("grid.changed", {{"now", internal::json_of(before)}});
  return before;
}

Result<std::vector<SeenGrid>> read_where(sql::Session& session, access::Reader const& reader, std::string const& condition,
                                         std::string const& id) {
  BASSIN_TRY(auto const rights, convention::rights_of(session, reader));
  if (rights.organisations.empty()) return std::vector<SeenGrid>();
  auto const listed = sql::listed(rights.organisations);
  auto values = listed.values;
  values.emplace_back("id", id);
  BASSIN_TRY(auto const rows, session.rows("select " + std::string(columns) + " from grid where removed_at is null and " + condition +
                                               " and organisation in " + listed.places + " order by starts_on desc, id desc",
                                           sql::Session::Values(values)));
  std::vector<SeenGrid> out;
  bool const enters = may_write_grids(reader);
  for (auto const& row : rows) {
    auto it = grid_of(row);
    bool const mine = enters && it.organisation == reader.organisation;
    out.push_back({std::move(it), mine, enters});
  }
  return out;
}

}  // namespace

bool may_write_grids(access::Reader const& reader) {
  return reader.standing == access::Reader::Standing::member && !reader.organisation.empty() &&
         access::allows(reader.role, access::Need::run_conventions);
}

Result<std::vector<SeenGrid>> grids_of(sql::Session& session, access::Reader const& reader) {
  return read_where(session, reader, "id <> :id", "");
}

Result<SeenGrid> find_grid(sql::Session& session, access::Reader const& reader, std::string const& id) {
  BASSIN_TRY(auto found, read_where(session, reader, "id = :id", id));
  if (found.empty()) return Error("grid.unknown", {{"id", id}});
  return std::move(found.front());
}

Result<Grid> add_grid(sql::Session& session, Act const& act, GridFacts const& facts) {
  if (!may_write_grids(act.reader)) return Error("grid.not_yours");
  Grid made;
  BASSIN_TRY(made.facts, clean(facts));
  made.id = base::new_uuid();
  made.organisation = act.reader.organisation;
  made.version = 1;
  made.created_at = made.changed_at = base::to_iso(act.actor.at);
  made.created_by = act.reader.agent;
  BASSIN_DO(internal::insert(session, made));
  BASSIN_DO(access::record(session, act, "grid.added", "grid", made.id, "", internal::json_of(made)));
  return made;
}

Result<Grid> change_grid(sql::Session& session, Act const& act, std::string const& id, std::int64_t version, GridFacts const& facts) {
  BASSIN_TRY(auto const before, known(session, act, id, version));
  auto after = before;
  BASSIN_TRY(after.facts, clean(facts));
  ++after.version;
  after.changed_at = base::to_iso(act.actor.at);
  BASSIN_DO(internal::update(session, after));
  BASSIN_DO(access::record(session, act, "grid.changed", "grid", id, internal::json_of(before), internal::json_of(after)));
  return after;
}

Result<void> remove_grid(sql::Session& session, Act const& act, std::string const& id, std::int64_t version) {
  BASSIN_TRY(auto const before, known(session, act, id, version));
  BASSIN_DO(session.run("update grid set removed_at = :at, version = version + 1 where id = :id",
                        {{"at", base::to_iso(act.actor.at)}, {"id", id}}));
  BASSIN_DO(session.run("delete from grid_document where grid = :id", {{"id", id}}));
  return access::record(session, act, "grid.removed", "grid", id, internal::json_of(before), "");
}

bool comes_before(std::string_view code, std::string_view other) {
  auto const is_digit = [](char c) { return std::isdigit(static_cast<unsigned char>(c)) != 0; };
  std::size_t i = 0, j = 0;
  while (i < code.size() && j < other.size()) {
    if (!is_digit(code[i]) || !is_digit(other[j])) {
      if (code[i] != other[j]) return code[i] < other[j];
      ++i;
      ++j;
      continue;
    }
    auto const number = [&](std::string_view text, std::size_t& at) {
      auto const from = std::min(text.find_first_not_of('0', at), text.size());
      auto end = from;
      while (end < text.size() && is_digit(text[end])) ++end;
      at = end;
      return text.substr(from, end - from);
    };
    auto const one = number(code, i), two = number(other, j);
    if (one.size() != two.size()) return one.size() < two.size();
    if (one != two) return one < two;
  }
  return code.size() - i < other.size() - j;
}

}  // namespace bassin::grids
