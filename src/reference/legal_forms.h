// Legal categories (catégories juridiques) of INSEE on three levels: 1, 2 and 4 digits.
#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <string_view>
#include <vector>

#include "reference/language.h"

namespace bassin::reference {

struct LegalForm {
  std::uint16_t code = 0;  // 1 to 9, 10 to 99, 1000 to 9999
  std::string_view label;  // French: the categories are notions of French law
};

class LegalForms {
 public:
  explicit LegalForms(std::vector<LegalForm> rows);
  // Ascending by code, the three levels together.
  [[nodiscard]] std::span<LegalForm const> rows() const { return rows_; }
  // "5499" -> 5499; nothing for a text that is not 1, 2 or 4 digits. Does not ask whether the code exists.
  [[nodiscard]] static std::optional<std::uint16_t> parse(std::string_view text);
  // Empty for an unknown code.
  [[nodiscard]] std::string_view label(std::uint16_t code) const;
  [[nodiscard]] bool contains(std::uint16_t code) const { return !label(code).empty(); }
  // The code's ancestor with that many digits (1, 2 or 4); 0 where the code has fewer.
  [[nodiscard]] static std::uint16_t ancestor(std::uint16_t code, int digits);
  // Four-digit codes under a code of 1, 2 or 4 digits, ascending.
  [[nodiscard]] std::vector<std::uint16_t> expand(std::uint16_t code) const;

 private:
  std::vector<LegalForm> rows_;
};

[[nodiscard]] LegalForms const& legal_forms();

}  // namespace bassin::reference
