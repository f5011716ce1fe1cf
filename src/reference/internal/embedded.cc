#include "reference/internal/embedded.h"

#include <array>

// One symbol before the file and one after it; the assembler copies the file in between.
#define BASSIN_EMBED(symbol, path)                          \
  __asm__(                                                  \
      ".section .rodata\n"                                  \
      ".balign 8\n"                                         \
      ".global bassin_embedded_" #symbol                    \
      "_begin\n"                                            \
      "bassin_embedded_" #symbol                            \
      "_begin:\n"                                           \
      ".incbin \"" path                                     \
      "\"\n"                                                \
      ".global bassin_embedded_" #symbol                    \
      "_end\n"                                              \
      "bassin_embedded_" #symbol                            \
      "_end:\n"                                             \
      ".byte 0\n"                                           \
      ".text\n");                                           \
  extern "C" char const bassin_embedded_##symbol##_begin[]; \
  extern "C" char const bassin_embedded_##symbol##_end[]

BASSIN_EMBED(geography, BASSIN_BUILT_REFERENCE "/geography.bin");
BASSIN_EMBED(naf_rev2, BASSIN_BUILT_REFERENCE "/naf_rev2.tsv");
BASSIN_EMBED(naf_sections, BASSIN_REFERENCE_LISTS "/naf_sections.tsv");
BASSIN_EMBED(naf_2025, BASSIN_REFERENCE_LISTS "/naf_2025.tsv");
BASSIN_EMBED(legal_categories, BASSIN_REFERENCE_LISTS "/legal_categories.tsv");
BASSIN_EMBED(chambers_by_activity, BASSIN_REFERENCE_LISTS "/chambers_by_activity.tsv");
BASSIN_EMBED(crisis_rights, BASSIN_REFERENCE_LISTS "/crisis_rights.tsv");
BASSIN_EMBED(crop_groups, BASSIN_REFERENCE_LISTS "/crop_groups.tsv");
BASSIN_EMBED(farm_regimes, BASSIN_REFERENCE_LISTS "/farm_regimes.tsv");

namespace bassin::reference::internal {
namespace {

struct Extent {
  char const* begin;
  char const* end;
};

#define BASSIN_EXTENT(symbol) \
  Extent { bassin_embedded_##symbol##_begin, bassin_embedded_##symbol##_end }
// In the order of EmbeddedFile.
std::array<Extent, 9> const extents{BASSIN_EXTENT(geography),     BASSIN_EXTENT(naf_rev2),         BASSIN_EXTENT(naf_sections),
                                    BASSIN_EXTENT(naf_2025),      BASSIN_EXTENT(legal_categories), BASSIN_EXTENT(chambers_by_activity),
                                    BASSIN_EXTENT(crisis_rights), BASSIN_EXTENT(crop_groups),      BASSIN_EXTENT(farm_regimes)};

}  // namespace

std::string_view embedded(EmbeddedFile file) {
  auto const& extent = extents[static_cast<std::size_t>(file)];
  return {extent.begin, static_cast<std::size_t>(extent.end - extent.begin)};
}

}  // namespace bassin::reference::internal
