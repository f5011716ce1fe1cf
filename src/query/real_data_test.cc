// Answers about real establishments against the oracle, and searches among real names; skipped without BASSIN_REAL_DATA.
// No value of a real row is printed: comparisons say only whether they hold.
#include <gtest/gtest.h>

#include <cstdlib>
#include <map>
#include <set>

#include "query/count.h"
#include "query/testing/memory_files_test_support.h"
#include "query/testing/oracle_test_support.h"
#include "query/testing/random_question_test_support.h"
#include "query/testing/search_quality_test_support.h"
#include "query/unlocated.h"

namespace bassin::query {
namespace {

using namespace testing;
using registry::Audience;
using registry::Tri;
using Line = std::vector<std::string>;

std::vector<Line> lines_of(std::string const& text) {
  std::vector<Line> out;
  Line line(1);
  bool quoted = false;
  for (char const c : text) {
    if (c == '"') {
      quoted = !quoted;
    } else if (c == ',' && !quoted) {
      line.emplace_back();
    } else if (c == '\n' && !quoted) {
      out.push_back(std::exchange(line, Line(1)));
    } else if (c != '\r') {
      line.back() += c;
    }
  }
  return out;
}

// A file with its header, read by the names of its columns.
class RealFile {
 public:
  explicit RealFile(std::string const& path) : lines_(lines_of(base::real_files().read(path).value())) {
    for (std::size_t c = 0; c < lines_.at(0).size(); ++c) column_[lines_[0][c]] = c;
  }
  [[nodiscard]] std::size_t rows() const { return lines_.size() - 1; }
  [[nodiscard]] std::string const& at(std::size_t row, std::string const& column) const {
    return lines_.at(row + 1).at(column_.at(column));
  }

