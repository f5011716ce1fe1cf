// The rows of an embedded list: fields separated by tabs, lines from '#' are comments.
#pragma once

#include <cstddef>
#include <string_view>

namespace bassin::reference::internal {

// The part of `text` before the first `separator`, which is taken off `text` with it.
inline std::string_view take(std::string_view& text, char separator) {
  auto const end = text.find(separator);
  auto const part = text.substr(0, end);
  text.remove_prefix(end == std::string_view::npos ? text.size() : end + 1);
  return part;
}

// Calls row(line) for each line that is neither empty nor a comment.
template <class Row>
void for_each_line(std::string_view content, Row row) {
  while (!content.empty()) {
    auto const line = take(content, '\n');
    if (!line.empty() && line.front() != '#') row(line);
  }
}

}  // namespace bassin::reference::internal
