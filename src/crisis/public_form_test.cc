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

}  // namespace
}  // namespace bassin::crisis
