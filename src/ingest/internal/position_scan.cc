#include "ingest/internal/position_scan.h"

#include <algorithm>
#include <array>
#include <set>

#include "ingest/internal/rejects.h"
#include "ingest/internal/soft_value.h"
#include "ingest/internal/values.h"

namespace bassin::ingest::internal {

namespace {

using registry::PositionQuality;

std::optional<PositionQuality> parse_quality(std::string_view text) {
  if (text.empty()) return PositionQuality::given;
  if (text == "11") return PositionQuality::street_number;
  if (text == "12") return PositionQuality::street;
  if (text == "21") return PositionQuality::likely_street_number;
  if (text == "22") return PositionQuality::likely_street;
  if (text == "33") return PositionQuality::commune;
  return std::nullopt;
}

bool has(Source const& source, std::string_view name) { return std::ranges::find(source.header(), name) != source.header().end(); }

}  // namespace

std::vector<ColumnName> position_columns(Kind kind, Source const& source) {
  bool const geolocation = kind == Kind::geolocation;
  auto lon = std::string_view("longitude");
  auto lat = std::string_view("latitude");
  if (has(source, "lon") && has(source, "lat")) {
    lon = "lon";
    lat = "lat";
  }
  if (geolocation || (has(source, "x_longitude") && has(source, "y_latitude"))) {
    lon = "x_longitude";
    lat = "y_latitude";
  }
  return {{"siret", true}, {"x", geolocation},  {"y", geolocation}, {"epsg", geolocation},
          {"qualite_xy"},  {lon, !geolocation}, {lat, !geolocation}};
}

std::unique_ptr<PositionParser::Parsed> PositionParser::parse(RecordBlock const& block) {
  auto parsed = std::make_unique<Parsed>();
  parsed->keeps = block.keeps;
  RecordCheck const check(block, columns_);
  splitter_.start(block.text, block.first_line);
  csv::Record record;
  while (splitter_.next(record)) {
    ++parsed->tally.rows;
    Row row{.line = record.line};
    bool in_scope = false;
    auto fault = check.fault(record);
    bool const is_read = !fault;
    if (is_read) {
      fields_.set(record.fields);
      fault = read(row, in_scope, parsed->tally.notes);
    }
    if (fault) {
      auto const separator = splitter_.separator();
      parsed->tally.reject(record.line, *fault,
                           is_read ? shown_text(record, "", text(PositionColumn::siret)) : shown_unread(record, separator, false));
    } else if (in_scope) {
      parsed->rows.push_back(row);
    } else {
      ++parsed->tally.out_of_scope;
    }
  }
  convert(*parsed);
  return parsed;
}

std::optional<Reason> PositionParser::read(Row& row, bool& in_scope, Notes& notes) {
  auto const siret = parse_digits(text(PositionColumn::siret), 14);
  if (!siret) return Reason::bad_siret;
  auto const place = sirets_.find(*siret);
  in_scope = place.has_value();
  if (!in_scope) return std::nullopt;
  row.place = *place;
  auto const quality = text(PositionColumn::quality);
  row.quality = soft_value(parse_quality(quality), notes, "qualite_xy", quality);
  auto const lon_text = text(PositionColumn::lon);
  auto const lat_text = text(PositionColumn::lat);
  if (lon_text.empty() && lat_text.empty()) return read_system(row);
  auto const lon = parse_decimal(lon_text);
  auto const lat = parse_decimal(lat_text);
  if (!lon || !lat || !geo::Point::from_degrees(*lon, *lat)) return Reason::bad_position;
  row.point = point_or_none(*lon, *lat);
  return std::nullopt;
}

std::optional<Reason> PositionParser::read_system(Row& row) {
  auto const x_text = text(PositionColumn::x);
  auto const y_text = text(PositionColumn::y);
  if (x_text.empty() && y_text.empty()) return std::nullopt;
  auto const x = parse_decimal(x_text);
  auto const y = parse_decimal(y_text);
  if (!x || !y) return Reason::bad_position;
  if (*x == 0 && *y == 0) return std::nullopt;  // written for "not known"
  auto const epsg = parse_number(text(PositionColumn::epsg));
  if (!epsg || !projector_.knows(*epsg)) return Reason::bad_epsg;
  row.x = *x;
  row.y = *y;
  row.epsg = *epsg;
  return std::nullopt;
}

void PositionParser::convert(Parsed& parsed) {
  std::set<std::uint32_t> systems;
  for (auto const& row : parsed.rows) systems.insert(row.epsg);
  systems.erase(0);
  for (auto const epsg : systems) {
    std::vector<double> x;
    std::vector<double> y;
    for (auto const& row : parsed.rows) {
      if (row.epsg == epsg) x.push_back(row.x), y.push_back(row.y);
    }
    projector_.convert(epsg, x, y);
    std::size_t next = 0;
    for (auto& row : parsed.rows) {
      if (row.epsg != epsg) continue;
      row.point = point_or_none(x[next], y[next]);
      ++next;
      if (!row.point.known()) parsed.tally.reject(row.line, Reason::bad_position, padded(sirets_.keys()[row.place], 14));
    }
  }
  std::erase_if(parsed.rows, [](Row const& row) { return row.epsg != 0 && !row.point.known(); });
}

void PositionScan::take(PositionParser::Row const& row, Tally& tally) {
  if (seen_[row.place]) return tally.reject(row.line, Reason::duplicate_position, padded(sirets_.keys()[row.place], 14));
  seen_[row.place] = true;
  ++tally.kept;
  if (!row.point.known()) return tally.notes.add("position_empty");
  auto& source = table_.source[row.place];
  if (source != static_cast<std::uint8_t>(registry::PositionSource::none)) return tally.notes.add("position_superseded");
  source = static_cast<std::uint8_t>(source_);
  table_.quality[row.place] = row.quality;
  table_.lon[row.place] = row.point.lon;
  table_.lat[row.place] = row.point.lat;
}

base::Result<void> PositionScan::commit(ParsedBlock& block) {
  auto& parsed = static_cast<PositionParser::Parsed&>(block);
  for (auto const& row : parsed.rows) take(row, parsed.tally);
  sink_.add(parsed.tally);
  return {};
}

}  // namespace bassin::ingest::internal
