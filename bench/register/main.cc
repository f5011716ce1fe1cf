// Asks Bassin and three databases the same questions on the same register, compares the answers and prints one table.
//   bassin_bench export  DATA DERIVED.csv
//   bassin_bench duckdb  DATABASE SCRIPT.sql          runs a load script
//   bassin_bench run     DATA DUCKDB POSTGRES SQLITE SQL_FOLDER LOADS.tsv REPORT.md
#include <fmt/format.h>

#include <algorithm>
#include <chrono>
#include <cstdio>
#include <fstream>
#include <functional>
#include <iostream>
#include <sstream>

#include "answers.h"
#include "bassin_side.h"
#include "report.h"

namespace bassin::bench {

namespace {

std::string read_text(std::string const& path) {
  std::ifstream in(path);
  if (!in) throw Failure("cannot read " + path);
  std::stringstream text;
  text << in.rdbuf();
  return text.str();
}

// Milliseconds, median of as many runs as fit in two seconds (3 to 400), after one that warms.
double median_ms(std::function<void()> const& question) {
  using Clock = std::chrono::steady_clock;
  question();
  std::vector<double> times;
  auto const begin = Clock::now();
  while (times.size() < 3 || (times.size() < 400 && Clock::now() - begin < std::chrono::seconds(2))) {
    auto const start = Clock::now();
    question();
    times.push_back(std::chrono::duration<double, std::milli>(Clock::now() - start).count());
  }
  std::nth_element(times.begin(), times.begin() + static_cast<std::ptrdiff_t>(times.size() / 2), times.end());
  return times[times.size() / 2];
}

struct PeerSide {
  std::unique_ptr<Peer> peer;
  std::string sql_folder;
};

class Bench {
 public:
  Bench(std::string const& data, std::vector<PeerSide> peers) : bassin_(data), peers_(std::move(peers)) {
    for (auto& side : peers_) {
      for (auto const* question : {"facets", "page_by_name", "page_filtered", "page_by_created", "series", "establishment"}) {
        side.peer->prepare(question, read_text(side.sql_folder + "/" + question + ".sql"));
      }
    }
    prepare_zones();
  }

  void run(Report& report) {
    auto const departments = bassin_.departments();
    for (auto const& [label, department] :
         {std::pair{"median", departments[departments.size() / 2]}, std::pair{"largest", departments.back()}}) {
      ask_department(report, fmt::format("{} département ({}, {} rows)", label, department.code, department.rows), department.code);
    }
    auto const median = departments[departments.size() / 2];
    auto const large = departments[departments.size() - 2];
    ask_zone(report, "median département", median.code, 11);
    ask_zone(report, fmt::format("second largest département ({})", large.code), large.code, 12);
    ask_establishment(report);
  }

 private:
  // The peers that have polygons, with what each needs.
  void prepare_zones() {
    for (auto& side : peers_) {
      std::ifstream const has(side.sql_folder + "/zone_facets.sql");
      if (!has) continue;
      if (std::ifstream(side.sql_folder + "/zone_make.sql")) {
        auto const script = read_text(side.sql_folder + "/zone_make.sql");
        zone_makers_.push_back({side.peer.get(), script});
        side.peer->run(
            "CREATE TABLE IF NOT EXISTS zone (name text, piece geometry(Polygon, 4326)); "
            "CREATE INDEX IF NOT EXISTS zone_piece ON zone USING gist (piece)");
      }
      side.peer->prepare("zone_facets", read_text(side.sql_folder + "/zone_facets.sql"));
      zone_peers_.push_back(side.peer.get());
    }
  }

  static FacetQuestion question_of(std::string const& department) {
    return {.department = department, .section = "G", .size_from = 3, .size_to = 7};  // 1–2 to 20–49 employees
  }
  static Row parameters_of(FacetQuestion const& q) {
    return {q.department, q.section, std::to_string(q.size_from), std::to_string(q.size_to)};
  }

  void ask_department(Report& report, std::string const& where, std::string const& department) {
    auto const q = question_of(department);
    auto const parameters = parameters_of(q);
    ask(
        report, "ten facets, " + where, "facets", parameters, [&] { return bassin_.facets(q); }, facet_answers());
    ask(
        report, "page by name, " + where, "page_by_name", parameters, [&] { return bassin_.page(q, false, false); }, page_answers());
    ask(
        report, "page by name, filtered, " + where, "page_filtered", parameters, [&] { return bassin_.page(q, true, false); },
        page_answers());
    ask(
        report, "page by creation, " + where, "page_by_created", parameters, [&] { return bassin_.page(q, false, true); },
        dates_of_page_answers());
    ask(
        report, "facets and page, " + where, "facets+page_filtered", parameters,
        [&] {
          auto rows = bassin_.facets(q);
          auto const page = bassin_.page(q, true, false);
          rows.insert(rows.end(), page.begin(), page.end());
          return rows;
        },
        not_compared());
    ask(
        report, "series by year, " + where, "series", parameters, [&] { return bassin_.series(department); }, series_answers());
  }

