// Words that people write, as records keep them: plain text, never markup.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>

#include "base/result.h"

namespace bassin::base {

inline constexpr std::size_t name_most = 80;   // characters: what lists and menus show
inline constexpr std::size_t line_most = 200;  // a business's name, an address
inline constexpr std::size_t reason_most = 1'000;
inline constexpr std::size_t description_most = 4'000;

enum class Lines : std::uint8_t { one, several };

// Without blanks at the ends. Errors: "text.empty" (name), "text.too_long" (name, most), "text.bad_text" (name): control
// characters, or line ends where one line is asked, or bytes that are not UTF-8.
[[nodiscard]] Result<std::string> clean(std::string_view name, std::string_view text, std::size_t most, Lines lines = Lines::one);
// The same, where nothing may be written too.
[[nodiscard]] Result<std::string> clean_or_empty(std::string_view name, std::string_view text, std::size_t most, Lines lines = Lines::one);
// clean() of a word to find things by: it has a letter or a digit at least, and `folded` is how it is compared.
struct Word {
  std::string name;
  std::string folded;
};
[[nodiscard]] Result<Word> clean_word(std::string_view name, std::string_view text);

}  // namespace bassin::base
