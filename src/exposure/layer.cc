#include "exposure/layer.h"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>
#include <array>

#include "access/reader.h"
#include "access/record_json.h"
#include "access/visibility.h"
#include "base/date.h"
#include "base/fold.h"
#include "base/id_table.h"
#include "base/paris_time.h"
#include "base/plain_text.h"
#include "base/uuid.h"
#include "partners/organisation.h"
#include "sql/session.h"

namespace bassin::exposure {

namespace {

using base::Error;
using base::Result;

constexpr std::array<std::string_view, level_count> levels{"", "low", "medium", "high", "very_high"};
constexpr std::string_view columns =
    "id, organisation, name, source, dated_on, peril, level, communes, file_name, format, file_sum, notes, area_m2, vertices, edition, "
    "version, created_at, created_by, imported_at, imported_by, changed_at";

std::vector<std::string> split(std::string_view text) {
  std::vector<std::string> out;
  while (!text.empty()) {
    auto const comma = std::min(text.find(','), text.size());
    if (comma > 0) out.emplace_back(text.substr(0, comma));
    text.remove_prefix(std::min(comma + 1, text.size()));
  }
  return out;
}

Layer layer_of(sql::Row const& row) {
  Layer out;
  out.id = row.text("id");
  out.organisation = row.text("organisation");
  out.facts = {row.text("name"), row.text("source"), row.text("dated_on"),
               crisis::parse_peril(row.text("peril")).value_or(crisis::Peril::flood),
               parse_level(row.text("level")).value_or(Level::untold)};
  out.communes = split(row.text("communes"));
  out.file.file_name = row.text("file_name");
  out.file.format = row.text("format");
  out.file.sum = row.text("file_sum");
  out.file.notes = row.text("notes");
  out.file.area_m2 = row.real("area_m2");
  out.file.vertices = row.integer("vertices");
  out.edition = row.integer("edition");
  out.version = row.integer("version");
  out.created_at = row.text("created_at");
  out.created_by = row.text("created_by");
  out.imported_at = row.text("imported_at");
  out.imported_by = row.text("imported_by");
  out.changed_at = row.text("changed_at");
  return out;
}

std::string json_of(Layer const& it) {
  return access::text_of({{"id", it.id},
                          {"name", it.facts.name},
                          {"source", it.facts.source},
                          {"datedOn", it.facts.dated_on},
                          {"peril", crisis::id_of(it.facts.peril)},
                          {"level", id_of(it.facts.level)},
                          {"communes", it.communes},
                          {"fileName", it.file.file_name},
                          {"sha256", it.file.sum},
                          {"areaM2", it.file.area_m2},
                          {"vertices", it.file.vertices},
                          {"edition", it.edition},
                          {"version", it.version}});
}

Error unknown(std::string const& id) { return Error("exposure.unknown_layer", {{"id", id.substr(0, 100)}}); }

bool sees(access::Reader const& reader, Layer const& layer) {
  if (reader.standing != access::Reader::Standing::member || reader.organisation.empty()) return false;
  if (layer.organisation == reader.organisation) return true;
  return std::any_of(layer.communes.begin(), layer.communes.end(), [&](auto const& commune) {
    return access::visible(reader, {layer.organisation, true, commune});
  });
}

bool runs_layers(access::Reader const& reader) {
  return reader.standing == access::Reader::Standing::member && !reader.organisation.empty() &&
         access::allows(reader.role, access::Need::run_conventions);
}

// Who took over from the organisation that brought a layer keeps it up to date.
Result<void> mark_changeable(sql::Session& session, access::Reader const& reader, std::vector<Layer>& layers) {
  if (!runs_layers(reader)) return {};
  bool const own_only = std::all_of(layers.begin(), layers.end(), [&](auto const& it) { return it.organisation == reader.organisation; });
  std::vector<std::string> lineage{reader.organisation};
  if (!own_only) {
    BASSIN_TRY(lineage, partners::lineage_of(session, reader.organisation));
  }
  for (auto& it : layers) it.changeable = std::find(lineage.begin(), lineage.end(), it.organisation) != lineage.end();
  return {};
}

Result<std::vector<Layer>> layers_where(sql::Session& session, access::Reader const& reader, std::string_view condition,
                                        std::string const& id) {
  auto const statement = fmt::format("select {} from hazard_layer where {} order by id", columns, condition);
  BASSIN_TRY(auto const rows, session.rows(statement, {{"id", id}}));
  std::vector<Layer> out;
  for (auto const& row : rows) {
    auto one = layer_of(row);
    if (sees(reader, one)) out.push_back(std::move(one));
  }
  BASSIN_DO(mark_changeable(session, reader, out));
  return out;
}

Result<LayerFacts> clean(Act const& act, LayerFacts it) {
  BASSIN_TRY(it.name, base::clean("name", it.name, base::name_most));
  BASSIN_TRY(it.source, base::clean("source", it.source, base::line_most));
  auto const today = base::to_iso(base::paris_time(act.actor.at).day);
  if (!base::parse_date(it.dated_on) || it.dated_on > today)
    return Error("exposure.bad_value", {{"field", "datedOn"}, {"allowed", "≤ " + today}});
  return it;
}

// Of what is written whole, with an outline or without a new one.
std::vector<sql::Named> values_of(Layer const& it, std::string const& communes) {
  return {{"id", it.id},
          {"organisation", it.organisation},
          {"name", it.facts.name},
          {"source", it.facts.source},
          {"dated_on", it.facts.dated_on},
          {"peril", crisis::id_of(it.facts.peril)},
          {"level", id_of(it.facts.level)},
          {"communes", communes},
          {"file_name", it.file.file_name},
          {"format", it.file.format},
          {"file_sum", it.file.sum},
          {"notes", it.file.notes},
          {"area_m2", it.file.area_m2},
          {"vertices", it.file.vertices},
          {"edition", it.edition},
          {"version", it.version},
          {"created_at", it.created_at},
          {"created_by", it.created_by},
          {"imported_at", it.imported_at},
          {"imported_by", it.imported_by},
          {"changed_at", it.changed_at}};
}

Result<void> write(sql::Session& session, Layer const& it, std::string const& outline, bool fresh) {
  auto const communes = fmt::format("{}", fmt::join(it.communes, ","));
  auto values = values_of(it, communes);
  if (!outline.empty()) values.emplace_back("outline", outline);
  if (fresh) {
    return session.run(
        fmt::format("insert into hazard_layer ({}, outline) values (:id, :organisation, :name, :source, :dated_on, :peril, :level, "
                    ":communes, :file_name, :format, :file_sum, :notes, :area_m2, :vertices, :edition, :version, :created_at, :created_by, "
                    ":imported_at, :imported_by, :changed_at, :outline)",
                    columns),
        sql::Session::Values(values));
  }
  return session.run(
      fmt::format("update hazard_layer set organisation = :organisation, name = :name, source = :source, dated_on = :dated_on, peril = "
                  ":peril, level = :level, communes = :communes, file_name = :file_name, format = :format, file_sum = :file_sum, notes = "
                  ":notes, area_m2 = :area_m2, vertices = :vertices, edition = :edition, version = :version, created_at = :created_at, "
                  "created_by = :created_by, imported_at = :imported_at, imported_by = :imported_by, changed_at = :changed_at{} where id = "
                  ":id",
                  outline.empty() ? "" : ", outline = :outline"),
      sql::Session::Values(values));
}

Result<void> take_file(Act const& act, Layer& it, LayerFile const& file) {
  it.file = file.facts;
  BASSIN_TRY(it.file.file_name, base::clean("file", file.facts.file_name, support::file_name_most));
  if (it.file.vertices > static_cast<std::int64_t>(vertices_most))
    return Error("exposure.bad_value", {{"field", "file"}, {"allowed", fmt::format("≤ {} points", vertices_most)}});
  if (file.communes.empty()) return Error("exposure.elsewhere");
  it.communes = file.communes;
  it.imported_at = base::to_iso(act.actor.at);
  it.imported_by = act.reader.agent;
  return {};
}

Result<Layer> to_change(sql::Session& session, Act const& act, std::string const& id, std::int64_t version) {
  BASSIN_TRY(auto it, find_layer(session, act.reader, id));
  if (!it.changeable) return Error("exposure.not_yours");
  if (it.version != version) return Error("exposure.changed", {{"now", json_of(it)}});
  return it;
}

Result<Layer> save(sql::Session& session, Act const& act, Layer const& before, Layer after, std::string const& outline,
                   std::string_view action) {
  after.changed_at = base::to_iso(act.actor.at);
  ++after.version;
  BASSIN_DO(write(session, after, outline, false));
  BASSIN_DO(access::record(session, act, action, "hazard_layer", after.id, json_of(before), json_of(after)));
  return after;
}

}  // namespace

std::string_view id_of(Level level) { return levels[static_cast<std::size_t>(level)]; }
std::optional<Level> parse_level(std::string_view id) { return base::parse_id<Level>(levels, id); }

Result<std::vector<Layer>> layers_of(sql::Session& session, access::Reader const& reader) {
  BASSIN_TRY(auto out, layers_where(session, reader, "id <> :id", ""));
  std::stable_sort(out.begin(), out.end(),
                   [](auto const& a, auto const& b) { return base::fold(a.facts.name) < base::fold(b.facts.name); });
  if (out.size() > layers_read_most) out.resize(layers_read_most);
  return out;
}

Result<Layer> find_layer(sql::Session& session, access::Reader const& reader, std::string const& id) {
  BASSIN_TRY(auto found, layers_where(session, reader, "id = :id", id));
  if (found.empty()) return unknown(id);
  return std::move(found.front());
}

Result<std::string> layer_outline(sql::Session& session, std::string const& id) {
  BASSIN_TRY(auto const row, session.row("select outline from hazard_layer where id = :id", {{"id", id}}));
  if (!row) return unknown(id);
  return row->text("outline");
}

Result<Layer> add_layer(sql::Session& session, Act const& act, LayerFacts const& facts, LayerFile const& file) {
  if (!runs_layers(act.reader)) return Error("exposure.not_yours");
  Layer made;
  BASSIN_TRY(made.facts, clean(act, facts));
  BASSIN_DO(take_file(act, made, file));
  BASSIN_TRY(auto const held, session.row("select count(*) as n from hazard_layer where organisation = :organisation",
                                          {{"organisation", act.reader.organisation}}));
  if (static_cast<std::size_t>(held->integer("n")) >= layers_most)
    return Error("exposure.too_many_layers", {{"most", std::to_string(layers_most)}});
  made.id = base::new_uuid();
  made.organisation = act.reader.organisation;
  made.edition = made.version = 1;
  made.created_at = made.changed_at = base::to_iso(act.actor.at);
  made.created_by = act.reader.agent;
  made.changeable = true;
  BASSIN_DO(write(session, made, file.outline, true));
  BASSIN_DO(access::record(session, act, "hazard_layer.added", "hazard_layer", made.id, "", json_of(made)));
  return made;
}

Result<Layer> change_layer(sql::Session& session, Act const& act, std::string const& id, std::int64_t version, LayerFacts const& facts) {
  BASSIN_TRY(auto const before, to_change(session, act, id, version));
  auto after = before;
  BASSIN_TRY(after.facts, clean(act, facts));
  return save(session, act, before, std::move(after), "", "hazard_layer.changed");
}

Result<Layer> replace_layer(sql::Session& session, Act const& act, std::string const& id, std::int64_t version, LayerFacts const& facts,
                            LayerFile const& file) {
  BASSIN_TRY(auto const before, to_change(session, act, id, version));
  auto after = before;
  BASSIN_TRY(after.facts, clean(act, facts));
  BASSIN_DO(take_file(act, after, file));
  ++after.edition;
  return save(session, act, before, std::move(after), file.outline, "hazard_layer.replaced");
}

Result<void> drop_layer(sql::Session& session, Act const& act, std::string const& id, std::int64_t version) {
  BASSIN_TRY(auto const it, to_change(session, act, id, version));
  BASSIN_DO(session.run("delete from hazard_layer where id = :id", {{"id", id}}));
  return access::record(session, act, "hazard_layer.dropped", "hazard_layer", id, json_of(it), "");
}

}  // namespace bassin::exposure
