// Answers made smaller where the client takes it: gzip, of text, from some hundred bytes on.
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "http/message.h"

namespace bassin::http {

inline constexpr std::size_t compress_from = 860;  // bytes; below, the headers cost more than is won

// Whether "gzip" (or "*") is accepted with a weight above 0.
[[nodiscard]] bool accepts_gzip(std::string_view accept_encoding);
[[nodiscard]] bool is_compressible(std::string_view content_type);
// `level` 1 to 9. Nothing where zlib has no memory.
[[nodiscard]] std::optional<std::string> gzip(std::string_view bytes, int level = 5);
// Compresses the body where request and content type allow it, and says that answers vary by Accept-Encoding. Leaves
// alone what has a Content-Encoding.
void compress(Request const& request, Response& response);

}  // namespace bassin::http
