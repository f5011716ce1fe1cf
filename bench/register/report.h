// The one table: question, ours, each peer, ratio.
#pragma once

#include <string>
#include <vector>

namespace bassin::bench {

struct PeerTime {
  std::string peer;
  double ms = 0;
  bool same_answer = false;
};

struct Measured {
  std::string title;
  double ours_ms = 0;
  std::vector<PeerTime> peers;
  std::size_t rows = 0;  // of the compared answer; 0: not compared
};

class Report {
 public:
  void add(Measured measured) { measured_.push_back(std::move(measured)); }
  [[nodiscard]] std::string line(Measured const& measured) const;
  // `loads`: what the script measured of imports, lines of tab-separated values.
  void write(std::string const& path, std::string const& loads) const;
  [[nodiscard]] bool all_agree() const;

 private:
  std::vector<Measured> measured_;
};

}  // namespace bassin::bench
