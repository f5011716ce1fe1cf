#include "questions.h"

#include <fmt/format.h>

#include <algorithm>
#include <chrono>
#include <fstream>
#include <functional>
#include <iostream>
#include <sstream>

#include "answers.h"
#include "bassin_side.h"
#include "misspelt.h"

namespace bassin::bench {

namespace {

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

class Bench {
 public:
  Bench(std::string const& data, std::vector<PeerSide> peers) : bassin_(data), peers_(std::move(peers)) {
    for (auto& side : peers_) {
      for (auto const* question : {"facets", "page_by_name", "page_filtered", "page_by_created", "series", "establishment"}) {
        side.peer->prepare(question, read_text(side.sql_folder + "/" + question + ".sql"));
      }
    }
    for (auto& side : peers_) {
      auto const path = side.sql_folder + "/misspelt.sql";
      if (std::ifstream(path)) side.peer->prepare("misspelt", read_text(path));
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
    auto const large = departments.back();
    ask_zone(report, fmt::format("median département ({})", median.code), median.code, 11);
    ask_zone(report, fmt::format("largest département ({})", large.code), large.code, 12);
    ask_establishment(report);
    ask_search(report, median.code, "median");
    ask_search(report, large.code, "largest");
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
    Target const twenty{20};
    Target const eight{8};
    Target const one_ms{0, "", where.starts_with("median") ? 1.0 : 0.0};
    auto const page = [&](bool filtered, bool by_created) { return [=, this] { return bassin_.page(q, filtered, by_created); }; };
    ask(
        report, {"ten facets, " + where, "facets", twenty}, parameters, [&] { return bassin_.facets(q); }, facet_answers());
    ask(report, {"page by name, " + where, "page_by_name", eight}, parameters, page(false, false), page_answers());
    ask(report, {"page by name, filtered, " + where, "page_filtered", eight}, parameters, page(true, false), page_answers());
    ask(report, {"page by creation, " + where, "page_by_created", eight}, parameters, page(false, true), dates_of_page_answers());
    auto const both = [&] {
      auto rows = bassin_.facets(q);
      auto const more = bassin_.page(q, true, false);
      rows.insert(rows.end(), more.begin(), more.end());
      return rows;
    };
    ask(report, {"facets and page, " + where, "facets+page_filtered", one_ms}, parameters, both, not_compared());
    ask(
        report, {"series by year, " + where, "series", twenty}, parameters, [&] { return bassin_.series(department); }, series_answers());
  }

  void ask_zone(Report& report, std::string const& where, std::string const& department, unsigned seed) {
    auto const& zone = draw_flood("flood-" + department, bassin_.extent(department), 5000, seed);
    for (auto& [peer, script] : zone_makers_) make_zone(*peer, script, zone);
    FacetQuestion q = question_of("");
    q.zone = &zone;
    auto const box = zone.zone.bounds();
    Row parameters{zone.name, q.section, std::to_string(q.size_from), std::to_string(q.size_to)};
    for (auto const degrees : {box.min.lon_degrees(), box.max.lon_degrees(), box.min.lat_degrees(), box.max.lat_degrees()}) {
      parameters.push_back(fmt::format("{:.7f}", degrees));
    }
    Target const thirty{30, "PostgreSQL"};
    ask(
        report, {"flood of 5,000 vertices with ten facets, " + where, "zone_facets", thirty}, parameters, [&] { return bassin_.facets(q); },
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
        report, {"one establishment", "establishment", {}}, {siret}, [&] { return bassin_.establishment(siret); }, first_value_answers());
  }

  void ask_search(Report& report, std::string const& department, std::string const& which) {
    auto const where = fmt::format("{} département ({})", which, department);
    auto const ours = ask_misspelt(bassin_, department, 10'000);
    auto const p99 = ours.milliseconds[ours.milliseconds.size() * 99 / 100];
    report.add(Figure{"misspelt name in the first 20 of 10,000 searches, " + where, fmt::format("{:.2f} %", 100 * ours.share()), "≥ 95 %",
                      ours.share() >= 0.95});
    report.add(Figure{"time within which 99 % of these searches end", fmt::format("{:.2f} ms", p99), "< 5 ms", p99 < 5});
    std::cerr << where << ": " << ours.text() << '\n';
    for (auto& side : peers_) {
      if (!std::ifstream(side.sql_folder + "/misspelt.sql")) continue;
      auto const theirs = ask_misspelt(*side.peer, bassin_, department, 200);
      auto const median = theirs.milliseconds[theirs.milliseconds.size() / 2];
      report.add(Figure{"the same by trigrams of " + side.peer->name() + ", 200 searches: found; median",
                        fmt::format("{:.1f} %; {:.1f} ms", 100 * theirs.share(), median), "–"});
    }
  }

  struct Target {
    double ratio = 0;
    std::string peer{};  // "" for the best
    double ms = 0;
  };
  struct Question {
    std::string title;
    std::string name;
    Target target{};
  };

  void ask(Report& report, Question const& asked, Row const& parameters, std::function<Rows()> const& ours, Comparison const& comparison,
           std::vector<Peer*> const* only = nullptr) {
    auto const& [title, question, target] = asked;
    Measured measured{.title = title, .target_ratio = target.ratio, .target_peer = target.peer, .target_ms = target.ms};
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

}  // namespace

std::string read_text(std::string const& path) {
  std::ifstream in(path);
  if (!in) throw Failure("cannot read " + path);
  std::stringstream text;
  text << in.rdbuf();
  return text.str();
}

void ask_everything(std::string const& data_folder, std::vector<PeerSide> peers, Report& report) {
  Bench(data_folder, std::move(peers)).run(report);
}

}  // namespace bassin::bench
