// A 64-bit checksum against damage (XXH3), not against malice.
#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <string_view>

namespace bassin::base {

[[nodiscard]] std::uint64_t checksum(std::span<std::byte const> bytes);
[[nodiscard]] std::uint64_t checksum(std::string_view text);

}  // namespace bassin::base
