#include "convention/figures.h"

#include <gtest/gtest.h>

namespace bassin::convention {
namespace {

Contribution work(std::string action, std::string organisation, std::string business, std::string kind, std::string_view on,
                  std::int64_t minutes) {
  Contribution out;
  out.action = std::move(action);
  out.organisation = std::move(organisation);
  out.business = std::move(business);
  out.kind = std::move(kind);
  out.on = base::parse_date(on).value();
  out.minutes = minutes;
  return out;
}
Action action(std::string id, std::string axis) {
  Action out;
  out.id = std::move(id);
  out.sheet.axis = std::move(axis);
  return out;
}

TEST(Figures, TellWorkAsAWholeAndByAxisActionPartnerKindAndMonth) {
  std::vector<Action> const actions{action("a", "x"), action("b", "x"), action("c", "y")};
  std::vector<Contribution> const rows{
      work("a", "cci", "1", "visit", "2018-01-05", 60),   work("a", "cma", "1", "call", "2018-01-31", 10),
      work("b", "cma", "1", "visit", "2018-02-01", 30),   work("b", "cma", "local:7", "visit", "2018-02-02", 30),
      work("c", "cci", "", "meeting", "2018-02-02", 120), work("gone", "cci", "2", "visit", "2018-03-02", 5),
  };
  auto const it = figures_of(rows, actions, {{"local:7", "1"}});
  EXPECT_EQ(it.whole, (Tally{6, 2, 2, 255}));
  EXPECT_EQ(it.by_axis.at("x"), (Tally{4, 1, 1, 130}));
  EXPECT_EQ(it.by_axis.at("y"), (Tally{1, 0, 0, 120}));
  EXPECT_EQ(it.by_axis.at(""), (Tally{1, 1, 1, 5}));
  EXPECT_EQ(it.by_action.at("b"), (Tally{2, 1, 1, 60}));
  EXPECT_EQ(it.by_organisation.at("cma"), (Tally{3, 1, 1, 70}));
  EXPECT_EQ(it.by_kind.at("call"), (Tally{1, 1, 0, 10}));
  EXPECT_EQ(it.by_month.at("2018-02"), (Tally{3, 1, 1, 180}));
  EXPECT_EQ(it.minutes_of.at({"a", "cci"}), 60);
  EXPECT_EQ(it.minutes_of.at({"a", "cma"}), 10);
}

}  // namespace
}  // namespace bassin::convention
