// How many rows of a spreadsheet find their establishment by name and place alone. Usage:
//   matching_rates --folder DIR [--rows N] [--establishments N] [--departement D] [--seed S] [--losses N] [--least-right P] [--least-found
//   P]
// With the last two it fails where the shares, in percent, are less: that is the test.
#include <array>
#include <chrono>
#include <cstdio>
#include <map>
#include <string>
#include <vector>

#include <fmt/format.h>
#include <CLI/CLI.hpp>

#include "matching/matching.h"
#include "query/filter.h"
#include "query/search_names.h"
#include "registry/reader.h"
#include "two_registers.h"
#include "typed.h"

namespace bassin::bench {

namespace {

struct Options {
  std::string folder;
  std::size_t rows = 10'000;
  std::uint64_t establishments = 100'000;
  std::string departement = "77";
  std::uint64_t seed = 1;
  std::size_t losses = 0;
  double least_right = 0, least_found = 0;
};

struct Drawn {
  std::uint64_t siret = 0;
  bool present = false;
  matching::Wanted wanted;
};

struct Rates {
  std::size_t present = 0, absent = 0;
  std::size_t right = 0, wrong = 0;  // certain
  std::size_t among_candidates = 0;  // doubtful, the right one among those shown
  std::size_t absent_certain = 0;    // of wrong: the business is not in the register
  std::size_t absent_none = 0;
  double seconds = 0;
  std::map<std::string, std::array<std::size_t, 2>> by_reason;  // right, wrong
};

Known known_of(query::View const& view, query::ViewRows const& names, std::uint32_t row, std::mt19937_64& random) {
  Known known;
  std::vector<query::RowName> all;
  names.names(row, all);
  if (all.empty()) return known;
  auto const& name = all[random() % 10 < 6 ? 0 : random() % all.size()];
  known.name = name.text;
  known.person = !name.first_name.empty();
  registry::Reader const reader(view.snapshot(), registry::Audience::agent);
  auto const address = reader.address(row);
  known.number = address.number.text;
  known.repetition = address.repetition.text;
  known.street_type = address.street_type.text;
  known.street = address.street.text;
  known.postal_code = address.postal_code.text;
  known.commune = address.commune_label;
  return known;
}

// Active establishments nine times in ten, absent ones one time in five; those whose name the register does not tell are passed over.
std::vector<Drawn> draw(TwoRegisters const& registers, Options const& options) {
  std::mt19937_64 random(options.seed);
  query::Filter all;
  all.field = reference::Field::all;
  auto const filter = query::prepare(registers.whole, all, registry::Audience::agent).value();
  query::ViewRows const names(filter);
  auto const& snapshot = registers.whole->snapshot();
  std::vector<Drawn> out;
  while (out.size() < options.rows) {
    bool const want_active = random() % 10 != 0;
    bool const want_present = random() % 5 != 0;
    for (bool drawn = false; !drawn;) {
      auto const row = static_cast<std::uint32_t>(random() % snapshot.rows());
      auto const siret = snapshot.siret(row);
      bool const present = registers.part->snapshot().find_siret(siret).has_value();
      if (names.active(row) != want_active || present != want_present) continue;
      auto const known = known_of(*registers.whole, names, row, random);
      if (known.name.empty() || known.commune.empty()) continue;
      out.push_back({siret, present, typed(known, random)});
      drawn = true;
    }
  }
  return out;
}

void tell(char const* what, Drawn const& drawn, matching::Match const& match, query::View const& view) {
  auto const& wanted = drawn.wanted;
  fmt::print("{} {}{} | {} | {} | {} {}\n", what, drawn.siret, drawn.present ? "" : " (absent)", wanted.name, wanted.address,
             wanted.postal_code, wanted.commune);
  registry::Reader const reader(view.snapshot(), registry::Audience::agent);
  for (auto const& candidate : match.candidates) {
    auto const address = reader.address(candidate.row);
    fmt::print("    {:.2f} name {:.2f} {}{} {} | {} | {} {}\n", candidate.score, candidate.name, candidate.active ? "" : "closed ",
               view.snapshot().siret(candidate.row), reader.display_name(candidate.row).text, address.line().text, address.postal_code.text,
               address.commune_label);
  }
}

void count(Drawn const& drawn, matching::Match const& match, query::View const& view, Options const& options, Rates& rates) {
  auto const is_it = [&](matching::Candidate const& candidate) { return view.snapshot().siret(candidate.row) == drawn.siret; };
  (drawn.present ? rates.present : rates.absent) += 1;
  bool const among = std::any_of(match.candidates.begin(), match.candidates.end(), is_it);
  if (match.verdict == matching::Verdict::certain) {
    bool const right = is_it(match.candidates.front());
    (right ? rates.right : rates.wrong) += 1;
    rates.by_reason[matching::id_of(match.reason)][right ? 0 : 1] += 1;
    if (!drawn.present) ++rates.absent_certain;
    if (!right && rates.wrong <= options.losses) tell("WRONG", drawn, match, view);
    return;
  }
  if (drawn.present && among) ++rates.among_candidates;
  if (!drawn.present && match.verdict == matching::Verdict::none) ++rates.absent_none;
  auto const lost = rates.present - rates.right;
  if (drawn.present && lost % 20 == 0 && lost / 20 <= options.losses) tell(among ? "DOUBTFUL" : "MISSED", drawn, match, view);
}

double percent(std::size_t part, std::size_t whole) {
  return whole == 0 ? 100 : 100.0 * static_cast<double>(part) / static_cast<double>(whole);
}

int report(Rates const& rates, Options const& options) {
  auto const right = percent(rates.right, rates.right + rates.wrong);
  auto const found = percent(rates.right, rates.present);
  fmt::print(
      "rows {} (absent {}), matched automatically {}: {:.2f} % right; of those present {:.2f} % found, {:.2f} % more among the "
      "candidates\n",
      rates.present + rates.absent, rates.absent, rates.right + rates.wrong, right, found, percent(rates.among_candidates, rates.present));
  fmt::print("wrong {}: {} of them absent from the register; absent rows without any candidate {}\n", rates.wrong, rates.absent_certain,
             rates.absent_none);
  for (auto const& [reason, counts] : rates.by_reason) fmt::print("  {}: {} right, {} wrong\n", reason, counts[0], counts[1]);
  fmt::print("{:.2f} s\n", rates.seconds);
  bool const enough = right >= options.least_right && found >= options.least_found;
  if (!enough) fmt::print("less than {} % right or {} % found\n", options.least_right, options.least_found);
  return enough ? 0 : 1;
}

int run(Options const& options) {
  synthesis::Parameters parameters;
  parameters.seed = options.seed;
  parameters.establishments = options.establishments;
  parameters.demonstration = options.departement == "demonstration";
  if (!parameters.demonstration) parameters.departements = {options.departement};
  auto const registers = make_registers(options.folder, parameters, 15);
  if (!registers.ok()) {
    fmt::print("{}\n", registers.error().debug());
    return 2;
  }
  auto const drawn = draw(*registers, options);
  auto const start = std::chrono::steady_clock::now();
  auto const matcher = matching::Matcher::create(registers->part, {registry::Audience::agent, registry::Audience::agent}, {}).value();
  std::vector<matching::Match> matches;
  for (auto const& one : drawn) matches.push_back(matcher->match(one.wanted).value());
  Rates rates;
  rates.seconds = std::chrono::duration<double>(std::chrono::steady_clock::now() - start).count();
  for (std::size_t i = 0; i < drawn.size(); ++i) count(drawn[i], matches[i], *registers->part, options, rates);
  return report(rates, options);
}

}  // namespace

}  // namespace bassin::bench

int main(int argc, char** argv) {
  bassin::bench::Options options;
  CLI::App app{"Rates of the matching of spreadsheet rows on a synthetic register.", "matching_rates"};
  app.add_option("--folder", options.folder)->required();
  app.add_option("--rows", options.rows);
  app.add_option("--establishments", options.establishments);
  app.add_option("--departement", options.departement);
  app.add_option("--seed", options.seed);
  app.add_option("--losses", options.losses);
  app.add_option("--least-right", options.least_right);
  app.add_option("--least-found", options.least_found);
  CLI11_PARSE(app, argc, argv);
  return bassin::bench::run(options);
}
