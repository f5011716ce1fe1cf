// A cell of a partner's spreadsheet as a day, a time spent or a list of words: what is read is possible, and reads alike when it is written
// plainly.
#include <cstdint>
#include <cstdlib>
#include <string>
#include <string_view>

#include "support/import_values.h"

namespace {

void require(bool holds) {
  if (!holds) std::abort();
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(std::uint8_t const* data, std::size_t size) {
  using namespace bassin;
  std::string_view const text(reinterpret_cast<char const*>(data), size);
  if (auto const day = support::day_in_cell(text)) {
    auto const iso = base::to_iso(*day);
    require(iso >= "1900-01-01" && iso <= "2200-12-31");
    require(support::day_in_cell(iso) == day);
    require(support::day_in_cell(iso.substr(8, 2) + "/" + iso.substr(5, 2) + "/" + iso.substr(0, 4)) == day);
  }
  if (auto const minutes = support::minutes_in_cell(text)) {
    require(*minutes >= 0 && *minutes <= 24 * 60);
    require(support::minutes_in_cell(std::to_string(*minutes)) == minutes);
  }
  std::string joined;
  auto const words = support::words_in_cell(text);
  for (auto const& word : words) {
    require(!word.empty() && word.find_first_of(",;|\n") == std::string::npos);
    joined += word + " ;";
  }
  require(support::words_in_cell(joined) == words);
  return 0;
}
