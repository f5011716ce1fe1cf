#include "retention/purge.h"

#include <algorithm>
#include <map>
#include <set>

#include "base/file.h"
#include "base/months.h"
#include "retention/settings.h"
#include "retention/testing/work_test_support.h"
#include "sql/backup.h"
#include "sql/erasure.h"

namespace bassin::retention {
namespace {

using access::Json;
using sql::Session;
using Rows = std::vector<Json>;

constexpr char const* tables[] = {
    "exchange",        "need",           "need_step",        "need_party",     "follow_up",        "follow_up_member",
    "follow_up_agent", "follow_up_step", "reminder",         "contact",        "contact_link",     "contact_channel",
    "opposition_mark", "sheet_import",   "sheet_import_row", "action",         "organisation",     "agent",
    "campaign_target", "campaign_agent", "convention",       "sharing",        "contact_read",     "membership",
    "ledger_version",  "project",        "document",         "document_piece", "stated_membership"};

class Purges : public WithYearsOfWork {
 protected:
  base::Date const today_ = day("2026-11-28");
  std::vector<std::string> const every_ = {"exchange", "need",   "follow_up", "project",  "contact",   "channel",
                                           "reminder", "import", "campaign",  "document", "membership"};

  Rows rows(std::string const& table) {
    auto const found = read([&](Session& s) { return s.rows("select * from " + table); });
    Rows out;
    for (auto const& row : found) {
      Json one = Json::object();
      for (std::size_t i = 0; i < row.names().size(); ++i) {
        auto const& cell = row.cells()[i];
        if (auto const* const text = std::get_if<std::string>(&cell)) one[row.names()[i]] = *text;
        if (auto const* const number = std::get_if<std::int64_t>(&cell)) one[row.names()[i]] = *number;
      }
      out.push_back(std::move(one));
    }
    std::sort(out.begin(), out.end(), [](Json const& a, Json const& b) { return a.dump() < b.dump(); });
    return out;
  }
  std::map<std::string, Rows> everything() {
    std::map<std::string, Rows> out;
    for (auto const* const table : tables) out[table] = rows(table);
    return out;
  }
  Purge listed(access::Reader const& who, std::vector<std::string> const& kinds) {
    return write([&](Session& s) { return list_purge(s, now(who), today_, kinds); });
  }
  Purge ready(access::Reader const& who, std::vector<std::string> const& kinds) {
    auto purge = listed(who, kinds);
    write([&](Session& s) { return note_archive(s, now(who), purge.id, "sum"); });
    return write([&](Session& s) { return set_visa(s, now(who), purge.id, purge.version, "AD77 2026-14", "2026-11-20"); });
  }
  Purge carried_out(access::Reader const& who, std::vector<std::string> const& kinds) {
    auto purge = ready(who, kinds);
    while (purge.state != "done") purge = write([&](Session& s) { return carry_out_block(s, now(who), purge.id); }).purge;
    return purge;
  }
  convention::Tally figures() {
    auto const all = read([&](Session& s) {
      return convention::contributions_of(s, {convention_, day("2018-01-01"), day("2020-12-31"), {}});
    });
    return convention::tally(all, {});
  }

