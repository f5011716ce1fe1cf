#include "base/error.h"

namespace bassin::base {

std::string_view Error::value(std::string_view name) const {
  for (auto const& [key, text] : values) {
    if (key == name) return text;
  }
  return {};
}

std::string Error::debug() const {
  std::string line(code);
  for (auto const& [key, text] : values) line += " " + key + "=" + text;
  return line;
}

}  // namespace bassin::base
