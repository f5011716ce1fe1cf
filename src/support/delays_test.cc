#include "support/delays.h"

#include <map>
#include <random>
#include <set>

#include "convention/action.h"
#include "convention/reading.h"
#include "support/follow_ups.h"
#include "support/needs.h"
#include "support/testing/agents_test_support.h"

namespace bassin::support {

namespace {

using convention::Delay;
using convention::DelayKind;
using convention::Measure;
using convention::Period;
using sql::Session;

class Delays : public WithAgents {
 protected:
  Delays() {
    std::vector<access::Grant> grants;
    for (auto const& owner : {pays_, cma_, cci_})
      for (auto const& other : {pays_, cma_, cci_})
        if (owner != other) grants.push_back({owner, other, access::RecordKind::need, access::Level::header, day("2018-01-01"), {}});
    write([&](Session& s) { return access::set_sharing(s, "c", grants, {{"77142", day("2017-12-20"), {}, {}}}); });
  }
  std::string action(std::string code) {
    convention::Sheet sheet;
    sheet.axis = text_of(convention_).axes[0].id;
    sheet.code = sheet.title = std::move(code);
    sheet.members = {{cma_, convention::Part::lead, 0, 0}, {cci_, convention::Part::partner, 0, 0}};
    return write([&](Session& s) { return add_action(s, as(reader(pays_)), convention_, sheet); }).id;
  }
  // On that day: needs and their steps bear the instant, follow-ups the day.
  Act at(access::Reader const& who, base::Date on) const {
    return {who, {who.agent, who.organisation, "test", base::Instant{std::int64_t{on.days} * 86'400'000 + 3'600'000}}};
  }
  convention::Reading reading(Measure measure, DelayKind kind, std::string const& of, Period const& period, std::string organisation = "",
                              std::int64_t most = 0) {
    convention::Indicator it;
    it.id = "i";
    it.owner = of;
    it.facts.computed = convention::Computed{measure, {}, std::move(organisation), "", kind, most};
    auto const delays = read([&](Session& s) { return delays_of_convention(s, convention_); });
    return convention::read(it, period, {}, {}, {}, {}, delays);
  }

  std::string const convention_ = signed_framework();
  std::string const visits_ = action("1.1"), holders_ = action("1.2");
  access::Reader const anne_ = member(pays_, "anne@pays.fr");
  access::Reader const carole_ = member(cma_, "carole@cma.fr");
  access::Reader const claude_ = member(cci_, "claude@cci.fr");
};
INSTANTIATE_TEST_SUITE_P(Both, Delays, testing::ValuesIn(sql::both_dialects), sql::dialect_name);

TEST_P(Delays, RunFromTheFirstHandingToWhoTakesItAndToItsOutcome) {
  auto const made = write([&](Session& s) {
    return hand_need(s, at(anne_, day("2018-03-01")), day("2018-03-01"), bakery_, {Theme::premises, "Local", visits_, false},
                     {cci_, "", ""});
  });
  Period const year{day("2018-01-01"), day("2018-12-31")};
  EXPECT_EQ(reading(Measure::delay, DelayKind::taken, visits_, year).waiting, 1U);
  EXPECT_FALSE(reading(Measure::delay, DelayKind::taken, visits_, year).value);
  write([&](Session& s) { return pass_need_on(s, at(claude_, day("2018-03-04")), day("2018-03-04"), {made.id, 1}, {cma_, "", ""}, ""); });
  write([&](Session& s) { return accept_need(s, at(carole_, day("2018-03-07")), day("2018-03-07"), {made.id, 2}, holders_); });
  write([&](Session& s) { return close_need(s, at(carole_, day("2018-04-10")), {made.id, 3}, Outcome::helped, ""); });
  for (auto const& of : {visits_, holders_}) {
    EXPECT_EQ(reading(Measure::delay, DelayKind::taken, of, year).value, 6) << "towards the giver's action and that of who took it";
    EXPECT_EQ(reading(Measure::delay, DelayKind::closed, of, year).value, 40);
  }
  EXPECT_EQ(reading(Measure::within, DelayKind::taken, visits_, year, "", 5).value, 0);
  EXPECT_EQ(reading(Measure::within, DelayKind::taken, visits_, year, "", 6).value, 100);
  EXPECT_FALSE(reading(Measure::delay, DelayKind::taken, visits_, year, cci_).value) << "the trades took it";
  Period const march{day("2018-03-01"), day("2018-03-31")};
  auto const closed = reading(Measure::delay, DelayKind::closed, visits_, march);
  EXPECT_FALSE(closed.value) << "it ended later";
  EXPECT_EQ(closed.waiting, 1U);
}

// Needs and follow-ups that go on by chance, and what was done with each.
class RandomDelays : public Delays {
 protected:
  struct Known {
    std::string id;
    std::set<std::string> actions;
    base::Date from;
    std::optional<base::Date> taken, ended;
    std::string taken_by, has;
    std::map<std::int32_t, std::string> had;  // from which day on
    bool follow_up = false, gone = false;
    NeedState state = NeedState::waiting;
    std::int64_t version = 1;
  };

  std::size_t below(std::size_t most) { return static_cast<std::size_t>(chance_() % most); }
  std::string any_action() { return std::vector<std::string>{visits_, holders_, ""}[below(3)]; }
  std::string any_partner() { return below(2) == 0 ? cma_ : cci_; }

