#include "waters/answer.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "base/date.h"

namespace bassin::waters {
namespace {

using testing::ElementsAre;

base::Instant at(std::string_view iso) { return base::Instant{base::parse_timestamp(iso).value() * 1000}; }

Answer read(Format format, std::string_view bytes) {
  auto answer = read_answer(format, bytes);
  EXPECT_TRUE(answer.ok()) << answer.error().debug();
  return answer.ok() ? *answer : Answer{};
}
std::string refusal(Format format, std::string_view bytes) {
  auto const answer = read_answer(format, bytes);
  return answer.ok() ? "" : std::string(answer.error().code);
}

TEST(Hubeau, GivesHeightsOfEachStationInTheirOrder) {
  auto const answer = read(Format::hubeau, R"({"count":5,"next":null,"api_version":"2.0.1","data":[
    {"code_site":"B7200000","code_station":"B720000001","grandeur_hydro":"H","date_obs":"2026-09-23T19:30:00Z","resultat_obs":491.0,
     "code_qualification_obs":16,"longitude":4.78,"code_statut":4},
    {"code_station":"B720000001","grandeur_hydro":"H","date_obs":"2026-09-23T19:25:00Z","resultat_obs":-44.4},
    {"code_station":"B720000001","grandeur_hydro":"Q","date_obs":"2026-09-23T19:30:00Z","resultat_obs":17300.0},
    {"code_station":null,"code_site":"B7200000","grandeur_hydro":"H","date_obs":"2026-09-23T19:30:00Z","resultat_obs":490.0},
    {"code_station":"B540001001","grandeur_hydro":"H","date_obs":"2026-09-23T21:30:00+02:00","resultat_obs":2608.0}]})");
  EXPECT_THAT(answer.stations.at("B720000001"), ElementsAre(Level{at("2026-09-23T19:25:00"), -44}, Level{at("2026-09-23T19:30:00"), 491}));
  EXPECT_THAT(answer.stations.at("B540001001"), ElementsAre(Level{at("2026-09-23T19:30:00"), 2608}));
  EXPECT_EQ(answer.stations.size(), 2U);
  EXPECT_EQ(answer.left_out, 1U);
}

TEST(Hubeau, LeavesOutWhatItsProducerDoubtsAndWhatNoRiverReaches) {
  auto const answer = read(Format::hubeau, R"({"data":[
    {"code_station":"B720000001","grandeur_hydro":"H","date_obs":"2026-09-23T19:30:00Z","resultat_obs":9999,"code_qualification_obs":12},
    {"code_station":"B720000001","grandeur_hydro":"H","date_obs":"2026-09-23T19:35:00Z","resultat_obs":null},
    {"code_station":"B720000001","grandeur_hydro":"H","date_obs":"2026-09-23T19:40:00Z","resultat_obs":100001},
    {"code_station":"B720000001","grandeur_hydro":"H","date_obs":"yesterday","resultat_obs":1},
    {"code_station":"B720000001","grandeur_hydro":"H","resultat_obs":"491"}]})");
  EXPECT_TRUE(answer.stations.at("B720000001").empty()) << "the station is told, though without a level";
  EXPECT_EQ(answer.left_out, 5U);
}

