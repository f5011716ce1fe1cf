#include "convention/term.h"

#include <gtest/gtest.h>

#include <random>
#include <string>

#include "base/months.h"

namespace bassin::convention {
namespace {

using base::Date;

Date day(std::string_view iso) { return base::parse_date(iso).value(); }

Term three_years(Renewal renewal = Renewal::none) {
  Term term;
  term.starts_on = day("2018-01-01");
  term.ends_on = day("2020-12-31");
  term.renewal = renewal;
  term.renewal_months = 12;
  term.notice_months = 3;
  return term;
}

std::string end(Term const& term, std::string_view on) { return to_iso(last_day_on(term, day(on))); }
std::string phase(Term const& term, std::string_view on) { return std::string(id_of(phase_on(term, day(on)))); }
std::string to_denounce(Term const& term, std::string_view on) {
  auto const last = last_day_to_denounce(term, day(on));
  return last ? to_iso(*last) : "";
}

TEST(Term, EndsOnItsLastDay) {
  auto const term = three_years();
  EXPECT_EQ(phase(term, "2017-12-31"), "coming");
  EXPECT_EQ(phase(term, "2018-01-01"), "running");
  EXPECT_EQ(phase(term, "2020-12-31"), "running");
  EXPECT_EQ(phase(term, "2021-01-01"), "over");
  EXPECT_EQ(end(term, "2030-01-01"), "2020-12-31");
  EXPECT_EQ(to_denounce(term, "2019-01-01"), "") << "it ends anyway";
  EXPECT_EQ(phase(three_years(Renewal::express), "2021-01-01"), "over") << "without an amendment nothing is renewed";
}

TEST(Term, TacitRenewalGoesOnFromPeriodToPeriod) {
  auto const term = three_years(Renewal::tacit);
  EXPECT_EQ(end(term, "2017-06-01"), "2020-12-31");
  EXPECT_EQ(end(term, "2020-12-31"), "2020-12-31");
  EXPECT_EQ(end(term, "2021-01-01"), "2021-12-31");
  EXPECT_EQ(end(term, "2026-11-28"), "2026-12-31");
  EXPECT_EQ(phase(term, "2026-11-28"), "running");
  EXPECT_EQ(to_denounce(term, "2019-01-01"), "2020-09-30") << "October to December are the three months of notice";
  EXPECT_EQ(to_denounce(term, "2021-01-01"), "2021-09-30");
}

TEST(Term, TacitRenewalMayBeLimited) {
  auto term = three_years(Renewal::tacit);
  term.renewals_most = 2;
  EXPECT_EQ(end(term, "2030-01-01"), "2022-12-31");
  EXPECT_EQ(phase(term, "2022-12-31"), "running");
  EXPECT_EQ(phase(term, "2023-01-01"), "over");
  EXPECT_EQ(to_denounce(term, "2021-06-01"), "2021-09-30");
  EXPECT_EQ(to_denounce(term, "2022-06-01"), "") << "the last period is not followed by another";
}

TEST(Term, DenouncedItEndsAfterItsNotice) {
  auto term = three_years(Renewal::tacit);
  EXPECT_EQ(to_iso(last_day_if_denounced(term, day("2019-05-10"))), "2019-08-10");
  EXPECT_EQ(to_iso(last_day_if_denounced(term, day("2019-11-30"))), "2020-02-29") << "December, January, February";
  term.last_day_early = day("2019-08-10");
  EXPECT_EQ(phase(term, "2019-08-10"), "running");
  EXPECT_EQ(phase(term, "2019-08-11"), "over");
  EXPECT_EQ(end(term, "2026-01-01"), "2019-08-10");
  EXPECT_EQ(to_denounce(term, "2019-06-01"), "");
  auto const once = three_years();
  EXPECT_EQ(to_iso(last_day_if_denounced(once, day("2020-11-15"))), "2020-12-31") << "not later than it ends anyway";
}

TEST(Term, APeriodThatEndsAMonthEndsAMonthAgain) {
  Term term;
  term.starts_on = day("2018-03-01");
  term.ends_on = day("2019-02-28");
  term.renewal = Renewal::tacit;
  term.renewal_months = 12;
  EXPECT_EQ(end(term, "2019-06-01"), "2020-02-29");
  EXPECT_EQ(end(term, "2020-06-01"), "2021-02-28");
}

// Over any term: the phases follow one another without a gap, and the end of a day's period never lies before that day while it runs.
TEST(Term, PhasesFollowOneAnother) {
  std::mt19937 chance(18);
  auto const below = [&chance](int most) { return static_cast<int>(chance() % static_cast<unsigned>(most)); };
  for (int round = 0; round < 400; ++round) {
    Term term;
    term.starts_on = Date{17'000 + below(800)};
    term.ends_on = Date{term.starts_on.days + below(1'200)};
    term.renewal = static_cast<Renewal>(below(3));
    term.renewal_months = 1 + below(24);
    term.renewals_most = below(4);
    term.notice_months = below(7);
    if (below(3) == 0) term.last_day_early = last_day_if_denounced(term, Date{term.starts_on.days + below(2'000)});
    auto before = Phase::coming;
    for (int at = term.starts_on.days - 3; at < term.starts_on.days + 3'000; at += 1 + below(9)) {
      auto const now = phase_on(term, Date{at});
      EXPECT_GE(now, before) << "round " << round << ", day " << at;
      if (now == Phase::running) {
        EXPECT_GE(last_day_on(term, Date{at}), Date{at});
      }
      if (auto const last = last_day_to_denounce(term, Date{at})) {
        EXPECT_LE(*last, last_day_on(term, Date{at}));
        EXPECT_EQ(phase_on(term, Date{last_day_on(term, Date{at}).days + 1}), Phase::running) << "undenounced, it goes on";
      }
      before = now;
    }
  }
}

}  // namespace
}  // namespace bassin::convention
