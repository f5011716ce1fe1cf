#include "app/facet_tables.h"

#include "app/counts.h"
#include "app/format.h"
#include "app/messages.h"
#include "app/options.h"
#include "app/texts.h"
#include "app/texts_columns.h"
#include "app/texts_commands.h"
#include "query/parse.h"

namespace bassin::app {
namespace {

void add_remainder(Table& table, query::Facet const& facet, Language language) {
  if (facet.beyond == 0) return;
  Row row;
  auto const text = fill(texts::more_keys, base::Error("text", {{"n", std::to_string(facet.keys - facet.buckets.size())}}), language);
  row.cells = {Absent{}, text, number_cell(facet.beyond), Absent{}};
  table.rows.push_back(std::move(row));
}

void cut(query::Facet& facet, std::size_t top) {
  if (top == 0 || has_own_order(facet.dimension)) return;
  for (; facet.buckets.size() > top; facet.buckets.pop_back()) facet.beyond += facet.buckets.back().count;
}

Table totals_table(std::vector<query::Facet> const& facets) {
  Table table;
  table.id = "facets";
  table.for_people = false;
  table.columns = {{"dimension", texts::dimension}, {"total", texts::total}, {"keys", texts::key}, {"beyond", texts::count}};
  for (auto const& facet : facets) {
    Row row;
    row.cells = {std::string(query::id_of(facet.dimension)), number_cell(facet.total), number_cell(facet.keys), number_cell(facet.beyond)};
    table.rows.push_back(std::move(row));
  }
  return table;
}

Table unlocated_table(query::Facets const& facets, Language language) {
  Table table;
  table.id = "unlocated";
  table.title = texts::unlocated;
  table.columns = {{"commune", texts::code}, {"label", texts::commune}, {"count", texts::count}};
  for (auto const& bucket : facets.unlocated) {
    Row row;
    row.cells = {text_cell(bucket.key), query::label_of(query::Dimension::commune, bucket.key, language), number_cell(bucket.count)};
    table.rows.push_back(std::move(row));
  }
  return table;
}

}  // namespace

base::Result<FacetOptions> facet_options(Arguments const& arguments, std::string_view fallback) {
  FacetOptions options;
  BASSIN_TRY(options.request.dimensions, query::parse_dimensions(arguments.value("--by").value_or(std::string(fallback))));
  BASSIN_TRY(options.top, number_of(arguments, "--top", options.top, 0, 100'000));
  return options;
}

void add_facets(Answer& answer, query::Facets facets, std::size_t top, Language language) {
  for (auto& facet : facets.facets) cut(facet, top);
  answer.tables.push_back(buckets_table(facets.facets, language));
  answer.tables.push_back(totals_table(facets.facets));
  for (auto const& facet : facets.facets) {
    auto table = facet_table(facet, std::string(query::id_of(facet.dimension)), language);
    add_remainder(table, facet, language);
    table.for_programs = false;
    if (facet.leaves_aside) table.title = texts::own_filter_aside;
    answer.tables.push_back(std::move(table));
    if (facet.chambers) answer.tables.push_back(overlap_table(*facet.chambers, language));
  }
  if (facets.unlocated_total > 0) answer.tables.push_back(unlocated_table(facets, language));
}

}  // namespace bassin::app