  void begin() {
    Known it;
    it.from = today_;
    it.follow_up = below(3) == 0;
    it.has = it.follow_up ? cma_ : any_partner();
    auto const of = any_action();
    if (it.follow_up) {
      FollowUpFacts const facts{"Suivi", "", Theme::premises, of, false};
      auto const made = write([&](Session& s) { return open_follow_up(s, at(carole_, today_), today_, bakery_, facts); });
      it.id = made.id;
      it.version = made.version;
    } else {
      NeedFacts const facts{Theme::premises, "Besoin", of, false};
      it.id = write([&](Session& s) { return hand_need(s, at(anne_, today_), today_, bakery_, facts, {it.has, "", ""}); }).id;
    }
    if (!of.empty()) it.actions.insert(of);
    it.had[today_.days] = it.has;
    all_.push_back(it);
  }
  void go_on(Known& it) {
    if (it.gone || it.ended) return;
    auto const& holder = it.has == cma_ ? carole_ : claude_;
    if (it.follow_up) {
      write([&](Session& s) { return close_follow_up(s, at(carole_, today_), today_, {it.id, it.version}, Outcome::helped, ""); });
      it.ended = today_;
    } else if (it.state == NeedState::taken && below(3) > 0) {
      write([&](Session& s) { return close_need(s, at(holder, today_), {it.id, it.version++}, Outcome::no_help, ""); });
      it.ended = today_;
    } else if (it.state == NeedState::taken || below(4) == 0) {
      it.has = it.has == cma_ ? cci_ : cma_;
      it.had[today_.days] = it.has;
      write([&](Session& s) { return pass_need_on(s, at(holder, today_), today_, {it.id, it.version++}, {it.has, "", ""}, ""); });
      it.state = NeedState::waiting;
    } else if (below(6) == 0) {
      write([&](Session& s) { return withdraw_need(s, at(anne_, today_), {it.id, it.version++}, ""); });
      it.gone = true;
    } else {
      take(it, holder);
    }
  }
  void take(Known& it, access::Reader const& holder) {
    auto const of = any_action();
    write([&](Session& s) { return accept_need(s, at(holder, today_), today_, {it.id, it.version++}, of); });
    it.state = NeedState::taken;
    // Of the actions of those who took it, the last one that was named counts, beside the giver's.
    if (!of.empty()) taken_for_[it.id] = of;
    if (it.taken) return;
    it.taken = today_;
    it.taken_by = it.has;
  }
  bool counts(Known const& it, std::string const& of) const {
    auto const taken = taken_for_.find(it.id);
    return it.actions.count(of) > 0 || (taken != taken_for_.end() && taken->second == of);
  }
  struct Recount {
    double counted = 0, days = 0, within = 0, waiting = 0;
  };
  Recount recount(DelayKind kind, std::string const& of, Period const& period, std::string const& whose, std::int64_t most) const {
    Recount out;
    for (auto const& it : all_) {
      if (it.follow_up != (kind == DelayKind::follow_up) || it.gone || !counts(it, of) || it.from > period.to) continue;
      auto const& to = kind == DelayKind::taken ? it.taken : it.ended;
      bool const waits = !to || *to > period.to;
      auto const by = waits ? std::prev(it.had.upper_bound(period.to.days))->second : kind == DelayKind::taken ? it.taken_by : it.has;
      if (!whose.empty() && by != whose) continue;
      if (waits) {
        out.waiting += 1;
      } else if (*to >= period.from) {
        out.counted += 1;
        out.days += to->days - it.from.days;
        out.within += to->days - it.from.days <= most ? 1 : 0;
      }
    }
    return out;
  }

  std::mt19937 chance_{531};
  base::Date today_ = day("2018-03-01");
  std::vector<Known> all_;
  std::map<std::string, std::string> taken_for_;
};
INSTANTIATE_TEST_SUITE_P(Both, RandomDelays, testing::ValuesIn(sql::both_dialects), sql::dialect_name);

TEST_P(RandomDelays, EqualARecountFromWhatWasDone) {
  for (int step = 0; step < 160; ++step) {
    today_.days += static_cast<int>(below(3));
    if (all_.size() < 12 || below(3) == 0) {
      begin();
    } else {
      go_on(all_[below(all_.size())]);
    }
  }
  for (int i = 0; i < 150; ++i) {
    auto const kind = static_cast<DelayKind>(below(3));
    auto const of = below(2) == 0 ? visits_ : holders_, whose = below(2) == 0 ? std::string() : any_partner();
    auto const most = static_cast<std::int64_t>(below(20));
    Period period{base::Date{day("2018-02-20").days + static_cast<int>(below(120))}, {}};
    period.to.days = period.from.days + static_cast<int>(below(120));
    auto const expected = recount(kind, of, period, whose, most);
    auto const mean = reading(Measure::delay, kind, of, period, whose), share = reading(Measure::within, kind, of, period, whose, most);
    EXPECT_EQ(static_cast<double>(mean.counted.value()), expected.counted);
    EXPECT_EQ(static_cast<double>(mean.waiting.value()), expected.waiting);
    ASSERT_EQ(mean.value.has_value(), expected.counted > 0);
    if (!mean.value) continue;
    EXPECT_DOUBLE_EQ(*mean.value, expected.days / expected.counted);
    EXPECT_DOUBLE_EQ(share.value.value(), 100 * expected.within / expected.counted);
  }
}

}  // namespace
}  // namespace bassin::support