TEST(Vigicrues, GivesMetresInMillimetresInBothForms) {
  auto const pairs = read(Format::vigicrues, R"({"VersionFlux":"Beta 0.4f","Serie":{"CdStationHydro":"B720000001",
    "LbStationHydro":"Chooz [Trou du Diable]","GrdSerie":"H","ObssHydro":[[1790191800000,0.49],[1790188200000,1.005]]}})");
  EXPECT_THAT(pairs.stations.at("B720000001"), ElementsAre(Level{{1790188200000}, 1005}, Level{{1790191800000}, 490}));
  auto const objects = read(Format::vigicrues, R"({"Serie":{"CdStationHydro":"B720000001","GrdSerie":"H","ObssHydro":[
    {"DtObsHydro":"2026-09-23T20:00:00+00:00","ResObsHydro":11.2},{"DtObsHydro":1790191800000,"ResObsHydro":null}]}})");
  EXPECT_THAT(objects.stations.at("B720000001"), ElementsAre(Level{at("2026-09-23T20:00:00"), 11'200}));
  EXPECT_EQ(objects.left_out, 1U);
}

TEST(Vigicrues, HasNoHeightsInASeriesOfFlows) {
  EXPECT_TRUE(read(Format::vigicrues, R"({"Serie":{"CdStationHydro":"B720000001","GrdSerie":"Q","ObssHydro":[[1790191800000,17.3]]}})")
                  .stations.empty());
}

TEST(Sections, GiveTheColourOfEachAtTheMomentOfTheBulletin) {
  auto const answer = read(Format::vigicrues_sections, R"({"type":"FeatureCollection","DtHrInfoVigiCru":"2026-09-23T13:57:13+00:00",
    "features":[{"type":"Feature","geometry":{"type":"MultiLineString","coordinates":[[[4.1,50.0],[4.2,50.1]]]},
                 "properties":{"CdEntCru":"LO18","lbentcru":"Meuse","NivInfViCr":1}},
                {"type":"Feature","geometry":null,"properties":{"CdEntCru":"SA15","NivInfViCr":"3"}},
                {"type":"Feature","properties":{"CdEntVigiCru":"AP1","NivSituVigiCruEnt":4}},
                {"type":"Feature","properties":{"CdEntCru":"AP13","NivInfViCr":0}}]})");
  auto const then = at("2026-09-23T13:57:13");
  EXPECT_THAT(answer.stations.at("LO18"), ElementsAre(Level{then, 1}));
  EXPECT_THAT(answer.stations.at("SA15"), ElementsAre(Level{then, 3}));
  EXPECT_THAT(answer.stations.at("AP1"), ElementsAre(Level{then, 4}));
  EXPECT_TRUE(answer.stations.at("AP13").empty());
}

TEST(Answers, OfAnotherFormAreRefused) {
  for (auto const format : {Format::hubeau, Format::vigicrues, Format::vigicrues_sections}) {
    EXPECT_EQ(refusal(format, ""), "waters.not_json");
    EXPECT_EQ(refusal(format, "<html><body>Maintenance</body></html>"), "waters.not_json");
    EXPECT_EQ(refusal(format, R"({"data":[{"code_station")"), "waters.not_json") << "cut short";
    EXPECT_EQ(refusal(format, R"({"error_msg":"Cette station n'est pas une station","code":400})"), "waters.other_form");
    EXPECT_EQ(refusal(format, "[]"), "waters.other_form");
    EXPECT_EQ(refusal(format, R"({"data":[1],"Serie":{"CdStationHydro":"A","GrdSerie":"H","ObssHydro":[1]},"features":[1]})"),
              "waters.other_form");
    EXPECT_EQ(refusal(format, std::string(answer_bytes_most + 1, ' ')), "waters.too_large");
    EXPECT_EQ(refusal(format, std::string(100'000, '[') + std::string(100'000, ']')), "waters.not_json") << "nested too deep to be kept";
  }
  EXPECT_EQ(refusal(Format::vigicrues_sections, R"({"features":[]})"), "waters.other_form") << "without its moment";
}

TEST(Answers, OfTooManyLevelsAreRefused) {
  std::string bytes = R"({"Serie":{"CdStationHydro":"B720000001","GrdSerie":"H","ObssHydro":[[0,1])";
  for (std::size_t i = 1; i <= answer_levels_most; ++i) bytes += ",[" + std::to_string(i) + ",1]";
  EXPECT_EQ(refusal(Format::vigicrues, bytes + "]}}"), "waters.too_many");
}

TEST(Answers, HoldOneLevelForEachMoment) {
  auto const answer = read(Format::vigicrues, R"({"Serie":{"CdStationHydro":"B720000001","GrdSerie":"H",
    "ObssHydro":[[2000,1],[1000,3],[2000,2]]}})");
  EXPECT_THAT(answer.stations.at("B720000001"), ElementsAre(Level{{1000}, 3000}, Level{{2000}, 2000}));
}

TEST(Moments, AreReadWithTheirOffset) {
  EXPECT_EQ(parse_moment("2026-09-23T08:26:26+02:00"), at("2026-09-23T06:26:26"));
  EXPECT_EQ(parse_moment("2026-09-23T08:26:26-01:30"), at("2026-09-23T09:56:26"));
  EXPECT_EQ(parse_moment("2026-09-23T08:26:26.123Z"), at("2026-09-23T08:26:26"));
  EXPECT_EQ(parse_moment("2026-09-23T08:26:26"), at("2026-09-23T08:26:26"));
  for (auto const* text : {"", "2026-09-23", "2026-13-23T08:26:26Z", "2026-09-23T08:26:26 Z", "2026-09-23T08:26:26+0200",
                           "1969-01-01T00:00:00Z", "2026-09-23T08:26:26.Zebra"})
    EXPECT_FALSE(parse_moment(text)) << text;
}

}  // namespace
}  // namespace bassin::waters
