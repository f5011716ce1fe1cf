// Open-loop load on an HTTP server on this machine.
//   http_load PORT TARGETS.txt RATE SECONDS [HEADER]          one line of figures
//   http_load PORT TARGETS.txt saturation STEP_SECONDS [HEADER]  the largest rate kept with p99 below 50 ms and no failure
// TARGETS.txt: one target a line, asked in turn.
#include <fmt/format.h>

#include <fstream>
#include <iostream>

#include "generator.h"

namespace bassin::bench {

namespace {

constexpr double bound_ms = 50;

std::string text_of(Plan const& plan, Measured const& measured) {
  std::string statuses;
  for (auto const& [status, count] : measured.statuses) statuses += fmt::format(" {}:{}", status, count);
  return fmt::format(
      "rate {:.0f}/s for {:.0f} s: due {}, answered {}, failed {};{}; p50 {:.2f} ms, p90 {:.2f}, p99 {:.2f}, p99.9 {:.2f}, max {:.2f}; "
      "mean body {:.1f} kB, largest {:.1f} kB",
      plan.rate, plan.seconds, measured.due, measured.answered, measured.failed, statuses, measured.quantile(0.5), measured.quantile(0.9),
      measured.quantile(0.99), measured.quantile(0.999), measured.quantile(1),
      measured.answered == 0 ? 0 : static_cast<double>(measured.bytes) / static_cast<double>(measured.answered) / 1000,
      static_cast<double>(measured.largest) / 1000);
}

bool kept(Measured const& measured) {
  return measured.failed == 0 && measured.milliseconds.size() == measured.due && measured.quantile(0.99) < bound_ms;
}

// Doubled until it breaks, then halved between the last two until they are 5 % apart. Each step is printed.
double saturation(Plan plan) {
  double good = 0, bad = 0;
  plan.rate = 50;
  while (bad == 0 || (bad - good) > 0.05 * bad) {
    auto const measured = run(plan);
    std::cout << "  " << text_of(plan, measured) << std::endl;
    (kept(measured) ? good : bad) = plan.rate;
    plan.rate = bad == 0 ? plan.rate * 2 : (good + bad) / 2;
    if (plan.rate < 1) break;
  }
  return good;
}

int main_with(std::vector<std::string> const& arguments) {
  if (arguments.size() != 4 && arguments.size() != 5) {
    std::cerr << "usage: http_load PORT TARGETS.txt RATE|saturation SECONDS [HEADER]\n";
    return 2;
  }
  Plan plan;
  plan.port = static_cast<std::uint16_t>(std::stoul(arguments[0]));
  std::ifstream file(arguments[1]);
  for (std::string line; std::getline(file, line);) plan.targets.push_back(line);
  if (plan.targets.empty()) throw std::runtime_error(arguments[1] + " holds no target");
  plan.seconds = std::stod(arguments[3]);
  if (arguments.size() == 5) plan.header = arguments[4] + "\r\n";
  if (arguments[2] == "saturation") {
    std::cout << fmt::format("saturation: {:.0f}/s", saturation(plan)) << std::endl;
    return 0;
  }
  plan.rate = std::stod(arguments[2]);
  auto const measured = run(plan);
  std::cout << text_of(plan, measured) << std::endl;
  return measured.failed == 0 ? 0 : 1;
}

}  // namespace

}  // namespace bassin::bench

int main(int count, char** values) {
  try {
    return bassin::bench::main_with({values + 1, values + count});
  } catch (std::exception const& failure) {
    std::cerr << failure.what() << '\n';
    return 1;
  }
}
