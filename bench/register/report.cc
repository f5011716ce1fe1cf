#include "report.h"

#include <fmt/format.h>

#include <algorithm>
#include <fstream>
#include <sstream>

#include "peer.h"

namespace bassin::bench {

namespace {

std::string time_text(double ms) {
  if (ms < 0.1) return fmt::format("{:.1f} µs", ms * 1000);
  return ms < 10 ? fmt::format("{:.2f} ms", ms) : fmt::format("{:.0f} ms", ms);
}

PeerTime const* best(Measured const& measured) {
  auto const found =
      std::min_element(measured.peers.begin(), measured.peers.end(), [](auto const& a, auto const& b) { return a.ms < b.ms; });
  return found == measured.peers.end() ? nullptr : &*found;
}

std::string peer_text(Measured const& measured, std::string_view peer) {
  for (auto const& time : measured.peers) {
    if (time.peer.starts_with(peer)) return time_text(time.ms) + (time.same_answer ? "" : " (other answer)");
  }
  return "–";
}

// "≥ 20×", and whether it was reached.
std::string target_text(Measured const& m) {
  std::string text;
  auto const add = [&](std::string const& target, bool reached) {
    text += (text.empty() ? "" : "; ") + target + (reached ? "" : " **missed**");
  };
  for (auto const& time : m.peers) {
    bool const counts = m.target_peer.empty() ? &time == best(m) : time.peer.starts_with(m.target_peer);
    if (m.target_ratio > 0 && counts) {
      auto const peer = m.target_peer.empty() ? "" : " " + m.target_peer;
      add(fmt::format("≥ {:.0f}×{}", m.target_ratio, peer), time.ms / m.ours_ms >= m.target_ratio);
    }
  }
  if (m.target_ms > 0) add(fmt::format("< {:.0f} ms", m.target_ms), m.ours_ms < m.target_ms);
  return text.empty() ? "–" : text;
}

}  // namespace

std::string Report::line(Measured const& m) const {
  auto const* const fastest = best(m);
  return fmt::format("| {} | {} | {} | {} | {} | {} | {} |", m.title, time_text(m.ours_ms), peer_text(m, "DuckDB"),
                     peer_text(m, "PostgreSQL"), peer_text(m, "SQLite"),
                     fastest == nullptr ? "–" : fmt::format("{:.1f}×", fastest->ms / m.ours_ms), target_text(m));
}

void Report::write(std::string const& path, std::string const& loads) const {
  std::ofstream out(path);
  out << loads
      << "\n| question | Bassin | DuckDB | PostgreSQL + PostGIS | SQLite | best peer / Bassin | target |\n"
         "| --- | --- | --- | --- | --- | --- | --- |\n";
  for (auto const& m : measured_) out << line(m) << '\n';
  if (!measured_.empty()) {
    out << "\nPeers:";
    for (auto const& time : measured_.front().peers) out << ' ' << time.peer << ';';
    out << " answers compared on every question but « facets and page »: " << (all_agree() ? "all equal" : "differences marked") << ".\n";
  }
  out << "\n| figure | measured | target |\n| --- | --- | --- |\n";
  for (auto const& figure : figures_) {
    out << fmt::format("| {} | {} | {} |\n", figure.what, figure.value, figure.target + (figure.reached ? "" : " **missed**"));
  }
  if (!out.flush()) throw Failure("cannot write " + path);
}

bool Report::all_agree() const {
  return std::all_of(measured_.begin(), measured_.end(), [](Measured const& m) {
    return std::all_of(m.peers.begin(), m.peers.end(), [](PeerTime const& time) { return time.same_answer; });
  });
}

}  // namespace bassin::bench
