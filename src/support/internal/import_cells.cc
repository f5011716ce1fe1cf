#include "support/internal/import_cells.h"

#include <fmt/format.h>

#include <algorithm>
#include <charconv>

#include "base/plain_text.h"

namespace bassin::support::internal {

namespace {

bool is_digit(char c) { return c >= '0' && c <= '9'; }

std::string_view trimmed(std::string_view text) {
  auto const blank = [](char c) { return c == ' ' || c == '\t' || c == '\n' || c == '\r'; };
  while (!text.empty() && blank(text.front())) text.remove_prefix(1);
  while (!text.empty() && blank(text.back())) text.remove_suffix(1);
  return text;
}

std::vector<int> numbers_in(std::string_view text) {
  std::vector<int> out;
  for (std::size_t at = 0; at < text.size();) {
    int number = 0;
    auto const [end, problem] = std::from_chars(text.data() + at, text.data() + text.size(), number);
    if (problem != std::errc{} || !is_digit(text[at])) return {};
    out.push_back(number);
    at = static_cast<std::size_t>(end - text.data());
    if (at == text.size()) break;
    if (text[at] != '/' && text[at] != '.' && text[at] != '-') return {};
    ++at;
  }
  return out;
}

std::vector<std::string_view> pieces_of(std::string_view text) {
  std::vector<std::string_view> out;
  while (!text.empty()) {
    auto const cut = std::min(text.find_first_of(";,/\n|"), text.size());
    if (auto const piece = trimmed(text.substr(0, cut)); !piece.empty()) out.push_back(piece);
    text.remove_prefix(std::min(cut + 1, text.size()));
  }
  return out;
}

// Nine digits: a spreadsheet took the number for a quantity.
std::string with_its_zero(std::string_view text) {
  auto const digits = static_cast<std::size_t>(std::count_if(text.begin(), text.end(), is_digit));
  bool const lost = digits == 9 && text.front() != '0' && text.front() != '+';
  return (lost ? "0" : "") + std::string(text);
}

void add(CellChannels& out, ChannelKind kind, std::string_view text) {
  auto const reach = reach_of(kind, kind == ChannelKind::phone ? with_its_zero(text) : std::string(text));
  if (!reach.ok()) {
    out.remarks.push_back({kind == ChannelKind::phone ? "bad_phone" : "bad_email", std::string(reach.error().value("value"))});
    return;
  }
  bool const known = std::any_of(out.channels.begin(), out.channels.end(),
                                 [&](auto const& one) { return one.kind == kind && one.normal == reach->normal; });
  if (known) return;
  ContactChannel channel;
  channel.kind = kind;
  channel.shown = reach->shown;
  channel.normal = reach->normal;
  out.channels.push_back(std::move(channel));
}

}  // namespace

std::string line_of(std::string_view text, std::size_t most) {
  std::string out;
  std::size_t length = 0;
  for (char const c : text) {
    bool const begins = (static_cast<unsigned char>(c) & 0xC0U) != 0x80U;
    if (begins && length++ == most) break;
    out += static_cast<unsigned char>(c) < 0x20U ? ' ' : c;
  }
  auto const clean = base::clean_or_empty("name", out, most);
  return clean.ok() ? *clean : std::string();
}

std::optional<std::string> day_of_cell(std::string_view text) {
  text = trimmed(text);
  if (auto const iso = text.substr(0, 10); base::parse_date(iso)) return std::string(iso);
  auto const numbers = numbers_in(text);
  if (numbers.size() == 1 && numbers[0] >= 1800 && numbers[0] <= 2200) return fmt::format("{:04}-01-01", numbers[0]);
  if (numbers.size() != 3) return std::nullopt;
  int const year = numbers[2] < 100 ? numbers[2] + (numbers[2] < 70 ? 2000 : 1900) : numbers[2];
  auto const iso = fmt::format("{:04}-{:02}-{:02}", year, numbers[1], numbers[0]);
  return base::parse_date(iso) ? std::optional(iso) : std::nullopt;
}

CellChannels channels_of_cells(ImportCells const& cells) {
  CellChannels out;
  for (auto const* const cell : {&cells.phone, &cells.mobile}) {
    bool const one = reach_of(ChannelKind::phone, *cell).ok();  // "01/64/63/00/00"
    if (one) add(out, ChannelKind::phone, *cell);
    if (one) continue;
    for (auto const piece : pieces_of(*cell)) add(out, ChannelKind::phone, piece);
  }
  for (auto const piece : pieces_of(cells.email)) add(out, ChannelKind::email, piece);
  return out;
}

}  // namespace bassin::support::internal
