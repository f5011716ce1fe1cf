#include "support/channel.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>

#include "base/id_table.h"
#include "base/months.h"
#include "partners/record_text.h"
#include "partners/secret.h"

namespace bassin::support {

namespace {

using base::Error;
using base::Result;

constexpr std::array<std::string_view, channel_kind_count> kind_ids = {"phone", "email"};
constexpr std::array<std::string_view, origin_count> origin_ids = {"told", "chamber_file", "public_site", "event", "partner", "other"};
constexpr std::array<std::string_view, purpose_count> purpose_ids = {"follow_up", "events", "surveys", "crisis"};

// National beginnings of the overseas départements, and the country code under which the world dials them.
constexpr std::pair<std::string_view, std::string_view> overseas[] = {
    {"0262", "+262"}, {"0263", "+262"}, {"0692", "+262"}, {"0693", "+262"}, {"0269", "+262"}, {"0639", "+262"}, {"0590", "+590"},
    {"0690", "+590"}, {"0691", "+590"}, {"0594", "+594"}, {"0694", "+594"}, {"0596", "+596"}, {"0696", "+596"}, {"0697", "+596"}};

std::string_view country_of(std::string_view national) {
  for (auto const& [beginning, country] : overseas) {
    if (national.starts_with(beginning)) return country;
  }
  return "+33";
}

// Digits, with a + before them where the country is stated; nothing where something else stands there.
std::optional<std::string> digits_of(std::string_view text) {
  std::string out;
  auto const optional_zero = text.find("(0)");  // "+33 (0)1 64…"
  for (std::size_t i = 0; i < text.size(); ++i) {
    if (optional_zero != std::string_view::npos && i == optional_zero && (out.starts_with("+") || out.starts_with("00"))) {
      i += 2;
      continue;
    }
    char const c = text[i];
    if (c >= '0' && c <= '9') {
      out += c;
    } else if (c == '+' && out.empty()) {
      out += c;
    } else if (text.substr(i).starts_with("\xC2\xA0")) {
      ++i;  // a no-break space
    } else if (std::string_view(" .-/()").find(c) == std::string_view::npos) {
      return std::nullopt;
    }
  }
  if (out.starts_with("00")) out.replace(0, 2, "+");
  return out;
}

bool is_french(std::string_view normal) {
  return normal.starts_with("+33") || normal.starts_with("+262") || normal.starts_with("+590") || normal.starts_with("+594") ||
         normal.starts_with("+596");
}

// "01 64 63 00 00" of "+33164630000".
std::string in_pairs(std::string_view nine) {
  std::string out = "0";
  for (std::size_t i = 0; i < nine.size(); ++i) {
    if (i % 2 == 1) out += ' ';
    out += nine[i];
  }
  return out;
}

std::optional<Reach> phone_of(std::string_view text) {
  auto const digits = digits_of(text);
  if (!digits) return std::nullopt;
  bool const national = digits->size() == 10 && (*digits)[0] == '0' && (*digits)[1] != '0';
  auto const normal = national ? std::string(country_of(*digits)) + digits->substr(1) : *digits;
  if (is_french(normal)) {
    auto const nine = std::string_view(normal).substr(normal.starts_with("+33") ? 3 : 4);
    if (nine.size() != 9 || nine[0] == '0') return std::nullopt;
    return Reach{in_pairs(nine), normal};
  }
  // E.164: at most fifteen digits; no country code begins with 0.
  if (!normal.starts_with("+") || normal.size() < 8 || normal.size() > 16 || normal[1] == '0') return std::nullopt;
  return Reach{"", normal};
}

// As it was written, one space where there were several.
std::string tidy(std::string_view text) {
  std::string out;
  for (char const c : text) {
    bool const blank = c == ' ' || c == '\t';
    if (blank && (out.empty() || out.back() == ' ')) continue;
    out += blank ? ' ' : c;
  }
  while (!out.empty() && out.back() == ' ') out.pop_back();
  return out;
}

}  // namespace

std::string_view id_of(ChannelKind kind) { return kind_ids[static_cast<std::size_t>(kind)]; }
std::optional<ChannelKind> parse_channel_kind(std::string_view id) { return base::parse_id<ChannelKind>(kind_ids, id); }
std::string_view id_of(Origin origin) { return origin_ids[static_cast<std::size_t>(origin)]; }
std::optional<Origin> parse_origin(std::string_view id) { return base::parse_id<Origin>(origin_ids, id); }
std::string_view id_of(Purpose purpose) { return purpose_ids[static_cast<std::size_t>(purpose)]; }
std::optional<Purpose> parse_purpose(std::string_view id) { return base::parse_id<Purpose>(purpose_ids, id); }

std::string text_of(std::vector<Purpose> const& purposes) {
  std::string out;
  for (std::size_t i = 0; i < purpose_count; ++i) {
    if (std::find(purposes.begin(), purposes.end(), static_cast<Purpose>(i)) == purposes.end()) continue;
    if (!out.empty()) out += ',';
    out += purpose_ids[i];
  }
  return out;
}

std::vector<Purpose> purposes_of(std::string_view text) {
  std::vector<Purpose> out;
  while (!text.empty()) {
    auto const comma = std::min(text.find(','), text.size());
    if (auto const one = parse_purpose(text.substr(0, comma))) out.push_back(*one);
    text.remove_prefix(std::min(comma + 1, text.size()));
  }
  return out;
}

Result<Reach> reach_of(ChannelKind kind, std::string_view text) {
  auto const written = tidy(text.substr(0, 400));
  if (kind == ChannelKind::email) {
    auto const address = partners::clean_email(written);
    if (!address.ok()) return Error("support.bad_email", {{"value", written.substr(0, 100)}});
    return Reach{*address, partners::fold_email(*address)};
  }
  auto found = phone_of(written);
  if (!found) return Error("support.bad_phone", {{"value", written.substr(0, 100)}});
  if (found->shown.empty()) found->shown = written;
  return std::move(*found);
}

std::string mark_of(ChannelKind kind, std::string_view normal) { return partners::hash_of_text(fmt::format("{}:{}", id_of(kind), normal)); }

base::Date kept_until(base::Date contacted) { return base::plus_months(contacted, contact_kept_months); }

}  // namespace bassin::support
