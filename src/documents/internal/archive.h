// The names of what a ZIP archive holds, as its directory at the end lists them. Nothing is unpacked.
#pragma once

#include <optional>
#include <string_view>
#include <vector>

namespace bassin::documents::internal {

struct Entry {
  std::string_view name;
  std::string_view stored;  // its bytes, where it is not compressed and lies within the file; else ""
};

inline constexpr std::size_t entries_most = 10'000;

// They refer to `bytes`. Nothing: no whole archive, or more than that, or one of several parts.
[[nodiscard]] std::optional<std::vector<Entry>> entries_of(std::string_view bytes);

}  // namespace bassin::documents::internal
