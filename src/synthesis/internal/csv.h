// Lines of separated values, as the official files have them: quotes only where needed, LF at the end.
#pragma once

#include <charconv>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "base/date.h"

namespace bassin::synthesis::internal {

class CsvText {
 public:
  explicit CsvText(char separator = ',') : separator_(separator) {}

  CsvText& text(std::string_view value);
  // A value without separator, quote or line end: a code or a number.
  CsvText& code(std::string_view value) {
    out_.append(value);
    out_ += separator_;
    return *this;
  }
  CsvText& number(std::int64_t value);
  // With leading zeros.
  CsvText& padded(std::uint64_t value, int digits);
  // value / 10^decimals; no more digits than needed are left out.
  CsvText& fixed(std::int64_t value, int decimals);
  CsvText& date(base::Date value);
  CsvText& date(std::optional<base::Date> value) { return value ? date(*value) : blank(); }
  CsvText& timestamp(std::int64_t seconds);
  CsvText& blank(int fields = 1) {
    out_.append(static_cast<std::size_t>(fields), separator_);
    return *this;
  }
  // As it is: a header line.
  void raw(std::string_view line) { out_.append(line); }
  // The last separator becomes the end of the line.
  void end_line() { out_.back() = '\n'; }

  [[nodiscard]] std::string_view view() const { return out_; }
  [[nodiscard]] std::size_t size() const { return out_.size(); }
  void clear() { out_.clear(); }

 private:
  void digits(std::uint64_t value, int count);
  void day(base::Date value);

  std::string out_;
  char separator_;
};

}  // namespace bassin::synthesis::internal
