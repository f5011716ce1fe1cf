// How often one client may ask: a bucket of tokens each, filled steadily. Bounded in memory.
#pragma once

#include <chrono>
#include <cstddef>
#include <mutex>
#include <string>
#include <unordered_map>

namespace bassin::http {

struct Rate {
  double per_second = 50;
  double burst = 200;
};

class RateLimit {
 public:
  using Time = std::chrono::steady_clock::time_point;
  // `most_clients` remembered; beyond, full buckets are forgotten first, and then those that were used longest ago.
  explicit RateLimit(Rate rate, std::size_t most_clients = 100'000) : rate_(rate), most_clients_(most_clients) {}

  // Takes a token. Else says after how many seconds there is one; 0: taken.
  [[nodiscard]] unsigned take(std::string const& client, Time now);
  [[nodiscard]] std::size_t clients() const;

 private:
  struct Bucket {
    double tokens = 0;
    Time filled;
  };
  void forget(Time now);
  [[nodiscard]] double tokens_at(Bucket const& bucket, Time now) const;

  Rate rate_;
  std::size_t most_clients_;
  mutable std::mutex mutex_;
  std::unordered_map<std::string, Bucket> buckets_;
};

}  // namespace bassin::http
