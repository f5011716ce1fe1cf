// The one fact of Exif that a picture cannot do without: which way up it is held.
#pragma once

#include <optional>
#include <string>
#include <string_view>

namespace bassin::documents::internal {

// 2 to 8, of a TIFF block; nothing where it does not say so, or is upright.
[[nodiscard]] std::optional<int> orientation_of(std::string_view tiff);
// A TIFF block that says nothing else.
[[nodiscard]] std::string tiff_of(int orientation);

[[nodiscard]] constexpr unsigned byte_at(std::string_view bytes, std::size_t at) { return static_cast<unsigned char>(bytes[at]); }

}  // namespace bassin::documents::internal
