#include "app/counts.h"

#include <algorithm>
#include <charconv>
#include <cstdint>
#include <map>

#include "app/format.h"
#include "app/row_columns.h"
#include "app/texts.h"
#include "app/texts_columns.h"
#include "reference/size_bands.h"

namespace bassin::app {
namespace {

std::string label_of(query::Dimension dimension, std::string const& key, Language language) {
  auto label = key.empty() ? say(texts::unknown, language) : query::label_of(dimension, key, language);
  return label.empty() ? key : label;
}

// Where a key stands among its dimension's: sizes and years in their own order, unknown last; all others stay by count.
std::uint32_t rank_of(query::Dimension dimension, std::string const& key) {
  if (key.empty()) return UINT32_MAX;
  if (dimension == query::Dimension::size) return reference::parse_size_band(key).value_or(reference::size_unknown);
  std::uint32_t number = 0;  // "10-49": 10; "2018": 2018; "before-1900": 0
  std::from_chars(key.data(), key.data() + key.size(), number);
  return key.starts_with("after") ? UINT32_MAX - 1 : number;
}

std::vector<query::Bucket> in_order(query::Facet const& facet) {
  auto buckets = facet.buckets;
  if (has_own_order(facet.dimension)) {
    std::stable_sort(buckets.begin(), buckets.end(),
                     [&](auto const& a, auto const& b) { return rank_of(facet.dimension, a.key) < rank_of(facet.dimension, b.key); });
  }
  return buckets;
}

Cell share_cell(std::uint64_t count, std::uint64_t total) {
  if (total == 0) return Absent{};
  return Quantity{100 * static_cast<double>(count) / static_cast<double>(total), 1, "%"};
}

// Of chambers that overlap: "cci+cma" to programs, "CCI+CMA" to people.
Coded combination(std::size_t mask) {
  Coded out;
  for (auto const chamber : {reference::Chamber::cci, reference::Chamber::cma, reference::Chamber::ca}) {
    if ((mask & reference::bit_of(chamber)) == 0) continue;
    auto const name = chamber_name(chamber);
    out.code += (out.code.empty() ? "" : "+") + name.code;
    out.shown += (out.shown.empty() ? "" : "+") + name.shown;
  }
  return out;
}

// Union and overlaps below the chambers, as lines of the same columns.
void add_csv_overlaps(Table& table, query::ChamberCounts const& counts, Language language) {
  auto const overlaps = overlap_table(counts, language);
  for (auto const& overlap : overlaps.rows) {
    Row row;
    row.cells = {"exactly:" + overlap.id, overlap.shown, overlap.cells.front(), Absent{}};
    if (overlap.id == "any") row.cells.front() = std::string("any");
    if (overlap.id != "outside" && overlap.id != "to-qualify") table.csv_tail.push_back(std::move(row));
  }
}

void add_overlap(Table& table, std::string id, std::string shown, std::uint64_t count) {
  Row row;
  row.id = std::move(id);
  row.shown = std::move(shown);
  row.cells.push_back(number_cell(count));
  table.rows.push_back(std::move(row));
}

}  // namespace

bool has_own_order(query::Dimension dimension) {
  return dimension == query::Dimension::size || dimension == query::Dimension::size_group || dimension == query::Dimension::created_year;
}

std::string key_text(query::Dimension dimension, std::string const& key, Language language) {
  auto const label = label_of(dimension, key, language);
  return key.empty() || label == key ? label : key + " " + label;
}

Table facet_table(query::Facet const& facet, std::string id, Language language) {
  Table table;
  table.id = std::move(id);
  table.columns = {{"key", texts::key}, {"label", query::name_of(facet.dimension)}, {"count", texts::count}, {"share", texts::share}};
  bool const codes = std::any_of(facet.buckets.begin(), facet.buckets.end(), [&](auto const& bucket) {
    return !bucket.key.empty() && label_of(facet.dimension, bucket.key, language) != bucket.key;
  });
  table.columns[0].in_table = codes;
  for (auto const& bucket : in_order(facet)) {
    Row row;
    row.cells = {text_cell(bucket.key), label_of(facet.dimension, bucket.key, language), number_cell(bucket.count),
                 share_cell(bucket.count, facet.total)};
    table.rows.push_back(std::move(row));
  }
  if (facet.chambers) add_csv_overlaps(table, *facet.chambers, language);
  if (query::is_disjoint(facet.dimension)) {
    table.total = Row{};
    table.total->cells = {std::string(), say(texts::total, language), number_cell(facet.total), std::string()};
  }
  return table;
}

Table total_table(std::uint64_t total) {
  Table table;
  table.id = "rows";
  table.for_people = false;
  table.columns = {{"count", texts::count}};
  table.rows.push_back({});
  table.rows.back().cells = {number_cell(total)};
  return table;
}

Table overlap_table(query::ChamberCounts const& counts, Language language) {
  Table table;
  table.id = "overlaps";
  table.title = texts::overlaps;
  table.shape = Shape::record;
  table.columns = {{"count", {"", ""}}};
  for (std::size_t mask = 1; mask < counts.exactly.size(); ++mask) {
    auto const [id, shown] = combination(mask);
    add_overlap(table, id, id.find('+') == std::string::npos ? shown + " " + say(texts::alone, language) : shown, counts.exactly[mask]);
  }
  add_overlap(table, "any", say(texts::any_chamber, language), counts.any);
  add_overlap(table, "outside", say(texts::outside_chambers, language), counts.outside);
  add_overlap(table, "to-qualify", say(texts::to_qualify, language), counts.to_qualify);
  return table;
}

Table pairs_table(query::Count const& count, Language language) {
  auto const by = count.by->dimension;
  auto const across = count.across->dimension;
  Table table;
  table.id = "cells";
  table.for_people = false;
  table.columns = {{"key", texts::key},
                   {"label", query::name_of(by)},
                   {"across", texts::key},
                   {"across-label", query::name_of(across)},
                   {"count", texts::count}};
  for (auto const& cell : count.cells) {
    Row row;
    row.cells = {text_cell(cell.key), label_of(by, cell.key, language), text_cell(cell.across), label_of(across, cell.across, language),
                 number_cell(cell.count)};
    table.rows.push_back(std::move(row));
  }
  return table;
}

Table cross_table(query::Count const& count, Language language) {
  Table table;
  table.id = "cross";
  table.for_programs = false;
  table.columns = {{"key", query::name_of(count.by->dimension)}};
  std::map<std::string, std::size_t> place;
  for (auto const& bucket : in_order(*count.across)) {
    place[bucket.key] = table.columns.size();
    table.columns.push_back({bucket.key, {"", ""}, true, label_of(count.across->dimension, bucket.key, language)});
  }
  table.columns.push_back({"total", texts::total});
  std::map<std::string, std::size_t> line;
  for (auto const& bucket : in_order(*count.by)) {
    line[bucket.key] = table.rows.size();
    Row row;
    row.cells.assign(table.columns.size(), number_cell(0));
    row.cells.front() = key_text(count.by->dimension, bucket.key, language);
    row.cells.back() = number_cell(bucket.count);
    table.rows.push_back(std::move(row));
  }
  for (auto const& cell : count.cells) table.rows[line.at(cell.key)].cells[place.at(cell.across)] = number_cell(cell.count);
  return table;
}

Table buckets_table(std::vector<query::Facet> const& facets, Language language) {
  Table table;
  table.id = "buckets";
  table.for_people = false;
  table.columns = {{"dimension", texts::dimension}, {"key", texts::key}, {"label", texts::label}, {"count", texts::count}};
  for (auto const& facet : facets) {
    for (auto const& bucket : facet.buckets) {
      Row row;
      row.cells = {std::string(query::id_of(facet.dimension)), text_cell(bucket.key), label_of(facet.dimension, bucket.key, language),
                   number_cell(bucket.count)};
      table.rows.push_back(std::move(row));
    }
  }
  return table;
}

}  // namespace bassin::app
