#include "sheetfile/ods_cell.h"

#include <algorithm>
#include <charconv>
#include <cstdint>
#include <system_error>
#include <utility>

#include "sheetfile/number.h"

namespace bassin::sheetfile {

namespace {

std::string digits_of(std::string_view text) {
  std::string out;
  for (char const c : text) {
    if (c >= '0' && c <= '9') out += c;
  }
  return out;
}

// A figure with a leading zero that a format gave it: "01000", "06 12 34 56 78".
bool shows_leading_zeros(std::string_view shown, std::string_view plain) {
  auto const digits = digits_of(shown);
  if (!digits.starts_with('0') || digits.size() <= plain.size()) return false;
  bool const only_figures = shown.find_first_not_of("0123456789 .-/\xC2\xA0\xE2\x80\xAF") == std::string_view::npos;
  return only_figures && digits.substr(std::min(digits.find_first_not_of('0'), digits.size())) == plain;
}

}  // namespace

void OdsCell::begin(Attributes const& attributes, std::size_t most) {
  most_ = most;
  kind_ = attributes.text("value-type");
  auto const* const name = kind_ == "date"      ? "date-value"
                           : kind_ == "time"    ? "time-value"
                           : kind_ == "boolean" ? "boolean-value"
                           : kind_ == "string"  ? "string-value"
                                                : "value";
  value_ = attributes.text(name);
  shown_.clear();
  paragraphs_ = 0;
  within_ = true;
  begun_ = false;
}

void OdsCell::add(std::string_view text) {
  if (shown_.size() <= most_) shown_.append(text.substr(0, most_ + 1 - shown_.size()));
}

void OdsCell::start(std::string_view name, Attributes const& attributes) {
  if (!within_) return;
  if (name == "p" || name == "h") {
    if (begun_) add("\n");
    begun_ = true;
    ++paragraphs_;
  } else if (name == "s") {
    add(std::string(attributes.number("c", 1000).value_or(1), ' '));
  } else if (name == "tab") {
    add("\t");
  } else if (name == "line-break") {
    add("\n");
  }
}

void OdsCell::text(std::string_view text) {
  if (within_ && paragraphs_ > 0) add(text);
}

void OdsCell::end(std::string_view name) {
  if ((name == "p" || name == "h") && paragraphs_ > 0) --paragraphs_;
}

std::string OdsCell::number() const {
  auto const value = parse_number(value_);
  if (!value) return shown_;
  if (kind_ == "percentage") return show_number(*value, {NumberFormat::Kind::percent, {}}, false);
  auto plain = plain_number(*value);
  bool const exact = value_.size() > 15 && value_.find_first_not_of("0123456789") == std::string::npos;
  if (exact) plain = value_;
  return shows_leading_zeros(shown_, plain) ? shown_ : plain;
}

std::string OdsCell::take() {
  within_ = false;
  if (kind_ == "float" || kind_ == "currency" || kind_ == "percentage") return number();
  if (kind_ == "time") return show_duration(value_);
  if (kind_ == "boolean") return value_ == "true" ? "VRAI" : "FAUX";
  if (kind_ == "string") return begun_ ? std::move(shown_) : std::move(value_);
  return kind_ == "date" ? show_iso_day(value_) : std::move(shown_);
}

std::string show_duration(std::string_view iso) {
  if (!iso.starts_with("PT")) return std::string(iso);
  std::int64_t seconds = 0;
  for (auto rest = iso.substr(2); !rest.empty();) {
    std::int64_t count = 0;
    auto const [end, problem] = std::from_chars(rest.data(), rest.data() + rest.size(), count);
    rest.remove_prefix(static_cast<std::size_t>(end - rest.data()));
    if (problem != std::errc() || rest.empty() || count < 0 || count > 100'000'000) return std::string(iso);
    if (rest.front() == '.' || rest.front() == ',') rest.remove_prefix(std::min(rest.find('S'), rest.size() - 1));
    seconds += count * (rest.front() == 'H' ? 3600 : rest.front() == 'M' ? 60 : 1);
    rest.remove_prefix(1);
  }
  return show_time(seconds);
}

}  // namespace bassin::sheetfile
