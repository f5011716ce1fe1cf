#include "http/rate_limit.h"

#include <algorithm>
#include <cmath>
#include <vector>

namespace bassin::http {

double RateLimit::tokens_at(Bucket const& bucket, Time now) const {
  auto const passed = std::chrono::duration<double>(now - bucket.filled).count();
  return std::min(rate_.burst, bucket.tokens + std::max(0.0, passed) * rate_.per_second);
}

unsigned RateLimit::take(std::string const& client, Time now) {
  std::lock_guard const guard(mutex_);
  if (buckets_.size() >= most_clients_ && !buckets_.contains(client)) forget(now);
  auto& bucket = buckets_.try_emplace(client, Bucket{rate_.burst, now}).first->second;
  bucket.tokens = tokens_at(bucket, now);
  bucket.filled = now;
  if (bucket.tokens >= 1) {
    bucket.tokens -= 1;
    return 0;
  }
  return static_cast<unsigned>(std::ceil((1 - bucket.tokens) / rate_.per_second));
}

void RateLimit::forget(Time now) {
  std::erase_if(buckets_, [&](auto const& entry) { return tokens_at(entry.second, now) >= rate_.burst; });
  if (buckets_.size() < most_clients_) return;
  std::vector<Time> used;
  used.reserve(buckets_.size());
  for (auto const& [client, bucket] : buckets_) used.push_back(bucket.filled);
  auto const middle = used.begin() + static_cast<std::ptrdiff_t>(used.size() / 2);
  std::nth_element(used.begin(), middle, used.end());
  std::erase_if(buckets_, [last = *middle](auto const& entry) { return entry.second.filled <= last; });
}

std::size_t RateLimit::clients() const {
  std::lock_guard const guard(mutex_);
  return buckets_.size();
}

}  // namespace bassin::http
