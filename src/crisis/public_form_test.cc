#include "crisis/public_form.h"

#include <gmock/gmock.h>

#include <thread>

#include "base/uuid.h"
#include "crisis/testing/room_test_support.h"

namespace bassin::crisis {
namespace {

using sql::Session;

class Forms : public InARoom {
 protected:
  PublicForm opened(bool another = false, std::string const& title = "Crue du Grand Morin : signalez vos dégâts") {
    return write([&](Session& s) { return open_form(s, as(maud_), room_.id, title, another); });
  }
  ReportFacts facts(std::string siret = "") {
    ReportFacts out;
    out.id = base::new_uuid();
    out.typed.siret = std::move(siret);
    out.typed.name = "Chez Léa";
    out.seen_at = {clock_ms_};
    out.answers = {{"trading", "", Standing::given, "closed", {}, {}, {}}};
    return out;
  }
  std::string challenge(std::string const& code) {
    return read([&](Session& s) { return new_challenge(s, code, {clock_ms_}); }).text;
  }
  static Proof solved(std::string const& text, std::string const& report) {
    for (std::uint64_t counter = 0;; ++counter)
      if (Proof out{text, std::to_string(counter)}; is_solved(out, report)) return out;
  }
  auto sending(std::string const& code, ReportFacts const& it, Proof const& proof) {
    access::Actor const owner{"", "", "test", base::Instant{clock_ms_ += 1000}};
    return [=](Session& s) { return receive_from_owner(s, owner, code, it, proof); };
  }
  Received send(std::string const& code, ReportFacts const& it) { return write(sending(code, it, solved(challenge(code), it.id))); }
  std::size_t reports() {
    return static_cast<std::size_t>(read([&](Session& s) { return s.row("select count(*) as n from damage_report"); })->integer("n"));
  }
};
INSTANTIATE_TEST_SUITE_P(Both, Forms, testing::ValuesIn(sql::both_dialects), sql::dialect_name);

TEST_P(Forms, AreSwitchedOnAndOffByThoseWhoRunRooms) {
  EXPECT_FALSE(read([&](Session& s) { return form_of(s, paul_, room_.id); }));
  EXPECT_EQ(refusal([&](Session& s) { return open_form(s, as(paul_), room_.id, "Crue", false); }), "crisis.not_yours");
  EXPECT_EQ(refusal([&](Session& s) { return open_form(s, as(ines_), room_.id, "Crue", false); }), "crisis.unknown") << "not joined";
  EXPECT_EQ(refusal([&](Session& s) { return open_form(s, as(maud_), room_.id, "", false); }), "text.empty");
  auto const first = write([&](Session& s) { return open_form(s, as(nadia_), room_.id, "Crue", false); });
  EXPECT_THAT(first.code, testing::MatchesRegex("[BCDFGHJKMNPRTVWX]{8}"));
  EXPECT_EQ(opened().code, first.code) << "posters hang";
  write([&](Session& s) { return end_form(s, as(nadia_), room_.id); });
  EXPECT_NE(read([&](Session& s) { return form_of(s, paul_, room_.id); })->ended_at, "");
  EXPECT_EQ(refusal([&](Session& s) { return owners_form(s, first.code); }), "crisis.no_form");
  EXPECT_EQ(refusal([&](Session& s) { return new_challenge(s, first.code, {clock_ms_}); }), "crisis.no_form");
  EXPECT_EQ(opened().code, first.code);
  auto const other = opened(true);
  EXPECT_NE(other.code, first.code);
  EXPECT_EQ(refusal([&](Session& s) { return owners_form(s, first.code); }), "crisis.no_form");
  auto const told = read([&](Session& s) { return owners_form(s, " " + other.code.substr(0, 4) + "-" + other.code.substr(4) + " "); });
  EXPECT_EQ(told.title, "Crue du Grand Morin : signalez vos dégâts");
  EXPECT_EQ(told.organisation, "CC du Pays Créçois");
  EXPECT_EQ(refusal([&](Session& s) { return owners_form(s, "BBBBBBBB"); }), "crisis.no_form");
  EXPECT_EQ(refusal([&](Session& s) { return owners_form(s, ""); }), "crisis.no_form");
  auto const now = read([&](Session& s) { return find_crisis(s, maud_, room_.id); });
  write([&](Session& s) { return set_state(s, as(maud_), room_.id, now.version, State::closed); });
  EXPECT_EQ(refusal([&](Session& s) { return owners_form(s, other.code); }), "crisis.no_form") << "the crisis is over";
}

TEST_P(Forms, TakeWhatWasWorkedForOnce) {
  auto const code = opened().code;
  auto const it = facts(), other = facts();
  auto const text = challenge(code);
  auto const proof = solved(text, it.id);
  EXPECT_EQ(refusal(sending(code, it, {})), "crisis.bad_proof");
  EXPECT_EQ(refusal(sending(code, it, {text, ""})), "crisis.bad_proof");
  EXPECT_EQ(refusal(sending(code, it, {".", "1"})), "crisis.bad_proof");
  EXPECT_EQ(refusal(sending(code, it, {text + "A", proof.counter})), "crisis.bad_proof");
  auto forged = "9" + text;  // to expire later
  EXPECT_EQ(refusal(sending(code, it, solved(forged, it.id))), "crisis.bad_proof");
  EXPECT_EQ(refusal(sending(code, other, proof)), "crisis.bad_proof") << "worked for another report";
  EXPECT_TRUE(write(sending(code, it, proof)).fresh);
  EXPECT_FALSE(write(sending(code, it, proof)).fresh) << "the same again";
  EXPECT_FALSE(write(sending(code, it, {})).fresh) << "known by its id and content: no new work";
  EXPECT_EQ(refusal(sending(code, other, solved(text, other.id))), "crisis.challenge_over") << "it has served";
  auto const late = challenge(code);
  clock_ms_ += challenge_seconds * 1000;
  EXPECT_EQ(refusal(sending(code, other, solved(late, other.id))), "crisis.challenge_over");
  auto const before = challenge(code);
  auto const fresh_code = opened(true).code;
  EXPECT_EQ(refusal(sending(fresh_code, other, solved(before, other.id))), "crisis.bad_proof") << "of the former code";
  EXPECT_EQ(reports(), 1U);
  write([&](Session& s) { return end_form(s, as(maud_), room_.id); });
  EXPECT_FALSE(write(sending(fresh_code, it, {})).fresh) << "switched off, what was received is answered still";
  EXPECT_EQ(refusal(sending(fresh_code, other, {})), "crisis.no_form");
}

TEST_P(Forms, StoreOnceWhatIsSentTenTimesAtOnce) {
  auto const code = opened().code;
  auto const it = facts();
  auto const act = sending(code, it, solved(challenge(code), it.id));
  std::vector<std::string> errors(10);
  std::vector<std::thread> threads;
  for (std::size_t i = 0; i < 10; ++i)
    threads.emplace_back([&, i] {
      auto const done = store_->write(act);
      errors[i] = done.ok() ? "" : done.error().code;
    });
  for (auto& thread : threads) thread.join();
  for (auto const& error : errors) EXPECT_EQ(error, "");
  EXPECT_EQ(reports(), 1U);
}

TEST_P(Forms, PutNothingOnTheListAndTellNothingOfIt) {
  draw();
  enter(1, {{bakery_.business, bakery_.commune, Entry::inside}});
  auto const code = opened().code;
  auto const known = send(code, facts("100 000 001 00007"));
  EXPECT_EQ(one(bakery_.business).state, CaseState::reported);
  EXPECT_EQ(one(bakery_.business).trading, Trading::closed);
  EXPECT_EQ(one(bakery_.business).entry, Entry::inside);
  EXPECT_EQ(known.report.state, ReportState::matched);
  auto const unknown = send(code, facts("10000000100999"));
  EXPECT_EQ(unknown.report.state, ReportState::waiting);
  EXPECT_EQ(cases(nadia_).size(), 1U) << "robots fill no list";
  auto const steps = read([&](Session& s) { return steps_of(s, maud_, one(bakery_.business).id); });
  ASSERT_EQ(steps.size(), 1U);
  EXPECT_EQ(steps[0].agent, "") << "nobody who has an account";
  auto const waiting = read([&](Session& s) { return damage_reports_of(s, paul_, room_.id, {}); });
  ASSERT_EQ(waiting.size(), 1U);
  EXPECT_EQ(waiting[0].typed.siret, "10000000100999");
  EXPECT_EQ(waiting[0].source, ReportSource::owner);
  auto spoken = facts();
  spoken.place = Place{bakery_.business, bakery_.commune, Entry::added};
  spoken.source = ReportSource::phone;
  auto const got = send(code, spoken).report;
  EXPECT_EQ(got.source, ReportSource::owner) << "whatever they say they are";
  EXPECT_EQ(got.record, "");
  auto aid = facts();
  aid.answers = {{"aid_paid", "craft_fund", Standing::given, "", 5, 5, {}}};
  EXPECT_EQ(refusal(sending(code, aid, {})), "crisis.unknown_question");
}

TEST_P(Forms, GoWithWhatIsForgottenOfTheirCrisis) {
  opened(false, "Formulaire de Zéphyrine");
  write([&](Session& s) { return anonymise_reports(s, room_.id); });
  EXPECT_FALSE(read([&](Session& s) { return form_of(s, paul_, room_.id); }));
}

TEST(Puzzles, AreSolvedByAsManyBitsAsTheySay) {
  unsigned most = 0;
  for (int counter = 0; counter < 4'000; ++counter)
    for (unsigned bits = 1; bits <= 20; ++bits)
      if (is_solved({"c", std::to_string(counter)}, "r", bits)) {
        EXPECT_TRUE(is_solved({"c", std::to_string(counter)}, "r", bits - 1)) << "harder is easier too";
        most = std::max(most, bits);
      }
  EXPECT_GE(most, 9U);
  EXPECT_LE(most, 19U);
  int solved = 0;
  for (int counter = 0; counter < 4'096; ++counter) solved += is_solved({"c", std::to_string(counter)}, "r", 6) ? 1 : 0;
  EXPECT_NEAR(solved, 4'096 / 64, 40) << "one in sixty-four";
}

TEST_P(Forms, NeverGoBeforeWhatAnAgentSaid) {
  std::string const first = "10000000000001", second = "10000000000002", third = "10000000000003";
  draw();
  enter(1, {{first, "77142", Entry::inside}, {second, "77142", Entry::inside}, {third, "77142", Entry::inside}});
  auto const code = opened().code;
  auto const noted = [&](std::string const& business, std::string trading, std::int64_t seen) {
    auto it = facts();
    it.place = Place{business, "77142", Entry::added};
    it.seen_at = {seen};
    it.answers[0].text = std::move(trading);
    write([&](Session& s) { return receive_report(s, as(paul_), room_.id, it); });
  };
  auto const of = [&](std::string const& business) {
    return read([&](Session& s) { return reports_of_case(s, nadia_, one(business).id); });
  };
  auto const began = clock_ms_;
  noted(first, "partly", began);
  clock_ms_ += 60'000;
  auto const sent = send(code, facts(first)).report;
  EXPECT_EQ(one(first).trading, Trading::partly) << "an agent's word stands";
  auto told = of(first);
  ASSERT_EQ(told.present.size(), 1U);
  EXPECT_EQ(told.present[0].answer.text, "partly");
  ASSERT_EQ(told.proposed.size(), 1U) << "the owner's is beside it";
  EXPECT_EQ(told.proposed[0].answer.text, "closed");
  EXPECT_EQ(told.proposed[0].report, sent.id);
  noted(first, "closed", clock_ms_ += 60'000);
  EXPECT_EQ(one(first).trading, Trading::closed);
  EXPECT_TRUE(of(first).proposed.empty()) << "an agent confirmed it";

  send(code, facts(second));
  EXPECT_EQ(one(second).trading, Trading::closed) << "while no agent said anything";
  EXPECT_TRUE(of(second).proposed.empty());
  noted(second, "open", began);
  EXPECT_EQ(one(second).trading, Trading::open) << "seen before, and said by an agent";
  EXPECT_EQ(of(second).proposed.size(), 1U);

  CaseChange change;
  change.version = one(third).version;
  change.trading = Trading::open;
  write([&](Session& s) { return change_case(s, as(paul_), one(third).id, change); });
  clock_ms_ += 60'000;
  send(code, facts(third));
  EXPECT_EQ(one(third).trading, Trading::open) << "said on the case itself";
  EXPECT_EQ(one(third).state, CaseState::reported);
}

TEST_P(Forms, WaitForSomebodyToReadThemWhereTooManyDo) {
  draw();
  enter(1, {{"10000000000001", "77142", Entry::inside}});
  auto const code = opened().code;
  auto const judged = [&](ReportFacts const& it) {
    auto const proof = solved(challenge(code), it.id);
    return store_->read([&](Session& s) { return arriving_from_owner(s, {clock_ms_}, code, it, proof); });
  };
  EXPECT_TRUE(judged(facts()).ok());
  auto const sent = facts();
  send(code, sent);
  EXPECT_FALSE(judged(sent).value().fresh) << "it was received";
  write([&](Session& s) -> base::Result<void> {
    for (std::int64_t i = 1; i < waiting_most; ++i)
      BASSIN_DO(
          s.run("insert into damage_report (id, crisis, source, state, siret, name, address, person, seen_at, received_at, holds_from, "
                "fingerprint, why, version) values (:id, :crisis, 'owner', 'waiting', '', 'x', '', '', '', '', '', '', '', 1)",
                {{"id", base::new_uuid()}, {"crisis", room_.id}}));
    return {};
  });
  EXPECT_EQ(judged(facts()).error().code, "crisis.too_many_waiting");
  EXPECT_TRUE(judged(facts("10000000000001")).ok()) << "it goes to its case";
  EXPECT_FALSE(judged(sent).value().fresh);
}

}  // namespace
}  // namespace bassin::crisis
