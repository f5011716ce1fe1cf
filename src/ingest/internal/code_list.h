// A dictionary whose text i + 1 is the i-th of a list, be it empty (column::Dictionary's format; text 0 is the absent one).
#pragma once

#include <span>
#include <string>

#include "column/image_writer.h"

namespace bassin::ingest::internal {

inline void write_code_list(column::ImageWriter& image, std::string const& name, std::span<std::string const> codes) {
  auto& offsets = image.block(name + ".offsets", sizeof(std::uint32_t));
  auto& bytes = image.block(name + ".bytes", 1);
  offsets.push(std::uint32_t{0});
  offsets.push(std::uint32_t{0});
  for (auto const& code : codes) {
    bytes.push_text(code);
    offsets.push(static_cast<std::uint32_t>(bytes.bytes()));
  }
}

}  // namespace bassin::ingest::internal
