#include <gtest/gtest.h>

#include "crisis/land.h"
#include "crisis/parcel_crossing.h"
#include "crisis/parcel_links.h"
#include "crisis/testing/room_test_support.h"

namespace bassin::crisis {
namespace {

using sql::Session;

class Parcels : public InARoom {
 protected:
  // 100 m by 100 m, number 0 at 2.9° E 48.8° N, the next ones to its east without a gap.
  static Parcel parcel(int place, int group = 1, std::string commune = "77142") {
    std::int32_t const west = 29'000'000 + place * 13'640, south = 488'000'000;
    Parcel out;
    out.key = std::to_string(1000 + place);
    out.commune = std::move(commune);
    out.crop = "BTH";
    out.group = group;
    out.stated = 10'000;
    out.measured = 10'000;
    out.outline = {{{{{{west, south}, {west + 13'640, south}, {west + 13'640, south + 8'993}, {west, south + 8'993}}}}}};
    return out;
  }
  LayerTaken take(std::vector<Parcel> const& parcels, int year = 2024, ParcelOrigin origin = ParcelOrigin::rpg,
                  std::string territory = "77") {
    return write([&](Session& s) { return take_layer(s, as(maud_), {origin, year, std::move(territory), "{}"}, parcels); });
  }
  // So many parcels from the west, and half of the next.
  static ZoneFacts half_after(int whole) {
    ZoneFacts out;
    double const east = 2.9 + (whole + 0.5) * 0.001364;
    out.outline = R"({"type":"Polygon","coordinates":[[[2.89,48.79],[)" + std::to_string(east) + R"(,48.79],[)" + std::to_string(east) +
                  R"(,48.81],[2.89,48.81],[2.89,48.79]]]})";
    return out;
  }
  Crossing cross(ZoneFacts const& zone, int year = 2026) {
    return read([&](Session& s) { return cross_zone(s, zone, year); });
  }
  // As the server draws a zone.
  Crossing flood_it(ZoneFacts const& zone) {
    auto const made = write([&](Session& s) { return draw_zone(s, as(maud_), room_.id, zone); });
    return write([&](Session& s) -> base::Result<Crossing> {
      BASSIN_TRY(auto const crossing, cross_zone(s, zone, 2026));
      BASSIN_TRY(auto const farms, farms_of(s, crossing));
      BASSIN_TRY([[maybe_unused]] auto const entered, enter_zone(s, as(maud_), room_.id, made.number, farms));
      BASSIN_DO(save_crossing(s, as(maud_), room_.id, made.number, crossing));
      return crossing;
    });
  }
  Land land() {
    return read([&](Session& s) { return land_of(s, nadia_, room_.id); });
  }
  Linked link(access::Reader const& who, Place const& farm, std::vector<ParcelId> const& parcels, bool over = false) {
    return write([&](Session& s) { return link_parcels(s, as(who), room_.id, farm, parcels, over); });
  }

