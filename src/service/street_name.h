// The street of an address as the register writes it in one line.
#pragma once

#include <string>
#include <string_view>

namespace bassin::service {

struct HouseInStreet {
  std::string street;      // "RUE DU GENERAL LECLERC": as it stands, without what comes before; the whole where no number leads
  int number = 0;          // 0: none is written
  std::string repetition;  // "BIS"
};
[[nodiscard]] HouseInStreet house_in(std::string_view address);

}  // namespace bassin::service
