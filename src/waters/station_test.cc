#include "waters/station.h"

#include <gmock/gmock.h>

#include "waters/testing/stations_test_support.h"

namespace bassin::waters {
namespace {

using sql::Session;

class Stations : public WithStations {};
INSTANTIATE_TEST_SUITE_P(Both, Stations, testing::ValuesIn(sql::both_dialects), sql::dialect_name);

TEST_P(Stations, AreKeptWithTheirMarksInOrder) {
  auto const made = add(crecy());
  auto const kept = station(made.id);
  EXPECT_EQ(kept.facts.name, "Crécy-la-Chapelle");
  ASSERT_EQ(kept.thresholds.size(), 3U);
  EXPECT_EQ(kept.thresholds[0].facts.word, "Vigilance");
  EXPECT_EQ(kept.thresholds[2].facts.mark, 3200);
  EXPECT_FALSE(kept.thresholds[2].state.passed);
  EXPECT_FALSE(kept.last);
  EXPECT_EQ(read([](Session& s) { return stations(s); }).size(), 1U);
}

TEST_P(Stations, AreRefusedWhereTheyCannotBeWatched) {
  auto const refused = [&](auto change) {
    auto facts = crecy();
    change(facts);
    return refusal([&](Session& s) { return add_station(s, as(keeper_), facts); });
  };
  EXPECT_EQ(refused([](StationFacts& it) { it.code = "A12345678"; }), "waters.bad_value");
  EXPECT_EQ(refused([](StationFacts& it) { it.code = "a123456789"; }), "waters.bad_value");
  EXPECT_EQ(refused([](StationFacts& it) { it.name = " "; }), "text.empty");
  EXPECT_EQ(refused([](StationFacts& it) { it.habit.margin = -1; }), "waters.bad_value");
  EXPECT_EQ(refused([](StationFacts& it) { it.habit.lasts_minutes = 1441; }), "waters.bad_value");
  EXPECT_EQ(refused([](StationFacts& it) { it.thresholds.clear(); }), "waters.bad_value");
  EXPECT_EQ(refused([](StationFacts& it) { it.thresholds.push_back(it.thresholds[0]); }), "waters.bad_value");
  EXPECT_EQ(refused([](StationFacts& it) { it.thresholds[0].word = ""; }), "text.empty");
  EXPECT_EQ(refused([](StationFacts& it) { it.thresholds[0].mark = 100'001; }), "waters.bad_value");
  for (auto const* url : {"ftp://example.org", "http://example.org/", "https://a:b@example.org/", "https://example.org/a b",
                          "http://127.0.0.1.example.org/", "http://localhost.example.org", "file:///etc/passwd"})
    EXPECT_EQ(refused([&](StationFacts& it) { it.url = url; }), "waters.bad_url") << url;
  for (auto const* url : {"https://example.org/a?b=c@d", "http://127.0.0.1:8080/a", "http://localhost/"})
    EXPECT_EQ(refused([&](StationFacts& it) {
                it.url = url;
                it.thresholds.clear();
              }),
              "waters.bad_value")
        << url;
  EXPECT_EQ(refused([](StationFacts& it) { it.format = Format::vigicrues_sections; }), "waters.bad_value")
      << "marks of a section are colours";
  add(crecy());
  EXPECT_EQ(refused([](StationFacts&) {}), "waters.twice");
}

TEST_P(Stations, OfSectionsHaveColoursWithoutAMargin) {
  auto const made = add({"LO18", "Meuse frontalière", "Meuse", Format::vigicrues_sections, "", {0, 100}, {{3, "Orange"}}});
  EXPECT_EQ(station(made.id).facts.habit.margin, 0);
}

TEST_P(Stations, KeepTheMarksThatStayWhenTheyChange) {
  watch();
  auto const made = add(crecy());
  take(made.id, series({1600, 1600, 1600, 1600}));
  ASSERT_TRUE(station(made.id).thresholds[0].state.passed);
  auto facts = crecy();
  facts.thresholds = {{1500, "Premier débordement"}, {2500, "Grave"}};
  auto const after = write([&](Session& s) { return change_station(s, as(keeper_), made.id, 1, facts); });
  EXPECT_EQ(refusal([&](Session& s) { return change_station(s, as(keeper_), made.id, 1, facts); }), "waters.changed");
  auto const kept = station(made.id);
  EXPECT_EQ(kept.version, 2);
  ASSERT_EQ(kept.thresholds.size(), 2U);
  EXPECT_EQ(kept.thresholds[0].facts.word, "Premier débordement");
  EXPECT_TRUE(kept.thresholds[0].state.passed) << "the water did not move";
  EXPECT_FALSE(kept.thresholds[1].state.passed);
  EXPECT_TRUE(kept.last);
  facts.code = "B123456789";
  write([&](Session& s) { return change_station(s, as(keeper_), made.id, after.version, facts); });
  EXPECT_FALSE(station(made.id).last) << "another station's levels";
  EXPECT_FALSE(station(made.id).thresholds[0].state.passed);
}

TEST_P(Stations, AreRemovedWithTheirLevelsAndWhatTheyProposedStays) {
  watch();
  auto const made = add(crecy());
  take(made.id, series({1600, 1600, 1600, 1600}));
  EXPECT_EQ(refusal([&](Session& s) { return remove_station(s, as(keeper_), made.id, 9); }), "waters.changed");
  write([&](Session& s) { return remove_station(s, as(keeper_), made.id, 1); });
  EXPECT_TRUE(read([](Session& s) { return stations(s); }).empty());
  EXPECT_EQ(refusal([&](Session& s) { return remove_station(s, as(keeper_), made.id, 1); }), "waters.unknown");
  ASSERT_EQ(proposed(maud_).size(), 1U);
  EXPECT_EQ(proposed(maud_)[0].name, "Crécy-la-Chapelle");
}

TEST_P(Stations, AreWatchedOnlyOnceSomebodySaidSo) {
  EXPECT_FALSE(read([](Session& s) { return watching(s); }).on);
  watch();
  EXPECT_TRUE(read([](Session& s) { return watching(s); }).on);
  EXPECT_EQ(refusal([&](Session& s) { return switch_watching(s, as(keeper_), 0, false); }), "waters.changed");
  watch(false);
  EXPECT_FALSE(read([](Session& s) { return watching(s); }).on);
}

}  // namespace
}  // namespace bassin::waters