  Place const duval_{"10000000000011", "77171", Entry::added}, other_{"10000000000022", "77142", Entry::added};
};
INSTANTIATE_TEST_SUITE_P(Both, Parcels, testing::ValuesIn(sql::both_dialects), sql::dialect_name);

TEST_P(Parcels, AreCrossedWithTheZoneByTheirTrueArea) {
  take({parcel(0), parcel(1, 18), parcel(2), parcel(3, 18, "77171")});
  auto const crossing = cross(half_after(1));
  ASSERT_EQ(crossing.parcels.size(), 2U);
  EXPECT_EQ(crossing.parcels[0].inside, 10'000);
  EXPECT_NEAR(static_cast<double>(crossing.parcels[1].inside), 5'000, 30);
  EXPECT_TRUE(cross({}).parcels.empty());
  ZoneFacts streets;
  streets.streets = {{"77142", "rue de l'Eau"}};
  EXPECT_TRUE(cross(streets).parcels.empty());
  ZoneFacts communes;
  communes.communes = {"77171"};
  ASSERT_EQ(cross(communes).parcels.size(), 1U);
  EXPECT_EQ(cross(communes).parcels[0].inside, 10'000) << "of a commune that is in it whole";
  auto both = half_after(0);
  both.communes = {"77171"};
  EXPECT_EQ(cross(both).parcels.size(), 2U);
}

TEST_P(Parcels, OfANewerFileReplaceThoseOfTheSameYear) {
  auto const first = take({parcel(0), parcel(1)});
  EXPECT_FALSE(first.replaced);
  flood_it(half_after(5));
  link(paul_, duval_, {{first.layer.id, "1000"}, {first.layer.id, "1001"}});
  auto const second = take({parcel(1), parcel(2)});
  EXPECT_TRUE(second.replaced);
  EXPECT_EQ(second.layer.id, first.layer.id);
  EXPECT_EQ(second.layer.revision, 2);
  EXPECT_EQ(second.lost, 1U) << "the link of a parcel that is no longer there";
  EXPECT_TRUE(land().stale);
  flood_it(half_after(5));
  EXPECT_FALSE(land().stale);
  EXPECT_EQ(land().all, (LandSum{2, 20'000, 1, 10'000}));
  take({parcel(0)}, 2023);
  EXPECT_EQ(read([&](Session& s) { return parcel_layers(s, maud_); }).size(), 2U);
  EXPECT_EQ(cross(half_after(5), 2026).parcels.size(), 2U) << "the newest that is not after the crisis";
  EXPECT_EQ(cross(half_after(5), 2023).parcels.size(), 1U);
  EXPECT_EQ(cross(half_after(5), 2018).parcels.size(), 1U) << "none is so old: the oldest";
}

TEST_P(Parcels, AreTakenByCoordinatorsAlone) {
  EXPECT_EQ(refusal([&](Session& s) {
              return take_layer(s, as(paul_), {ParcelOrigin::rpg, 2024, "77", "{}"}, {parcel(0)});
            }),
            "crisis.not_yours");
  EXPECT_EQ(refusal([&](Session& s) {
              return take_layer(s, as(maud_), {ParcelOrigin::rpg, 1999, "77", "{}"}, {parcel(0)});
            }),
            "crisis.bad_value");
  EXPECT_EQ(refusal([&](Session& s) { return take_layer(s, as(maud_), {ParcelOrigin::rpg, 2024, "77", "{}"}, {}); }), "crisis.no_parcels");
  auto const made = take({parcel(0)});
  EXPECT_EQ(refusal([&](Session& s) { return remove_layer(s, as(paul_), made.layer.id); }), "crisis.not_yours");
  write([&](Session& s) { return remove_layer(s, as(maud_), made.layer.id); });
  EXPECT_EQ(refusal([&](Session& s) { return remove_layer(s, as(maud_), made.layer.id); }), "crisis.unknown_layer");
}

TEST_P(Parcels, BringTheirFarmOnTheListWhereverItsAddressIs) {
  auto const layer = take({parcel(0), parcel(1), parcel(7)}).layer.id;
  flood_it(half_after(0));
  EXPECT_TRUE(cases(maud_).empty());
  auto const linked = link(paul_, duval_, {{layer, "1000"}, {layer, "1007"}});
  EXPECT_EQ(linked.linked, 2U);
  ASSERT_FALSE(linked.record.empty());
  EXPECT_EQ(one(duval_.business).entry, Entry::parcels);
  CaseQuery by_parcels;
  by_parcels.entry = Entry::parcels;
  EXPECT_EQ(cases(nadia_, by_parcels).size(), 1U);
  by_parcels.entry = Entry::inside;
  EXPECT_TRUE(cases(nadia_, by_parcels).empty());
  EXPECT_EQ(link(paul_, other_, {{layer, "1007"}}).taken.size(), 1U) << "another farm has it";
  auto const away = write([&](Session& s) {
    return draw_zone(s, as(maud_), room_.id, {ZoneSource::communes, reference::Field::economic_fabric, "", "", {"77300"}, {}});
  });
  auto const left = write([&](Session& s) { return enter_zone(s, as(maud_), room_.id, away.number, {}); });
  EXPECT_EQ(left.left, 1U) << "as those by their address do";
  flood_it(half_after(0));
  EXPECT_EQ(one(duval_.business).left_zone, std::nullopt);
}

TEST_P(Parcels, BelongToOneFarmAtATime) {
  auto const layer = take({parcel(0), parcel(1)}).layer.id;
  flood_it(half_after(5));
  link(paul_, duval_, {{layer, "1000"}});
  auto const again = link(paul_, duval_, {{layer, "1000"}});
  EXPECT_EQ(std::tuple(again.linked, again.already), std::tuple(0U, 1U));
  auto const disputed = link(nadia_, other_, {{layer, "1000"}, {layer, "1001"}});
  EXPECT_EQ(disputed.linked, 1U);
  ASSERT_EQ(disputed.taken.size(), 1U);
  EXPECT_EQ(disputed.taken[0].business, duval_.business);
  EXPECT_EQ(link(nadia_, other_, {{layer, "1000"}}, true).linked, 1U) << "knowingly";
  EXPECT_EQ(land().farms, 1U);
  std::vector<ParcelId> const both{{layer, "1000"}, {layer, "1001"}};
  EXPECT_EQ(write([&](Session& s) { return unlink_parcels(s, as(paul_), room_.id, both); }), 2U);
  EXPECT_EQ(land().all.linked_parcels, 0U);
  std::vector<ParcelId> const unknown{{layer, "9999"}};
  EXPECT_EQ(refusal([&](Session& s) { return link_parcels(s, as(paul_), room_.id, duval_, unknown, false); }), "crisis.unknown_parcel");
  EXPECT_EQ(refusal([&](Session& s) { return link_parcels(s, as(ines_), room_.id, duval_, both, false); }), "crisis.unknown");
  EXPECT_EQ(refusal([&](Session& s) { return land_of(s, ines_, room_.id); }), "crisis.unknown");
}

TEST_P(Parcels, FollowThePacageOfAFarm) {
  auto own = [&](int place, std::string pacage) {
    auto out = parcel(place, 0);
    out.key = "1-" + std::to_string(place);
    out.pacage = std::move(pacage);
    return out;
  };
  take({parcel(0), parcel(1, 18), parcel(2)});
  auto const file = take({own(0, "077012345"), own(1, "077012345")}, 2025, ParcelOrigin::telepac, "");
  EXPECT_EQ(file.linked, 0U);
  EXPECT_EQ(file.layer.pacage, "077012345");
  flood_it(half_after(5));
  EXPECT_EQ(land().all.inside, 30'000U) << "ground that two layers hold is counted once";
  EXPECT_EQ(land().twice, 2U);
  EXPECT_EQ(land().by_group[1].parcels, 3U) << "of a crop that the register knows";
  auto const given = write([&](Session& s) { return set_pacage(s, as(paul_), room_.id, duval_, "077012345"); });
  EXPECT_EQ(given.linked, 2U);
  EXPECT_EQ(one(duval_.business).entry, Entry::parcels);
  EXPECT_EQ(land().all.linked_inside, 20'000U);
  EXPECT_EQ(refusal([&](Session& s) { return set_pacage(s, as(paul_), room_.id, other_, "077012345"); }), "crisis.pacage_taken");
  EXPECT_EQ(refusal([&](Session& s) { return set_pacage(s, as(paul_), room_.id, other_, "77012345"); }), "crisis.bad_value");
  EXPECT_EQ(take({own(0, "077012345"), own(1, "077012345"), own(2, "077012345")}, 2025, ParcelOrigin::telepac, "").linked, 1U);
  EXPECT_EQ(masked_pacage("077012345"), "077······");
  write([&](Session& s) { return set_pacage(s, as(paul_), room_.id, duval_, ""); });
  EXPECT_EQ(land().all.linked_parcels, 0U);
}

TEST_P(Parcels, LinksOfLongAgoAreForgotten) {
  auto const layer = take({parcel(0), parcel(1)}).layer.id;
  flood_it(half_after(5));
  link(paul_, duval_, {{layer, "1000"}});
  write([&](Session& s) { return set_pacage(s, as(paul_), room_.id, duval_, "077012345"); });
  auto own = parcel(0);
  own.pacage = "077012345";
  take({own}, 2024, ParcelOrigin::telepac, "");
  EXPECT_EQ(write([&](Session& s) { return drop_old_links(s, "2020-01-01"); }), 0U);
  EXPECT_EQ(write([&](Session& s) { return drop_old_links(s, "2999-01-01"); }), 3U);
  EXPECT_EQ(land().farms, 0U);
  EXPECT_FALSE(read([&](Session& s) { return pacage_of(s, duval_.business); }));
  EXPECT_EQ(read([&](Session& s) { return parcel_layers(s, maud_); }).size(), 1U) << "the public register stays";
}

TEST_P(Parcels, AreSummedByGroupAndCommune) {
  take({parcel(0), parcel(1, 18), parcel(2, 0), parcel(3, 18, "77171")});
  flood_it(half_after(3));
  auto const told = land();
  EXPECT_EQ(told.all.parcels, 4U);
  EXPECT_EQ(told.by_group.at(18).parcels, 2U);
  EXPECT_NEAR(static_cast<double>(told.by_group.at(18).inside), 15'000, 30);
  EXPECT_EQ(told.by_group.at(0).inside, 10'000U);
  EXPECT_EQ(told.by_commune.at("77142").inside, 30'000U);
  LandQuery query;
  query.group = 18;
  auto const some = read([&](Session& s) { return parcels_touched(s, nadia_, room_.id, query); });
  ASSERT_EQ(some.size(), 2U);
  EXPECT_EQ(some[0].id.key, "1001") << "the largest first";
  LandQuery by_key;
  by_key.key = "1003";
  EXPECT_EQ(read([&](Session& s) { return parcels_touched(s, nadia_, room_.id, by_key); }).size(), 1U);
  EXPECT_EQ(read([&](Session& s) { return parcels_drawn(s, nadia_, room_.id, 3); }).size(), 3U);
}

}  // namespace
}  // namespace bassin::crisis
