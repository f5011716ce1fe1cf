#include "ingest/internal/derived.h"

#include <algorithm>
#include <numeric>
#include <string>

#include "base/fold.h"
#include "registry/columns.h"

namespace bassin::ingest::internal {

namespace {

using reference::Field;

constexpr std::size_t legal_categories = 10'000;
constexpr std::uint64_t number_limit = 1'000'000'000;

template <class Excludes>
std::uint8_t excluded_fields(Excludes excludes) {
  std::uint8_t bits = 0;
  for (std::size_t f = 0; f < reference::field_count; ++f) {
    if (excludes(static_cast<Field>(f))) bits = static_cast<std::uint8_t>(bits | (1U << f));
  }
  return bits;
}

std::uint64_t leading_number(std::string_view text) {
  std::uint64_t value = 0;
  for (char const c : text) {
    if (c < '0' || c > '9' || value > number_limit) break;
    value = value * 10 + static_cast<std::uint64_t>(c - '0');
  }
  return value;
}

}  // namespace

Memberships::Memberships(column::Dictionary const& activities) {
  auto const& table = reference::chamber_table();
  for (std::uint32_t code = 0; code < activities.size(); ++code) {
    auto const activity = registry::activity_of(activities, static_cast<std::uint16_t>(code));
    activity_rows_.push_back(table.activity_row(activity.code, activity.nomenclature));
    activity_excludes_.push_back(
        excluded_fields([&](Field field) { return reference::activity_excludes(field, activity.code, activity.nomenclature); }));
  }
  for (std::size_t legal = 0; legal < legal_categories; ++legal) {
    auto const category = static_cast<std::uint16_t>(legal);
    legal_classes_.push_back(table.legal_class(category));
    legal_excludes_.push_back(excluded_fields([&](Field field) { return reference::legal_category_excludes(field, category); }));
  }
}

reference::ChamberMask Memberships::chambers(std::uint32_t activity, std::uint16_t legal, reference::SizeIndex size,
                                             bool craft_code) const {
  return reference::chamber_table().mask(activity_rows_[activity], legal_classes_[legal], size, craft_code);
}

std::uint8_t Memberships::fields(std::uint32_t activity, std::uint16_t legal, reference::SizeIndex size, reference::Employer employer,
                                 reference::ChamberMask chambers) const {
  auto const excluded = activity_excludes_[activity] | legal_excludes_[legal];
  std::uint8_t bits = 0;
  for (std::size_t f = 0; f < reference::field_count; ++f) {
    auto const field = static_cast<Field>(f);
    auto const chamber = reference::chamber_bit(field);
    bool const belongs = (excluded >> f & 1) == 0 && (field != Field::employers || reference::employs(employer, size)) &&
                         (chamber == 0 || (chambers & chamber) != 0);
    if (belongs) bits = static_cast<std::uint8_t>(bits | (1U << f));
  }
  return bits;
}

StreetOrder order_streets(column::Dictionary const& streets) {
  std::vector<std::string> folded(streets.size());
  for (std::uint32_t code = 1; code < streets.size(); ++code) folded[code] = base::fold(streets[code]);
  std::vector<std::uint32_t> codes(folded.empty() ? 0 : folded.size() - 1);
  std::iota(codes.begin(), codes.end(), 1U);
  std::ranges::sort(codes, {}, [&](std::uint32_t code) -> std::string const& { return folded[code]; });
  StreetOrder order{.place = std::vector<std::uint32_t>(streets.size())};
  for (std::size_t i = 0; i < codes.size(); ++i) {
    if (i > 0 && folded[codes[i]] != folded[codes[i - 1]]) ++order.places;
    order.place[codes[i]] = order.places;
  }
  ++order.places;
  if (!order.place.empty()) order.place[0] = order.places;
  return order;
}

std::vector<std::uint32_t> order_numbers(column::Dictionary const& numbers) {
  std::vector<std::uint32_t> codes(numbers.size());
  std::iota(codes.begin(), codes.end(), 0U);
  std::ranges::sort(codes, {}, [&](std::uint32_t code) { return std::pair(leading_number(numbers[code]), numbers[code]); });
  std::vector<std::uint32_t> place(codes.size());
  for (std::size_t i = 0; i < codes.size(); ++i) place[codes[i]] = static_cast<std::uint32_t>(i);
  return place;
}

}  // namespace bassin::ingest::internal
