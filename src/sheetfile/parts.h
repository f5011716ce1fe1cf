// The parts of a spreadsheet file, which is an archive of XML files.
#pragma once

#include <cstddef>
#include <functional>
#include <memory>
#include <string>
#include <string_view>

#include "base/result.h"

namespace bassin::sheetfile {

// Told each piece of a part, in order; an error stops the reading and comes out.
using Piece = std::function<base::Result<void>(std::string_view)>;

class Parts {
 public:
  virtual ~Parts() = default;
  [[nodiscard]] virtual bool has(std::string_view name) const = 0;
  // Whether the part was there. Errors: "sheetfile.unreadable" (detail), "sheetfile.limit" (what: expanded), those of `piece`.
  [[nodiscard]] virtual base::Result<bool> read(std::string_view name, Piece const& piece) = 0;
};

// A zip archive in memory. Nothing is unpacked to a disk: a name in it only names. Two parts of one name: the first counts.
// `most` bytes are unpacked in all. Errors: "sheetfile.unreadable" (detail), "sheetfile.limit" (what: parts, limit).
[[nodiscard]] base::Result<std::unique_ptr<Parts>> open_zip(std::string_view bytes, std::size_t most);

}  // namespace bassin::sheetfile
