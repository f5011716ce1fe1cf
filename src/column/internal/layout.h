// The bytes at the start of an image file; docs/formats/image.md.
#pragma once

#include <bit>
#include <cstddef>
#include <cstdint>

namespace bassin::column::internal {

static_assert(std::endian::native == std::endian::little, "images are little-endian and read in place");

inline constexpr char magic[8] = {'B', 'A', 'S', 'S', 'I', 'N', 'I', 'M'};
inline constexpr std::uint32_t layout_version = 1;
inline constexpr std::uint64_t alignment = 64;

struct Header {
  char magic[8];
  std::uint32_t layout_version;
  std::uint32_t content_version;
  char kind[16];
  std::uint64_t directory_bytes;
  std::uint64_t file_bytes;
  std::uint64_t directory_checksum;
  std::uint64_t header_checksum;  // of all bytes before it
};
static_assert(sizeof(Header) == 64);

}  // namespace bassin::column::internal
