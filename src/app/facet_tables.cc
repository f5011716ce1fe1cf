#include "app/facet_tables.h"

#include "app/counts.h"
#include "app/format.h"
#include "app/messages.h"
#include "app/options.h"
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

base::Result<query::FacetRequest> facet_request(Arguments const& arguments, std::string_view fallback) {
  query::FacetRequest request;
  BASSIN_TRY(request.dimensions, query::parse_dimensions(arguments.value("--by").value_or(std::string(fallback))));
  BASSIN_TRY(request.limit, number_of(arguments, "--top", 10, 0, 100'000));
  return request;
}

void add_facets(Answer& answer, query::Facets const& facets, Language language) {
  answer.tables.push_back(buckets_table(facets.facets, language));
  for (auto const& facet : facets.facets) {
    auto table = facet_table(facet, std::string(query::id_of(facet.dimension)), language);
    add_remainder(table, facet, language);
    table.for_programs = false;
    answer.tables.push_back(std::move(table));
    if (facet.chambers) answer.tables.push_back(overlap_table(*facet.chambers, language));
  }
  if (facets.unlocated_total > 0) answer.tables.push_back(unlocated_table(facets, language));
}

}  // namespace bassin::app
