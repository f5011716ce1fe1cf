#include "base/uuid.h"

#include <fmt/format.h>
#include <sys/random.h>

#include <array>
#include <cerrno>
#include <chrono>
#include <cstdlib>
#include <mutex>
#include <utility>

namespace bassin::base {
namespace {

constexpr std::uint32_t counter_bits = 12;
constexpr std::int64_t counters = 1 << counter_bits;

// Ids without chance would collide between servers, so nothing goes on without it.
std::uint64_t draw() {
  std::uint64_t drawn = 0;
  ssize_t got = -1;
  do {
    got = ::getrandom(&drawn, sizeof drawn, 0);
  } while (got < 0 && errno == EINTR);
  if (got != static_cast<ssize_t>(sizeof drawn)) std::abort();
  return drawn;
}

}  // namespace

UuidSource::UuidSource(std::function<std::int64_t()> now_ms) : now_ms_(std::move(now_ms)) {}

std::string UuidSource::next() {
  auto const chance = draw();
  auto const now = now_ms_();
  if (now > ms_) {
    ms_ = now;
    counter_ = static_cast<std::uint32_t>(draw() % (counters / 2));  // the upper half is left to count in
  } else if (++counter_ == counters) {
    ++ms_;
    counter_ = 0;
  }
  auto const time = static_cast<std::uint64_t>(ms_) & 0xFFFF'FFFF'FFFF;
  return fmt::format("{:08x}-{:04x}-7{:03x}-{:04x}-{:012x}", time >> 16, time & 0xFFFF, counter_, 0x8000 | (chance >> 48 & 0x3FFF),
                     chance & 0xFFFF'FFFF'FFFF);
}

std::string new_uuid() {
  static std::mutex mutex;
  static UuidSource source([] {
    using namespace std::chrono;
    return duration_cast<milliseconds>(system_clock::now().time_since_epoch()).count();
  });
  std::scoped_lock const lock(mutex);
  return source.next();
}

bool is_uuid(std::string_view text) {
  if (text.size() != 36) return false;
  for (std::size_t i = 0; i < text.size(); ++i) {
    bool const dash = i == 8 || i == 13 || i == 18 || i == 23;
    bool const digit = (text[i] >= '0' && text[i] <= '9') || (text[i] >= 'a' && text[i] <= 'f');
    if (dash ? text[i] != '-' : !digit) return false;
  }
  return true;
}

}  // namespace bassin::base
