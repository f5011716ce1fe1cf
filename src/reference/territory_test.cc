#include "reference/territory.h"

#include <algorithm>
#include <map>
#include <random>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace bassin::reference {
namespace {

using testing::Contains;
using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;
using testing::Not;
using testing::SizeIs;

base::Date day(std::string_view iso) { return base::parse_date(iso).value_or(base::Date{}); }
base::Date const in_2019 = day("2019-06-01");
base::Date const in_2026 = day("2026-06-01");

Territory one(std::string_view text, base::Date at, TerritoryKinds kinds = TerritoryKinds::all()) {
  auto found = find_territory(text, at, kinds);
  EXPECT_TRUE(found.ok()) << text << ": " << (found.ok() ? "" : found.error().debug());
  return found.ok() ? std::move(found).value() : Territory{};
}

std::string error_of(std::string_view text, base::Date at) {
  auto const found = find_territory(text, at);
  return found.ok() ? "none: " + found->id + " " + found->name : std::string(found.error().code);
}

struct FindCase {
  std::string_view text, at;
  TerritoryKind kind;
  std::string_view id;
  std::size_t communes;
};
class Find : public testing::TestWithParam<FindCase> {};
TEST_P(Find, FindsOne) {
  auto const& [text, at, kind, id, communes] = GetParam();
  auto const territory = one(text, day(at));
  EXPECT_EQ(territory.kind, kind);
  EXPECT_EQ(territory.id, id);
  EXPECT_EQ(territory.communes.size(), communes);
  EXPECT_TRUE(std::ranges::is_sorted(territory.communes));
}
constexpr auto commune = TerritoryKind::commune;
constexpr auto epci = TerritoryKind::epci;
constexpr auto departement = TerritoryKind::departement;
constexpr auto region = TerritoryKind::region;
constexpr auto list = TerritoryKind::list;
INSTANTIATE_TEST_SUITE_P(
    Territory, Find,
    testing::Values(
        FindCase{"77142", "2026-01-01", commune, "77142", 1}, FindCase{"commune:77142", "2026-01-01", commune, "77142", 1},
        FindCase{"77", "2026-01-01", departement, "77", 507}, FindCase{"dep:77", "2026-01-01", departement, "77", 507},
        FindCase{"departement:2a", "2026-01-01", departement, "2A", 124}, FindCase{"974", "2026-01-01", departement, "974", 24},
        FindCase{"11", "2026-01-01", departement, "11", 433}, FindCase{"region:11", "2026-01-01", region, "11", 1266},
        FindCase{"247700438", "2019-06-01", epci, "247700438", 19}, FindCase{"epci:247700438", "2019-06-01", epci, "247700438", 19},
        FindCase{"pays crecois", "2019-06-01", epci, "247700438", 19}, FindCase{"Pays Créçois", "2026-01-01", epci, "247700438", 19},
        FindCase{"CC du Pays Créçois", "2019-06-01", epci, "247700438", 19},
        FindCase{"communauté de communes du pays créçois", "2019-06-01", epci, "247700438", 19},
        FindCase{"coulommiers pays de brie", "2026-01-01", epci, "200090504", 54},
        FindCase{"crecy la chapelle", "2026-01-01", commune, "77142", 1}, FindCase{"Crécy-la-Chapelle", "2026-01-01", commune, "77142", 1},
        FindCase{"CRECY EN BRIE", "2026-01-01", commune, "77142", 1}, FindCase{"ferté-sous-jouarre", "2026-01-01", commune, "77183", 1},
        FindCase{"st germain sur morin", "2026-01-01", commune, "77413", 1},
        FindCase{"seine et marne", "2026-01-01", departement, "77", 507}, FindCase{"ile-de-france", "2026-01-01", region, "11", 1266},
        FindCase{"Lyon", "2026-01-01", commune, "69123", 1}, FindCase{"métropole de lyon", "2026-01-01", epci, "200046977", 58},
        FindCase{"paris", "2026-01-01", commune, "75056", 1}, FindCase{"Lyon 4e arrondissement", "2026-01-01", commune, "69123", 1},
        FindCase{"75108", "2026-01-01", commune, "75056", 1}, FindCase{"77142,77171", "2026-01-01", list, "77142,77171", 2},
        FindCase{" 77171 , 77142, 77171,", "2026-01-01", list, "77142,77171", 2}, FindCase{"list:77142", "2026-01-01", list, "77142", 1}));

TEST(Territory, ErrorsSayWhatIsWrong) {
  EXPECT_EQ(error_of("", in_2026), "reference.empty_territory");
  EXPECT_EQ(error_of("  ", in_2026), "reference.empty_territory");
  EXPECT_EQ(error_of(",", in_2026), "reference.empty_territory");
  EXPECT_EQ(error_of("Atlantis-sur-Morin", in_2026), "reference.unknown_territory");
  EXPECT_EQ(error_of("99999", in_2026), "reference.unknown_territory");
  EXPECT_EQ(error_of("region:", in_2026), "reference.unknown_territory");
  EXPECT_EQ(error_of("77142,99999", in_2026), "reference.unknown_code");
  EXPECT_EQ(error_of("dep:91", day("1950-01-01")), "reference.empty_territory");
  EXPECT_EQ(error_of("region:77", in_2026), "reference.unknown_territory");
}

std::string near(std::string_view text, base::Date at = in_2026, TerritoryKinds kinds = TerritoryKinds::all()) {
  auto const found = find_territory(text, at, kinds);
  EXPECT_FALSE(found.ok()) << text;
  return found.ok() ? "" : std::string(found.error().value("near"));
}

TEST(Territory, NamesNearToAnUnknownOne) {
  EXPECT_EQ(near("Crécy-la-Chapele"), "Crécy-la-Chapelle");
  EXPECT_EQ(near("ferté sous jouare"), "La Ferté-sous-Jouarre");
  EXPECT_EQ(near("Pays Cresois"), "CC Pays Créçois");
  EXPECT_EQ(near("Sène-et-Marnes"), "Seine-et-Marne");
  EXPECT_EQ(near("Ile de Frence"), "Île-de-France");
  EXPECT_THAT(near("Maeux"), testing::StartsWith("Meaux"));
  EXPECT_EQ(near("Crécy-les-Bains"), "");
  EXPECT_EQ(near("99999"), "");
  EXPECT_EQ(near("zq"), "");
  EXPECT_EQ(near(std::string(100'000, 'A')), "");
}

TEST(Territory, NearNamesAreThreeAtMostEachOnceTheLargestFirst) {
  auto const names = near("Sainte-Colonbe");
  EXPECT_THAT(names, testing::StartsWith("Sainte-Colombe"));
  EXPECT_LE(std::ranges::count(names, ';'), 2);
  EXPECT_EQ(names.find("Sainte-Colombe;", 1), std::string::npos);
  EXPECT_THAT(near("Parsi"), testing::StartsWith("Paris; "));
}

TEST(Territory, NearNamesAreOfTheKindsAsked) {
  EXPECT_EQ(near("dep:seine et marnes"), "Seine-et-Marne");
  EXPECT_EQ(near("region:seine et marnes"), "");
  EXPECT_EQ(near("crécy la chapele", in_2026, TerritoryKinds::only(epci)), "");
  EXPECT_EQ(near("CC du Pays Cresois"), "CC Pays Créçois");
}

TEST(Territory, KindsLimitWhatIsFound) {
  EXPECT_EQ(one("11", in_2026, TerritoryKinds::only(region)).kind, region);
  EXPECT_FALSE(find_territory("77142", in_2026, TerritoryKinds::only(epci)).ok());
  EXPECT_FALSE(find_territory("dep:77", in_2026, TerritoryKinds::only(epci)).ok());
}

TEST(Territory, AmbiguousNamesGiveEveryChoice) {
  auto const found = find_territories("Sainte-Colombe", in_2026);
  ASSERT_TRUE(found.ok());
  EXPECT_GT(found->size(), 5U);
  auto const error = find_territory("Sainte-Colombe", in_2026);
  ASSERT_FALSE(error.ok());
  EXPECT_EQ(error.error().code, "reference.ambiguous_territory");
  EXPECT_THAT(std::string(error.error().value("choices")), HasSubstr("77404"));
}

TEST(Territory, ExactNamesComeBeforePrefixes) {
  auto const exact = find_territories("Meaux", in_2026);
  ASSERT_TRUE(exact.ok());
  EXPECT_EQ(exact->front().id, "77284");
  auto const prefix = find_territories("coulommier", in_2026);
  ASSERT_TRUE(prefix.ok());
  EXPECT_GT(prefix->size(), 1U);
  auto const words = find_territories("brie morin", in_2026);
  ASSERT_TRUE(words.ok());
  auto const many = find_territories("villen", in_2026);
  ASSERT_TRUE(many.ok());
  EXPECT_THAT(*many, SizeIs(50));
}

TEST(Territory, AnEpciThatIsGoneIsFoundOnItsLastDayAndSaysSo) {
  auto const gone = one("247700438", in_2026);
  EXPECT_EQ(gone.date, day("2019-12-31"));
  EXPECT_THAT(gone.communes, SizeIs(19));
  ASSERT_THAT(gone.notes, SizeIs(1));
  EXPECT_EQ(gone.notes[0].kind, TerritoryNote::Kind::ended);
  EXPECT_THAT(gone.notes[0].text(Language::fr), HasSubstr("2019-12-31"));
  EXPECT_EQ(gone.population(), 36287U);
}

TEST(Territory, AnEpciAskedBeforeItIsKnownSaysFromWhen) {
  auto const old = one("247700438", day("2010-01-01"));
  EXPECT_EQ(old.date, day("2019-01-01"));
  EXPECT_EQ(old.notes.at(0).kind, TerritoryNote::Kind::before_history);
  auto const young = one("200090504", in_2019);
  EXPECT_EQ(young.date, day("2020-01-01"));
  EXPECT_EQ(young.notes.at(0).kind, TerritoryNote::Kind::not_yet);
}

TEST(Territory, AResolvedCodeSaysWhatItBecame) {
  auto const part = one("77170", in_2026);
  EXPECT_EQ(part.id, "77316");
  ASSERT_THAT(part.notes, SizeIs(1));
  EXPECT_THAT(part.notes[0].text(Language::en), HasSubstr("77170 (Épisy) is no commune at that date: 77316"));
}

TEST(Territory, AListFileMayCarryAHeaderCommentsAndOtherColumns) {
  auto const found = territory_from_list(
      "\xEF\xBB\xBF"
      "code_insee;nom\n77142;Crécy\n# neighbours\n\n\"77171\",Esbly\r\n77142\n",
      "Mes communes", in_2026);
  ASSERT_TRUE(found.ok());
  EXPECT_THAT(found->communes, ElementsAre("77142", "77171"));
  EXPECT_EQ(found->name, "Mes communes");
  auto const wrong = territory_from_list("77142\n77999\n", "x", in_2026);
  ASSERT_FALSE(wrong.ok());
  EXPECT_EQ(wrong.error().code, "reference.unknown_code");
  EXPECT_EQ(wrong.error().value("line"), "2");
  EXPECT_FALSE(territory_from_list("code\n", "x", in_2026).ok());
  EXPECT_FALSE(territory_from_list("", "x", in_2026).ok());
}

TEST(Territory, AnyTextGivesAnAnswerOrAnError) {
  std::mt19937 random(11);
  constexpr std::string_view alphabet = "0127AaBcé'-, :\n\t\0\xff;\"#stregionlpc";
  std::uniform_int_distribution<std::size_t> letter(0, alphabet.size() - 1);
  std::uniform_int_distribution<std::size_t> length(0, 24);
  for (int i = 0; i < 300; ++i) {
    std::string text;
    for (auto n = length(random); n > 0; --n) text.push_back(alphabet[letter(random)]);
    auto const found = find_territories(text, in_2026);
    if (found.ok()) {
      EXPECT_FALSE(found->empty());
      for (auto const& one : *found) EXPECT_FALSE(one.communes.empty()) << text;
    }
    auto const listed = territory_from_list(text, "x", in_2026);
    if (listed.ok()) {
      EXPECT_FALSE(listed->communes.empty());
    }
  }
}

TEST(Territory, SuccessionsTellWhereEachCommuneWent) {
  auto const found = successions(one("247700438", in_2019));
  ASSERT_THAT(found, SizeIs(19));
  std::map<std::string, int> after;
  for (auto const& step : found) {
    EXPECT_EQ(step.date, day("2020-01-01"));
    EXPECT_EQ(step.epci_before, "247700438");
    EXPECT_EQ(step.commune_after, step.commune);
    ++after[step.epci_after];
  }
  EXPECT_EQ(after, (std::map<std::string, int>{{"200072130", 4}, {"200090504", 12}, {"247700339", 3}}));
}

TEST(Territory, SuccessionsTellOfMergedCommunes) {
  auto const found = successions(one("95282", in_2019));  // merged into 95169 in 2024
  ASSERT_FALSE(found.empty());
  EXPECT_EQ(found.back().commune_after, "95169");
  EXPECT_EQ(found.back().date, day("2024-01-01"));
  EXPECT_THAT(successions(one("77142", in_2026)), IsEmpty());
}

std::vector<std::string> codes_of(std::vector<RegisterCode> const& codes, bool approximate) {
  std::vector<std::string> found;
  for (auto const& one : codes) {
    if (one.approximate == approximate) found.push_back(one.code);
  }
  return found;
}

TEST(Territory, RegisterCodesHoldFormerCodesAndParts) {
  EXPECT_THAT(codes_of(register_codes(one("77142", in_2026)), false), ElementsAre("77092", "77142"));
  EXPECT_THAT(codes_of(register_codes(one("77316", in_2026)), false), testing::IsSupersetOf({"77170", "77316"}));
  auto const paris = register_codes(one("paris", in_2026));
  EXPECT_THAT(codes_of(paris, false), SizeIs(21));
  EXPECT_THAT(codes_of(paris, true), IsEmpty());
  EXPECT_THAT(codes_of(register_codes(one("2A004", in_2026)), false), ElementsAre("20004", "2A004"));
}

TEST(Territory, RegisterCodesOfAMergedCommuneAreApproximate) {
  auto const merged = register_codes(one("95282", in_2019));
  EXPECT_THAT(codes_of(merged, false), ElementsAre("78282", "95282"));  // 78282 until 1968
  EXPECT_THAT(codes_of(merged, true), ElementsAre("95169"));
  // The commune that took it in covers more than it did in 2019.
  EXPECT_THAT(codes_of(register_codes(one("95169", in_2019)), true), ElementsAre("95169"));
  // Both together are exact.
  EXPECT_THAT(codes_of(register_codes(one("95169,95282", in_2019)), true), IsEmpty());
}

TEST(Territory, RegisterCodesFollowARenumbering) {
  auto const lakes = register_codes(one("27676", in_2019));
  EXPECT_THAT(codes_of(lakes, false), testing::IsSupersetOf({"27058", "27676"}));
  EXPECT_THAT(codes_of(lakes, true), IsEmpty());
}

TEST(Territory, RegisterCodesLeaveOutACommuneRestoredSince) {
  // 14666 was delegated in 14712 in 2019 and is a commune again since 2020.
  EXPECT_THAT(codes_of(register_codes(one("14712", in_2019)), false), testing::IsSupersetOf({"14666", "14712"}));
  EXPECT_THAT(codes_of(register_codes(one("14712", in_2026)), false), Not(Contains("14666")));
}

TEST(Territory, RegisterCodesOfEveryDepartementPartitionTheCodes) {
  std::map<std::string, std::string> owner;
  for (auto const& one_of : geography().departements()) {
    auto const found = find_territory("dep:" + std::string(one_of.code), in_2026);
    if (!found.ok()) continue;
    for (auto const& code : register_codes(*found)) {
      EXPECT_FALSE(code.approximate) << code.code;
      auto const [place, added] = owner.try_emplace(code.code, one_of.code);
      EXPECT_TRUE(added) << code.code << " in " << place->second << " and " << one_of.code;
    }
  }
  // Every code that resolves to a commune of that date is in one of them.
  std::size_t missing = 0;
  for (auto const& version : geography().all_versions()) {
    auto const resolved = geography().resolve(version.code, in_2026);
    if (resolved && !owner.contains(std::string(version.code))) {
      ++missing;
      ADD_FAILURE() << version.code << " -> " << resolved->code;
      if (missing > 20) break;
    }
  }
}

}  // namespace
}  // namespace bassin::reference
