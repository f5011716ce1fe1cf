#include "grids/internal/grid_rows.h"

#include <fmt/format.h>

#include <map>

#include "convention/indicator_facts.h"

namespace bassin::grids::internal {

using access::Json;
using base::Error;
using base::Result;

namespace {

Heading heading_of(sql::Row const& row) {
  Heading out;
  out.id = row.text("id");
  out.grid = row.text("grid");
  out.facts.parent = row.optional_text("parent").value_or("");
  out.facts.code = row.text("code");
  out.facts.title = row.text("title");
  out.facts.description = row.text("description");
  out.version = row.integer("version");
  out.created_at = row.text("created_at");
  out.created_by = row.text("created_by");
  out.changed_at = row.text("changed_at");
  return out;
}

Result<void> write_what_counts(sql::Session& session, Heading const& it) {
  for (auto const* const table : {"grid_heading_action", "grid_heading_choice"})
    BASSIN_DO(session.run(fmt::format("delete from {} where heading = :id", table), {{"id", it.id}}));
  for (auto const& action : it.facts.actions)
    BASSIN_DO(session.run("insert into grid_heading_action (heading, action) values (:id, :action)", {{"id", it.id}, {"action", action}}));
  std::int64_t place = 0;
  for (auto const& choice : it.facts.choices)
    BASSIN_DO(
        session.run("insert into grid_heading_choice (heading, place, themes, kinds, everywhere) values (:id, :place, :themes, :kinds, "
                    ":everywhere)",
                    {{"id", it.id},
                     {"place", ++place},
                     {"themes", convention::joined(choice.themes)},
                     {"kinds", convention::joined(choice.kinds)},
                     {"everywhere", choice.everywhere ? 1 : 0}}));
  return {};
}

std::vector<sql::Named> values_of(Grid const& it) {
  return {{"id", it.id},
          {"title", it.facts.title},
          {"authority", it.facts.authority},
          {"description", it.facts.description},
          {"starts_on", to_iso(it.facts.starts_on)},
          {"ends_on", to_iso(it.facts.ends_on)},
          {"version", it.version},
          {"changed_at", it.changed_at}};
}

std::vector<sql::Named> values_of(Heading const& it) {
  return {{"id", it.id},
          {"parent", sql::or_null(it.facts.parent)},
          {"code", it.facts.code},
          {"title", it.facts.title},
          {"description", it.facts.description},
          {"version", it.version},
          {"changed_at", it.changed_at}};
}

}  // namespace

std::string json_of(Grid const& it) {
  return access::text_of({{"id", it.id},
                          {"organisation", it.organisation},
                          {"previous", it.previous},
                          {"title", it.facts.title},
                          {"authority", it.facts.authority},
                          {"description", it.facts.description},
                          {"startsOn", to_iso(it.facts.starts_on)},
                          {"endsOn", to_iso(it.facts.ends_on)},
                          {"version", it.version}});
}

std::string json_of(Heading const& it) {
  Json choices = Json::array();
  for (auto const& choice : it.facts.choices)
    choices.push_back({{"themes", choice.themes}, {"kinds", choice.kinds}, {"everywhere", choice.everywhere}});
  return access::text_of({{"id", it.id},
                          {"grid", it.grid},
                          {"parent", it.facts.parent},
                          {"code", it.facts.code},
                          {"title", it.facts.title},
                          {"description", it.facts.description},
                          {"actions", it.facts.actions},
                          {"choices", choices},
                          {"version", it.version}});
}

Result<void> insert(sql::Session& session, Grid const& it) {
  auto values = values_of(it);
  values.insert(values.end(), {{"organisation", it.organisation},
                               {"previous", sql::or_null(it.previous)},
                               {"created_at", it.created_at},
                               {"created_by", it.created_by}});
  return session.run(
      "insert into grid (id, organisation, previous, title, authority, description, starts_on, ends_on, version, created_at, created_by, "
      "changed_at) values (:id, :organisation, :previous, :title, :authority, :description, :starts_on, :ends_on, :version, :created_at, "
      ":created_by, :changed_at)",
      sql::Session::Values(values));
}

Result<void> insert(sql::Session& session, Heading const& it) {
  auto values = values_of(it);
  values.insert(values.end(), {{"grid", it.grid}, {"created_at", it.created_at}, {"created_by", it.created_by}});
  BASSIN_DO(
      session.run("insert into grid_heading (id, grid, parent, code, title, description, version, created_at, created_by, changed_at) "
                  "values (:id, :grid, :parent, :code, :title, :description, :version, :created_at, :created_by, :changed_at)",
                  sql::Session::Values(values)));
  return write_what_counts(session, it);
}

Result<void> update(sql::Session& session, Grid const& it) {
  auto const values = values_of(it);
  return session.run(
      "update grid set title = :title, authority = :authority, description = :description, starts_on = :starts_on, ends_on = :ends_on, "
      "version = :version, changed_at = :changed_at where id = :id",
      sql::Session::Values(values));
}

Result<void> update(sql::Session& session, Heading const& it) {
  auto const values = values_of(it);
  BASSIN_DO(
      session.run("update grid_heading set parent = :parent, code = :code, title = :title, description = :description, version = :version, "
                  "changed_at = :changed_at where id = :id",
                  sql::Session::Values(values)));
  return write_what_counts(session, it);
}

Result<std::vector<Heading>> read_headings(sql::Session& session, std::string const& grid) {
  BASSIN_TRY(auto const rows, session.rows("select id, grid, parent, code, title, description, version, created_at, created_by, changed_at "
                                           "from grid_heading where grid = :grid and removed_at is null",
                                           {{"grid", grid}}));
  BASSIN_TRY(auto const actions, session.rows("select heading, action from grid_heading_action where heading in (select id from "
                                              "grid_heading where grid = :grid and removed_at is null) order by heading, action",
                                              {{"grid", grid}}));
  BASSIN_TRY(auto const choices,
             session.rows("select heading, themes, kinds, everywhere from grid_heading_choice where heading in (select id from "
                          "grid_heading where grid = :grid and removed_at is null) order by heading, place",
                          {{"grid", grid}}));
  std::vector<Heading> out;
  for (auto const& row : rows) out.push_back(heading_of(row));
  std::map<std::string, Heading*> by_id;
  for (auto& it : out) by_id[it.id] = &it;
  for (auto const& row : actions) by_id.at(row.text("heading"))->facts.actions.push_back(row.text("action"));
  for (auto const& row : choices)
    by_id.at(row.text("heading"))
        ->facts.choices.push_back(
            {convention::words_of(row.text("themes")), convention::words_of(row.text("kinds")), row.integer("everywhere") == 1});
  return out;
}

Result<std::string> grid_of_heading(sql::Session& session, std::string const& heading) {
  BASSIN_TRY(auto const row, session.row("select grid from grid_heading where id = :id and removed_at is null", {{"id", heading}}));
  if (!row) return Error("grid.unknown_heading", {{"id", heading}});
  return row->text("grid");
}

Result<Grid> enterable(sql::Session& session, access::Reader const& reader, std::string const& id) {
  BASSIN_TRY(auto seen, find_grid(session, reader, id));
  if (!seen.enters) return Error("grid.not_yours");
  return std::move(seen.grid);
}

Result<Grid> writable(sql::Session& session, access::Reader const& reader, std::string const& id) {
  BASSIN_TRY(auto seen, find_grid(session, reader, id));
  if (!seen.mine) return Error("grid.not_yours");
  return std::move(seen.grid);
}

Result<Heading> writable_heading(sql::Session& session, access::Reader const& reader, std::string const& id) {
  BASSIN_TRY(auto const grid, grid_of_heading(session, id));
  BASSIN_TRY([[maybe_unused]] auto const seen, told_as(writable(session, reader, grid), Error("grid.unknown_heading", {{"id", id}})));
  BASSIN_TRY(auto headings, read_headings(session, grid));
  for (auto& it : headings)
    if (it.id == id) return std::move(it);
  return Error("grid.unknown_heading", {{"id", id}});
}

}  // namespace bassin::grids::internal
