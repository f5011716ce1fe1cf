#include "support/zones.h"

#include "support/facts.h"
#include "support/hand_over.h"
#include "support/selections.h"
#include "support/testing/partners_test_support.h"

namespace bassin::support {
namespace {

using sql::Session;

NewZone crue(ZoneSharing sharing = ZoneSharing::own, std::vector<std::string> communes = {}) {
  NewZone out;
  out.name = "Crue";
  out.sharing = sharing;
  out.communes = std::move(communes);
  out.facts = {"crue.gpkg", "GPKG", "abc", "{}", 1234.5, 5, 2.8, 48.8, 3.0, 48.9};
  out.outline = R"({"type":"MultiPolygon","coordinates":[]})";
  return out;
}

class Zones : public WithPartners {
 protected:
  Zone create(access::Reader const& reader, NewZone const& wanted) {
    return write([&](Session& s) { return create_zone(s, as(reader), wanted); });
  }
  std::string names(access::Reader const& reader) {
    std::string out;
    for (auto const& one : read([&](Session& s) { return zones_of(s, reader); })) out += one.name + ";";
    return out;
  }
  std::string found(access::Reader const& reader, std::string const& id) {
    return refusal([&](Session& s) { return find_zone(s, reader, id); });
  }
};
INSTANTIATE_TEST_SUITE_P(Both, Zones, testing::ValuesIn(sql::both_dialects), sql::dialect_name);

TEST_P(Zones, AreSeenAsTheyAreShared) {
  auto const own = create(anne_, crue());
  auto const ours = create(anne_, crue(ZoneSharing::organisation, {"77142"}));
  auto const theirs = create(anne_, crue(ZoneSharing::partners, {"77142", "77171"}));
  EXPECT_EQ(names(anne_), "Crue;Crue;Crue;");
  EXPECT_EQ(names(alain_), "Crue;Crue;");
  EXPECT_EQ(names(carole_), "Crue;") << "who serves a commune where it lies";
  EXPECT_EQ(names(nora_), "");
  EXPECT_EQ(names({}), "");
  for (auto const& zone : {own, ours, theirs}) {
    EXPECT_EQ(found(anne_, zone.id), "");
    EXPECT_EQ(found(nora_, zone.id), "support.unknown_zone");
    EXPECT_EQ(found({}, zone.id), "support.unknown_zone");
  }
  EXPECT_TRUE(ours.communes.empty()) << "where it lies is kept for the partners only";
  auto const words = read([](Session& s) { return read_words(s); });
  EXPECT_EQ(words.zones.size(), 3U);
  EXPECT_TRUE(sees(carole_, words.zones.at(theirs.id)));
}

TEST_P(Zones, KeepWhatTheyWereMadeOf) {
  auto wanted = crue();
  auto const one = create(anne_, wanted);
  auto const again = read([&](Session& s) { return find_zone(s, anne_, one.id); });
  EXPECT_EQ(again.facts.file_name, "crue.gpkg");
  EXPECT_EQ(again.facts.area_m2, 1234.5);
  EXPECT_EQ(again.facts.vertices, 5);
  EXPECT_EQ(again.facts.north, 48.9);
  EXPECT_EQ(read([&](Session& s) { return zone_outline(s, one.id, OutlineDetail::screen); }), wanted.outline);
  wanted.screen = "{}";
  auto const large = create(anne_, wanted);
  EXPECT_EQ(read([&](Session& s) { return zone_outline(s, large.id, OutlineDetail::screen); }), "{}");
  EXPECT_EQ(read([&](Session& s) { return zone_outline(s, large.id, OutlineDetail::full); }), wanted.outline);
}

TEST_P(Zones, AreChangedByTheirAuthorOrTheCoordinators) {
  auto const one = create(anne_, crue(ZoneSharing::organisation));
  auto const change = [&](access::Reader const& reader, ZoneChange const& wanted) {
    return refusal([&](Session& s) { return change_zone(s, as(reader), one.id, wanted); });
  };
  EXPECT_EQ(change(alain_, {1, "X", {}, {}}), "support.not_yours");
  EXPECT_EQ(change(carole_, {1, "X", {}, {}}), "support.unknown_zone");
  EXPECT_EQ(change(anne_, {1, {}, ZoneSharing::partners, {}}), "support.zone_elsewhere");
  EXPECT_EQ(change(chief_, {1, "Crue 2016", {}, {}}), "");
  EXPECT_EQ(change(anne_, {1, "X", {}, {}}), "support.changed");
  EXPECT_EQ(change(anne_, {2, {}, ZoneSharing::partners, {"77142"}}), "");
  EXPECT_EQ(names(carole_), "Crue 2016;");
  EXPECT_EQ(refusal([&](Session& s) { return delete_zone(s, as(carole_), one.id, 3); }), "support.not_yours");
  EXPECT_TRUE(store_->write([&](Session& s) { return delete_zone(s, as(anne_), one.id, 3); }).ok());
  EXPECT_EQ(names(anne_), "");
  EXPECT_EQ(refusal([&](Session& s) { return zone_outline(s, one.id, OutlineDetail::full); }), "support.unknown_zone");
}

TEST_P(Zones, AreBounded) {
  for (std::size_t i = 0; i < zones_most; ++i) create(anne_, crue());
  EXPECT_EQ(refusal([&](Session& s) { return create_zone(s, as(anne_), crue()); }), "support.too_many_zones");
  create(alain_, crue());
}

TEST_P(Zones, OfWhoLeavesGoToTheColleagueButThePrivateOnes) {
  create(anne_, crue());
  create(anne_, crue(ZoneSharing::organisation));
  auto const done = write([&](Session& s) { return hand_over(s, as(chief_).actor, "epci", "anne", "alain"); });
  EXPECT_EQ(done.zones, 1U);
  EXPECT_EQ(names(anne_), "Crue;");
  EXPECT_EQ(read([&](Session& s) { return zones_of(s, alain_); }).front().agent, "alain");
}

TEST(ZoneIn, FindsTheZoneThatAQuestionNames) {
  EXPECT_EQ(zone_in("territory=77142&zone=abc&field=all"), "abc");
  EXPECT_EQ(zone_in("zone=abc"), "abc");
  EXPECT_EQ(zone_in("timezone=abc&q=zone"), "");
  EXPECT_EQ(zone_in(""), "");
  EXPECT_EQ(zone_in("&&zone=&"), "");
}

}  // namespace
}  // namespace bassin::support
