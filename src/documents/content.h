// What a file is, by its bytes and not by its name, and as it is kept: pictures without what their camera wrote beside them. Programs,
// pages and what runs by itself are refused.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

#include "base/result.h"

namespace bassin::documents {

enum class Type : std::uint8_t { pdf, png, jpeg, webp, docx, xlsx, pptx, odt, ods, odp, csv, text };
inline constexpr std::size_t type_count = 12;
// "docx".
[[nodiscard]] std::string_view id_of(Type type);
[[nodiscard]] std::string_view media_type_of(Type type);

struct Content {
  Type type = Type::pdf;
  std::string name;  // cleaned; its ending is one of the type
  std::string bytes;
};

// Errors: "documents.empty"; "documents.refused_type"; "documents.macros": an office document with programs in it; "documents.damaged": a
// picture or an archive that is not whole.
[[nodiscard]] base::Result<Content> read_content(std::string_view name, std::string_view bytes);

}  // namespace bassin::documents
