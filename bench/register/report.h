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
  std::size_t rows = 0;     // of the compared answer; 0: not compared
  double target_ratio = 0;  // of the best peer, or of `target_peer`; 0: none
  std::string target_peer{};
  double target_ms = 0;  // 0: none
};

// What has no peer, or none that does the same.
struct Figure {
  std::string what;
  std::string value;
  std::string target;  // "" for none
  bool reached = true;
};

class Report {
 public:
  void add(Measured measured) { measured_.push_back(std::move(measured)); }
  void add(Figure figure) { figures_.push_back(std::move(figure)); }
  [[nodiscard]] std::string line(Measured const& measured) const;
  // `loads`: what the script measured of imports, lines of tab-separated values.
  void write(std::string const& path, std::string const& loads) const;
  [[nodiscard]] bool all_agree() const;

 private:
  std::vector<Measured> measured_;
  std::vector<Figure> figures_;
};

}  // namespace bassin::bench
