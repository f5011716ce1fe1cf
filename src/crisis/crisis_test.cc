#include "crisis/crisis.h"

#include <gmock/gmock.h>

#include "crisis/testing/room_test_support.h"

namespace bassin::crisis {
namespace {

using sql::Session;
using testing::ElementsAre;

class Rooms : public InARoom {};
INSTANTIATE_TEST_SUITE_P(Both, Rooms, testing::ValuesIn(sql::both_dialects), sql::dialect_name);

TEST_P(Rooms, AreReadByWhoIsAskedAndHoldWhatIsWrittenForWhoJoined) {
  auto const there = [&](access::Reader const& who) { return read([&](Session& s) { return crises_of(s, who); }).size(); };
  auto const in = [&](access::Reader const& who) { return read([&](Session& s) { return is_in(s, who, room_.id); }); };
  EXPECT_EQ(there(maud_), 1U);
  EXPECT_TRUE(in(nadia_));
  EXPECT_EQ(there(ines_), 1U) << "what one is asked into";
  EXPECT_FALSE(in(ines_));
  EXPECT_EQ(there(reader(agri_)), 0U);
  EXPECT_EQ(refusal([&](Session& s) { return find_crisis(s, reader(agri_), room_.id); }), "crisis.unknown");
  EXPECT_EQ(refusal([&](Session& s) { return cases_of(s, ines_, room_.id, {}); }), "crisis.unknown") << "not joined yet";
  EXPECT_EQ(refusal([&](Session& s) { return zones_of(s, ines_, room_.id); }), "crisis.unknown");
  write([&](Session& s) { return join(s, as(ines_), room_.id); });
  EXPECT_TRUE(cases(ines_).empty());
}

TEST_P(Rooms, AreOpenedAndRunByCoordinators) {
  EXPECT_EQ(refusal([&](Session& s) { return open_crisis(s, as(paul_), flood()); }), "crisis.not_yours");
  auto ahead = flood();
  ahead.began_at = base::Instant{1'990'000'000'000};
  EXPECT_EQ(refusal([&](Session& s) { return open_crisis(s, as(maud_), ahead); }), "crisis.bad_value");
  auto nameless = flood();
  nameless.title = " ";
  EXPECT_EQ(refusal([&](Session& s) { return open_crisis(s, as(maud_), nameless); }), "text.empty");
  EXPECT_EQ(refusal([&](Session& s) { return change_crisis(s, as(nadia_), room_.id, room_.version, flood()); }), "crisis.not_yours")
      << "a partner's coordinator";
  auto renamed = flood(true);
  renamed.title = "Crue de janvier";
  auto const after = write([&](Session& s) { return change_crisis(s, as(maud_), room_.id, room_.version, renamed); });
  EXPECT_EQ(after.facts.title, "Crue de janvier");
  EXPECT_FALSE(after.facts.exercise) << "what began for real stays so";
  EXPECT_EQ(refusal([&](Session& s) { return change_crisis(s, as(maud_), room_.id, room_.version, renamed); }), "crisis.changed");
  EXPECT_EQ(refusal([&](Session& s) { return ask_in(s, as(nadia_), room_.id, agri_); }), "crisis.not_yours");
  EXPECT_EQ(refusal([&](Session& s) { return ask_in(s, as(maud_), room_.id, "nobody"); }), "crisis.unknown_partner");
  EXPECT_EQ(refusal([&](Session& s) { return join(s, as(paul_), room_.id); }), "crisis.not_yours");
}

TEST_P(Rooms, LetPartnersGoAndAreJoinedAgain) {
  EXPECT_EQ(refusal([&](Session& s) { return leave(s, as(maud_), room_.id); }), "crisis.keeper_stays");
  write([&](Session& s) { return leave(s, as(nadia_), room_.id); });
  EXPECT_EQ(refusal([&](Session& s) { return find_crisis(s, nadia_, room_.id); }), "crisis.unknown");
  EXPECT_EQ(refusal([&](Session& s) { return join(s, as(nadia_), room_.id); }), "crisis.unknown") << "who left is asked again first";
  write([&](Session& s) { return ask_in(s, as(maud_), room_.id, cma_); });
  EXPECT_FALSE(read([&](Session& s) { return is_in(s, nadia_, room_.id); }));
  write([&](Session& s) { return join(s, as(nadia_), room_.id); });
  EXPECT_TRUE(read([&](Session& s) { return is_in(s, nadia_, room_.id); }));
  write([&](Session& s) { return ask_in(s, as(maud_), room_.id, cma_); });
  EXPECT_TRUE(read([&](Session& s) { return is_in(s, nadia_, room_.id); })) << "asked twice";
}

TEST_P(Rooms, ThatAreClosedAreReadOnly) {
  draw();
  enter(1, {{bakery_.business, bakery_.commune, Entry::inside}});
  auto const now = read([&](Session& s) { return find_crisis(s, maud_, room_.id); });
  auto const closed = write([&](Session& s) { return set_state(s, as(maud_), room_.id, now.version, State::closed); });
  EXPECT_NE(closed.closed_at, "");
  EXPECT_EQ(cases(nadia_).size(), 1U);
  EXPECT_EQ(refusal([&](Session& s) { return draw_zone(s, as(maud_), room_.id, outline()); }), "crisis.closed");
  EXPECT_EQ(refusal([&](Session& s) { return take_line(s, as(paul_), one(bakery_.business).id); }), "crisis.closed");
  EXPECT_EQ(refusal([&](Session& s) { return join(s, as(ines_), room_.id); }), "crisis.closed");
  auto const again = write([&](Session& s) { return set_state(s, as(maud_), room_.id, closed.version, State::open); });
  EXPECT_EQ(again.closed_at, "");
  EXPECT_EQ(draw(), 2);
}

TEST_P(Rooms, KeepEachZoneAsItWas) {
  EXPECT_EQ(draw(), 1);
  ZoneFacts by_hand;
  by_hand.source = ZoneSource::streets;
  by_hand.note = "relevé des pompiers à 18 h";
  by_hand.streets = {{"77142", "QUAI DES TANNERIES"}, {"77142", "RUE DE LA CHAPELLE"}};
  EXPECT_EQ(write([&](Session& s) { return draw_zone(s, as(paul_), room_.id, by_hand); }).number, 2);
  auto const all = read([&](Session& s) { return zones_of(s, nadia_, room_.id); });
  ASSERT_EQ(all.size(), 2U);
  EXPECT_EQ(all[0].facts.streets[1].name, "RUE DE LA CHAPELLE");
  EXPECT_EQ(all[1].facts.outline, "") << "of the last one alone";
  auto const first = read([&](Session& s) { return find_zone(s, nadia_, room_.id, 1); });
  EXPECT_EQ(first.facts.outline, R"({"type":"MultiPolygon","coordinates":[[[[2.9,48.8],[3,48.8],[3,48.9],[2.9,48.8]]]]})");
  EXPECT_THAT(first.facts.communes, ElementsAre("77142"));
  EXPECT_EQ(refusal([&](Session& s) { return find_zone(s, nadia_, room_.id, 3); }), "crisis.unknown_zone");
  EXPECT_EQ(refusal([&](Session& s) { return draw_zone(s, as(paul_), room_.id, {}); }), "crisis.empty_zone");
  auto of_file = outline();
  of_file.outline = R"({"type":"Feature","properties":{"seen_by":"Mme Exemple"},"geometry":)" + outline().outline + "}";
  EXPECT_EQ(write([&](Session& s) { return draw_zone(s, as(paul_), room_.id, of_file); }).facts.outline, first.facts.outline);
  auto broken = outline();
  broken.outline = "{";
  EXPECT_EQ(refusal([&](Session& s) { return draw_zone(s, as(paul_), room_.id, broken); }), "geo.json_syntax");
}

}  // namespace
}  // namespace bassin::crisis
