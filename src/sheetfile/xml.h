// XML a piece at a time. A document type, and with it every entity of its own, is refused: no spreadsheet program writes one.
#pragma once

#include <cstddef>
#include <memory>
#include <optional>
#include <string>
#include <string_view>

#include "base/result.h"
#include "sheetfile/parts.h"

namespace bassin::sheetfile {

// The attributes of one element, by their names without prefix.
class Attributes {
 public:
  explicit Attributes(char const** pairs) : pairs_(pairs) {}
  [[nodiscard]] std::optional<std::string_view> find(std::string_view name) const;
  [[nodiscard]] std::string_view text(std::string_view name) const { return find(name).value_or(std::string_view()); }
  // Decimal digits; nothing for any other text and beyond `most`.
  [[nodiscard]] std::optional<std::size_t> number(std::string_view name, std::size_t most) const;

 private:
  char const** pairs_;
};

class XmlHandler {
 public:
  virtual ~XmlHandler() = default;
  // Names without prefix. An error stops the reading and comes out.
  [[nodiscard]] virtual base::Result<void> start(std::string_view name, Attributes const& attributes) = 0;
  [[nodiscard]] virtual base::Result<void> end(std::string_view name) = 0;
  virtual void text(std::string_view) {}
};

// Whether the part was there. Errors: "sheetfile.unreadable" (detail), "sheetfile.limit" (what, limit: depth), those of the handler and
// of Parts.
[[nodiscard]] base::Result<bool> read_xml(Parts& parts, std::string_view name, XmlHandler& handler);

}  // namespace bassin::sheetfile
