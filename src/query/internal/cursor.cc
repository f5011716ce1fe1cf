#include "query/internal/cursor.h"

#include <fmt/format.h>

#include <array>
#include <optional>

#include "base/checksum.h"

namespace bassin::query::internal {

namespace {

using base::Error;

constexpr std::string_view alphabet = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";
constexpr std::size_t longest = 1024;

std::string encode(std::string_view text) {
  std::string out;
  std::uint32_t bits = 0;
  int held = 0;
  for (char const c : text) {
    bits = bits << 8U | static_cast<unsigned char>(c);
    for (held += 8; held >= 6; held -= 6) out += alphabet[bits >> static_cast<unsigned>(held - 6) & 63U];
  }
  if (held > 0) out += alphabet[bits << static_cast<unsigned>(6 - held) & 63U];
  return out;
}

std::optional<std::string> decode(std::string_view text) {
  std::string out;
  std::uint32_t bits = 0;
  int held = 0;
  for (char const c : text) {
    auto const digit = alphabet.find(c);
    if (digit == std::string_view::npos) return std::nullopt;
    bits = bits << 6U | static_cast<std::uint32_t>(digit);
    held += 6;
    if (held < 8) continue;
    held -= 8;
    out += static_cast<char>(bits >> static_cast<unsigned>(held) & 255U);
  }
  return out;
}

std::string checksum_of(std::string_view body) { return fmt::format("{:016x}", base::checksum(body)); }

std::string question(Plan const& plan, Sort const& sort) {
  auto const origin = sort.origin.value_or(geo::Point{});
  return fmt::format("{:016x} {} {} {}", plan.fingerprint, id_of(sort.key), origin.lon, origin.lat);
}

// snapshot \n overlay \n question \n business \n checksum of all before
using Parts5 = std::array<std::string_view, 5>;

std::optional<Parts5> split(std::string_view text) {
  Parts5 parts;
  for (std::size_t i = 0; i < parts.size(); ++i) {
    auto const end = i + 1 < parts.size() ? text.find('\n') : text.size();
    if (end == std::string_view::npos) return std::nullopt;
    parts[i] = text.substr(0, end);
    text.remove_prefix(std::min(text.size(), end + 1));
  }
  return parts;
}

}  // namespace

std::string make_cursor(Plan const& plan, Sort const& sort, BusinessId const& last) {
  auto body = fmt::format("{}\n{}\n{}\n{}\n", plan.scope.snapshot, plan.scope.overlay, question(plan, sort), last.text());
  body += checksum_of(body);
  return encode(body);
}

base::Result<std::uint32_t> read_cursor(Plan const& plan, Sort const& sort, std::string_view cursor) {
  auto const invalid = [&] { return Error("query.cursor_invalid", {{"cursor", std::string(cursor.substr(0, longest))}}); };
  if (cursor.size() > longest) return invalid();
  auto const text = decode(cursor);
  auto const parts = text ? split(*text) : std::nullopt;
  if (!parts) return invalid();
  auto const& [snapshot, overlay, asked, business, sum] = *parts;
  if (sum != checksum_of(std::string_view(*text).substr(0, text->size() - sum.size()))) return invalid();
  if (snapshot != plan.scope.snapshot) {
    return Error("query.cursor_other_snapshot", {{"cursor_snapshot", std::string(snapshot)}, {"snapshot", plan.scope.snapshot}});
  }
  if (overlay != plan.scope.overlay) return Error("query.cursor_other_overlay", {});
  auto const id = parse_business_id(business);
  auto const row = id ? plan.view->find(*id) : std::nullopt;
  if (asked != question(plan, sort) || !row) return invalid();
  return *row;
}

}  // namespace bassin::query::internal
