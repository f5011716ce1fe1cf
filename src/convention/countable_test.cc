#include "convention/countable.h"

#include "convention/action.h"
#include "convention/testing/parties_test_support.h"

namespace bassin::convention {

namespace {

base::Date day(std::string_view iso) { return base::parse_date(iso).value(); }

class Countables : public WithParties {
 protected:
  std::string add(std::string const& convention, std::string code, std::string lead) {
    Sheet sheet;
    sheet.axis = text_of(convention).axes[0].id;
    sheet.code = std::move(code);
    sheet.title = "Visites";
    sheet.members = {{std::move(lead), Part::lead, 0, 0}};
    auto const keeper = reader(pays_);
    return write([&](sql::Session& s) { return add_action(s, as(keeper), convention, sheet); }).id;
  }
  std::vector<std::string> codes(std::string const& organisation, std::string_view iso) {
    auto const who = reader(organisation, access::Role::field_agent);
    std::vector<std::string> out;
    for (auto const& it : read([&](sql::Session& s) { return countable_on(s, who, day(iso)); })) out.push_back(it.code);
    return out;
  }
  // As many as bear that code on the day.
  std::size_t coded(std::string const& organisation, std::string_view code, std::string_view iso) {
    auto const who = reader(organisation, access::Role::field_agent);
    return read([&](sql::Session& s) { return CountableCodes::read(s, who); }).actions(code, day(iso)).size();
  }
};

using Codes = std::vector<std::string>;

TEST_P(Countables, AreThoseOfConventionsThatRunWithTheReaderAsAParty) {
  auto const id = signed_framework();
  add(id, "1.1", pays_);
  add(id, "1.2", cma_);
  EXPECT_EQ(codes(pays_, "2018-06-01"), (Codes{"1.1", "1.2"}));
  EXPECT_EQ(codes(cma_, "2018-06-01"), (Codes{"1.2", "1.1"})) << "its own first";
  EXPECT_EQ(codes(pays_, "2017-12-31"), Codes{}) << "not begun";
  EXPECT_EQ(codes(pays_, "2021-01-01"), Codes{}) << "over";
  EXPECT_EQ(codes(neighbour_, "2018-06-01"), Codes{}) << "no party";
}

TEST_P(Countables, StopWithADepartureAndWithWhatWasDropped) {
  auto const id = signed_framework();
  auto const action = add(id, "1.1", pays_);
  auto const keeper = reader(pays_);
  write([&](sql::Session& s) { return leave(s, as(keeper), id, version_of(id), {cci_, day("2018-03-01"), day("2018-05-31"), "moyens"}); });
  EXPECT_EQ(codes(cci_, "2018-05-31"), Codes{"1.1"}) << "until its last day";
  EXPECT_EQ(codes(cci_, "2018-06-01"), Codes{});
  auto sheet = read([&](sql::Session& s) { return find_action(s, keeper, action); }).sheet;
  sheet.progress = Progress::dropped;
  write([&](sql::Session& s) { return change_action(s, as(keeper), action, 1, sheet); });
  EXPECT_EQ(codes(pays_, "2018-04-01"), Codes{});
  EXPECT_EQ(refusal([&](sql::Session& s) { return check_countable(s, keeper, action, day("2018-04-01")); }), "convention.not_countable");
}

TEST_P(Countables, AreFoundByTheirCodesOnAnyDay) {
  auto const id = signed_framework();
  auto const action = add(id, "A 1.1", pays_);
  auto const keeper = reader(pays_);
  write([&](sql::Session& s) { return leave(s, as(keeper), id, version_of(id), {cci_, day("2018-03-01"), day("2018-05-31"), "moyens"}); });
  EXPECT_EQ(read([&](sql::Session& s) { return CountableCodes::read(s, keeper); }).actions("a1.1", day("2018-06-01")), Codes{action});
  EXPECT_EQ(coded(pays_, "A 1.2", "2018-06-01"), 0U);
  for (auto const* const iso : {"2017-12-31", "2018-01-01", "2018-05-31", "2018-06-01", "2021-01-01"}) {
    for (auto const& organisation : {pays_, cci_, cma_, neighbour_})
      EXPECT_EQ(coded(organisation, "A 1.1", iso), codes(organisation, iso).size()) << organisation << " " << iso;
  }
}

INSTANTIATE_TEST_SUITE_P(Both, Countables, testing::ValuesIn(sql::both_dialects), sql::dialect_name);

}  // namespace

}  // namespace bassin::convention
