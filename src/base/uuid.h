// UUIDv7 (RFC 9562): ids that sort by the time of their making.
#pragma once

#include <cstdint>
#include <functional>
#include <string>
#include <string_view>

namespace bassin::base {

// Makes ids of which each is greater than the one before, as text too, even where the clock stands still or goes back. The last 62
// bits are drawn by the system and cannot be guessed. Not for several threads at once; new_uuid() is.
class UuidSource {
 public:
  // `now_ms`: milliseconds since 1970.
  explicit UuidSource(std::function<std::int64_t()> now_ms);
  [[nodiscard]] std::string next();  // "0197f0c2-9a31-7c4e-8d1b-3f5a6b7c8d9e"

 private:
  std::function<std::int64_t()> now_ms_;
  std::int64_t ms_ = -1;
  std::uint32_t counter_ = 0;  // 12 bits
};

// From the one source of this process, by the clock of the day.
[[nodiscard]] std::string new_uuid();

// Whether the text has the form of a UUID of any version, in lower case.
[[nodiscard]] bool is_uuid(std::string_view text);

}  // namespace bassin::base
