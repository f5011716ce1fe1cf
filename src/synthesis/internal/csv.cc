#include "synthesis/internal/csv.h"

#include <array>

namespace bassin::synthesis::internal {

CsvText& CsvText::text(std::string_view value) {
  bool const plain = value.find_first_of(separator_ == ',' ? ",\"\n\r" : ";\"\n\r") == std::string_view::npos;
  if (plain) return code(value);
  out_ += '"';
  for (char c : value) {
    if (c == '"') out_ += '"';
    out_ += c;
  }
  out_ += '"';
  out_ += separator_;
  return *this;
}

CsvText& CsvText::number(std::int64_t value) {
  std::array<char, 24> buffer;
  auto const end = std::to_chars(buffer.data(), buffer.data() + buffer.size(), value).ptr;
  return code({buffer.data(), static_cast<std::size_t>(end - buffer.data())});
}

void CsvText::digits(std::uint64_t value, int count) {
  out_.resize(out_.size() + static_cast<std::size_t>(count));
  for (auto at = out_.rbegin(); count > 0; --count, ++at, value /= 10) *at = static_cast<char>('0' + value % 10);
}

CsvText& CsvText::padded(std::uint64_t value, int count) {
  digits(value, count);
  out_ += separator_;
  return *this;
}

CsvText& CsvText::fixed(std::int64_t value, int decimals) {
  std::int64_t power = 1;
  for (int i = 0; i < decimals; ++i) power *= 10;
  if (value < 0) out_ += '-';
  auto const magnitude = value < 0 ? -value : value;
  number(magnitude / power);
  out_.back() = '.';
  return padded(static_cast<std::uint64_t>(magnitude % power), decimals);
}

// Howard Hinnant's days-to-civil, for years from 1 on.
void CsvText::day(base::Date value) {
  std::int64_t const z = std::int64_t{value.days} + 719468;
  std::int64_t const era = z / 146097, in_era = z % 146097;
  std::int64_t const year_of_era = (in_era - in_era / 1460 + in_era / 36524 - in_era / 146096) / 365;
  std::int64_t const day_of_year = in_era - (365 * year_of_era + year_of_era / 4 - year_of_era / 100);
  std::int64_t const shifted = (5 * day_of_year + 2) / 153;
  std::int64_t const month = shifted < 10 ? shifted + 3 : shifted - 9;
  digits(static_cast<std::uint64_t>(year_of_era + era * 400 + (month <= 2 ? 1 : 0)), 4);
  out_ += '-';
  digits(static_cast<std::uint64_t>(month), 2);
  out_ += '-';
  digits(static_cast<std::uint64_t>(day_of_year - (153 * shifted + 2) / 5 + 1), 2);
}

CsvText& CsvText::date(base::Date value) {
  day(value);
  out_ += separator_;
  return *this;
}

CsvText& CsvText::timestamp(std::int64_t seconds) {
  auto const in_day = static_cast<std::uint64_t>(seconds % 86400);
  day({static_cast<std::int32_t>(seconds / 86400)});
  out_ += 'T';
  digits(in_day / 3600, 2);
  out_ += ':';
  digits(in_day / 60 % 60, 2);
  out_ += ':';
  return padded(in_day % 60, 2);
}

}  // namespace bassin::synthesis::internal
