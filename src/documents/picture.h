// Pictures without what cameras and programs write beside them: place, camera, author, thumbnails, other pictures and films behind. Which
// way up it is held stays. The picture itself is not decoded, and stays byte for byte what it was.
#pragma once

#include <optional>
#include <string>
#include <string_view>

namespace bassin::documents {

// Nothing for what is not whole, or no such picture.
[[nodiscard]] std::optional<std::string> bare_jpeg(std::string_view bytes);
[[nodiscard]] std::optional<std::string> bare_png(std::string_view bytes);
[[nodiscard]] std::optional<std::string> bare_webp(std::string_view bytes);

}  // namespace bassin::documents
