// A unit's lines in the four official files, column by column.
#pragma once

#include <string_view>

#include "synthesis/internal/csv.h"
#include "synthesis/internal/unit_maker.h"

namespace bassin::synthesis::internal {

[[nodiscard]] std::string_view stock_header(int columns);  // 48, 53, 54
[[nodiscard]] std::string_view unit_header(int columns);   // 33, 35
[[nodiscard]] std::string_view history_header();
[[nodiscard]] std::string_view position_header();

struct RowFormat {
  int stock_columns = 54;
  int unit_columns = 35;
  bool employer_flag = false;
  base::Date as_of;
};

class Rows {
 public:
  Rows(World const& world, RowFormat const& format) : world_(world), format_(format) {}

  void stock(Unit const& unit, Establishment const& here, CsvText& out) const;
  void unit(Unit const& unit, CsvText& out) const;
  // One line a period.
  void history(Unit const& unit, Establishment const& here, CsvText& out) const;
  // Nothing where the source would have no position: returns whether a line was written.
  bool position(Unit const& unit, Establishment const& here, CsvText& out) const;

 private:
  void identity(Unit const& unit, Establishment const& here, CsvText& out) const;
  void stock_start(Unit const& unit, Establishment const& here, CsvText& out) const;
  void address(Unit const& unit, Establishment const& here, CsvText& out) const;
  void street(Unit const& unit, Establishment const& here, CsvText& out) const;
  void locality(Unit const& unit, Establishment const& here, CsvText& out) const;
  void coordinates(Establishment const& here, CsvText& out) const;
  void second_address(Establishment const& here, std::uint64_t key, CsvText& out) const;
  void brands(Establishment const& here, bool shown, CsvText& out) const;
  void activity(Period const& period, CsvText& out) const;
  void naf25(bool active, std::uint16_t activity_index, CsvText& out) const;
  void employer(Period const& period, CsvText& out) const;
  void period(Unit const& unit, Establishment const& here, std::size_t index, CsvText& out) const;
  void person(Unit const& unit, CsvText& out) const;
  void unit_name(Unit const& unit, CsvText& out) const;
  void unit_end(Unit const& unit, CsvText& out) const;

  World world_;
  RowFormat format_;
};

}  // namespace bassin::synthesis::internal
