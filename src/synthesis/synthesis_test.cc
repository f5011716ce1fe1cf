#include "synthesis/synthesis.h"

#include <algorithm>
#include <set>

#include "reference/geography.h"
#include "synthesis/files_for_test.h"

namespace bassin::synthesis::for_test {
namespace {

constexpr std::uint64_t usual = 6'000;

// One run that many tests read.
Written const& usual_run() {
  static Written const run(of_size(usual), "usual");
  return run;
}
std::vector<Row> const& usual_stock() {
  static auto const rows = usual_run().stock();
  return rows;
}

bool passes_luhn(std::string const& digits) {
  int sum = 0;
  for (std::size_t i = 0; i < digits.size(); ++i) {
    int const digit = digits[digits.size() - 1 - i] - '0';
    int const value = i % 2 == 0 ? digit : digit * 2;
    sum += value > 9 ? value - 9 : value;
  }
  return sum % 10 == 0;
}

double share(std::vector<Row> const& rows, std::function<bool(Row const&)> const& wanted) {
  return static_cast<double>(std::count_if(rows.begin(), rows.end(), wanted)) / static_cast<double>(rows.size());
}

bool active(Row const& row) { return row.at("etatAdministratifEtablissement") == "A"; }
bool partial(Row const& row) { return row.at("statutDiffusionEtablissement") == "P"; }

TEST(Synthesis, TheSameSeedGivesTheSameBytes) {
  auto parameters = of_size(3000);
  Written const first(parameters), second(parameters);
  parameters.seed = 2;
  Written const other(parameters);
  for (std::string_view const name : {stock_file, unit_file, history_file, position_file}) {
    EXPECT_EQ(first.text(csv_name(name)), second.text(csv_name(name))) << name;
    EXPECT_NE(first.text(csv_name(name)), other.text(csv_name(name))) << name;
  }
}

TEST(Synthesis, WritesAsManyRowsAsAsked) {
  for (std::uint64_t size : {1, 2, 17, 1000}) {
    Written const run(of_size(size));
    EXPECT_EQ(run.stock().size(), size);
    EXPECT_EQ(run.summary().establishments, size);
    EXPECT_EQ(run.units().size(), run.summary().units);
    EXPECT_EQ(run.history().size(), run.summary().periods);
    EXPECT_EQ(run.positions().size(), run.summary().positions);
  }
}

TEST(Synthesis, SummaryCountsWhatTheFilesHold) {
  auto const& rows = usual_stock();
  auto const& summary = usual_run().summary();
  EXPECT_EQ(summary.active_establishments, static_cast<std::uint64_t>(std::count_if(rows.begin(), rows.end(), active)));
  EXPECT_EQ(summary.partial_establishments, static_cast<std::uint64_t>(std::count_if(rows.begin(), rows.end(), partial)));
  std::uint64_t bytes = 0;
  for (auto const& path : summary.files) bytes += std::filesystem::file_size(path);
  EXPECT_EQ(summary.bytes, bytes);
  EXPECT_EQ(summary.files.size(), 4U);
}

TEST(Synthesis, EveryFormatHasItsColumns) {
  for (auto [stock, units] : {std::pair{48, 33}, std::pair{53, 35}, std::pair{54, 35}}) {
    auto parameters = of_size(500);
    parameters.stock_columns = stock;
    parameters.unit_columns = units;
    Written const run(parameters);  // rows_of() compares each line with the header
    EXPECT_EQ(run.stock().front().size(), static_cast<std::size_t>(stock));
    EXPECT_EQ(run.units().front().size(), static_cast<std::size_t>(units));
  }
}

TEST(Synthesis, FilesCanBeLeftOut) {
  auto parameters = of_size(100);
  parameters.with_units = parameters.with_history = parameters.with_positions = false;
  Written const run(parameters);
  ASSERT_EQ(run.summary().files.size(), 1U);
  EXPECT_TRUE(run.summary().files[0].ends_with("/StockEtablissement_utf8.csv"));
}

TEST(Synthesis, NumbersAreValidAndInOrder) {
  std::string before;
  for (auto const& row : usual_stock()) {
    auto const& siret = row.at("siret");
    ASSERT_EQ(siret, row.at("siren") + row.at("nic"));
    ASSERT_EQ(siret.size(), 14U);
    ASSERT_TRUE(passes_luhn(row.at("siren")) && passes_luhn(siret)) << siret;
    ASSERT_LT(before, siret);
    before = siret;
  }
  before.clear();
  for (auto const& row : usual_run().units()) {
    ASSERT_LT(before, row.at("siren"));
    before = row.at("siren");
  }
}

TEST(Synthesis, EveryUnitHasOneHeadOffice) {
  std::map<std::string, std::string> offices;
  std::set<std::string> with_active;
  for (auto const& row : usual_stock()) {
    if (active(row)) with_active.insert(row.at("siren"));
    if (row.at("etablissementSiege") != "true") continue;
    EXPECT_TRUE(offices.emplace(row.at("siren"), row.at("nic")).second) << row.at("siren");
  }
  auto const units = usual_run().units();
  EXPECT_EQ(offices.size(), units.size());
  for (auto const& unit : units) {
    EXPECT_EQ(offices.at(unit.at("siren")), unit.at("nicSiegeUniteLegale"));
    EXPECT_EQ(unit.at("etatAdministratifUniteLegale") == "A", with_active.contains(unit.at("siren"))) << unit.at("siren");
  }
}

// The stock row is the last period; a period ends the day before the next begins; flags say what changed.
TEST(Synthesis, HistoryAndStockTellTheSameLife) {
  std::map<std::string, std::vector<Row>> lives;
  for (auto& row : usual_run().history()) lives[row.at("siret")].push_back(row);
  EXPECT_EQ(lives.size(), usual_stock().size());
  for (auto const& row : usual_stock()) {
    auto const& life = lives.at(row.at("siret"));
    ASSERT_EQ(std::to_string(life.size()), row.at("nombrePeriodesEtablissement"));
    auto const& last = life.back();
    EXPECT_EQ(last.at("dateFin"), "");
    for (std::string_view const column :
         {"dateDebut", "etatAdministratifEtablissement", "activitePrincipaleEtablissement", "nomenclatureActivitePrincipaleEtablissement",
          "enseigne1Etablissement", "denominationUsuelleEtablissement", "caractereEmployeurEtablissement"}) {
      EXPECT_EQ(last.at(column), row.at(column)) << row.at("siret") << ' ' << column;
    }
    bool const possible = life.front().at("dateDebut") >= "1900";  // the history has a few impossible first days
    if (possible && !row.at("dateCreationEtablissement").empty()) {
      EXPECT_EQ(life.front().at("dateDebut"), row.at("dateCreationEtablissement"));
    }
    for (std::size_t i = 1; i < life.size(); ++i) {
      auto const end = base::parse_date(life[i - 1].at("dateFin")), start = base::parse_date(life[i].at("dateDebut"));
      ASSERT_TRUE(end && start);
      EXPECT_EQ(end->days + 1, start->days) << row.at("siret");
      EXPECT_LE(*base::parse_date(life[i - 1].at("dateDebut")), *end) << row.at("siret");
      auto const changed = [&](std::string_view column) { return life[i].at(column) != life[i - 1].at(column); };
      EXPECT_EQ(life[i].at("changementEtatAdministratifEtablissement") == "true", changed("etatAdministratifEtablissement"));
      if (changed("activitePrincipaleEtablissement")) {
        EXPECT_EQ(life[i].at("changementActivitePrincipaleEtablissement"), "true");
      }
    }
  }
}

TEST(Synthesis, CodesFollowTheirNomenclature) {
  base::Date const rev2 = base::make_date(2008, 1, 1);
  for (auto const& row : usual_run().history()) {
    auto const& which = row.at("nomenclatureActivitePrincipaleEtablissement");
    auto const& code = row.at("activitePrincipaleEtablissement");
    if (which == "NAFRev2") {
      EXPECT_EQ(code.size(), 6U) << code;
      if (!row.at("dateFin").empty()) {
        EXPECT_GE(*base::parse_date(row.at("dateFin")), rev2);
      }
    } else if (which == "NAFRev1" || which == "NAF1993") {
      EXPECT_EQ(code.size(), 5U) << code;
    } else {
      EXPECT_TRUE(which == "NAP" || code.empty()) << which;
    }
  }
  for (auto const& row : usual_stock()) {
    if (active(row)) {
      EXPECT_EQ(row.at("nomenclatureActivitePrincipaleEtablissement"), "NAFRev2");
    }
  }
}

TEST(Synthesis, NothingHappensAfterTheDayOfTheFiles) {
  auto const as_of = Parameters{}.as_of;
  for (auto const& row : usual_run().history()) {
    if (!row.at("dateDebut").empty()) {
      EXPECT_LE(*base::parse_date(row.at("dateDebut")), as_of) << row.at("siret");
    }
  }
  for (auto const& row : usual_stock()) {
    auto const& processed = row.at("dateDernierTraitementEtablissement");
    if (!processed.empty()) {
      EXPECT_LE(*base::parse_timestamp(processed), (as_of.days + std::int64_t{1}) * 86400);
    }
  }
}

// What docs/formats/synthetic.md promises, and INSEE's figures of 2026 behind it.
TEST(Synthesis, SharesComeNearThePublishedOnes) {
  Written const run(of_size(40'000), "shares");
  auto const rows = run.stock();
  auto const has = [](std::string_view column) { return [column](Row const& row) { return !row.at(column).empty(); }; };
  EXPECT_NEAR(share(rows, active), .36, .02);
  EXPECT_NEAR(share(rows, partial), .24, .015);
  EXPECT_NEAR(static_cast<double>(run.summary().periods) / 40'000, 2.18, .12);
  EXPECT_NEAR(share(rows, [](Row const& row) { return row.at("trancheEffectifsEtablissement") == "NN"; }), .945, .015);
  EXPECT_NEAR(share(rows, [](Row const& row) { return row.at("activitePrincipaleEtablissement").empty(); }), .005, .003);
  EXPECT_NEAR(share(rows, has("codePaysEtrangerEtablissement")), .001, .0007);
  EXPECT_NEAR(share(rows, [](Row const& row) { return !active(row) && row.at("dateCreationEtablissement").empty(); }) / .64, .25, .03);
  EXPECT_EQ(share(rows, [](Row const& row) { return active(row) && row.at("dateCreationEtablissement").empty(); }), 0);
  EXPECT_GT(share(rows, [](Row const& row) { return row.at("dateCreationEtablissement") == "1900-01-01"; }), .003);
  EXPECT_NEAR(share(rows, [](Row const& row) { return active(row) && row.at("activitePrincipaleEtablissement") == "68.20B"; }) / .36, .16,
              .03);
  auto const units = run.units();
  EXPECT_NEAR(share(units, [](Row const& unit) { return unit.at("categorieJuridiqueUniteLegale") == "1000"; }), .54, .04);
  EXPECT_NEAR(static_cast<double>(rows.size()) / static_cast<double>(units.size()), 1.47, .05);
}

TEST(Synthesis, SomeRowsCarryAFormerCommuneCode) {
  auto const& geography = reference::geography();
  auto const as_of = Parameters{}.as_of;
  auto const former = share(usual_stock(), [&](Row const& row) {
    auto const& code = row.at("codeCommuneEtablissement");
    if (code.empty()) return false;
    EXPECT_FALSE(geography.versions(code).empty()) << code;
    return !geography.commune(code, as_of) && geography.resolve(code, as_of)->by != reference::ResolvedBy::arrondissement;
  });
  EXPECT_NEAR(former, .006, .004);
}

TEST(Synthesis, TheAddressIsAbroadOrInACommune) {
  for (auto const& row : usual_stock()) {
    EXPECT_NE(row.at("codeCommuneEtablissement").empty(), row.at("codePaysEtrangerEtablissement").empty()) << row.at("siret");
  }
}

// Every column that the law hides, on rows that follow it.
TEST(Synthesis, RowsOfPartialDiffusionCarryNoNameUnlessAsked) {
  for (auto const& row : usual_stock()) {
    for (auto const& [column, value] : row) {
      bool const hideable = column.starts_with("enseigne") || column.starts_with("libelleVoie") || column.starts_with("typeVoie") ||
                            column.starts_with("denominationUsuelle") || column.starts_with("numeroVoie") ||
                            column.starts_with("codePostal") || column.starts_with("complementAdresse") ||
                            column.starts_with("coordonneeLambert") || column.starts_with("identifiantAdresse");
      if (partial(row) && hideable && row.at("codePaysEtrangerEtablissement").empty()) {
        EXPECT_EQ(value, "[ND]") << column;
      }
      if (!partial(row)) {
        EXPECT_NE(value, "[ND]") << column;
      }
    }
  }
  for (auto const& unit : usual_run().units()) {
    bool const hidden = unit.at("statutDiffusionUniteLegale") == "P";
    bool const natural = unit.at("categorieJuridiqueUniteLegale") == "1000";
    EXPECT_EQ(unit.at("sigleUniteLegale") == "[ND]", hidden);
    for (std::string_view const column :
         {"nomUniteLegale", "nomUsageUniteLegale", "prenom1UniteLegale", "prenomUsuelUniteLegale", "denominationUniteLegale"}) {
      EXPECT_EQ(unit.at(column) == "[ND]", hidden && natural) << column;
    }
  }
}

TEST(Synthesis, RowsOfPartialDiffusionCanCarryTheirNames) {
  auto parameters = of_size(5000);
  parameters.named_p = 1;
  Written const all(parameters);
  EXPECT_EQ(all.text(csv_name(stock_file)).find("[ND]"), std::string::npos);
  EXPECT_GT(all.summary().partial_establishments, 1000U);
  parameters.named_p = .5;
  Written const half(parameters);
  auto const masked = share(half.stock(), [](Row const& row) { return row.at("libelleVoieEtablissement") == "[ND]"; });
  EXPECT_NEAR(masked, .12, .02);
}

TEST(Synthesis, TheEmployerFlagIsWrittenWhenAsked) {
  auto parameters = of_size(500);
  parameters.employer_flag = true;
  Written const run(parameters);
  std::set<std::string> seen, never;
  for (auto const& row : run.stock()) seen.insert(row.at("caractereEmployeurEtablissement"));
  EXPECT_EQ(seen, (std::set<std::string>{"N", "O"}));
  for (auto const& row : usual_stock()) never.insert(row.at("caractereEmployeurEtablissement"));
  EXPECT_EQ(never, std::set<std::string>{""});
}

TEST(Synthesis, KeepsToTheDepartementsAsked) {
  auto parameters = of_size(3000);
  parameters.departements = {"57", "2A"};
  Written const run(parameters);
  std::set<std::string_view> seen;
  auto const rows = run.stock();
  for (auto const& row : rows) {
    if (!row.at("codeCommuneEtablissement").empty()) seen.insert(reference::Geography::departement_of(row.at("codeCommuneEtablissement")));
  }
  EXPECT_EQ(seen, (std::set<std::string_view>{"2A", "57"}));
}

TEST(Synthesis, RefusesWhatItCannotWrite) {
  auto const code_of = [](auto change) {
    auto parameters = of_size(10);
    parameters.output_folder =
        (std::filesystem::temp_directory_path() / ("bassin_synthesis_refused_" + std::to_string(::getpid()))).string();
    change(parameters);
    auto const made = generate(parameters, base::real_files());
    return made.ok() ? std::string() : fmt::format("{} {}{}", made.error().code, made.error().value("name"), made.error().value("code"));
  };
  EXPECT_EQ(code_of([](auto& p) { p.stock_columns = 50; }), "synthesis.parameter stock-columns");
  EXPECT_EQ(code_of([](auto& p) { p.unit_columns = 34; }), "synthesis.parameter unit-columns");
  EXPECT_EQ(code_of([](auto& p) { p.establishments = 0; }), "synthesis.parameter establishments");
  EXPECT_EQ(code_of([](auto& p) { p.establishments = 45'000'001; }), "synthesis.parameter establishments");
  EXPECT_EQ(code_of([](auto& p) { p.named_p = 1.5; }), "synthesis.parameter named-p");
  EXPECT_EQ(code_of([](auto& p) { p.as_of = base::make_date(2010, 1, 1); }), "synthesis.parameter as-of");
  EXPECT_EQ(code_of([](auto& p) { p.output_folder = ""; }), "synthesis.parameter output");
  EXPECT_EQ(code_of([](auto& p) { p.departements = {"20"}; }), "synthesis.unknown_departement 20");
  EXPECT_FALSE(
      std::filesystem::exists(std::filesystem::temp_directory_path() / ("bassin_synthesis_refused_" + std::to_string(::getpid()))));
}

TEST(Synthesis, StoppingLeavesNoFileBehind) {
  auto parameters = of_size(200'000);
  auto const folder = std::filesystem::temp_directory_path() / ("bassin_synthesis_stopped_" + std::to_string(::getpid()));
  parameters.output_folder = folder.string();
  std::uint64_t seen = 0;
  auto const made = generate(parameters, base::real_files(), [&](std::uint64_t done, std::uint64_t total) {
    EXPECT_EQ(total, 200'000U);
    seen = done;
    return false;
  });
  ASSERT_FALSE(made.ok());
  EXPECT_EQ(made.error().code, "synthesis.stopped");
  EXPECT_GT(seen, 0U);
  EXPECT_TRUE(std::filesystem::is_empty(folder));
  std::filesystem::remove_all(folder);
}

}  // namespace
}  // namespace bassin::synthesis::for_test
