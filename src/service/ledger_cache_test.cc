#include "service/ledger_cache.h"

#include "convention/action.h"
#include "convention/testing/parties_test_support.h"

namespace bassin::service {
namespace {

using convention::Contribution;
using sql::Session;

base::Date day(std::string_view iso) { return base::parse_date(iso).value(); }
convention::Period const year{day("2018-01-01"), day("2018-12-31")};

class Cached : public convention::WithParties {
 protected:
  access::Reader const keeper_ = reader(pays_);
  std::string const convention_ = framework();
  std::string const action_ = action();

  std::string action() {
    convention::Sheet sheet;
    sheet.axis = text_of(convention_).axes[0].id;
    sheet.code = "1.1";
    sheet.title = "Visiter";
    sheet.members = {{cma_, convention::Part::lead, 0, 0}};
    return write([&](Session& s) { return add_action(s, as(keeper_), convention_, sheet); }).id;
  }
  void work(std::string const& source, std::int64_t minutes) {
    Contribution it{action_, cma_, "agent", "1", "77142", "visit", day("2018-05-01"), minutes};
    write([&](Session& s) {
      return convention::state(s, base::Instant{1}, {"exchange", source}, minutes < 0 ? std::nullopt : std::optional(it));
    });
  }
  LedgerCache::Rows ask(LedgerCache& cache, convention::Period const& period = year) {
    return read([&](Session& s) { return cache.rows(s, convention_, period); });
  }
};
INSTANTIATE_TEST_SUITE_P(Both, Cached, testing::ValuesIn(sql::both_dialects), sql::dialect_name);

TEST_P(Cached, RowsAreReadAgainOnceWorkWasNotedChangedOrTakenBack) {
  LedgerCache cache;
  EXPECT_TRUE(ask(cache)->empty());
  work("a", 30);
  auto const first = ask(cache);
  ASSERT_EQ(first->size(), 1U);
  EXPECT_EQ(ask(cache), first) << "the same rows, read once";
  work("a", 45);
  EXPECT_EQ(ask(cache)->at(0).minutes, 45);
  work("a", -1);
  EXPECT_TRUE(ask(cache)->empty());
  EXPECT_EQ(first->at(0).minutes, 30) << "who holds rows keeps them";
}

TEST_P(Cached, RowsStandByTheirPeriod) {
  LedgerCache cache;
  work("a", 30);
  EXPECT_EQ(ask(cache)->size(), 1U);
  EXPECT_TRUE(ask(cache, {day("2018-06-01"), day("2018-12-31")})->empty());
}

TEST_P(Cached, NoMoreRowsAreKeptThanThereIsPlaceFor) {
  LedgerCache cache(2);
  work("a", 30);
  auto const first = ask(cache);
  ask(cache, {day("2018-05-01"), day("2018-05-01")});
  EXPECT_NE(ask(cache), first);
  EXPECT_EQ(ask(cache)->size(), 1U);
}

}  // namespace
}  // namespace bassin::service
