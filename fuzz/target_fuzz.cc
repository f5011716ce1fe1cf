// The target of an HTTP request line: whatever is let through is a clean path, and what is encoded reads back.
#include <cstdint>
#include <cstdlib>
#include <string_view>

#include "http/target.h"

namespace {

void require(bool holds) {
  if (!holds) std::abort();
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(std::uint8_t const* data, std::size_t size) {
  using namespace bassin::http;
  std::string_view const text(reinterpret_cast<char const*>(data), size);
  if (auto const target = parse_target(text)) {
    require(target->path.starts_with('/'));
    require(target->path.find("/../") == std::string::npos && !target->path.ends_with("/..") &&
            target->path.find('\\') == std::string::npos);
    for (auto const c : target->path) require(static_cast<unsigned char>(c) >= 0x20);
    std::string again = percent_encode(target->path);
    for (std::size_t at = 0; (at = again.find("%2F", at)) != std::string::npos;) again.replace(at, 3, "/");
    require(parse_target(again)->path == target->path);
  }
  if (auto const query = parse_query(text)) {
    std::string again;
    for (auto const& [name, value] : *query) again += percent_encode(name) + "=" + percent_encode(value) + "&";
    require(parse_query(again) == query);
  }
  return 0;
}
