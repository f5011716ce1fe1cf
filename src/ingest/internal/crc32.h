// CRC-32 as gzip states it.
#pragma once

#include <cstdint>
#include <string_view>

namespace bassin::ingest::internal {

// Of `bytes` after what `before` is the checksum of (0: nothing).
[[nodiscard]] std::uint32_t crc32(std::uint32_t before, std::string_view bytes);

}  // namespace bassin::ingest::internal
