// Real extracts, where BASSIN_REAL_DATA names their folder: nothing unexplained, and the counts of an independent reading.
#include <gtest/gtest.h>

#include <cstdlib>
#include <map>
#include <set>
#include <sstream>

#include "ingest/import_test_support.h"
#include "ingest/source.h"

namespace bassin::ingest {
namespace {

class ImportReal : public testing::ImportTest {
 protected:
  void SetUp() override {
    char const* const folder = std::getenv("BASSIN_REAL_DATA");
    if (folder == nullptr) GTEST_SKIP() << "BASSIN_REAL_DATA is not set";
    real_ = std::string(folder) + "/sirene/";
    ImportTest::SetUp();
  }
  void TearDown() override {
    if (!real_.empty()) ImportTest::TearDown();
  }

  // Rows by commune and state (columns 20 and 40 of 48), read one byte after the other.
  static std::map<std::string, std::uint64_t> naive_counts(std::string const& text) {
    std::map<std::string, std::uint64_t> counts;
    std::vector<std::string> fields(1);
    bool quoted = false;
    for (char const c : text) {
      if (c == '"') {
        quoted = !quoted;
      } else if (c == ',' && !quoted) {
        fields.emplace_back();
      } else if (c == '\n' && !quoted) {
        ++counts[fields.at(20) + fields.at(40)];
        fields.assign(1, "");
      } else {
        fields.back() += c;
      }
    }
    counts.erase("codeCommuneEtablissementetatAdministratifEtablissement");  // the header
    return counts;
  }

  static std::map<std::string, std::uint64_t> counts_of(registry::Snapshot const& s) {
    std::map<std::string, std::uint64_t> counts;
    for (std::uint32_t row = 0; row < s.rows(); ++row) {
      auto const state = s.establishments().state[row];
      ++counts[std::string(s.commune_code(s.commune_of(row))) + (state == 1 ? "A" : state == 2 ? "F" : "")];
    }
    return counts;
  }

  std::string real_;
};

TEST_F(ImportReal, SeineEtMarneIsReadWhole) {
  auto const file = real_ + "StockEtablissement_2021_seine-et-marne.csv";
  auto const report = imported({file});
  auto const& source = report.sources.at(0).file;
  EXPECT_EQ(source.rows, 12'356U);
  EXPECT_EQ(source.kept, 12'356U);
  EXPECT_TRUE(report.sources[0].ignored_columns.empty());
  for (auto const& note : report.notes)
    EXPECT_TRUE(note.code == "date_sentinel" || note.code == "position_absent" || note.code == "date_far") << note.code;
  auto const s = snapshot();
  EXPECT_EQ(counts_of(*s), naive_counts(base::real_files().read(file).value()));
  EXPECT_EQ(s->manifest().data_date->days / 30, base::parse_date("2021-11-01")->days / 30);
}

TEST_F(ImportReal, TheSampleOfAllDepartementsIsReadWhole) {
  auto const report = imported({real_ + "StockEtablissement_2021_sample.csv.gz"});
  auto const& source = report.sources.at(0).file;
  EXPECT_EQ(source.rows, 123'886U);
  EXPECT_EQ(source.kept, 123'886U);
  EXPECT_EQ(testing::noted(report, "siret_luhn"), 0U);
  EXPECT_EQ(testing::noted(report, "abroad") + testing::noted(report, "commune_absent"), 118U);
  EXPECT_EQ(testing::noted(report, "value_unreadable"), 0U);
  auto const s = snapshot();
  std::uint64_t active = 0;
  for (auto const state : s->establishments().state.all()) active += state == 1 ? 1 : 0;
  EXPECT_EQ(active, 47'099U);
  EXPECT_TRUE(s->verify().ok());
}

TEST_F(ImportReal, HistoryOfLyonJoinsRowsMadeFromIt) {
  auto const path = real_ + "StockEtablissementHistorique_lyon4e_sample.csv.gz";
  auto const source = open_source(base::real_files(), path);
  ASSERT_TRUE(source.ok());
  std::set<std::string> sirets;
  for (auto block = (*source)->next(); block.ok() && block->has_value(); block = (*source)->next()) {
    std::istringstream lines{std::string((*block)->text)};
    for (std::string line; std::getline(lines, line);) sirets.insert(line.substr(16, 14));
  }
  std::vector<testing::Row> rows;
  for (auto const& siret : sirets) rows.push_back(testing::stock_row(siret, {{"codeCommuneEtablissement", "69384"}}));
  auto const report = imported({give_stock(rows), path});
  EXPECT_EQ(report.manifest.periods, 14'469U);
  EXPECT_EQ(testing::noted(report, "period_without_establishment"), 0U);
  EXPECT_EQ(testing::noted(report, "state_absent"), 93U);
}

TEST_F(ImportReal, PositionsOfMoselleJoinRowsMadeFromThem) {
  auto const path = real_ + "moselle_geocoded_etablissements.csv";
  auto const text = base::real_files().read(path).value();
  std::vector<testing::Row> rows;
  std::istringstream lines(text);
  std::string line;
  std::getline(lines, line);
  while (std::getline(lines, line)) rows.push_back(testing::stock_row(line.substr(0, 14)));
  auto const report = imported({give_stock(rows), path});
  EXPECT_EQ(report.sources.at(1).file.rows, 17'091U);
  EXPECT_EQ(report.sources[1].file.kept, 17'091U);
  EXPECT_EQ(testing::noted(report, "position_empty"), 221U);
  EXPECT_EQ(testing::noted(report, "position_absent"), 221U);
}

}  // namespace
}  // namespace bassin::ingest
