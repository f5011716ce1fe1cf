#include "synthesis/internal/embedded.h"

#include <array>

// One symbol before the file and one after it; the assembler copies the file in between.
#define BASSIN_TABLE(symbol, path)                           \
  __asm__(                                                   \
      ".section .rodata\n"                                   \
      ".global bassin_synthesis_" #symbol                    \
      "_begin\n"                                             \
      "bassin_synthesis_" #symbol                            \
      "_begin:\n"                                            \
      ".incbin \"" BASSIN_SYNTHESIS_TABLES "/" path          \
      "\"\n"                                                 \
      ".global bassin_synthesis_" #symbol                    \
      "_end\n"                                               \
      "bassin_synthesis_" #symbol                            \
      "_end:\n"                                              \
      ".byte 0\n"                                            \
      ".text\n");                                            \
  extern "C" char const bassin_synthesis_##symbol##_begin[]; \
  extern "C" char const bassin_synthesis_##symbol##_end[]

BASSIN_TABLE(activities, "distributions/activities.tsv");
BASSIN_TABLE(brand_parts, "distributions/brand_parts.tsv");
BASSIN_TABLE(business_words, "distributions/business_words.tsv");
BASSIN_TABLE(commune_counts, "distributions/commune_counts.tsv");
BASSIN_TABLE(countries, "distributions/countries.tsv");
BASSIN_TABLE(demonstration_communes, "demonstration_communes.tsv");
BASSIN_TABLE(demonstration_flood, "demonstration_flood.geojson");
BASSIN_TABLE(demonstration_words, "distributions/demonstration_words.tsv");
BASSIN_TABLE(departement_boxes, "distributions/departement_boxes.tsv");
BASSIN_TABLE(departements, "distributions/departements.tsv");
BASSIN_TABLE(establishments_per_unit, "distributions/establishments_per_unit.tsv");
BASSIN_TABLE(first_names, "distributions/first_names.tsv");
BASSIN_TABLE(legal_by_activity, "distributions/legal_by_activity.tsv");
BASSIN_TABLE(old_activities, "distributions/old_activities.tsv");
BASSIN_TABLE(postcodes, "distributions/postcodes.tsv");
BASSIN_TABLE(public_services, "distributions/public_services.tsv");
BASSIN_TABLE(siren_ranges, "distributions/siren_ranges.tsv");
BASSIN_TABLE(sizes, "distributions/sizes.tsv");
BASSIN_TABLE(streets, "distributions/streets.tsv");
BASSIN_TABLE(surname_parts, "distributions/surname_parts.tsv");

namespace bassin::synthesis::internal {
namespace {

struct Extent {
  char const* begin;
  char const* end;
};

#define BASSIN_EXTENT(symbol) \
  Extent { bassin_synthesis_##symbol##_begin, bassin_synthesis_##symbol##_end }
// In the order of Table.
std::array<Extent, 20> const extents{BASSIN_EXTENT(activities),
                                     BASSIN_EXTENT(brand_parts),
                                     BASSIN_EXTENT(business_words),
                                     BASSIN_EXTENT(commune_counts),
                                     BASSIN_EXTENT(countries),
                                     BASSIN_EXTENT(demonstration_communes),
                                     BASSIN_EXTENT(demonstration_flood),
                                     BASSIN_EXTENT(demonstration_words),
                                     BASSIN_EXTENT(departement_boxes),
                                     BASSIN_EXTENT(departements),
                                     BASSIN_EXTENT(establishments_per_unit),
                                     BASSIN_EXTENT(first_names),
                                     BASSIN_EXTENT(legal_by_activity),
                                     BASSIN_EXTENT(old_activities),
                                     BASSIN_EXTENT(postcodes),
                                     BASSIN_EXTENT(public_services),
                                     BASSIN_EXTENT(siren_ranges),
                                     BASSIN_EXTENT(sizes),
                                     BASSIN_EXTENT(streets),
                                     BASSIN_EXTENT(surname_parts)};

}  // namespace

std::string_view embedded(Table table) {
  auto const& extent = extents[static_cast<std::size_t>(table)];
  return {extent.begin, static_cast<std::size_t>(extent.end - extent.begin)};
}

}  // namespace bassin::synthesis::internal
