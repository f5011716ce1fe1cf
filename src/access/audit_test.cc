// The audit trail on both databases.
#include "access/audit.h"

#include <gtest/gtest.h>

#include "access/migrations.h"
#include "sql/store.h"
#include "sql/testing/throwaway_store_test_support.h"

namespace bassin::access {
namespace {

using base::Result;

class Audit : public testing::TestWithParam<sql::Dialect> {
 protected:
  sql::ThrowawayStore place_{GetParam()};
  std::unique_ptr<sql::Store> store_ = place_.open(migrations());
  std::int64_t now_ = 1'795'636'200'000;

  void add(AuditEntry entry) {
    entry.actor.at = base::Instant{now_ += 1000};
    auto const done = store_->write([&](sql::Session& session) { return record(session, entry); });
    ASSERT_TRUE(done.ok()) << done.error().debug();
  }
  std::vector<AuditRow> trail(AuditQuery const& query) {
    auto rows = store_->read([&](sql::Session& session) { return audit_trail(session, query); });
    EXPECT_TRUE(rows.ok()) << (rows.ok() ? "" : rows.error().debug());
    return rows.ok() ? *rows : std::vector<AuditRow>();
  }
  static std::string actions(std::vector<AuditRow> const& rows) {
    std::string out;
    for (auto const& row : rows) out += (out.empty() ? "" : " ") + row.action;
    return out;
  }
};

AuditEntry entry(std::string action, std::string agent, std::string organisation, std::string record) {
  AuditEntry out;
  out.actor = {std::move(agent), std::move(organisation), "POST /api/v1/things", {}};
  out.action = std::move(action);
  out.kind = "thing";
  out.record = std::move(record);
  return out;
}

TEST_P(Audit, IsReadNewestFirstAndByEachOfItsColumns) {
  add(entry("thing.made", "ann", "cci", "1"));
  add(entry("thing.changed", "bob", "cma", "1"));
  add(entry("agent.invited", "ann", "cci", "2"));
  EXPECT_EQ(actions(trail({})), "agent.invited thing.changed thing.made");
  EXPECT_EQ(actions(trail({.agent = "ann"})), "agent.invited thing.made");
  EXPECT_EQ(actions(trail({.organisation = "cma"})), "thing.changed");
  EXPECT_EQ(actions(trail({.action = "thing."})), "thing.changed thing.made");
  EXPECT_EQ(actions(trail({.record = "2"})), "agent.invited");
  EXPECT_EQ(actions(trail({.kind = "other"})), "");
  auto const second = trail({}).at(1).at;
  EXPECT_EQ(actions(trail({.from = second})), "agent.invited thing.changed");
  EXPECT_EQ(actions(trail({.to = second})), "thing.made");
}

TEST_P(Audit, PagesHoldEveryRowOnce) {
  for (int i = 0; i < 7; ++i) add(entry("thing." + std::to_string(i), "ann", "cci", "1"));
  std::string all, before;
  while (true) {
    auto const page = trail({.before = before, .limit = 3});
    if (page.empty()) break;
    all += actions(page) + " ";
    before = page.back().id;
  }
  EXPECT_EQ(all, "thing.6 thing.5 thing.4 thing.3 thing.2 thing.1 thing.0 ");
}

TEST_P(Audit, IsUndoneWithTheChangeItself) {
  auto const done = store_->write([&](sql::Session& session) -> Result<void> {
    BASSIN_DO(record(session, entry("thing.made", "ann", "cci", "1")));
    return base::Error("test.failed");
  });
  EXPECT_FALSE(done.ok());
  EXPECT_TRUE(trail({}).empty());
}

TEST_P(Audit, APersonsDataCanBeTakenOut) {
  auto about = entry("agent.changed", "ann", "cci", "zoe");
  about.before = R"({"name":"Zoé Martin"})";
  about.after = R"({"name":"Zoé Durand"})";
  about.subject = "zoe";
  add(about);
  add(entry("thing.made", "zoe", "cci", "1"));
  auto const purged = store_->write([](sql::Session& session) { return purge_subject(session, "zoe"); });
  ASSERT_TRUE(purged.ok());
  EXPECT_EQ(*purged, 1U);
  auto const rows = trail({});
  ASSERT_EQ(rows.size(), 2U);
  EXPECT_EQ(rows[1].before + rows[1].after + rows[1].note, "");
  EXPECT_EQ(rows[1].action, "agent.changed");
}

TEST_P(Audit, KeepsWhatAnyTextHolds) {
  auto hostile = entry("thing.made", "a'; drop table audit; --", "\"<script>", "é\n🥚");
  hostile.note = ":agent $1 ' % _";
  add(hostile);
  ASSERT_EQ(trail({.agent = "a'; drop table audit; --"}).size(), 1U);
  EXPECT_EQ(trail({})[0].note, ":agent $1 ' % _");
  EXPECT_TRUE(trail({.action = "%"}).empty());
}

INSTANTIATE_TEST_SUITE_P(Both, Audit, testing::ValuesIn(sql::both_dialects), sql::dialect_name);

}  // namespace
}  // namespace bassin::access
