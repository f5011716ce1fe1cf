#include "documents/content.h"

#include <algorithm>
#include <array>
#include <optional>

#include "documents/file_name.h"
#include "documents/internal/archive.h"
#include "documents/picture.h"

namespace bassin::documents {

namespace {

using base::Error;
using base::Result;

struct Kind {
  std::string_view id, media_type, ending, other_ending;
};
constexpr std::array<Kind, type_count> kinds = {{
    {"pdf", "application/pdf", ".pdf", ""},
    {"png", "image/png", ".png", ""},
    {"jpeg", "image/jpeg", ".jpg", ".jpeg"},
    {"webp", "image/webp", ".webp", ""},
    {"docx", "application/vnd.openxmlformats-officedocument.wordprocessingml.document", ".docx", ""},
    {"xlsx", "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet", ".xlsx", ""},
    {"pptx", "application/vnd.openxmlformats-officedocument.presentationml.presentation", ".pptx", ""},
    {"odt", "application/vnd.oasis.opendocument.text", ".odt", ""},
    {"ods", "application/vnd.oasis.opendocument.spreadsheet", ".ods", ""},
    {"odp", "application/vnd.oasis.opendocument.presentation", ".odp", ""},
    {"csv", "text/csv", ".csv", ""},
    {"text", "text/plain", ".txt", ""},
}};

Kind const& kind_of(Type type) { return kinds[static_cast<std::size_t>(type)]; }

using internal::Entry;

// What an office document is, by the parts that it must have. Nothing: another archive.
std::optional<Type> office_type(std::vector<Entry> const& entries) {
  if (!entries.empty() && entries[0].name == "mimetype") {
    for (auto const type : {Type::odt, Type::ods, Type::odp}) {
      if (entries[0].stored == kind_of(type).media_type) return type;
    }
    return std::nullopt;
  }
  auto const holds = [&entries](std::string_view name) {
    return std::any_of(entries.begin(), entries.end(), [name](Entry const& entry) { return entry.name == name; });
  };
  if (!holds("[Content_Types].xml")) return std::nullopt;
  if (holds("word/document.xml")) return Type::docx;
  if (holds("xl/workbook.xml")) return Type::xlsx;
  if (holds("ppt/presentation.xml")) return Type::pptx;
  return std::nullopt;
}

bool is_program(Entry const& entry) {
  return entry.name.ends_with("vbaProject.bin") || entry.name.starts_with("Basic/") || entry.name.starts_with("Scripts/");
}

Result<Type> archive_type(std::string_view bytes) {
  auto const entries = internal::entries_of(bytes);
  if (!entries) return Error("documents.damaged");
  auto const type = office_type(*entries);
  if (!type) return Error("documents.refused_type");
  if (std::any_of(entries->begin(), entries->end(), is_program)) return Error("documents.macros");
  return *type;
}

constexpr std::size_t looked_at = 1024;

std::string beginning_of(std::string_view text) {
  std::string out(text.substr(0, looked_at));
  std::transform(out.begin(), out.end(), out.begin(), [](char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c; });
  return out;
}

// Pages, drawings and programs are text too.
bool is_active(std::string_view text) {
  if (text.starts_with("\xEF\xBB\xBF")) text.remove_prefix(3);
  auto const first = text.find_first_not_of(" \t\r\n");
  if (first == std::string_view::npos) return false;
  auto const begin = beginning_of(text.substr(first));
  for (std::string_view const start : {"<", "#!", "{\\rtf", "%!ps", "@echo"}) {
    if (begin.starts_with(start)) return true;
  }
  for (std::string_view const word : {"<html", "<svg", "<script", "<!doctype"}) {
    if (begin.find(word) != std::string::npos) return true;
  }
  return false;
}

bool is_text(std::string_view bytes) {
  return std::all_of(bytes.begin(), bytes.end(), [](char c) {
    auto const byte = static_cast<unsigned char>(c);
    return (byte >= 0x20 && byte != 0x7F) || c == '\t' || c == '\n' || c == '\r' || c == '\f';
  });
}

Result<Content> picture(Type type, std::optional<std::string> bare) {
  if (!bare) return Error("documents.damaged");
  return Content{type, "", std::move(*bare)};
}

Result<Content> text_content(std::string_view name, std::string_view bytes) {
  if (!is_text(bytes) || is_active(bytes)) return Error("documents.refused_type");
  auto const point = name.rfind('.');
  bool const table = point != std::string_view::npos && beginning_of(name.substr(point)) == ".csv";
  return Content{table ? Type::csv : Type::text, "", std::string(bytes)};
}

Result<Content> content_of(std::string_view name, std::string_view bytes) {
  if (bytes.starts_with("%PDF-")) return Content{Type::pdf, "", std::string(bytes)};
  if (bytes.starts_with("\x89PNG")) return picture(Type::png, bare_png(bytes));
  if (bytes.starts_with("\xFF\xD8\xFF")) return picture(Type::jpeg, bare_jpeg(bytes));
  if (bytes.starts_with("RIFF") && bytes.size() > 12 && bytes.substr(8, 4) == "WEBP") return picture(Type::webp, bare_webp(bytes));
  if (bytes.starts_with(std::string_view("PK\x03\x04", 4))) {
    BASSIN_TRY(auto const type, archive_type(bytes));
    return Content{type, "", std::string(bytes)};
  }
  return text_content(name, bytes);
}

}  // namespace

std::string_view id_of(Type type) { return kind_of(type).id; }
std::string_view media_type_of(Type type) { return kind_of(type).media_type; }

Result<Content> read_content(std::string_view name, std::string_view bytes) {
  if (bytes.empty()) return Error("documents.empty");
  BASSIN_TRY(auto out, content_of(name, bytes));
  auto const& kind = kind_of(out.type);
  out.name = clean_file_name(name, kind.ending, kind.other_ending);
  return out;
}

}  // namespace bassin::documents
