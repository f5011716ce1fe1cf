#include "printing/internal/filling.h"

#include <algorithm>

#include "printing/french.h"

namespace bassin::printing::internal {

std::string text_in(Json const& it, char const* name) { return it.at(name).is_string() ? it.at(name).get<std::string>() : std::string(); }
std::int64_t count_in(Json const& it, char const* name) { return it.at(name).is_number() ? it.at(name).get<std::int64_t>() : 0; }
std::string name_in(Json const& it, char const* name) { return it.at(name).is_object() ? text_in(it.at(name), "name") : std::string(); }

void set(Dictionary& at, char const* name, std::string const& value) { at.SetValue(name, value); }

std::string counted(std::int64_t count, std::string const& one, std::string const& many) {
  return number(count) + "\u00a0" + (count < 2 ? one : many);
}

void put_lines(Dictionary& at, std::string const& text) {
  std::size_t from = 0;
  Dictionary* paragraph = nullptr;
  while (from <= text.size()) {
    auto const end = std::min(text.find('\n', from), text.size());
    auto const line = text.substr(from, end - from);
    from = end + 1;
    if (line.empty()) {
      paragraph = nullptr;
      continue;
    }
    if (paragraph == nullptr) paragraph = at.AddSectionDictionary("PARAGRAPH");
    set(*paragraph->AddSectionDictionary("LINE"), "TEXT", line);
  }
}

}  // namespace bassin::printing::internal
