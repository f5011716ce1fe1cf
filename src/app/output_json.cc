#include <cmath>

#include <nlohmann/json.hpp>

#include "app/output.h"

namespace bassin::app {
namespace {

using Json = nlohmann::ordered_json;

double rounded(Quantity const& quantity) {
  auto const scale = std::pow(10.0, quantity.decimals);
  return std::round(quantity.value * scale) / scale;
}

Json codes_of(CodedList const& list) {
  Json codes = Json::array();
  for (auto const& coded : list) codes.push_back(coded.code);
  return codes;
}

Json json_of(Cell const& cell) {
  if (auto const* const text = std::get_if<std::string>(&cell)) return *text;
  if (auto const* const coded = std::get_if<Coded>(&cell)) return coded->code;
  if (auto const* const number = std::get_if<std::int64_t>(&cell)) return *number;
  if (auto const* const quantity = std::get_if<Quantity>(&cell)) return rounded(*quantity);
  if (auto const* const date = std::get_if<base::Date>(&cell)) return base::to_iso(*date);
  if (auto const* const yes = std::get_if<bool>(&cell)) return *yes;
  if (auto const* const codes = std::get_if<Codes>(&cell)) return *codes;
  if (auto const* const list = std::get_if<CodedList>(&cell)) return codes_of(*list);
  return nullptr;
}

// The columns of a row as members; `masked` names those whose null means "kept from this audience".
Json row_object(Table const& table, Row const& row) {
  Json object = Json::object();
  Json masked = Json::array();
  for (std::size_t c = 0; c < table.columns.size(); ++c) {
    object[table.columns[c].id] = json_of(row.cells[c]);
    if (std::holds_alternative<Masked>(row.cells[c])) masked.push_back(table.columns[c].id);
  }
  if (!masked.empty()) object["masked"] = std::move(masked);
  return object;
}

Json position_array(geo::Point position) { return Json::array({position.lon_degrees(), position.lat_degrees()}); }

Json rows_array(Table const& table) {
  Json rows = Json::array();
  for (auto const& row : table.rows) {
    auto object = row_object(table, row);
    if (row.position.known()) object["position"] = position_array(row.position);
    rows.push_back(std::move(object));
  }
  return rows;
}

// Properties by name: plain values where there is one column, objects of the columns where there are several.
Json record_object(Table const& table) {
  Json object = Json::object();
  Json masked = Json::array();
  bool const plain = table.columns.size() == 1;
  for (auto const& row : table.rows) {
    object[row.id] = plain ? json_of(row.cells.front()) : row_object(table, row);
    if (plain && std::holds_alternative<Masked>(row.cells.front())) masked.push_back(row.id);
  }
  if (!masked.empty()) object["masked"] = std::move(masked);
  return object;
}

Json notes_array(std::vector<Note> const& notes) {
  Json array = Json::array();
  for (auto const& note : notes) array.push_back(Json{{"id", note.id}, {"text", note.text}});
  return array;
}

void add_context(Answer const& answer, Json& object) {
  for (auto const& fact : answer.facts) object[fact.id] = json_of(fact.value);
  if (!answer.next_cursor.empty()) object["nextCursor"] = answer.next_cursor;
  object["caveats"] = notes_array(answer.caveats);
  object["sources"] = answer.sources;
}

// A text that is not UTF-8 (a damaged source) is shown with replacement signs rather than refused.
std::string text_of(Json const& object) { return object.dump(2, ' ', false, Json::error_handler_t::replace) + "\n"; }

Json feature_of(Table const& table, Row const& row) {
  return Json{{"type", "Feature"},
              {"geometry", {{"type", "Point"}, {"coordinates", position_array(row.position)}}},
              {"properties", row_object(table, row)}};
}

// How many rows have no position to show.
std::size_t add_features(Table const& table, Json& features) {
  std::size_t without = 0;
  for (auto const& row : table.rows) {
    if (row.position.known()) {
      features.push_back(feature_of(table, row));
    } else {
      ++without;
    }
  }
  return without;
}

}  // namespace

std::string render_json(Answer const& answer) {
  Json object = Json::object();
  object["command"] = answer.command;
  add_context(answer, object);
  for (auto const& table : answer.tables) {
    if (table.for_programs) object[table.id] = table.shape == Shape::rows ? rows_array(table) : record_object(table);
  }
  return text_of(object);
}

std::string render_geojson(Answer const& answer) {
  Json features = Json::array();
  auto const* const table = table_for_programs(answer);
  auto const without = table == nullptr ? 0 : add_features(*table, features);
  Json object{{"type", "FeatureCollection"}, {"features", std::move(features)}, {"withoutPosition", without}};
  add_context(answer, object);
  return text_of(object);
}

}  // namespace bassin::app
