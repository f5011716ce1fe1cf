// The target of a request line ("/api/v1/count?territory=pays%20cr%C3%A9%C3%A7ois") taken apart.
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "http/message.h"

namespace bassin::http {

struct Target {
  std::string path;  // decoded
  Pairs query;       // decoded; "+" is a space
};

// Nothing for what is no path of ours: no "/" at the start, a broken percent sign, a control character, "." or ".." as a
// segment however it is written, a backslash, bytes that are not UTF-8.
[[nodiscard]] std::optional<Target> parse_target(std::string_view target);
// "a=1&b=2" of a query or a form. Nothing for a broken percent sign, NUL or bytes that are not UTF-8.
[[nodiscard]] std::optional<Pairs> parse_query(std::string_view text);
// Every byte but letters, digits and "-._~" as %XX.
[[nodiscard]] std::string percent_encode(std::string_view text);

}  // namespace bassin::http
