// What is derived from codes once for each code instead of once for each row: membership of fields and chambers, and
// the orders of streets and numbers.
#pragma once

#include <array>
#include <cstdint>
#include <vector>

#include "column/text.h"
#include "reference/chambers.h"
#include "reference/fields.h"

namespace bassin::ingest::internal {

class Memberships {
 public:
  // `activities` as the snapshot holds them: a digit, then the code.
  explicit Memberships(column::Dictionary const& activities);
  [[nodiscard]] reference::ChamberMask chambers(std::uint32_t activity, std::uint16_t legal, reference::SizeIndex size,
                                                bool craft_code) const;
  // Bit f: belongs to reference::Field f, its state aside.
  [[nodiscard]] std::uint8_t fields(std::uint32_t activity, std::uint16_t legal, reference::SizeIndex size, reference::Employer employer,
                                    reference::ChamberMask chambers) const;

 private:
  std::vector<std::uint16_t> activity_rows_;     // of the chamber table
  std::vector<std::uint8_t> activity_excludes_;  // bit f, by code
  std::vector<std::uint8_t> legal_excludes_;     // bit f, by category
  std::vector<std::uint8_t> legal_classes_;
};

// Place of each street among the folded ones, equal ones sharing it; code 0, no street, comes last.
struct StreetOrder {
  std::vector<std::uint32_t> place;
  std::uint32_t places = 0;
};
[[nodiscard]] StreetOrder order_streets(column::Dictionary const& streets);
// Place of each street number: by the number that the text begins with, then by the text; none comes first.
[[nodiscard]] std::vector<std::uint32_t> order_numbers(column::Dictionary const& numbers);

}  // namespace bassin::ingest::internal