  // The rules again, row by row, from what the tables held: ids that are to go, by table.
  std::map<std::string, std::set<std::string>> expected(std::map<std::string, Rows>& before, std::string const& own) {
    std::map<std::string, std::set<std::string>> out;
    auto const limit = [&](int months) { return to_iso(base::plus_months(today_, -months)); };
    std::set<std::string> held;
    for (auto const& it : before["exchange"])
      if (it["organisation"] == own && it["on_day"] >= limit(36)) held.insert(it["business"]);
    for (auto const& it : before["need"]) {
      for (auto const& party : before["need_party"])
        if (party["need"] == it["id"] && party["organisation"] == own) held.insert(it["business"]);
      if (it["organisation"] == own && it["changed_at"].get<std::string>() < limit(36)) out["need"].insert(it["id"]);
    }
    for (auto const& it : before["follow_up"]) {
      if (it["organisation"] == own) held.insert(it["business"]);
      if (it["organisation"] == own && it.contains("closed_on") && it["closed_on"] < limit(60)) out["follow_up"].insert(it["id"]);
    }
    for (auto const& it : before["project"])
      if (it["organisation"] == own && it["changed_at"].get<std::string>() >= limit(36))
        held.insert("project:" + it["id"].get<std::string>());
    for (auto const& it : before["exchange"]) {
      bool const due = it["organisation"] == own && it["on_day"] < limit(36) && !held.contains(it["business"]);
      if (due) out["exchange"].insert(it["id"]);
    }
    for (auto const& it : before["reminder"])
      if (it["organisation"] == own && it.contains("done_at") && it["done_at"].get<std::string>() < limit(12))
        out["reminder"].insert(it["id"]);
    for (auto const& it : before["contact"])
      if (it["organisation"] == own && it["contacted_on"] < limit(36)) out["contact"].insert(it["id"]);
    std::set<std::string> hung_on;
    for (auto const& table : {"exchange", "need", "follow_up", "reminder", "contact_link"})
      for (auto const& it : before[table]) hung_on.insert(it.value("business", ""));
    for (auto const& it : before["project"]) {
      bool const due = it["organisation"] == own && it["changed_at"].get<std::string>() < limit(36);
      if (due && !hung_on.contains("project:" + it["id"].get<std::string>())) out["project"].insert(it["id"]);
    }
    for (auto const& it : before["sheet_import"])
      if (it["organisation"] == own && it["created_at"].get<std::string>() < limit(12)) out["sheet_import"].insert(it["id"]);
    std::set<std::string> at_work;  // by the longer time of documents
    for (auto const& it : before["exchange"])
      if (it["organisation"] == own && it["on_day"] >= limit(60)) at_work.insert(it["business"]);
    for (auto const& it : before["need"])
      for (auto const& party : before["need_party"])
        if (party["need"] == it["id"] && party["organisation"] == own) at_work.insert(it["business"]);
    for (auto const& it : before["follow_up"])
      if (it["organisation"] == own) at_work.insert(it["business"]);
    for (auto const& it : before["document"]) {
      bool const old = it["organisation"] == own && it["created_at"].get<std::string>().substr(0, 10) < limit(60);
      if (old && !at_work.contains(it["subject"])) out["document"].insert(it["id"]);
    }
    for (auto const& it : before["stated_membership"])
      if (it["organisation"] == own && it["as_of"] < limit(36)) out["stated_membership"].insert(it["id"]);
    // A campaign stays, without its targets.
    for (auto const& it : rows("campaign"))
      if (it["organisation"] == own && it.contains("closed_on") && it["closed_on"] < limit(36)) out["campaign"].insert(it["id"]);
    return out;
  }
  // What stays of a table when those records go with what hangs on them.
  static Rows without(std::string const& table, Rows rows, std::map<std::string, std::set<std::string>> const& gone) {
    static std::map<std::string, std::pair<std::string, std::string>> const hangs = {{"need_step", {"need", "need"}},
                                                                                     {"need_party", {"need", "need"}},
                                                                                     {"follow_up_member", {"follow_up", "follow_up"}},
                                                                                     {"follow_up_agent", {"follow_up", "follow_up"}},
                                                                                     {"follow_up_step", {"follow_up", "follow_up"}},
                                                                                     {"contact_link", {"contact", "contact"}},
                                                                                     {"contact_channel", {"contact", "contact"}},
                                                                                     {"sheet_import_row", {"sheet_import", "import"}},
                                                                                     {"document_piece", {"document", "document"}},
                                                                                     {"campaign_target", {"campaign", "campaign"}}};
    auto const hung = hangs.find(table);
    auto const of = hung == hangs.end() ? std::pair{table, std::string("id")} : hung->second;
    auto const found = gone.find(of.first);
    if (found != gone.end())
      std::erase_if(rows, [&](Json const& row) { return found->second.contains(row[of.second].get<std::string>()); });
    return rows;
  }
};
INSTANTIATE_TEST_SUITE_P(Both, Purges, testing::ValuesIn(sql::both_dialects), sql::dialect_name);

TEST_P(Purges, TakeWhatIsDueAndNothingElse) {
  years_of_work(400);
  for (int i = 0; i < 20; ++i) campaign(somebody());
  for (int i = 0; i < 60; ++i) document(somebody(), {"100000002000" + std::to_string(10 + below(50)), "77142"}, some_day());
  for (int i = 0; i < 60; ++i) document(somebody(), some_business(), some_day());
  for (int i = 0; i < 60; ++i) membership(somebody());
  auto before = everything();
  auto const gone = expected(before, pays_);
  for (auto const& kind :
       {"exchange", "need", "follow_up", "reminder", "contact", "sheet_import", "project", "campaign", "document", "stated_membership"})
    ASSERT_TRUE(gone.contains(kind)) << kind << ": the seed makes none";
  auto const counted = figures();
  ASSERT_GT(counted.contributions, 0U);
  auto const told = read([&](Session& s) { return due(s, anne_, today_); });
  for (auto const& one : told) {
    auto const table = one.kind == "import" ? std::string("sheet_import") : one.kind == "membership" ? "stated_membership" : one.kind;
    if (one.kind == "channel") continue;
    EXPECT_EQ(static_cast<std::size_t>(one.count), gone.at(table).size()) << one.kind;
  }
  auto const done = carried_out(anne_, every_);
  for (auto const& kind : done.kinds) EXPECT_EQ(kind.listed, 0) << kind.kind;
  auto after = everything();
  std::set<std::string> own;
  for (auto const& it : before["contact"])
    if (it["organisation"] == pays_) own.insert(it["id"]);
  for (auto const* const table : tables) {
    if (std::string(table) == "opposition_mark" || std::string(table) == "ledger_version") continue;
    auto left = without(table, before[table], gone);
    // A number past its own day goes alone, where its contact stays.
    std::erase_if(left, [&](Json const& it) {
      return std::string(table) == "contact_channel" && own.contains(it["contact"].get<std::string>()) && it["until_on"] < "2026-11-28";
    });
    for (auto& row : left)  // whose contact is gone names it no more
      if (std::string(table) == "campaign_target" && gone.at("contact").contains(row["contact"].get<std::string>())) row["contact"] = "";
    if (std::string(table) == "contact") {
      for (auto* const some : {&left, &after[table]})
        for (auto& row : *some) row.erase("version");
    }
    EXPECT_TRUE(after[table] == left) << table << ": " << after[table].size() << " rows, expected " << left.size();
  }
  EXPECT_EQ(after["opposition_mark"], before["opposition_mark"]) << "what persons opposed is honoured further on";
  EXPECT_EQ(figures(), counted);
}

TEST_P(Purges, TakeALegalUnitAndItsEstablishmentsAsOneFile) {
  support::Subject const unit{"unit:100000009", "77142"}, shop{"10000000900010", "77142"}, elsewhere{"10000000800012", "77142"};
  auto const due_now = [&] {
    std::set<std::string> out;
    for (auto const kind : {support::Aged::document, support::Aged::exchange}) {
      auto const values = support::aged_values(pays_, day("2021-11-28"));
      auto const found = read([&](Session& s) { return s.rows(support::aged_sql(kind), Session::Values(values)); });
      for (auto const& row : found) out.insert(row.text("id"));
    }
    return out;
  };
  auto const statutes = document(anne_, unit, "2019-03-20");
  auto const visit = exchange(anne_, shop, "2019-03-20");
  auto const other = document(anne_, elsewhere, "2019-03-20");
  EXPECT_EQ(due_now(), (std::set<std::string>{statutes, visit, other}));
  auto const fresh = exchange(anne_, shop, "2026-03-20");
  EXPECT_EQ(due_now(), std::set<std::string>{other}) << "work with the establishment keeps what is of its unit";
  write([&](Session& s) { return support::delete_exchange(s, now(anne_), fresh, 1); });
  exchange(anne_, unit, "2026-03-20");
  EXPECT_EQ(due_now(), std::set<std::string>{other}) << "and the other way round";
}

TEST_P(Purges, LeaveNothingInTheTrailButThatItWasDone) {
  auto const old = exchange(anne_, {"10000000100009", "77142"}, "2019-03-20", "jeton planté");
  auto const kept = exchange(anne_, {"10000000100007", "77142"}, "2026-03-20", "reste");
  carried_out(anne_, {"exchange"});
  for (auto const& row : rows("audit")) {
    bool const tells = row.contains("after_values") || row.contains("before_values") || row.contains("subject");
    EXPECT_FALSE(row["record"] == old && tells);
    EXPECT_TRUE(row["record"] != kept || tells);
  }
  auto const entries = rows("audit");
  EXPECT_EQ(std::count_if(entries.begin(), entries.end(), [&](Json const& it) { return it["record"] == old; }), 1);
  EXPECT_EQ(std::count_if(entries.begin(), entries.end(), [](Json const& it) { return it["action"] == "purge.carried_out"; }), 1);
}

TEST_P(Purges, KeepABusinessApartInTheLedgerWithoutItsNumber) {
  auto const once = [&](access::Reader const& who, char const* business) {
    support::ExchangeFacts facts;
    facts.on = day("2018-06-11");
    facts.action = action_;
    write([&](Session& s) { return support::note_exchange(s, now(who), day("2018-06-11"), {business, "77142"}, facts); });
  };
  once(anne_, "10000000100001");
  once(anne_, "10000000100001");
  once(anne_, "10000000100002");
  once(carole_, "10000000100002");
  auto const counted = figures();
  carried_out(anne_, {"exchange"});
  EXPECT_EQ(figures(), counted);
  std::set<std::string> known;
  for (auto const& row : rows("contribution")) known.insert(row["business"].get<std::string>().substr(0, 5));
  EXPECT_EQ(known, (std::set<std::string>{"10000", "gone:"})) << "a partner still keeps its work with the second";
  carried_out(carole_, {"exchange"});
  for (auto const& row : rows("contribution")) EXPECT_TRUE(row["business"].get<std::string>().starts_with("gone:"));
  EXPECT_EQ(figures(), counted);
}

TEST_P(Purges, WantTheFileHandedOverAndTheVisa) {
  auto const refused = [&](auto&& fn) { return refusal([&](Session& s) { return fn(s); }); };
  auto const nothing = [&](Session& s) { return list_purge(s, now(anne_), today_, {"exchange"}); };
  EXPECT_EQ(refused(nothing), "retention.nothing_due");
  exchange(anne_, {"10000000100009", "77142"}, "2019-03-20");
  EXPECT_EQ(refused([&](Session& s) { return list_purge(s, now(anne_), today_, {"convention"}); }), "retention.unknown_kind");
  auto purge = listed(anne_, {"exchange"});
  EXPECT_EQ(refused(nothing), "retention.purge_open");
  auto const carry = [&](Session& s) { return carry_out_block(s, now(anne_), purge.id); };
  EXPECT_EQ(refused(carry), "retention.no_archive");
  write([&](Session& s) { return note_archive(s, now(anne_), purge.id, "sum"); });
  EXPECT_EQ(refused(carry), "retention.no_visa");
  EXPECT_EQ(refused([&](Session& s) { return set_visa(s, now(anne_), purge.id, 1, "AD77", "2027-01-01"); }), "support.bad_day");
  EXPECT_EQ(refused([&](Session& s) { return set_visa(s, now(anne_), purge.id, 2, "AD77", "2026-01-01"); }), "support.changed");
  EXPECT_EQ(refused([&](Session& s) { return carry_out_block(s, now(carole_), purge.id); }), "retention.unknown_purge");
  purge = write([&](Session& s) { return leave_purge(s, now(anne_), purge.id, 1); });
  EXPECT_EQ(purge.state, "left");
  EXPECT_EQ(refused(carry), "retention.purge_over");
  EXPECT_EQ(rows("exchange").size(), 1U);
}

TEST_P(Purges, LeaveWhatChangedSinceItWasListed) {
  support::Subject const again{"10000000100008", "77142"};
  auto const touched = exchange(anne_, {"10000000100009", "77142"}, "2019-03-20");
  exchange(anne_, again, "2019-03-20");
  auto purge = ready(anne_, {"exchange"});
  support::ExchangeFacts facts;
  facts.on = day("2019-03-20");
  facts.notes = "Complété";
  write([&](Session& s) { return support::change_exchange(s, now(anne_), today_, touched, 1, facts); });
  exchange(anne_, again, "2026-10-01");
  purge = write([&](Session& s) { return carry_out_block(s, now(anne_), purge.id); }).purge;
  ASSERT_EQ(purge.kinds.size(), 1U);
  EXPECT_EQ(purge.kinds[0].stays, 2);
  EXPECT_EQ(purge.state, "done");
  EXPECT_EQ(rows("exchange").size(), 3U);
}

TEST_P(Purges, HandOverAllThatIsErased) {
  exchange(anne_, {"10000000100009", "77142"}, "2019-03-20", "Compte rendu à garder");
  auto const purge = listed(anne_, {"exchange"});
  auto const text = read([&](Session& s) { return purge_archive(s, anne_, purge.id); });
  std::vector<Json> lines;
  for (std::size_t from = 0; from < text.size();) {
    auto const end = text.find('\n', from);
    lines.push_back(Json::parse(text.substr(from, end - from)));
    from = end + 1;
  }
  ASSERT_EQ(lines.size(), 3U);
  EXPECT_EQ(lines[0]["records"]["exchange"]["listed"], 1);
  EXPECT_EQ(lines[1]["exchange"]["notes"], "Compte rendu à garder");
  EXPECT_EQ(lines[2]["agents"].size(), 1U);
}

TEST_P(Purges, AreDoneAgainOnAnOlderBackup) {
  years_of_work(60);
  for (int i = 0; i < 10; ++i) document(anne_, {"100000002000" + std::to_string(10 + i), "77142"}, "2019-03-20");
  for (int i = 0; i < 10; ++i) membership(anne_);
  auto const backup = place_.folder() + "/before.sqlite";
  auto const journal = place_.folder() + "/purges";
  auto const migrations = convention::all_migrations(casework_migrations());
  ASSERT_TRUE(sql::back_up(*store_, backup, migrations, {"2026-11-28", "test", "", {}}).ok());
  carried_out(anne_, every_);
  ASSERT_TRUE(take_up_journal(base::real_files(), journal, *store_).ok());
  auto const after = everything();
  sql::ThrowawayStore other(GetParam());
  auto const restored = other.open();
  ASSERT_TRUE(sql::restore(backup, *restored, migrations, "", {"2026-11-28", "test", "", {}}).ok());
  auto const taken = take_up_journal(base::real_files(), journal, *restored);
  ASSERT_TRUE(taken.ok()) << taken.error().debug();
  EXPECT_GT(taken->erased, 0U);
  EXPECT_EQ(take_up_journal(base::real_files(), journal, *restored)->erased, 0U) << "once";
  std::swap(store_, const_cast<std::unique_ptr<sql::Store>&>(restored));
  for (auto const& [table, rows] : everything()) EXPECT_TRUE(table == "ledger_version" || rows == after.at(table)) << table;
  std::swap(store_, const_cast<std::unique_ptr<sql::Store>&>(restored));
}

// The files of PostgreSQL are its server's.
class PurgesOfAFile : public Purges {};
INSTANTIATE_TEST_SUITE_P(Sqlite, PurgesOfAFile, testing::Values(sql::Dialect::sqlite), sql::dialect_name);

TEST_P(PurgesOfAFile, LeaveNoWordInTheFilesOfTheStore) {
  for (int i = 0; i < 40; ++i) exchange(anne_, {"10000000100009", "77142"}, "2019-03-20", "jeton planté " + std::string(200, 'x'));
  auto const held = [&] {
    bool found = false;
    for (auto const* const ending : {"", "-wal"}) {
      auto const path = place_.url().substr(std::string("sqlite:").size()) + ending;
      if (base::real_files().exists(path)) found = found || base::real_files().read(path).value().find("jeton plant") != std::string::npos;
    }
    return found;
  };
  EXPECT_TRUE(held());
  carried_out(anne_, {"exchange"});
  EXPECT_TRUE(sql::empty_journal(*store_).ok());
  EXPECT_FALSE(held());
}

TEST_P(Purges, FollowTheDurationsThatWereDecided) {
  exchange(anne_, {"10000000100009", "77142"}, "2025-08-19");
  auto const count = [&] { return read([&](Session& s) { return due(s, anne_, today_); }).front().count; };
  EXPECT_EQ(count(), 0);
  auto const decided = [&](std::int64_t version, std::int64_t months, std::string const& why) {
    return refusal([&](Session& s) { return decide(s, now(anne_), "exchange", version, months, why); });
  };
  EXPECT_EQ(decided(0, 48, "plus"), "retention.months") << "three years at most";
  EXPECT_EQ(decided(0, 12, ""), "text.empty");
  EXPECT_EQ(decided(1, 12, "un an suffit"), "support.changed");
  EXPECT_EQ(decided(0, 12, "un an suffit"), "");
  EXPECT_EQ(count(), 1);
  auto const all = read(settings);
  EXPECT_EQ(all.front().months, 12);
  EXPECT_EQ(all.front().agent, anne_.agent);
  EXPECT_EQ(decided(0, 24, "deux"), "support.changed");
}

TEST(Journal, ReadsWhatACutLeftWhole) {
  std::string const id = "0190a1b2-0000-7000-8000-000000000001";
  auto const text = "bassin purges 1\nexchange " + id + " 2026-11-28T09:00:00Z\nrien\nneed ../x now\ncontact " + id;
  auto const found = parse_journal(text);
  ASSERT_EQ(found.size(), 1U);
  EXPECT_EQ(found[0], (PurgedRecord{support::Aged::exchange, id, "2026-11-28T09:00:00Z"}));
}

}  // namespace
}  // namespace bassin::retention
