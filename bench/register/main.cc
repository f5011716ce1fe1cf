// Asks Bassin and three databases the same questions on the same register, compares the answers and prints one table.
//   bassin_bench export  DATA DERIVED.csv
//   bassin_bench duckdb  DATABASE SCRIPT.sql          runs a load script
//   bassin_bench run     DATA DUCKDB POSTGRES SQLITE SQL_FOLDER LOADS.tsv REPORT.md
#include <fmt/format.h>

#include <algorithm>
#include <iostream>

#include "bassin_side.h"
#include "questions.h"
#include "report.h"

namespace bassin::bench {

namespace {

// Median of 21 openings.
void add_opening(Report& report, std::string const& data) {
  auto const departments = BassinSide(data).departments();
  std::vector<double> times;
  for (int i = 0; i < 21; ++i) times.push_back(opening_ms(data, departments[departments.size() / 2].code));
  std::sort(times.begin(), times.end());
  report.add(Figure{"open, and ten facets of the median département", fmt::format("{:.1f} ms", times[10]), "< 50 ms", times[10] < 50});
}

int main_with(std::vector<std::string> const& arguments) {
  if (arguments.size() == 3 && arguments[0] == "export") {
    BassinSide(arguments[1]).export_derived(arguments[2]);
    return 0;
  }
  if (arguments.size() == 3 && arguments[0] == "duckdb") {
    open_duckdb(arguments[1])->run(read_text(arguments[2]));
    return 0;
  }
  if (arguments.size() == 8 && arguments[0] == "run") {
    std::vector<PeerSide> peers;
    peers.push_back({open_duckdb(arguments[2]), arguments[5] + "/duckdb"});
    peers.push_back({open_postgres(arguments[3]), arguments[5] + "/postgres"});
    peers.push_back({open_sqlite(arguments[4]), arguments[5] + "/sqlite"});
    Report report;
    ask_everything(arguments[1], std::move(peers), report);
    add_opening(report, arguments[1]);
    report.write(arguments[7], read_text(arguments[6]));
    return report.all_agree() ? 0 : 1;
  }
  std::cerr << "usage: bassin_bench export|duckdb|run …\n";
  return 2;
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
