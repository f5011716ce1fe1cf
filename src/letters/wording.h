// How a letter is written: the same words as plain text and as simple HTML, in French.
#pragma once

#include <string>
#include <vector>

#include "base/date.h"

namespace bassin::letters {

struct Section {
  std::string title;
  std::vector<std::string> lines;
};
struct Content {
  std::string intro;
  std::vector<Section> sections;
  std::string what_to_do, link;  // "": no link
  std::string choice_link;       // where letters are chosen; "": none
};

[[nodiscard]] std::string as_text(Content const& content);
[[nodiscard]] std::string as_html(Content const& content);

// "1er décembre 2026".
[[nodiscard]] std::string in_words(base::Date day);
// « 1 besoin », « 3 besoins ».
[[nodiscard]] std::string counted(std::size_t count, std::string const& one, std::string const& many);

}  // namespace bassin::letters
