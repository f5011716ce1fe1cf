// Crop groups of the Registre parcellaire graphique: data/reference/crop_groups.tsv.
#pragma once

#include <optional>
#include <span>
#include <string_view>

#include "reference/language.h"

namespace bassin::reference {

struct CropGroup {
  int code = 0;         // 1 to 28
  std::string_view id;  // "1"
  Label name;
  bool perennial = false;  // stands for years: its loss is one of assets
};
// In the order of their codes.
[[nodiscard]] std::span<CropGroup const> crop_groups();
// "18", " 18" and "018" alike; nullptr: there is none.
[[nodiscard]] CropGroup const* crop_group(std::string_view code);
[[nodiscard]] CropGroup const* crop_group(int code);

}  // namespace bassin::reference
