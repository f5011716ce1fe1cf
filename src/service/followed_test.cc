// By which follow-ups businesses are found, beside their pages: what a page tells to be under way, no more.
#include <fmt/format.h>

#include <algorithm>
#include <random>

#include "convention/testing/parties_test_support.h"
#include "query/overlay.h"
#include "service/casework_overlay.h"
#include "support/changes.h"
#include "support/facts.h"
#include "support/follow_ups.h"
#include "support/migrations.h"

namespace bassin::service {
namespace {

using access::Level;
using access::RecordKind;
using base::Date;
using sql::Session;
using support::MemberState;

class RandomFollowUps : public convention::WithParties {
 protected:
  RandomFollowUps() : WithParties(support::migrations()) {
    for (auto const& organisation : {pays_, cma_, neighbour_}) readers_.push_back(reader(organisation, access::Role::adviser));
    for (std::size_t i = 0; i < 10; ++i) subjects_.push_back({fmt::format("{:014}", 10000000100000 + i), i % 2 == 0 ? "77142" : "77171"});
  }
  std::size_t pick(std::size_t n) { return std::uniform_int_distribution<std::size_t>(0, n - 1)(chance_); }

  void share() {
    std::vector<access::Grant> grants;
    for (auto const& owner : readers_)
      for (auto const& other : readers_)
        if (owner.organisation != other.organisation && pick(4) != 0)
          grants.push_back({owner.organisation, other.organisation, RecordKind::follow_up, static_cast<Level>(pick(4)), today_, {}});
    std::vector<access::SharedPlace> places = {{"77142", today_, {}, {}}};
    if (pick(2) == 0) places.push_back({"77171", today_, {}, {}});
    write([&](Session& s) { return access::set_sharing(s, "c", grants, places); });
  }
  // What a step refuses, because it is another's turn, is left undone.
  void step() {
    auto const& who = readers_[pick(readers_.size())];
    auto const& about = subjects_[pick(subjects_.size())];
    auto const all = read([&](Session& s) { return support::follow_ups_about(s, who, today_, about.business); });
    auto const& other = readers_[pick(readers_.size())].organisation;
    auto const deed = pick(7);
    auto const done = store_->write([&](Session& s) -> base::Result<support::FollowUp> {
      if (all.empty() || deed == 0)
        return support::open_follow_up(s, as(who), today_, about, {"Suivi", "", support::Theme::premises, "", pick(2) == 0});
      auto const& it = all[pick(all.size())].follow_up;
      support::FollowUpAt const at{it.id, it.version};
      if (deed == 1) return support::close_follow_up(s, as(who), today_, at, support::Outcome::helped, "");
      if (deed == 2) return support::ask_to_join(s, as(who), today_, at, "");
      if (deed == 3) return support::invite_to_follow_up(s, as(who), today_, at, other, "");
      if (deed == 4) return support::accept_member(s, as(who), today_, at, other);
      if (deed == 5) return support::accept_member(s, as(who), today_, at, "");
      return support::drop_member(s, as(who), today_, at, "", "");
    });
    steps_ += done.ok() ? 1 : 0;
  }
  // As a server reads it: all at first, then what changed.
  void take_up() {
    auto const changes = read([&](Session& s) { return support::changes_since(s, number_); });
    if (number_ == 0 || changes.all) {
      facts_ = read([](Session& s) { return support::read_all_facts(s); });
    } else {
      for (auto const& business : changes.businesses) facts_[business] = read([&](Session& s) { return support::read_facts(s, business); });
    }
    number_ = changes.number;
  }
  std::vector<std::string> on_the_page(access::Reader const& who, std::string const& business) {
    std::vector<std::string> out;
    for (auto const& it : read([&](Session& s) { return support::follow_ups_about(s, who, today_, business); })) {
      if (it.follow_up.closed_on || it.level < Level::header) continue;
      auto const& members = it.follow_up.members;
      bool const own = std::any_of(members.begin(), members.end(), [&](auto const& one) {
        return one.organisation == who.organisation && one.state == MemberState::member;
      });
      out.emplace_back("running");
      if (own) out.emplace_back("own");
    }
    std::sort(out.begin(), out.end());
    out.erase(std::unique(out.begin(), out.end()), out.end());
    return out;
  }

  Date const today_ = base::make_date(2018, 11, 28);
  std::vector<access::Reader> readers_;
  std::vector<support::Subject> subjects_;
  support::FactsByBusiness facts_;
  std::uint64_t number_ = 0;
  int steps_ = 0;
  std::mt19937 chance_{20261129};
};

INSTANTIATE_TEST_SUITE_P(Both, RandomFollowUps, testing::ValuesIn(sql::both_dialects), sql::dialect_name);

TEST_P(RandomFollowUps, AreFoundAsFarAsThePageTellsThem) {
  std::map<std::string, int> found;
  for (int i = 0; i < 200; ++i) {
    if (i % 20 == 0) share();
    step();
    take_up();
    if (i % 5 != 4) continue;
    for (auto const& who : readers_) {
      auto const sharing = read([&](Session& s) { return access::Sharing::read(s, who, today_); });
      auto const seen = casework_overlay({}, facts_, who, sharing);
      ASSERT_TRUE(seen.ok()) << seen.error().debug();
      for (auto const& subject : subjects_) {
        auto const* const entry = seen->overlay->find(*query::parse_business_id(subject.business));
        auto const words = entry == nullptr ? std::vector<std::string>() : entry->follow_ups;
        ASSERT_EQ(words, on_the_page(who, subject.business)) << who.organisation << " of " << subject.business << " step " << i;
        for (auto const& word : words) ++found[word];
      }
    }
  }
  EXPECT_GT(steps_, 60);
  EXPECT_GT(found["own"], 100);
  EXPECT_GT(found["running"], found["own"] + 30) << "of partners too";
}

}  // namespace
}  // namespace bassin::service
