// Sends requests at the times of a plan, whether the answers keep up or not, and measures each from the time at which it was
// due: a server that stalls is charged for all that waited behind it.
#pragma once

#include <cstdint>
#include <map>
#include <string>
#include <vector>

namespace bassin::bench {

struct Plan {
  std::string host = "127.0.0.1";
  std::uint16_t port = 8080;
  std::string header;                // lines of every request, each ended by CR LF: a cookie
  std::vector<std::string> targets;  // asked in turn
  double rate = 150;                 // a second
  double seconds = 10;
  std::size_t connections = 64;
};

struct Measured {
  std::uint64_t due = 0, answered = 0, failed = 0;  // failed: connection lost, or no answer within the grace
  std::map<unsigned, std::uint64_t> statuses;
  std::uint64_t bytes = 0, largest = 0;           // of bodies
  std::vector<float> milliseconds;                // of each answer of status 200, sorted
  [[nodiscard]] double quantile(double q) const;  // 0 where nothing was answered
};

// Throws std::runtime_error where the server cannot be reached at all.
[[nodiscard]] Measured run(Plan const& plan);

}  // namespace bassin::bench