  void ask_zone(Report& report, std::string const& where, std::string const& department, unsigned seed) {
    auto const& zone = draw_flood("flood-" + department, bassin_.extent(department), 5000, seed);
    for (auto& [peer, script] : zone_makers_) make_zone(*peer, script, zone);
    FacetQuestion q = question_of("");
    q.zone = &zone;
    auto const box = zone.zone.bounds();
    Row const parameters{zone.name,
                         q.section,
                         std::to_string(q.size_from),
                         std::to_string(q.size_to),
                         fmt::format("{:.7f}", box.min.lon_degrees()),
                         fmt::format("{:.7f}", box.max.lon_degrees()),
                         fmt::format("{:.7f}", box.min.lat_degrees()),
                         fmt::format("{:.7f}", box.max.lat_degrees())};
    ask(
        report, "flood of 5,000 vertices with ten facets, " + where, "zone_facets", parameters, [&] { return bassin_.facets(q); },
        facet_answers(), &zone_peers_);
  }

  void make_zone(Peer& peer, std::string const& script, DrawnZone const& zone) {
    std::stringstream statements(script);
    int number = 0;
    for (std::string statement; std::getline(statements, statement, ';'); ++number) {
      if (statement.find_first_not_of(" \n") == std::string::npos || statement.find("CREATE TABLE") != std::string::npos) continue;
      auto const name = fmt::format("make-{}-{}", zone.name, number);
      peer.prepare(name, statement);
      (void)peer.ask(name, statement.find("$2") != std::string::npos ? Row{zone.name, zone.wkt} : Row{zone.name});
    }
    peer.run("ANALYZE zone");
  }

  void ask_establishment(Report& report) {
    auto const& view = bassin_.view();
    auto const siret = fmt::format("{:014}", view.snapshot().siret(view.snapshot().rows() / 2));
    ask(
        report, "one establishment", "establishment", {siret}, [&] { return bassin_.establishment(siret); }, first_value_answers());
  }

  void ask(Report& report, std::string const& title, std::string const& question, Row const& parameters, std::function<Rows()> const& ours,
           Comparison const& comparison, std::vector<Peer*> const* only = nullptr) {
    Measured measured{.title = title};
    auto const expected = comparison(ours());
    measured.ours_ms = median_ms([&] { (void)ours(); });
    for (auto& side : peers_) {
      if (only != nullptr && std::find(only->begin(), only->end(), side.peer.get()) == only->end()) continue;
      auto& peer = *side.peer;
      auto const all = [&] { return ask_all(peer, question, parameters); };
      auto const found = comparison(all());
      measured.peers.push_back({peer.name(), median_ms([&] { (void)all(); }), found == expected});
      if (found != expected) explain(peer.name(), title, expected, found);
    }
    measured.rows = expected.size();
    report.add(measured);
    std::cerr << report.line(measured) << '\n';
  }

  // "a+b" asks both, one after the other.
  static Rows ask_all(Peer& peer, std::string const& questions, Row const& parameters) {
    auto const plus = questions.find('+');
    auto rows = peer.ask(questions.substr(0, plus), parameters);
    if (plus == std::string::npos) return rows;
    auto const more = peer.ask(questions.substr(plus + 1), parameters);
    rows.insert(rows.end(), more.begin(), more.end());
    return rows;
  }

  static void explain(std::string const& peer, std::string const& title, Rows const& expected, Rows const& found) {
    std::cerr << "  differs: " << peer << ", " << title << ": " << expected.size() << " and " << found.size() << " rows";
    for (std::size_t i = 0; i < std::min(expected.size(), found.size()); ++i) {
      if (expected[i] == found[i]) continue;
      std::cerr << "; first at " << i << ": " << fmt::format("{}", fmt::join(expected[i], "|")) << " and "
                << fmt::format("{}", fmt::join(found[i], "|"));
      break;
    }
    std::cerr << '\n';
  }

  BassinSide bassin_;
  std::vector<PeerSide> peers_;
  std::vector<Peer*> zone_peers_;
  std::vector<std::pair<Peer*, std::string>> zone_makers_;
};

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
    Bench(arguments[1], std::move(peers)).run(report);
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
