// How many units there are, how many establishments each has and which number each bears: known before the first row is
// written, without keeping anything per unit.
#pragma once

#include <cstdint>
#include <vector>

#include "base/date.h"
#include "synthesis/internal/tables.h"

namespace bassin::synthesis::internal {

struct UnitNumber {
  std::uint32_t siren = 0;  // nine digits
  SirenRange::Kind kind = SirenRange::Kind::any;
  base::Date created;
};

class Census {
 public:
  Census(Tables const& tables, std::uint64_t seed, std::uint64_t establishments, base::Date as_of);

  [[nodiscard]] std::uint64_t units() const { return units_; }
  // Of the unit of that rank; together as many as asked for.
  [[nodiscard]] std::uint32_t establishments_of(std::uint64_t rank) const;
  // Rising with the rank. Later numbers were given out later, but for the oldest ranges.
  [[nodiscard]] UnitNumber number_of_unit(std::uint64_t rank) const;

 private:
  [[nodiscard]] std::uint32_t draw_count(std::uint64_t rank) const;
  void share_out();

  struct Share {
    std::uint64_t first_rank = 0;
    std::uint64_t units = 0;
  };

  Tables const& tables_;
  std::uint64_t seed_;
  base::Date as_of_;
  std::uint64_t units_ = 0;
  std::uint32_t last_count_ = 0;  // of the last unit, cut to fit
  std::vector<Share> shares_;     // by index of Tables::ranges
};

}  // namespace bassin::synthesis::internal