 private:
  std::vector<Line> lines_;
  std::map<std::string, std::size_t> column_;
};

Tri flag(std::string const& text) {
  if (text == "true" || text == "O") return Tri::yes;
  return text == "false" || text == "N" ? Tri::no : Tri::unknown;
}

void read_address(RealFile const& file, std::size_t i, RowRecord& row) {
  row.commune = file.at(i, "codeCommuneEtablissement");
  row.commune_label = file.at(i, "libelleCommuneEtablissement");
  row.number = file.at(i, "numeroVoieEtablissement");
  row.repetition = file.at(i, "indiceRepetitionEtablissement");
  row.street_type = file.at(i, "typeVoieEtablissement");
  row.street = file.at(i, "libelleVoieEtablissement");
  row.postal_code = file.at(i, "codePostalEtablissement");
}

RowRecord row_of(RealFile const& file, std::size_t i) {
  using registry::State;
  RowRecord row;
  read_address(file, i, row);
  row.nic = static_cast<std::uint32_t>(std::stoul(file.at(i, "nic")));
  row.brand = file.at(i, "enseigne1Etablissement");
  row.texts[registry::schema::Text::usual_name] = file.at(i, "denominationUsuelleEtablissement");
  auto const& state = file.at(i, "etatAdministratifEtablissement");
  row.state = state == "A" ? State::active : state == "F" ? State::closed : State::unknown;
  row.diffusion = file.at(i, "statutDiffusionEtablissement") == "O" ? registry::Diffusion::open : registry::Diffusion::partial;
  row.head_office = flag(file.at(i, "etablissementSiege"));
  row.employer = flag(file.at(i, "caractereEmployeurEtablissement"));
  row.size = reference::parse_size_band(file.at(i, "trancheEffectifsEtablissement")).value_or(reference::size_unknown);
  auto const& activity = file.at(i, "activitePrincipaleEtablissement");
  if (!activity.empty())
    row.activity = {reference::parse_nomenclature(file.at(i, "nomenclatureActivitePrincipaleEtablissement")), activity};
  if (activity.empty()) row.activity = {reference::Nomenclature::unknown, ""};
  row.craft = file.at(i, "activitePrincipaleRegistreMetiersEtablissement");
  row.created = base::parse_date(file.at(i, "dateCreationEtablissement"));
  row.period_start = base::parse_date(file.at(i, "dateDebut"));
  return row;
}

// The file gives no positions: some are made up, so that zones have something to hold.
void place(RowRecord& row, std::uint64_t siret) {
  auto const mixed = siret * 0x9e3779b97f4a7c15ULL >> 20U;
  if (mixed % 4 == 0) return;
  auto const area = test_area();
  auto const within = [](std::int32_t low, std::int32_t high, std::uint64_t n) {
    return low + static_cast<std::int32_t>(n % static_cast<std::uint64_t>(high - low));
  };
  row.position = geo::Point{within(area.min.lon, area.max.lon, mixed * 7919), within(area.min.lat, area.max.lat, mixed / 3 * 104'729)};
  row.quality = static_cast<registry::PositionQuality>(1 + mixed % 6);
}

RegisterRecord register_of(RealFile const& file) {
  RegisterRecord out;
  out.has_units = false;
  out.has_history = false;
  std::set<std::uint32_t> sirens;
  for (std::size_t i = 0; i < file.rows(); ++i) sirens.insert(static_cast<std::uint32_t>(std::stoul(file.at(i, "siren"))));
  std::map<std::uint32_t, std::size_t> unit_of;
  for (auto const siren : sirens) {
    UnitRecord unit;
    unit.siren = siren;
    unit.natural_person = Tri::unknown;
    unit.diffusion = registry::Diffusion::unknown;
    unit_of[siren] = out.units.size();
    out.units.push_back(unit);
  }
  for (std::size_t i = 0; i < file.rows(); ++i) {
    auto row = row_of(file, i);
    row.unit = unit_of.at(static_cast<std::uint32_t>(std::stoul(file.at(i, "siren"))));
    place(row, out.siret(row));
    out.rows.push_back(std::move(row));
  }
  return out;
}

class RealData : public ::testing::Test {
 protected:
  void SetUp() override {
    if (folder_ == nullptr) GTEST_SKIP() << "BASSIN_REAL_DATA is not set";
  }
  [[nodiscard]] std::string path(char const* file) const { return std::string(folder_) + "/sirene/" + file; }

 private:
  char const* folder_ = std::getenv("BASSIN_REAL_DATA");
};

// A question as drawn, but about places that the file holds.
Filter question(RegisterRecord const& record, std::uint64_t seed) {
  auto filter = draw_filter(record, seed);
  auto const now = base::make_date(2026, 1, 1);
  constexpr std::array places{"77", "77284", "247700339", "11"};
  filter.territories.clear();
  if (seed % 5 != 0) filter.territories = {*reference::find_territory(places[seed % 4], now)};
  if (seed % 3 == 0) filter.zone = draw_zone(seed);
  if (seed % 4 != 0) filter.at.reset();
  // The file says nothing of what these ask.
  filter.legal_categories.clear();
  filter.unit_categories.clear();
  filter.activities_2025.clear();
  filter.businesses.clear();
  for (auto* names : {&filter.tags_any, &filter.tags_all, &filter.portfolios, &filter.follow_ups}) names->clear();
  filter.contact = {};
  return filter;
}

Oracle::Counts counts(std::vector<Bucket> const& buckets) {
  Oracle::Counts out;
  for (auto const& bucket : buckets) out[bucket.key] = bucket.count;
  return out;
}

TEST_F(RealData, SeineEtMarneAnswersAsTheOracleDoes) {
  auto const record = register_of(RealFile(path("StockEtablissement_2021_seine-et-marne.csv")));
  ASSERT_EQ(record.rows.size(), 12'356U);
  auto const overlay = std::make_shared<Overlay const>();
  MemoryFiles files;
  auto const view = *View::of(make_snapshot(record, files, "s"));
  std::uint64_t passed = 0;
  for (std::uint64_t seed = 1; seed <= 40; ++seed) {
    auto const filter = question(record, seed);
    auto const audience = static_cast<Audience>(seed % 3);
    Oracle const oracle(record, *overlay, audience);
    auto const prepared = prepare(view, filter, audience);
    ASSERT_TRUE(prepared.ok());
    FacetRequest request;
    for (std::uint64_t i = 0; i < 3; ++i) request.dimensions.push_back(static_cast<Dimension>((seed * 3 + i) % dimension_count));
    auto const answer = facets(*prepared, request);
    ASSERT_TRUE(answer.ok());
    for (auto const& facet : answer->facets)
      EXPECT_TRUE(counts(facet.buckets) == oracle.facet(filter, facet.dimension, true)) << seed << ' ' << id_of(facet.dimension);
    bool const same_unlocated = !filter.zone || counts(answer->unlocated) == oracle.unlocated(filter).communes;
    EXPECT_TRUE(same_unlocated) << seed;
    Sort sort{static_cast<SortKey>(seed % 8), geo::Point{29'000'000, 488'000'000}};
    auto const theirs = oracle.sorted(filter, sort);
    EXPECT_EQ(answer->total, theirs.size()) << seed;
    passed += theirs.size();
    std::vector<std::string> ours;
    ASSERT_TRUE(for_each_row(*prepared, sort, [&](Row const& row) { return ours.push_back(row.id.text()), true; }).ok());
    EXPECT_TRUE(ours == theirs) << seed << ' ' << id_of(sort.key);
    auto const first = page(*prepared, {sort, 500, "", true});
    ASSERT_TRUE(first.ok());
    for (std::size_t i = 0; i < first->rows.size(); ++i) ASSERT_TRUE(first->rows[i].id.text() == theirs[i]) << seed << ' ' << i;
  }
  EXPECT_GT(passed, 10'000U);
  RecordProperty("rows that passed", std::to_string(passed));
}

TEST_F(RealData, NamesOfMoselleAreFoundThoughMisspelt) {
  RealFile const file(path("moselle_geocoded_etablissements.csv"));
  ASSERT_EQ(file.rows(), 17'091U);
  std::vector<MemoryRows::Entry> entries;
  for (std::size_t i = 0; i < file.rows(); ++i) {
    MemoryRows::Entry entry;
    for (auto const* column : {"raisonsociale", "enseigne"}) {
      if (!file.at(i, column).empty()) entry.names.push_back(file.at(i, column));
    }
    entry.siret = std::stoull(file.at(i, "siret"));
    entries.push_back(std::move(entry));
  }
  MemoryRows const rows(std::move(entries));
  MemoryFiles files;
  auto const index = index_of(rows, files, "s");
  ASSERT_TRUE(index.ok());
  auto const quality = measure(rows, *index, 2000, 57);
  EXPECT_GE(quality.one_edit.cases + quality.two_edits.cases, 2000U);
  EXPECT_GE(quality.share(), 0.95) << quality.text();
  RecordProperty("quality", quality.text());
}

}  // namespace
}  // namespace bassin::query
