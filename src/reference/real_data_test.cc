// The lists against the official files, and the codes of real registers; skipped without BASSIN_REAL_DATA.
#include <algorithm>
#include <cstdlib>

#include <gtest/gtest.h>

#include "base/file.h"
#include "reference/geography.h"
#include "reference/internal/tsv.h"
#include "reference/legal_forms.h"
#include "reference/nomenclature.h"
#include "reference/size_bands.h"

namespace bassin::reference {
namespace {

class RealData : public testing::Test {
 protected:
  void SetUp() override {
    if (folder_ == nullptr) GTEST_SKIP() << "BASSIN_REAL_DATA is not set";
  }
  [[nodiscard]] std::string read(std::string const& name) const {
    auto text = base::real_files().read(std::string(folder_) + "/" + name);
    EXPECT_TRUE(text.ok()) << name;
    return text.ok() ? *text : std::string();
  }
  char const* folder_ = std::getenv("BASSIN_REAL_DATA");
};

// The fields of a line whose text may stand between quotes, without doubled quotes inside.
std::vector<std::string_view> fields(std::string_view line) {
  std::vector<std::string_view> found;
  while (!line.empty()) {
    auto const quoted = line.front() == '"';
    if (quoted) line.remove_prefix(1);
    found.push_back(internal::take(line, quoted ? '"' : ','));
    if (quoted && !line.empty()) line.remove_prefix(1);
  }
  return found;
}

template <class Row>
int each_row(std::string_view content, Row row) {
  int rows = 0;
  (void)internal::take(content, '\n');
  while (!content.empty()) {
    auto line = internal::take(content, '\n');
    if (line.ends_with('\r')) line.remove_suffix(1);
    if (line.empty()) continue;
    row(fields(line));
    ++rows;
  }
  return rows;
}

TEST_F(RealData, NafRev2IsTheOfficialList) {
  auto const content = read("reference/naf_rev2_tous_niveaux.csv");
  auto const rows = each_row(content, [](auto const& row) { EXPECT_EQ(naf_rev2().label(row[0], Language::fr), row[1]) << row[0]; });
  EXPECT_EQ(rows + 21, static_cast<int>(naf_rev2().rows().size()));
}

TEST_F(RealData, Naf2025IsTheOfficialList) {
  auto const content = read("reference/naf2025.csv");
  auto const rows = each_row(content, [](auto const& row) {
    EXPECT_EQ(naf_2025().ancestor(row[0], ActivityLevel::activity_class), row[1]);
    EXPECT_EQ(naf_2025().ancestor(row[0], ActivityLevel::group), row[2]);
    EXPECT_EQ(naf_2025().ancestor(row[0], ActivityLevel::division), row[3]);
    EXPECT_EQ(naf_2025().ancestor(row[0], ActivityLevel::section), row[4]);
    EXPECT_FALSE(naf_2025().label(row[0], Language::fr).empty());
  });
  EXPECT_EQ(rows, 747);
}

TEST_F(RealData, LegalCategoriesAreTheOfficialList) {
  auto const content = read("reference/categories_juridiques_3niveaux.tsv");
  std::string_view rest = content;
  int rows = 0;
  while (!rest.empty()) {
    auto line = internal::take(rest, '\n');
    if (line.empty()) continue;
    auto const code = LegalForms::parse(line.substr(0, line.find("\xC2\xA3")));
    ASSERT_TRUE(code.has_value()) << line;
    EXPECT_TRUE(legal_forms().contains(*code)) << line;
    ++rows;
  }
  EXPECT_EQ(rows, static_cast<int>(legal_forms().rows().size()));
}

TEST_F(RealData, SizeBandsAreTheOfficialList) {
  auto const content = read("reference/tranches-effectifs.json");
  for (auto const& band : size_bands().subspan(1)) {
    auto const expected = '"' + std::string(band.code) + "\": \"" + std::string(band.label.fr) + '"';
    EXPECT_NE(content.find(expected), std::string::npos) << expected;
  }
}

TEST_F(RealData, NearlyEveryCommuneCodeOfTheRegisterResolves) {
  auto const content = read("sirene/StockEtablissement_2021_seine-et-marne.csv");
  auto const header = fields(std::string_view(content).substr(0, content.find('\n')));
  auto const column = static_cast<std::size_t>(std::ranges::find(header, "codeCommuneEtablissement") - header.begin());
  ASSERT_LT(column, header.size());
  int unresolved = 0;
  auto const rows = each_row(content, [&](auto const& row) {
    auto const resolved = geography().resolve(row[column], base::make_date(2021, 11, 1));
    if (!resolved || Geography::departement_of(resolved->code) != "77") ++unresolved;
  });
  EXPECT_EQ(rows, 12356);
  EXPECT_EQ(unresolved, 0);
}

}  // namespace
}  // namespace bassin::reference
