#include "support/portfolios.h"

#include "support/hand_over.h"
#include "support/selections.h"
#include "support/testing/partners_test_support.h"

namespace bassin::support {
namespace {

using sql::Session;

class Portfolios : public WithPartners {
 protected:
  Portfolio create(access::Reader const& reader, std::string const& name, std::string const& team = "") {
    return write([&](Session& s) { return create_portfolio(s, as(reader), name, team); });
  }
  std::string shown_to(access::Reader const& reader) {
    std::string out;
    for (auto const& p : read([&](Session& s) { return portfolios_of(s, reader); }))
      out += (out.empty() ? "" : ", ") + p.name + "/" + p.agent + p.team + " " + std::to_string(p.businesses);
    return out;
  }
};
INSTANTIATE_TEST_SUITE_P(Both, Portfolios, testing::ValuesIn(sql::both_dialects), sql::dialect_name);

TEST_P(Portfolios, AreSeenByTheirOrganisation) {
  auto const mine = create(anne_, "Artisans");
  auto const ours = create(anne_, "Zone du Moulin", "team-1");
  EXPECT_TRUE(write([&](Session& s) { return put_in_portfolio(s, as(anne_), mine.id, bakery_); }));
  EXPECT_FALSE(write([&](Session& s) { return put_in_portfolio(s, as(anne_), mine.id, bakery_); }));
  EXPECT_TRUE(write([&](Session& s) { return put_in_portfolio(s, as(alain_), ours.id, mill_); })) << "a team's is everybody's";
  EXPECT_EQ(shown_to(alain_), "Artisans/anne 1, Zone du Moulin/team-1 1");
  EXPECT_EQ(shown_to(carole_), "");
  EXPECT_TRUE(write([&](Session& s) { return take_from_portfolio(s, as(anne_), mine.id, bakery_.business); }));
  EXPECT_FALSE(write([&](Session& s) { return take_from_portfolio(s, as(anne_), mine.id, bakery_.business); }));
}

TEST_P(Portfolios, AreChangedByTheirAgentAndWhoRunsTheOrganisation) {
  auto const mine = create(anne_, "Artisans");
  EXPECT_EQ(refusal([&](Session& s) { return put_in_portfolio(s, as(alain_), mine.id, bakery_); }), "support.not_yours");
  EXPECT_EQ(refusal([&](Session& s) { return put_in_portfolio(s, as(carole_), mine.id, bakery_); }), "support.unknown_portfolio");
  EXPECT_TRUE(write([&](Session& s) { return put_in_portfolio(s, as(chief_), mine.id, bakery_); }));
  EXPECT_EQ(refusal([&](Session& s) { return rename_portfolio(s, as(alain_), mine.id, 1, "Miens"); }), "support.not_yours");
  EXPECT_EQ(write([&](Session& s) { return rename_portfolio(s, as(anne_), mine.id, 1, "Miens"); }).version, 2);
  EXPECT_EQ(refusal([&](Session& s) { return rename_portfolio(s, as(anne_), mine.id, 1, "Autre"); }), "support.changed");
  create(anne_, "Autre");
  EXPECT_EQ(refusal([&](Session& s) { return rename_portfolio(s, as(anne_), mine.id, 2, "AUTRE"); }), "support.portfolio_exists");
  EXPECT_EQ(refusal([&](Session& s) { return create_portfolio(s, as(alain_), "miens", ""); }), "support.portfolio_exists");
  EXPECT_TRUE(store_->write([&](Session& s) { return delete_portfolio(s, as(anne_), mine.id, 2); }).ok());
  EXPECT_EQ(shown_to(anne_), "Autre/anne 0");
}

TEST_P(Portfolios, GoToAColleagueWhenAnAgentLeaves) {
  create(anne_, "Artisans");
  create(alain_, "Industrie");
  create(carole_, "Artisans");
  write([&](Session& s) { return create_selection(s, as(anne_), "Boulangeries", "activity=10.71", true); });
  auto const secret = write([&](Session& s) { return create_selection(s, as(anne_), "À moi", "activity=56", false); });
  auto const done = write([&](Session& s) { return hand_over(s, as(chief_).actor, "epci", "anne", "alain"); });
  EXPECT_EQ(done, (HandedOver{1, 1}));
  EXPECT_EQ(shown_to(alain_), "Artisans/alain 0, Industrie/alain 0");
  EXPECT_EQ(shown_to(carole_), "Artisans/carole 0");
  auto const left = read([&](Session& s) { return selections_of(s, alain_); });
  ASSERT_EQ(left.size(), 1U);
  EXPECT_EQ(left[0].name, "Boulangeries");
  EXPECT_EQ(left[0].agent, "alain");
  EXPECT_EQ(refusal([&](Session& s) { return find_selection(s, anne_, secret.id); }), "support.unknown_selection") << "private: gone";
}

}  // namespace
}  // namespace bassin::support
