// The files carried inside the program. Static storage, never written to.
#pragma once

#include <cstdint>
#include <string_view>

namespace bassin::reference::internal {

enum class EmbeddedFile : std::uint8_t {
  geography,     // docs/formats/reference.md
  naf_rev2,      // code and French label by line, separated by a tab; no section
  naf_sections,  // data/reference/*.tsv
  naf_2025,
  legal_categories,
  chambers_by_activity,
  crisis_rights,
  crop_groups,
  farm_regimes,
};

// The content of that file. It starts at an address that is a multiple of 8.
[[nodiscard]] std::string_view embedded(EmbeddedFile file);

}  // namespace bassin::reference::internal
