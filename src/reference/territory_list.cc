// Territories given as a file, and what is to be said beside a territory.
#include <fmt/format.h>

#include "reference/internal/make_territory.h"
#include "reference/internal/tsv.h"
#include "reference/territory.h"

namespace bassin::reference {
namespace {

constexpr std::string_view byte_order_mark = "\xEF\xBB\xBF";

// The text before the first blank or separator; quotes around it are left aside.
std::string_view first_field(std::string_view line) {
  auto const begin = line.find_first_not_of(" \t\"");
  if (begin == std::string_view::npos) return {};
  line.remove_prefix(begin);
  return line.substr(0, line.find_first_of(" \t,;\"\r"));
}

// A title holds no digit; a code that lost its zero, or a SIREN, does, and is refused like any wrong code.
bool is_title(std::string_view text) { return text.find_first_of("0123456789") == std::string_view::npos; }

}  // namespace

base::Result<Territory> territory_from_list(std::string_view content, std::string name, base::Date at) {
  if (content.starts_with(byte_order_mark)) content.remove_prefix(byte_order_mark.size());
  std::vector<std::string_view> codes;
  int number = 0;
  while (!content.empty()) {
    auto const code = first_field(internal::take(content, '\n'));
    ++number;
    if (code.empty() || code.front() == '#') continue;
    if (codes.empty() && number == 1 && is_title(code)) continue;
    if (!geography().resolve(code, at)) {
      return base::Error{"reference.unknown_code", {{"code", std::string(code)}, {"line", std::to_string(number)}}};
    }
    codes.push_back(code);
  }
  if (codes.empty()) return base::Error{"reference.empty_territory", {{"text", name}}};
  return internal::make_list(codes, std::move(name), at);
}

std::string TerritoryNote::text(Language language) const {
  auto const fr = language == Language::fr;
  auto const value = [&](std::size_t i) { return i < values.size() ? std::string_view(values[i]) : std::string_view(); };
  switch (kind) {
    case Kind::ended:
      return fmt::format(
          fmt::runtime(fr ? "N'existe plus : périmètre à sa dernière date, le {}." : "No longer exists: perimeter on its last day, {}."),
          value(0));
    case Kind::not_yet:
      return fmt::format(fmt::runtime(fr ? "N'existait pas encore : périmètre à sa première date connue, le {}."
                                         : "Did not exist yet: perimeter on its first known day, {}."),
                         value(0));
    case Kind::before_history:
      return fmt::format(fmt::runtime(fr ? "Les périmètres sont connus à partir du {} : c'est celui de cette date."
                                         : "Perimeters are known from {} on: this is that day's."),
                         value(0));
    case Kind::resolved:
      return fmt::format(
          fmt::runtime(fr ? "{} ({}) n'est pas une commune à cette date : {} ({})." : "{} ({}) is no commune at that date: {} ({})."),
          value(0), value(1), value(2), value(3));
  }
  return {};
}

}  // namespace bassin::reference
