// Whatever the work and the change: what heirs write while it is taken back is kept, and two that exchange communes get theirs back.
#include "succession/testing/any_change_test_support.h"

namespace bassin::succession {
namespace {

using AnyWayBack = AnyChange;
INSTANTIATE_TEST_SUITE_P(Both, AnyWayBack, testing::ValuesIn(sql::both_dialects), sql::dialect_name);

TEST_P(AnyWayBack, WhatItsHeirsWroteWhileItCameBackIsKept) {
  for (int round = 0; round < 4; ++round) {
    for (int piece = 0; piece < 30; ++piece) work();
    auto const plan = any_plan();
    auto const change = approved(plan);
    auto const before = owners();
    // Under way or done: turned round, then taken back to the end while heirs work.
    bool const done = below(2) == 0;
    TerritoryChange now = change;
    for (std::size_t step = 0, most = done ? 1'000 : 1 + below(12); step < most && now.state != State::done; ++step)
      now = carry_out_block(*store_, actor(), day("2020-06-01"), change.id).value();
    auto const turned = undo_block(*store_, actor(), change.id);
    ASSERT_TRUE(turned.ok()) << turned.error().debug();
    auto const heirs = turned->plan.heirs;
    auto const noted = read([&](sql::Session& s) {
      return s.rows("select record from territory_change_move where kind = 'exchange' and change = :id", {{"id", change.id}});
    });
    auto changed = changed_by_heirs(heirs);
    std::erase_if(changed, [&](std::string const& id) {
      return std::none_of(noted.begin(), noted.end(), [&](auto const& row) { return row.text("record") == id; });
    });
    ASSERT_EQ(undo(change.id).state, State::undone);
    for (auto const& [key, owner] : owners()) {
      auto const id = key.starts_with("exchange ") ? key.substr(9, key.find(' ', 9) - 9) : "";
      if (changed.contains(id)) {
        EXPECT_FALSE(of_former(owner)) << key << " was changed, and stays";
      } else {
        EXPECT_EQ(before.contains(key) ? before.at(key) : owner, owner) << key;
      }
    }
    std::int64_t stayed = 0;
    for (auto const& it : read([&](sql::Session& s) { return moved_by(s, change.id); })) stayed += it.stayed;
    EXPECT_EQ(stayed, static_cast<std::int64_t>(changed.size())) << "and is listed";
    EXPECT_EQ(owners().size(), before.size());
  }
}

// Purges, and what somebody erases by hand, before it is undone or while it comes back.
TEST_P(AnyWayBack, WhatWasErasedKeepsNothingElseBack) {
  for (int round = 0; round < 4; ++round) {
    for (int piece = 0; piece < 40; ++piece) work();
    auto const change = approved(any_plan());
    auto const before = owners();
    ASSERT_EQ(carry_out(change.id).state, State::done);
    auto const moves = [&] {
      return read([&](sql::Session& s) {
               return s.row("select count(*) as n from territory_change_move where change = :id", {{"id", change.id}});
             })
          ->integer("n");
    };
    auto erased = erased_by_chance();
    if (below(2) == 0) {
      auto const turned = undo_block(*store_, actor(), change.id);
      ASSERT_TRUE(turned.ok()) << turned.error().debug();
      erased.merge(erased_by_chance());
    }
    auto const moved = read([&](sql::Session& s) {
      return s.rows("select kind, record, extra_now from territory_change_move where change = :id", {{"id", change.id}});
    });
    std::int64_t gone = 0;
    for (auto const& it : moved) {
      // Of two that state the same, the heir's was kept for both.
      if (!erased.contains(it.text("record")) && !erased.contains(it.text("extra_now"))) continue;
      erased.insert(it.text("record"));
      ++gone;
    }
    ASSERT_EQ(undo(change.id).state, State::undone);
    EXPECT_EQ(moves(), 0) << "nothing stays";
    EXPECT_EQ(read([&](sql::Session& s) { return find_change(s, change.id); }).erased, gone);
    auto const after = owners();
    for (auto const& [key, owner] : before) {
      bool const is_gone =
          std::any_of(erased.begin(), erased.end(), [&](auto const& id) { return key.find(" " + id + " ") != std::string::npos; });
      EXPECT_EQ(after.contains(key), !is_gone) << key;
      if (!is_gone) {
        EXPECT_EQ(after.contains(key) ? after.at(key) : "", owner) << key;
      }
    }
  }
}

// Each gives the other a commune; both go on.
TEST_P(AnyWayBack, ExchangesOfCommunes) {
  for (int round = 0; round < 3; ++round) {
    for (int piece = 0; piece < 30; ++piece) work();
    for (int piece = 0; piece < 5; ++piece) {
      exchange(mila_, {"2000000" + std::to_string(1'000'000 + below(9)), "77171"}, below(3) == 0);
      exchange(serving(mila_, {"77284"}), {"2100000" + std::to_string(1'000'000 + below(9)), "77284"}, below(3) == 0);
    }
    Plan plan;
    plan.on = day("2020-01-01");
    plan.formers = {{pays_, false, ""}, {meaux_, false, ""}};
    plan.heirs = {{meaux_, false, "", "", ""}, {pays_, false, "", "", ""}};
    plan.communes = {{pays_, "77171", meaux_}, {meaux_, "77284", pays_}};
    auto const before = owners();
    auto const held = dump();
    auto const kept = read([](sql::Session& s) { return s.rows("select id, organisation, commune, kept_in from exchange"); });
    auto const change = approved(plan);
    ASSERT_EQ(carry_out(change.id).state, State::done);
    for (auto const& row : kept) {
      auto const was = row.text("organisation");
      bool const passes =
          !row.flag("kept_in") && ((of_former(was) && row.text("commune") == "77171") || (was == meaux_ && row.text("commune") == "77284"));
      auto const heir = was == meaux_ ? pays_ : meaux_;
      EXPECT_EQ(owner("exchange", row.text("id")), passes ? heir : was);
    }
    ASSERT_EQ(undo(change.id).state, State::undone);
    EXPECT_EQ(dump(), held);
    EXPECT_EQ(owners(), before);
  }
}

}  // namespace
}  // namespace bassin::succession
