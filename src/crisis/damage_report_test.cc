#include "crisis/damage_report.h"

#include <gmock/gmock.h>

#include <algorithm>
#include <map>
#include <random>
#include <set>
#include <thread>

#include "base/uuid.h"
#include "crisis/held_of_agent.h"
#include "crisis/testing/room_test_support.h"
#include "crisis/writings.h"
#include "support/person_mentions.h"

namespace bassin::crisis {
namespace {

using sql::Session;
using testing::ElementsAre;

class DamageReports : public InARoom {
 protected:
  static Answer said(std::string question, std::string text, Standing standing = Standing::given) {
    return {std::move(question), "", standing, standing == Standing::given ? std::move(text) : "", {}, {}, {}};
  }
  static Answer lost(std::string item, std::int64_t euros) {
    return {"damage", std::move(item), Standing::given, "", euros, euros, Certainty::estimated};
  }
  static Place at(int number) { return {std::to_string(10000000000000 + number), "77142", Entry::added}; }
  ReportFacts facts(int number, std::vector<Answer> answers) {
    ReportFacts out;
    out.id = base::new_uuid();
    out.place = at(number);
    out.seen_at = {clock_ms_ += 60'000};
    out.answers = std::move(answers);
    return out;
  }
  static ReportFacts nameless(std::string name, std::vector<Answer> answers = {said("trading", "closed")}) {
    ReportFacts out;
    out.id = base::new_uuid();
    out.typed.name = std::move(name);
    out.seen_at = {1'780'000'100'000};
    out.answers = std::move(answers);
    return out;
  }
  Received send(ReportFacts const& it, access::Reader const& who) {
    auto const act = as(who);
    return write([&](Session& s) { return receive_report(s, act, room_.id, it); });
  }
  std::string refused(ReportFacts const& it, access::Reader const& who) {
    return refusal([&](Session& s) { return receive_report(s, as(who), room_.id, it); });
  }
  CaseReports of(Case const& it) {
    return read([&](Session& s) { return reports_of_case(s, nadia_, it.id); });
  }
  std::string present(Case const& it, std::string_view question) {
    for (auto const& one : of(it).present)
      if (one.answer.question == question)
        return one.answer.standing == Standing::given ? one.answer.text : std::string(id_of(one.answer.standing));
    return "";
  }
  std::size_t rows(std::string const& table) {
    return static_cast<std::size_t>(read([&](Session& s) { return s.row("select count(*) as n from " + table); })->integer("n"));
  }
  std::vector<DamageReport> list(ReportState state) {
    return read([&](Session& s) { return damage_reports_of(s, nadia_, room_.id, {state, {}, "", 100}); });
  }
};
INSTANTIATE_TEST_SUITE_P(Both, DamageReports, testing::ValuesIn(sql::both_dialects), sql::dialect_name);

TEST_P(DamageReports, MakeACaseReportedAndSayWhetherItTrades) {
  draw();
  enter(1, {{at(1).business, "77142", Entry::inside}});
  auto const made = send(facts(1, {said("trading", "closed"), said("people_safe", "yes"), lost("stock", 8'000)}), paul_);
  EXPECT_TRUE(made.fresh);
  auto it = one(at(1).business);
  EXPECT_EQ(made.report.record, it.id);
  EXPECT_EQ(it.state, CaseState::reported);
  EXPECT_EQ(it.reached, CaseState::reported);
  EXPECT_EQ(it.trading, Trading::closed);
  EXPECT_EQ(it.entry, Entry::inside) << "it came with the zone";
  EXPECT_EQ(read([&](Session& s) { return steps_of(s, maud_, it.id); }).size(), 1U);
  send(facts(2, {said("trading", "", Standing::refused)}), nadia_);
  it = one(at(2).business);
  EXPECT_EQ(it.entry, Entry::added) << "nobody had it on the list";
  EXPECT_EQ(it.trading, Trading::refused);
  send(facts(2, {said("trading", "partly")}), nadia_);
  EXPECT_EQ(one(at(2).business).trading, Trading::partly);
  auto const before = std::pair(rows("audit"), one(at(2).business).version);
  auto const late = facts(2, {said("trading", "closed")});
  send(facts(2, {said("trading", "partly")}), nadia_);
  send(facts(2, {said("insured", "yes")}), nadia_);
  EXPECT_EQ(std::pair(rows("audit") - 2, one(at(2).business).version), before) << "said again, it changes nothing of the case";
  send(late, nadia_);
  EXPECT_EQ(one(at(2).business).trading, Trading::partly) << "and holds from then on";
  EXPECT_EQ(read([&](Session& s) { return steps_of(s, maud_, it.id); }).size(), 1U) << "reported once";
}

TEST_P(DamageReports, SentTwiceAreStoredOnce) {
  auto const it = facts(1, {said("trading", "closed"), said("callback", "01 64 63 77 00")});
  auto const first = send(it, paul_);
  auto const before = std::pair(rows("audit"), one(at(1).business).version);
  auto const again = send(it, paul_);
  EXPECT_FALSE(again.fresh);
  EXPECT_EQ(again.report.received_at, first.report.received_at);
  EXPECT_EQ(again.report.answers, first.report.answers);
  EXPECT_EQ(std::pair(rows("audit"), one(at(1).business).version), before) << "nothing was written";
  EXPECT_EQ(rows("damage_report"), 1U);
  auto other = it;
  other.answers[0].text = "open";
  EXPECT_EQ(refused(other, paul_), "crisis.report_differs");
  other = it;
  other.place = at(2);
  EXPECT_EQ(refused(other, paul_), "crisis.report_differs") << "of another business";
  EXPECT_EQ(refused(it, ines_), "crisis.unknown") << "of the room alone";
  auto const now = read([&](Session& s) { return find_crisis(s, maud_, room_.id); });
  write([&](Session& s) { return set_state(s, as(maud_), room_.id, now.version, State::closed); });
  EXPECT_FALSE(send(it, paul_).fresh) << "what was received is answered after the end too";
  EXPECT_EQ(refused(facts(1, {said("trading", "open")}), paul_), "crisis.closed");
}

TEST_P(DamageReports, SentTenTimesAtOnceAreStoredOnce) {
  auto const it = facts(1, {said("trading", "closed"), lost("stock", 1'000)});
  auto const act = as(paul_);
  std::vector<std::string> errors(10);
  std::vector<int> fresh(10);
  std::vector<std::thread> threads;
  for (std::size_t i = 0; i < 10; ++i)
    threads.emplace_back([&, i] {
      auto const done = store_->write([&](Session& s) { return receive_report(s, act, room_.id, it); });
      if (done.ok())
        fresh[i] = done->fresh ? 1 : 0;
      else
        errors[i] = done.error().code;
    });
  for (auto& thread : threads) thread.join();
  for (auto const& error : errors) EXPECT_EQ(error, "");
  EXPECT_EQ(std::count(fresh.begin(), fresh.end(), 1), 1);
  EXPECT_EQ(rows("damage_report"), 1U);
  EXPECT_EQ(rows("crisis_case"), 1U);
  EXPECT_EQ(rows("damage_answer"), 2U);
}

TEST_P(DamageReports, KeepTheNewestThatWasGivenAndSayFromWhom) {
  auto const early = facts(1, {said("insurer", "La Mutuelle"), said("insured", "yes"), said("gas", "", Standing::unknown)});
  auto const late = facts(1, {said("insurer", "", Standing::refused), said("insured", "no"), said("gas", "", Standing::refused)});
  auto const last = send(late, paul_).report.id;
  auto const first = send(early, nadia_).report.id;
  auto const it = one(at(1).business);
  EXPECT_EQ(present(it, "insured"), "no") << "seen later, whenever it came";
  EXPECT_EQ(present(it, "insurer"), "La Mutuelle") << "what somebody said stands, though they say it no more";
  EXPECT_EQ(present(it, "gas"), "refused");
  auto const all = of(it);
  EXPECT_EQ(all.reports.size(), 2U);
  EXPECT_EQ(all.reports[0].id, last) << "the newest first";
  for (auto const& one : all.present) EXPECT_EQ(one.report, one.answer.question == "insurer" ? first : last);
}

TEST_P(DamageReports, OfAClockAheadAreNotTheNewestForDays) {
  auto ahead = facts(1, {said("trading", "open")});
  ahead.seen_at = {clock_ms_ + 86'400'000};
  auto const got = send(ahead, paul_).report;
  EXPECT_LT(got.holds_from, got.seen_at) << "as the phone said, and when it came";
  EXPECT_EQ(got.holds_from, got.received_at);
  send(facts(1, {said("trading", "closed")}), paul_);
  EXPECT_EQ(one(at(1).business).trading, Trading::closed);
}

TEST_P(DamageReports, ThatComeLateDoNotUndoWhatAnAgentSaidSince) {
  send(facts(1, {said("trading", "closed")}), paul_);
  auto const queued = facts(1, {said("trading", "partly")});
  auto const it = one(at(1).business);
  CaseChange change;
  change.version = it.version;
  change.trading = Trading::open;
  write([&](Session& s) { return change_case(s, as(maud_), it.id, change); });
  send(queued, paul_);
  EXPECT_EQ(one(at(1).business).trading, Trading::open) << "seen before she said so";
  send(facts(1, {said("trading", "", Standing::unknown)}), paul_);
  EXPECT_EQ(one(at(1).business).trading, Trading::open) << "who does not know says nothing against it";
  send(facts(1, {said("trading", "closed")}), paul_);
  EXPECT_EQ(one(at(1).business).trading, Trading::closed);
  auto const ended = one(at(1).business);
  change = {ended.version, CaseState::reopened, "", {}, {}};
  write([&](Session& s) { return change_case(s, as(maud_), it.id, change); });
  send(facts(1, {said("trading", "closed")}), paul_);
  EXPECT_EQ(one(at(1).business).state, CaseState::reopened) << "an end is an agent's to take back";
}

TEST_P(DamageReports, AreTakenWhileSomebodyIsOnTheLine) {
  send(facts(1, {said("trading", "closed")}), paul_);
  auto const it = one(at(1).business);
  write([&](Session& s) { return take_line(s, as(paul_), it.id); });
  EXPECT_TRUE(send(facts(1, {said("trading", "open")}), maud_).fresh) << "what was seen is not lost because somebody calls";
}

TEST_P(DamageReports, WaitUntilSomebodySaysOfWhomTheyAre) {
  auto const first = send(nameless("Chez Léa"), paul_).report;
  auto const second = send(nameless("La Roulotte"), paul_).report;
  EXPECT_EQ(first.record, "");
  EXPECT_EQ(rows("crisis_case"), 0U);
  auto const waiting = list(ReportState::waiting);
  ASSERT_EQ(waiting.size(), 2U);
  EXPECT_EQ(waiting[0].typed.name, "Chez Léa");
  EXPECT_EQ(waiting[0].answers.size(), 1U);
  auto const page = read([&](Session& s) { return damage_reports_of(s, nadia_, room_.id, {ReportState::waiting, {}, first.id, 100}); });
  ASSERT_EQ(page.size(), 1U);
  EXPECT_EQ(page[0].id, second.id);
  auto const match = [&](DamageReport const& it, int number) {
    return [&, number](Session& s) { return match_report(s, as(maud_), it.id, it.version, at(number)); };
  };
  auto const wrong = write(match(first, 1));
  EXPECT_EQ(refusal(match(first, 2)), "crisis.changed") << "two agents at once";
  EXPECT_EQ(one(at(1).business).state, CaseState::reported);
  EXPECT_EQ(wrong.typed.name, "Chez Léa") << "as it was typed";
  auto const right = write(match(wrong, 2));
  EXPECT_EQ(present(one(at(1).business), "trading"), "") << "taken from the one";
  EXPECT_EQ(present(one(at(2).business), "trading"), "closed") << "and given to the other";
  EXPECT_EQ(right.settled_by, maud_.agent);
  auto const aside = [&](DamageReport const& it, std::string const& why) {
    return [&, why](Session& s) { return set_report_aside(s, as(maud_), it.id, it.version, why); };
  };
  EXPECT_EQ(refusal(aside(second, " ")), "text.empty");
  auto const gone = write(aside(second, "Une farce."));
  EXPECT_TRUE(list(ReportState::waiting).empty());
  EXPECT_THAT(list(ReportState::set_aside).at(0).why, "Une farce.");
  EXPECT_EQ(write(match(gone, 3)).why, "") << "it was none";
  auto const off = write(aside(right, "Confondue."));
  EXPECT_EQ(present(one(at(2).business), "trading"), "");
  EXPECT_EQ(of(one(at(2).business)).reports.size(), 1U) << "its history says so";
  EXPECT_EQ(off.record, one(at(2).business).id);
  EXPECT_THAT(read([&](Session& s) { return report_counts(s, nadia_, room_.id); }), ElementsAre(0, 1, 1));
}

TEST_P(DamageReports, AreOfTheRoomAlone) {
  auto const it = send(nameless("Chez Léa"), paul_).report;
  auto const elected = member(cma_, "elue@cma.fr", access::Role::elected);
  for (auto const& who : {ines_, elected, reader(agri_)}) {
    EXPECT_EQ(refusal([&](Session& s) { return damage_reports_of(s, who, room_.id, {}); }), "crisis.unknown");
    EXPECT_EQ(refusal([&](Session& s) { return report_counts(s, who, room_.id); }), "crisis.unknown");
    EXPECT_EQ(refusal([&](Session& s) { return find_damage_report(s, who, it.id); }), "crisis.unknown_damage_report");
    EXPECT_EQ(refusal([&](Session& s) { return match_report(s, as(who), it.id, it.version, at(1)); }), "crisis.unknown_damage_report");
    EXPECT_EQ(refused(nameless("Chez Luc"), who), "crisis.unknown");
  }
  auto of_owner = nameless("Chez Luc");
  of_owner.source = ReportSource::owner;
  EXPECT_EQ(refused(of_owner, paul_), "crisis.bad_value") << "no agent speaks as an owner";
  EXPECT_EQ(refused(nameless(""), paul_), "crisis.unnamed_report");
  auto odd = nameless("Chez Luc");
  odd.id = "1";
  EXPECT_EQ(refused(odd, paul_), "crisis.bad_value");
  odd = nameless("Chez Luc");
  odd.typed.siret = "123";
  EXPECT_EQ(refused(odd, paul_), "crisis.bad_value");
  odd = nameless("");
  odd.typed.longitude = 2.9;
  EXPECT_EQ(refused(odd, paul_), "crisis.bad_value");
  odd.typed.latitude = 48.8;
  EXPECT_EQ(refused(odd, paul_), "") << "a place in the street is enough to find it";
}

TEST_P(DamageReports, LoseWordsAndNumbersAndKeepWhatWasChosen) {
  auto it = nameless("Zéphyrine Plantée", {said("trading", "closed"), said("remarks", "Zéphyrine pleure"), lost("stock", 987'654)});
  it.typed.person = it.typed.address = "Zéphyrine";
  it.typed.siret = "98765432100012";
  it.typed.longitude = 2.987654;
  it.typed.latitude = 48.8;
  auto const kept = send(it, paul_).report;
  auto const other = write([&](Session& s) { return open_crisis(s, as(maud_), flood()); });
  auto const there = nameless("Zéphyrine ailleurs");
  write([&](Session& s) { return receive_report(s, as(maud_), other.id, there); });
  auto const aside = [&](Session& s) { return set_report_aside(s, as(maud_), kept.id, kept.version, "Zéphyrine s'est trompée."); };
  write(aside);
  EXPECT_EQ(write([&](Session& s) { return anonymise_reports(s, room_.id); }), 1U);
  auto const after = read([&](Session& s) { return find_damage_report(s, nadia_, kept.id); });
  EXPECT_EQ(after.typed.name + after.typed.person + after.typed.address + after.typed.siret + after.why, "");
  EXPECT_FALSE(after.typed.longitude || after.typed.latitude);
  ASSERT_EQ(after.answers.size(), 3U);
  EXPECT_EQ(after.answers[0].from, std::nullopt);
  EXPECT_EQ(after.answers[0].to, std::nullopt);
  EXPECT_EQ(after.answers[1].text, "");
  EXPECT_EQ(after.answers[2].text, "closed");
  EXPECT_EQ(read([&](Session& s) { return find_damage_report(s, maud_, there.id); }).typed.name, "Zéphyrine ailleurs") << "another crisis";
  auto const trail = read([&](Session& s) { return s.rows("select before_values, after_values from audit"); });
  for (auto const& row : trail) {
    auto const text = row.optional_text("before_values").value_or("") + row.optional_text("after_values").value_or("");
    EXPECT_EQ(text.find("phyrine"), std::string::npos) << text;
    EXPECT_EQ(text.find("987654"), std::string::npos) << text;
  }
}

// Whoever asks what is held of them is told what reports say of them too, and what was typed as their number.
TEST_P(DamageReports, TellWhomTheyName) {
  auto it = nameless("Chez Jeanne Durand", {said("remarks", "Jeanne Durand attend l'expert."), said("callback", "01.64.63.77.00")});
  it.typed.person = "Jeanne Durand";
  auto const kept = send(it, paul_).report;
  write([&](Session& s) { return set_report_aside(s, as(maud_), kept.id, kept.version, "Déjà dit par Jeanne Durand."); });
  auto const told = [&](access::Reader const& who, support::Sought const& sought) {
    return read([&](Session& s) { return support::mentions_of(s, who, sought, writings()); }).all.size();
  };
  support::Sought by_name, by_number;
  by_name.names = {"Jeanne Durand"};
  by_number.phones = {"+33164637700"};
  EXPECT_EQ(told(nadia_, by_name), 2U);
  EXPECT_EQ(told(nadia_, by_number), 1U);
  EXPECT_EQ(told(maud_, by_name), 0U) << "another's";
  std::set<std::string> covered;
  for (auto const& from : writings())
    for (auto const text : from.texts) covered.emplace(text);
  // Every column of these tables that takes any text, but for keys, codes and moments.
  std::set<std::string> const coded{"r.id",        "r.crisis",     "r.record",     "r.source",      "r.state",      "r.organisation",
                                    "r.agent",     "r.siret",      "r.seen_at",    "r.received_at", "r.holds_from", "r.fingerprint",
                                    "r.challenge", "r.settled_at", "r.settled_by", "a.report",      "a.question",   "a.item",
                                    "a.standing",  "a.coded",      "a.certainty"};
  bool const lite = GetParam() == sql::Dialect::sqlite;
  for (std::string const table : {"damage_report", "damage_answer"}) {
    auto const columns = read([&](Session& s) {
      return s.rows(lite ? "select name from pragma_table_info('" + table + "') where type = 'TEXT' or type = 'text'"
                         : "select column_name as name from information_schema.columns where table_name = '" + table +
                               "' and data_type = 'text'");
    });
    EXPECT_GE(columns.size(), 7U);
    for (auto const& row : columns) {
      auto const column = (table == "damage_report" ? "r." : "a.") + row.text("name");
      EXPECT_TRUE(covered.contains(column) != coded.contains(column)) << column;
    }
  }
}

TEST_P(DamageReports, AreCountedForWhoAsksWhatIsHeldOfThem) {
  send(facts(1, {said("trading", "closed")}), paul_);
  send(facts(1, {said("trading", "open")}), paul_);
  send(facts(2, {said("trading", "open")}), nadia_);
  auto const held = read([&](Session& s) { return access::read_held(s, held_of_agent(), paul_.agent); });
  ASSERT_EQ(held.size(), 1U);
  ASSERT_EQ(held[0].rows.size(), 2U) << "reports, and the step that the first one made";
  EXPECT_EQ(std::get<std::int64_t>(held[0].rows[0][2]), 1);
  EXPECT_EQ(std::get<std::string>(held[0].rows[1][0]), "damage_report");
  EXPECT_EQ(std::get<std::int64_t>(held[0].rows[1][2]), 2);
}

// Against all reports sorted by hand, over reports of chance that come in any order, are matched, moved and set aside.
TEST_P(DamageReports, HoldAsAListByHandDoes) {
  std::mt19937 chance(20160601);
  auto const below = [&](std::uint32_t most) { return static_cast<int>(chance() % most); };
  std::vector<std::string_view> const asked{"trading", "insured", "gas"};
  std::map<std::string, DamageReport> all;
  for (int round = 0; round < 60; ++round) {
    std::vector<Answer> answers;
    for (auto const question : asked)
      if (below(3) > 0)
        answers.push_back(said(std::string(question),
                               question == "trading" ? "closed"
                               : question == "gas"   ? "off"
                                                     : "yes",
                               static_cast<Standing>(below(3))));
    if (answers.empty()) answers.push_back(said("trading", "open"));
    auto it = below(4) == 0 ? nameless("Chez Léa", answers) : facts(below(3), answers);
    it.seen_at = {1'780'000'100'000 + below(5) * 1000};  // often at the same moment
    auto const made = send(it, paul_).report;
    all[made.id] = made;
    auto& any = std::next(all.begin(), below(static_cast<std::uint32_t>(all.size())))->second;
    if (below(3) == 0) any = write([&](Session& s) { return match_report(s, as(maud_), any.id, any.version, at(below(3))); });
    if (below(5) == 0) any = write([&](Session& s) { return set_report_aside(s, as(maud_), any.id, any.version, "non"); });
  }
  for (auto const& record : cases(nadia_)) {
    std::map<std::string, DamageReport const*> expected;
    auto const comes_before = [](DamageReport const& a, DamageReport const& b, std::string const& question) {
      auto const key = [&](DamageReport const& it) {
        auto const found = std::find_if(it.answers.begin(), it.answers.end(), [&](auto const& one) { return one.question == question; });
        return std::tuple(found->standing == Standing::given ? 1 : 0, it.holds_from, it.received_at, it.id);
      };
      return key(a) > key(b);
    };
    for (auto const& [id, it] : all) {
      if (it.record != record.id || it.state != ReportState::matched) continue;
      for (auto const& answer : it.answers) {
        auto& best = expected[answer.question];
        if (best == nullptr || comes_before(it, *best, answer.question)) best = &it;
      }
    }
    std::map<std::string, std::string> shown, wanted;
    for (auto const& one : of(record).present) shown[one.answer.question] = one.report;
    for (auto const& [question, it] : expected) wanted[question] = it->id;
    EXPECT_EQ(shown, wanted);
  }
}

}  // namespace
}  // namespace bassin::crisis
