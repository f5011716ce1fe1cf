// The two languages of every label of this module. Codes are the same in both.
#pragma once

#include <cstdint>
#include <string_view>

namespace bassin::reference {

enum class Language : std::uint8_t { fr, en };

// A text stated in both languages; static storage.
struct Label {
  std::string_view fr;
  std::string_view en;
  [[nodiscard]] constexpr std::string_view in(Language language) const { return language == Language::fr ? fr : en; }
};

}  // namespace bassin::reference
