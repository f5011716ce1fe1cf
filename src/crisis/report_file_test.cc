#include "crisis/report_file.h"

#include <gmock/gmock.h>

#include "base/uuid.h"
#include "crisis/anonymise.h"
#include "crisis/report.h"
#include "crisis/testing/room_test_support.h"

namespace bassin::crisis {
namespace {

using sql::Session;

class ReportFiles : public InARoom {
 protected:
  ReportFile ask(access::Reader const& who, bool for_all, convention::Form form = convention::Form::pdf) {
    return write([&](Session& s) { return ask_report_file(s, as(who), room_.id, 1, wanted(for_all, form)); });
  }
  static ReportFile wanted(bool for_all, convention::Form form = convention::Form::pdf) {
    ReportFile out;
    out.id = base::new_uuid();
    out.for_all = for_all;
    out.form = form;
    out.job = "job";
    return out;
  }
  void issue() {
    write([&](Session& s) { return issue_report(s, as(maud_), room_.id, "", {}); });
  }
  bool keep(std::string const& id) {
    return write([&](Session& s) { return keep_report_file(s, id, "%PDF-\x01", {clock_ms_}); });
  }
  access::Reader const elected_ = member(pays_, "elue@pays.fr", access::Role::elected);
};
INSTANTIATE_TEST_SUITE_P(Both, ReportFiles, testing::ValuesIn(sql::both_dialects), sql::dialect_name);

TEST_P(ReportFiles, AreKeptApartForTheRoomAndForAll) {
  issue();
  auto const first = ask(maud_, false), told = ask(elected_, true);
  auto const second = ask(nadia_, false);
  EXPECT_FALSE(keep(first.id)) << "another one was asked for meanwhile";
  EXPECT_FALSE(read([&](Session& s) { return report_file_is_awaited(s, first.id); }));
  EXPECT_TRUE(keep(second.id));
  EXPECT_TRUE(keep(told.id));
  auto const of_room = read([&](Session& s) { return files_of_report(s, paul_, room_.id, 1, false); });
  ASSERT_EQ(of_room.size(), 1U);
  EXPECT_EQ(of_room[0].id, second.id);
  EXPECT_FALSE(of_room[0].made_at.empty());
  EXPECT_EQ(read([&](Session& s) { return made_report_file(s, paul_, second.id); }).bytes, "%PDF-\x01");
  EXPECT_EQ(read([&](Session& s) { return made_report_file(s, elected_, told.id); }).file.number, 1);
}

TEST_P(ReportFiles, OfTheRoomAreNotForElectedMembers) {
  issue();
  auto const of_room = ask(maud_, false);
  EXPECT_EQ(refusal([&](Session& s) { return made_report_file(s, maud_, of_room.id); }), "crisis.unknown_file") << "not made yet";
  keep(of_room.id);
  EXPECT_EQ(refusal([&](Session& s) { return made_report_file(s, elected_, of_room.id); }), "crisis.unknown_file");
  EXPECT_EQ(refusal([&](Session& s) { return made_report_file(s, ines_, of_room.id); }), "crisis.unknown_file") << "asked is not joined";
  EXPECT_EQ(refusal([&](Session& s) { return files_of_report(s, elected_, room_.id, 1, false); }), "crisis.unknown");
  EXPECT_EQ(refusal([&](Session& s) { return ask_report_file(s, as(elected_), room_.id, 1, wanted(false)); }), "crisis.unknown");
  EXPECT_EQ(refusal([&](Session& s) { return ask_report_file(s, as(maud_), room_.id, 2, wanted(false)); }), "crisis.unknown_report");
  auto const page = wanted(true, convention::Form::page);
  EXPECT_EQ(refusal([&](Session& s) { return ask_report_file(s, as(maud_), room_.id, 1, page); }), "crisis.bad_value");
}

TEST_P(ReportFiles, GoWithTheNamesOfTheirCrisis) {
  issue();
  auto const of_room = ask(maud_, false);
  keep(of_room.id);
  write([&](Session& s) { return set_state(s, as(maud_), room_.id, room_.version, State::closed); });
  write([&](Session& s) { return anonymise_one(s, "9999-01-01T00:00:00.000Z"); });
  EXPECT_TRUE(read([&](Session& s) { return files_of_report(s, maud_, room_.id, 1, false); }).empty());
}

TEST_P(ReportFiles, AreDrawnFromTheZoneOfTheirList) {
  draw();
  enter(1, {{"10000000000001", "77142", Entry::inside}});
  auto const now = situation_of(cases(maud_));
  write([&](Session& s) { return issue_report(s, as(maud_), room_.id, "", now); });
  auto const of_report = read([&](Session& s) { return ground_of_report(s, elected_, room_.id, 1); });
  EXPECT_THAT(of_report.outline, testing::HasSubstr("MultiPolygon"));
  EXPECT_EQ(of_report.communes, std::vector<std::string>{"77142"});
  EXPECT_EQ(read([&](Session& s) { return ground_now(s, nadia_, room_.id); }).communes, of_report.communes);
  EXPECT_EQ(refusal([&](Session& s) { return ground_now(s, elected_, room_.id); }), "crisis.unknown");
}

}  // namespace
}  // namespace bassin::crisis
