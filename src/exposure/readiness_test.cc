#include "exposure/readiness.h"

#include <gmock/gmock.h>

#include <map>
#include <random>

#include "access/audit.h"
#include "exposure/testing/territory_test_support.h"
#include "sql/session.h"
#include "support/contact_merge.h"
#include "support/contact_reading.h"
#include "support/local_businesses.h"

namespace bassin::exposure {
namespace {

using sql::Session;
using testing::IsEmpty;
using testing::SizeIs;

class Ready : public InATerritory {
 protected:
  std::int64_t rows() {
    return read([](Session& s) -> base::Result<std::int64_t> {
      BASSIN_TRY(auto const row, s.row("select count(*) as n from exposure_readiness"));
      return row->integer("n");
    });
  }
};
INSTANTIATE_TEST_SUITE_P(Both, Ready, testing::ValuesIn(sql::both_dialects), sql::dialect_name);

TEST_P(Ready, EachWordSaysWhoAndWhen) {
  auto noting = insured(Insurance::yes, "2026-09-10");
  noting.plan = Plan::in_progress;
  EXPECT_EQ(note(anne_, bakery_, noting), 1);
  auto const found = noted(paul_, bakery_.business);
  EXPECT_EQ(found.insurance, Insurance::yes);
  EXPECT_EQ(found.insurance_on, "2026-09-10");
  EXPECT_EQ(found.insurance_said.organisation, pays_);
  EXPECT_EQ(found.insurance_said.agent, anne_.agent);
  EXPECT_EQ(found.plan, Plan::in_progress);
  EXPECT_EQ(found.contact_word, ContactWord::unsaid);
  EXPECT_EQ(found.own_version, 0) << "the chamber said nothing itself";
  EXPECT_EQ(noted(anne_, bakery_.business).own_version, 1);
}

TEST_P(Ready, TheLastWordHoldsAndOnesOwnComesBackWhenItIsTakenBack) {
  note(anne_, bakery_, insured(Insurance::yes));
  note(paul_, bakery_, insured(Insurance::refused));
  EXPECT_EQ(noted(anne_, bakery_.business).insurance, Insurance::refused);
  note(paul_, bakery_, insured(Insurance::unsaid));
  EXPECT_EQ(noted(anne_, bakery_.business).insurance, Insurance::yes);
  EXPECT_EQ(rows(), 1) << "of whom nothing is said nothing is kept";
}

TEST_P(Ready, WhatWasTakenBackLeavesNoWordInTheTrail) {
  note(anne_, bakery_, remarked("Madame Durand a la clef"));
  note(anne_, bakery_, remarked(""));
  auto const trail = read([&](Session& s) {
    access::AuditQuery asked;
    asked.kind = "readiness";
    return access::audit_trail(s, asked);
  });
  ASSERT_THAT(trail, SizeIs(2));
  for (auto const& row : trail) EXPECT_THAT(row.before + row.after, testing::Not(testing::HasSubstr("Durand")));
  EXPECT_EQ(trail[0].action, "readiness.taken_back");
}

TEST_P(Ready, WhoServesTheCommuneSeesItAndNobodyElse) {
  note(paul_, farm_, planned(Plan::no));
  note(anne_, bakery_, planned(Plan::yes));
  EXPECT_THAT(all(paul_), SizeIs(2));
  EXPECT_THAT(all(nora_), SizeIs(1));
  EXPECT_THAT(all(anne_), SizeIs(1));
  EXPECT_EQ(noted(nora_, bakery_.business).plan, Plan::unsaid);
  EXPECT_THAT(all(access::Reader()), IsEmpty());
}

TEST_P(Ready, WhatMayNotBeNotedIsRefused) {
  EXPECT_EQ(refused(anne_, farm_, 0, planned(Plan::yes)), "exposure.elsewhere_business");
  EXPECT_EQ(refused(ada_, bakery_, 0, planned(Plan::yes)), "exposure.not_yours") << "an analyst";
  EXPECT_EQ(refused(anne_, bakery_, 1, planned(Plan::yes)), "exposure.changed");
  EXPECT_EQ(refused(anne_, bakery_, 0, insured(Insurance::yes, "2026-09-22")), "exposure.bad_value");
  EXPECT_EQ(refused(anne_, bakery_, 0, insured(Insurance::yes, "hier")), "exposure.bad_value");
  EXPECT_EQ(refused(anne_, bakery_, 0, remarked(std::string(1'001, 'x'))), "text.too_long");
  note(anne_, bakery_, planned(Plan::yes));
  EXPECT_EQ(refused(anne_, bakery_, 0, planned(Plan::no)), "exposure.changed") << "somebody wrote first";
  EXPECT_EQ(noted(anne_, bakery_.business).plan, Plan::yes);
}

TEST_P(Ready, ThePersonToCallIsAContactOfTheOwnOrganisationInThatBusiness) {
  auto const jeanne = contact(anne_, bakery_, "Jeanne Durand");
  EXPECT_EQ(refused(paul_, bakery_, 0, calls(jeanne.id)), "support.unknown_contact") << "no convention opens it";
  EXPECT_EQ(refused(anne_, mill_, 0, calls(jeanne.id)), "exposure.foreign_contact");
  EXPECT_EQ(refused(anne_, bakery_, 0, calls("nobody")), "support.unknown_contact");
  note(anne_, bakery_, calls(jeanne.id));
  auto const own = noted(anne_, bakery_.business);
  EXPECT_EQ(own.contact, jeanne.id);
  EXPECT_TRUE(own.contact_kept);
  auto const told = noted(ada_, bakery_.business);
  EXPECT_EQ(told.contact_word, ContactWord::named);
  EXPECT_TRUE(told.contact_kept);
  EXPECT_EQ(told.contact, "") << "an analyst is not told whom";
}

TEST_P(Ready, APersonWhoIsNotKeptAnyMoreIsNobodyToCall) {
  auto const jeanne = contact(anne_, bakery_, "Jeanne Durand");
  note(anne_, bakery_, calls(jeanne.id));
  write([&](Session& s) -> base::Result<bool> {
    BASSIN_DO(support::delete_contact(s, as(anne_), jeanne.id, 1));
    return true;
  });
  auto const found = noted(anne_, bakery_.business);
  EXPECT_EQ(found.contact_word, ContactWord::named);
  EXPECT_FALSE(found.contact_kept);
  EXPECT_EQ(found.contact, "");
}

TEST_P(Ready, APersonWhoLeftTheBusinessIsNobodyToCallThere) {
  auto const jeanne = contact(anne_, bakery_, "Jeanne Durand");
  note(anne_, bakery_, calls(jeanne.id));
  auto const linked = write([&](Session& s) { return support::link_contact(s, as(anne_), jeanne.id, 1, mill_, "gérante"); });
  write([&](Session& s) { return support::unlink_contact(s, as(anne_), jeanne.id, linked, bakery_.business); });
  EXPECT_FALSE(noted(anne_, bakery_.business).contact_kept);
}

TEST_P(Ready, AMergedContactIsWhatItBecame) {
  auto const one = contact(anne_, bakery_, "Jeanne Durand"), other = contact(anne_, bakery_, "J. Durand");
  note(anne_, bakery_, calls(other.id));
  support::MergeChoice choice;
  choice.one = one.id;
  choice.one_version = 1;
  choice.other = other.id;
  choice.other_version = 1;
  choice.name_of = one.id;
  auto const merged = write([&](Session& s) { return support::merge_contacts(s, as(anne_), choice); });
  auto const found = noted(anne_, bakery_.business);
  EXPECT_EQ(found.contact, merged.id);
  EXPECT_TRUE(found.contact_kept);
}

TEST_P(Ready, RemarksAreOpenedAsTheContentOfExchanges) {
  note(anne_, bakery_, remarked("Pompe prêtée par le voisin"));
  EXPECT_THAT(noted(anne_, bakery_.business).remarks, SizeIs(1));
  EXPECT_THAT(noted(ada_, bakery_.business).remarks, IsEmpty()) << "an analyst";
  EXPECT_THAT(noted(paul_, bakery_.business).remarks, IsEmpty()) << "no convention";
  auto const open = [&](access::Level level) {
    auto const since = day("2018-01-01");
    write([&](Session& s) -> base::Result<bool> {
      BASSIN_DO(access::set_sharing(s, "c", {{pays_, cma_, access::RecordKind::exchange, level, since, {}}}, {{"77142", since, {}, {}}}));
      return true;
    });
  };
  open(access::Level::header);
  EXPECT_THAT(noted(paul_, bakery_.business).remarks, IsEmpty());
  open(access::Level::content);
  EXPECT_THAT(noted(paul_, bakery_.business).remarks, SizeIs(1));
  EXPECT_EQ(all(paul_)[0].remarks[0].text, "Pompe prêtée par le voisin");
}

TEST_P(Ready, ALocalBusinessThatWasMatchedIsItsSiret) {
  support::LocalFacts facts;
  facts.name = "Le fournil";
  facts.commune = "77142";
  facts.source = "vu sur place";
  auto const made = write([&](Session& s) { return support::add_local(s, as(anne_), facts); });
  support::Subject const before{"local:" + made.id, "77142"};
  note(anne_, before, planned(Plan::yes));
  write([&](Session& s) { return support::match_local(s, as(anne_), made.id, made.version, bakery_.business); });
  EXPECT_EQ(noted(anne_, bakery_.business).plan, Plan::yes);
  EXPECT_EQ(note(anne_, bakery_, insured(Insurance::no)), 2);
  EXPECT_EQ(rows(), 1);
  EXPECT_EQ(all(anne_)[0].business, bakery_.business);
}

TEST_P(Ready, WhatNobodySaidAnewGoes) {
  note(anne_, bakery_, remarked("Madame Durand a la clef"));
  auto const between = base::to_iso(base::Instant{clock_ms_ + 1});
  note(anne_, mill_, planned(Plan::yes));
  EXPECT_EQ(write([&](Session& s) { return drop_readiness(s, between, 250); }), 1U);
  EXPECT_EQ(write([&](Session& s) { return drop_readiness(s, between, 250); }), 0U);
  EXPECT_THAT(all(anne_), SizeIs(1));
  auto const trail = read([&](Session& s) {
    access::AuditQuery asked;
    asked.kind = "readiness";
    return access::audit_trail(s, asked);
  });
  for (auto const& row : trail) EXPECT_THAT(row.after, testing::Not(testing::HasSubstr("Durand")));
}

// Three organisations say things of businesses in a random order; a table of who said what last tells what each reader is told.
TEST_P(Ready, AfterAnyWordsEachReaderIsToldTheLastOnes) {
  struct Word {
    Insurance insurance = Insurance::unsaid;
    Plan plan = Plan::unsaid;
    std::int64_t insurance_turn = 0, plan_turn = 0;
  };
  std::vector<access::Reader const*> const writers{&anne_, &paul_, &nora_};
  std::vector<support::Subject> businesses;
  for (int i = 0; i < 12; ++i) businesses.push_back({"1000000" + std::to_string(1'000'000 + i), i % 3 == 0 ? "77200" : "77142"});
  std::map<std::pair<std::string, std::string>, Word> said;  // by business and organisation
  std::mt19937 random(47);
  auto const below = [&](unsigned most) { return static_cast<std::size_t>(random() % most); };
  for (int turn = 1; turn <= 240; ++turn) {
    auto const& who = *writers[below(3)];
    auto const& subject = businesses[below(12)];
    Noting noting;
    if (below(2) == 0) noting.insurance = static_cast<Insurance>(below(insurance_count));
    if (below(2) == 0) noting.plan = static_cast<Plan>(below(plan_count));
    bool const serves = std::binary_search(who.communes->begin(), who.communes->end(), subject.commune);
    if (!serves) {
      EXPECT_EQ(refused(who, subject, 0, noting), "exposure.elsewhere_business");
      continue;
    }
    note(who, subject, noting);
    auto& word = said[{subject.business, who.organisation}];
    if (noting.insurance) word.insurance = *noting.insurance, word.insurance_turn = turn;
    if (noting.plan) word.plan = *noting.plan, word.plan_turn = turn;
  }
  for (auto const* const who : writers) {
    std::map<std::string, Readiness> told;
    for (auto const& it : all(*who)) told[it.business] = it;
    std::size_t expected = 0;
    for (auto const& subject : businesses) {
      Word last;
      bool any = false;
      for (auto const* const writer : writers) {
        auto const found = said.find({subject.business, writer->organisation});
        bool const seen = std::binary_search(who->communes->begin(), who->communes->end(), subject.commune);
        if (found == said.end() || !seen) continue;
        auto const& it = found->second;
        any = any || it.insurance != Insurance::unsaid || it.plan != Plan::unsaid;
        if (it.insurance != Insurance::unsaid && it.insurance_turn > last.insurance_turn)
          last.insurance = it.insurance, last.insurance_turn = it.insurance_turn;
        if (it.plan != Plan::unsaid && it.plan_turn > last.plan_turn) last.plan = it.plan, last.plan_turn = it.plan_turn;
      }
      expected += any ? 1 : 0;
      EXPECT_EQ(told[subject.business].insurance, last.insurance) << subject.business;
      EXPECT_EQ(told[subject.business].plan, last.plan) << subject.business;
      EXPECT_EQ(noted(*who, subject.business).plan, last.plan);
    }
    EXPECT_THAT(all(*who), SizeIs(expected));
  }
}

}  // namespace
}  // namespace bassin::exposure
