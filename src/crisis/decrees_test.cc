#include "crisis/decrees.h"

#include <gmock/gmock.h>

#include "crisis/testing/room_test_support.h"

namespace bassin::crisis {
namespace {

using sql::Session;
using testing::ElementsAre;
using testing::IsEmpty;
using testing::SizeIs;

class Decrees : public InARoom {
 protected:
  static Decree decree(std::string commune, std::string_view from, std::string_view to, std::string_view published) {
    return {std::move(commune), Peril::flood, day(from), day(to), day(published), false, ""};
  }
  static Decree guerard() { return decree("77219", "2018-01-15", "2018-02-05", "2018-02-15"); }
  DecreeAdded add(Decree const& it) {
    return write([&](Session& s) { return add_decree(s, as(maud_), it); });
  }
  std::vector<KeptDecree> all(access::Reader const& who, DecreeQuery const& query = {}) {
    return read([&](Session& s) { return decrees_of(s, who, query); });
  }
};
INSTANTIATE_TEST_SUITE_P(Both, Decrees, testing::ValuesIn(sql::both_dialects), sql::dialect_name);

TEST_P(Decrees, AreTypedOnceAndReadByWhoWorksWithBusinesses) {
  auto with_number = guerard();
  with_number.number = " INTE1804391A ";
  auto const first = add(with_number);
  EXPECT_TRUE(first.added);
  EXPECT_EQ(first.decree.it.number, "INTE1804391A");
  auto const again = add(guerard());
  EXPECT_FALSE(again.added);
  EXPECT_EQ(again.decree.id, first.decree.id);
  auto refused = guerard();
  refused.refused = true;
  EXPECT_TRUE(add(refused).added) << "another answer";
  EXPECT_THAT(all(paul_), SizeIs(2)) << "of the installation, not of a room";
  EXPECT_THAT(all(member(agri_, "luc@agri.fr")), SizeIs(2));
  auto const analyst = member(pays_, "ana@pays.fr", access::Role::analyst);
  EXPECT_EQ(refusal([&](Session& s) { return decrees_of(s, analyst, {}); }), "crisis.not_yours");
  EXPECT_EQ(all(paul_)[1].added_by, maud_.agent);
  EXPECT_EQ(all(paul_)[1].origin, DecreeOrigin::hand);
}

TEST_P(Decrees, AreWrittenByCoordinatorsAndTakenBack) {
  EXPECT_EQ(refusal([&](Session& s) { return add_decree(s, as(paul_), guerard()); }), "crisis.not_yours");
  EXPECT_EQ(refusal([&](Session& s) { return take_decrees(s, as(paul_), {}); }), "crisis.not_yours");
  auto const kept = add(guerard()).decree;
  EXPECT_EQ(refusal([&](Session& s) { return remove_decree(s, as(paul_), kept.id); }), "crisis.not_yours");
  write([&](Session& s) { return remove_decree(s, as(nadia_), kept.id); });
  EXPECT_THAT(all(paul_), IsEmpty());
  EXPECT_EQ(refusal([&](Session& s) { return remove_decree(s, as(nadia_), kept.id); }), "crisis.unknown_decree");
  EXPECT_TRUE(add(guerard()).added);
}

TEST_P(Decrees, ThatCannotBeAreRefused) {
  for (auto const& wrong :
       {decree("77999", "2018-01-15", "2018-02-05", "2018-02-15"), decree("77219", "2018-02-06", "2018-02-05", "2018-02-15"),
        decree("77219", "2018-01-15", "2018-02-05", "2018-01-14"), decree("77219", "2018-01-15", "2018-02-05", "2199-01-01"),
        decree("77219", "1918-01-15", "1918-02-05", "1918-02-15")})
    EXPECT_EQ(refusal([&](Session& s) { return add_decree(s, as(maud_), wrong); }), "crisis.bad_value");
}

// A file keeps the code of the day: an arrondissement of Lyon is part of the commune that a case names.
TEST_P(Decrees, AreFoundByTheCommuneOfToday) {
  std::vector<Decree> rows{guerard(), decree("77142", "2024-10-09", "2024-10-13", "2024-10-26"),
                           decree("69381", "2003-12-01", "2003-12-04", "2003-12-20")};
  rows.push_back(rows[0]);
  auto const would = read([&](Session& s) { return preview_decrees(s, maud_, rows); });
  EXPECT_EQ(would.added, 3U);
  EXPECT_EQ(would.already, 1U) << "twice in the file";
  EXPECT_THAT(all(paul_), IsEmpty());
  EXPECT_EQ(refusal([&](Session& s) { return preview_decrees(s, paul_, rows); }), "crisis.not_yours");
  auto const taken = write([&](Session& s) { return take_decrees(s, as(maud_), rows); });
  EXPECT_EQ(taken.added, 3U);
  EXPECT_EQ(taken.already, 1U);
  EXPECT_EQ(write([&](Session& s) { return take_decrees(s, as(nadia_), rows); }).added, 0U);
  DecreeQuery lyon;
  lyon.commune = "69123";
  auto const found = all(paul_, lyon);
  ASSERT_THAT(found, SizeIs(1));
  EXPECT_EQ(found[0].it.commune, "69381");
  EXPECT_EQ(found[0].current, "69123");
  EXPECT_EQ(found[0].origin, DecreeOrigin::file);
  DecreeQuery since;
  since.since = day("2018-02-16");
  since.departement = "77";
  EXPECT_THAT(all(paul_, since), SizeIs(1));
  since.until = day("2024-10-25");
  EXPECT_THAT(all(paul_, since), IsEmpty());
  since.until = day("2024-10-26");
  EXPECT_THAT(all(paul_, since), SizeIs(1));
  EXPECT_EQ(read([&](Session& s) { return preview_decrees(s, maud_, rows); }).already, 4U);
  DecreeQuery pages;
  pages.limit = 2;
  auto const first = all(paul_, pages);
  ASSERT_THAT(first, SizeIs(2));
  pages.after = first[1].id;
  EXPECT_THAT(all(paul_, pages), SizeIs(1));
  std::vector<std::string> const communes{"69123", "77219"};
  auto const about = [&](Kind kind) { return read([&](Session& s) { return decrees_about(s, communes, kind); }); };
  ASSERT_THAT(about(Kind::flood), SizeIs(2));
  EXPECT_EQ(about(Kind::flood)[0].it.commune, "69381");
  EXPECT_THAT(about(Kind::fire), IsEmpty());
}

TEST_P(Decrees, OfAWholeRegionAreTakenAtOnce) {
  std::vector<Decree> rows;
  for (int i = 0; i < 250; ++i) {
    auto const on = day("2000-01-01").days + i * 20;
    rows.push_back({"77142", i % 2 == 0 ? Peril::flood : Peril::drought, {on}, {on + 3}, {on + 9}, false, "77PREF" + std::to_string(i)});
  }
  EXPECT_EQ(write([&](Session& s) { return take_decrees(s, as(maud_), rows); }).added, 250U);
  DecreeQuery query;
  query.limit = 1000;
  query.peril = Peril::drought;
  EXPECT_THAT(all(paul_, query), SizeIs(125));
}

TEST(CodesOfGround, AreThoseOfAllThatACommuneWas) {
  EXPECT_THAT(codes_of_ground("77142"), testing::Contains("77142"));
  EXPECT_THAT(codes_of_ground("69123"), testing::IsSupersetOf({"69123", "69381", "69389"}));
  EXPECT_THAT(codes_of_ground("77999"), ElementsAre("77999"));
}

}  // namespace
}  // namespace bassin::crisis
