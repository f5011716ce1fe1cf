// Any bytes as a file that somebody attaches: refused, or kept as a file of its type. A picture that was made bare is one, and is bare.
#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <string_view>

#include "documents/content.h"
#include "documents/picture.h"

namespace {

using namespace bassin;

void check(bool holds) {
  if (!holds) std::abort();
}

void check_bare(documents::Type type, std::string const& bytes) {
  using documents::Type;
  auto const again = type == Type::jpeg   ? documents::bare_jpeg(bytes)
                     : type == Type::png  ? documents::bare_png(bytes)
                     : type == Type::webp ? documents::bare_webp(bytes)
                                          : bytes;
  check(again == bytes);
}

}  // namespace

// The first line is the file's name.
extern "C" int LLVMFuzzerTestOneInput(std::uint8_t const* data, std::size_t size) {
  std::string_view const input(reinterpret_cast<char const*>(data), size);
  auto const end = input.find('\n');
  auto const name = input.substr(0, end);
  auto const bytes = end == std::string_view::npos ? std::string_view() : input.substr(end + 1);
  auto const content = documents::read_content(name, bytes);
  if (!content.ok()) return 0;
  check(!content->name.empty() && content->name.find_first_of("/\\\r\n\"") == std::string::npos);
  check(content->bytes.size() <= bytes.size() + 64);
  check_bare(content->type, content->bytes);
  return 0;
}
