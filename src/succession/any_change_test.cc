// Whatever the work and the change: each record has one owner that goes on or has an heir, heirs together see what the former saw, figures
// of before stay, and undoing brings everything back.
#include "succession/testing/any_change_test_support.h"

namespace bassin::succession {
namespace {

INSTANTIATE_TEST_SUITE_P(Both, AnyChange, testing::ValuesIn(sql::both_dialects), sql::dialect_name);

TEST_P(AnyChange, LosesNothingShowsNothingMoreAndComesBack) {
  for (int round = 0; round < 6; ++round) {
    for (int piece = 0; piece < 40; ++piece) work();
    auto const plan = any_plan();
    auto const change = approved(plan);
    auto const before = owners();
    auto const held = dump();
    auto const saw = seen(pays_, "2019-12-31"), partner = seen(cci_, "2019-12-31");
    auto const taken_over = exchanges_taken_over();
    auto const done = carry_out(change.id);
    ASSERT_EQ(done.state, State::done);

    auto const after = owners();
    bool const ends = plan.formers[0].ends;
    for (auto const& [key, owner] : before) {
      // Where the heir takes part already, or has stated the same, there is one of them afterwards.
      if (key.starts_with("follow_up_member") || key.starts_with("membership")) {
        EXPECT_FALSE(ends && after.contains(key) && of_former(after.at(key))) << key;
        continue;
      }
      auto const name = key.substr(0, key.find(" of "));
      auto const now = std::find_if(after.begin(), after.end(), [&](auto const& it) { return it.first.starts_with(name); });
      ASSERT_NE(now, after.end()) << key << " is nobody's";
      if (!of_former(owner)) {
        EXPECT_EQ(now->second, owner) << key;
      } else if (ends) {
        EXPECT_FALSE(of_former(now->second)) << key;
      }
    }
    std::map<std::string, int> together = seen(pays_, "2020-06-01");
    if (ends) together.clear();  // nobody works there any more
    for (auto const& heir : done.plan.heirs) together = both(together, seen(heir.key, "2020-06-01"));
    for (auto const& [id, level] : saw) EXPECT_GE(together[id], level) << "an exchange that nobody of them reads as far any more";
    EXPECT_EQ(without(seen(cci_, "2020-06-01"), taken_over), partner) << "a partner reads what it read";
    EXPECT_EQ(readers_of_kept_in(done.plan.heirs), "") << "each by its owner alone";
    EXPECT_EQ(told_of_hidden(done.plan.heirs), "");

    ASSERT_EQ(undo(change.id).state, State::undone);
    // A new heir stays in the list of organisations, ended.
    auto const back = dump();
    if (plan.heirs.back().key != "new") {
      EXPECT_EQ(back, held);
    }
    EXPECT_EQ(owners(), before);
  }
}

}  // namespace
}  // namespace bassin::succession
