#include "support/corrections.h"

#include "support/facts.h"
#include "support/local_businesses.h"
#include "support/testing/partners_test_support.h"

namespace bassin::support {
namespace {

using sql::Session;

class Corrections : public WithPartners {
 protected:
  static NewCorrection activity(std::string const& code, std::string const& replaces = "") {
    return {CorrectionKind::activity, "{\"code\":\"" + code + "\"}", "vu sur place", "{\"code\":\"56.10A\"}", "snapshot-1", replaces};
  }
  // Of the newest first: "in force 10.71C by anne; superseded …"
  std::string shown_to(access::Reader const& reader, std::string const& business) {
    std::string out;
    for (auto const& c : read([&](Session& s) { return corrections_of(s, reader, business); }))
      out += (out.empty() ? "" : "; ") + (c.in_force() ? "in force" : c.ended_how) + " " + c.value + " by " + c.created_by;
    return out;
  }
};
INSTANTIATE_TEST_SUITE_P(Both, Corrections, testing::ValuesIn(sql::both_dialects), sql::dialect_name);

TEST_P(Corrections, ArePartnersTruthAndKeepTheirHistory) {
  auto const first = write([&](Session& s) { return correct(s, as(anne_), bakery_, activity("10.71C")); });
  EXPECT_EQ(refusal([&](Session& s) { return correct(s, as(carole_), bakery_, activity("10.71D")); }), "support.changed")
      << "nothing is overwritten by who did not see it";
  write([&](Session& s) { return correct(s, as(carole_), bakery_, activity("10.71D", first.id)); });
  auto const both = R"(in force {"code":"10.71D"} by carole; superseded {"code":"10.71C"} by anne)";
  EXPECT_EQ(shown_to(anne_, bakery_.business), both);
  EXPECT_EQ(shown_to(carole_, bakery_.business), both);
  EXPECT_EQ(shown_to(nora_, bakery_.business), "");
  EXPECT_EQ(refusal([&](Session& s) { return correct(s, as(nora_), bakery_, activity("01.11Z")); }), "support.outside_territory");
}

TEST_P(Corrections, AreWithdrawn) {
  auto const first = write([&](Session& s) { return correct(s, as(anne_), bakery_, activity("10.71C")); });
  EXPECT_EQ(refusal([&](Session& s) { return withdraw(s, as(nora_), first.id); }), "support.unknown_correction");
  write([&](Session& s) { return withdraw(s, as(carole_), first.id); });
  EXPECT_EQ(shown_to(anne_, bakery_.business), R"(withdrawn {"code":"10.71C"} by anne)");
  EXPECT_EQ(refusal([&](Session& s) { return withdraw(s, as(anne_), first.id); }), "support.changed");
  EXPECT_EQ(refusal([&](Session& s) { return correct(s, as(anne_), bakery_, activity("10.71D", first.id)); }), "support.changed");
  write([&](Session& s) { return correct(s, as(anne_), bakery_, activity("10.71D")); });
}

TEST_P(Corrections, GiveAReason) {
  auto made = activity("10.71C");
  made.reason = "  ";
  EXPECT_EQ(refusal([&](Session& s) { return correct(s, as(anne_), bakery_, made); }), "text.empty");
  made.reason = "deux\nlignes";
  write([&](Session& s) { return correct(s, as(anne_), bakery_, made); });
}

class Locals : public WithPartners {
 protected:
  static LocalFacts van() {
    LocalFacts facts;
    facts.name = "La Roulotte";
    facts.commune = "77142";
    facts.longitude = 2.9;
    facts.latitude = 48.85;
    facts.source = "vu au marché";
    return facts;
  }
};
INSTANTIATE_TEST_SUITE_P(Both, Locals, testing::ValuesIn(sql::both_dialects), sql::dialect_name);

TEST_P(Locals, AreAddedChangedAndSeenWhereOneServes) {
  auto const added = write([&](Session& s) { return add_local(s, as(anne_), van()); });
  EXPECT_EQ(read([&](Session& s) { return locals_of(s, carole_); }).size(), 1U);
  EXPECT_EQ(read([&](Session& s) { return locals_of(s, nora_); }).size(), 0U);
  EXPECT_EQ(refusal([&](Session& s) { return find_local(s, nora_, added.id); }), "support.unknown_local");
  auto moved = van();
  moved.commune = "77171";
  moved.longitude = moved.latitude = std::nullopt;
  EXPECT_EQ(write([&](Session& s) { return change_local(s, as(carole_), added.id, 1, moved); }).version, 2);
  EXPECT_EQ(refusal([&](Session& s) { return change_local(s, as(anne_), added.id, 1, moved); }), "support.changed");
  auto const now = read([&](Session& s) { return find_local(s, anne_, added.id); });
  EXPECT_EQ(now.facts.commune, "77171");
  EXPECT_FALSE(now.facts.longitude);
  moved.commune = "77200";
  EXPECT_EQ(refusal([&](Session& s) { return change_local(s, as(anne_), added.id, 2, moved); }), "support.outside_territory");
}

TEST_P(Locals, AMatchCarriesOverWhatWasSaidAndIsUndone) {
  auto const added = write([&](Session& s) { return add_local(s, as(anne_), van()); });
  Subject const local{added.key(), "77142"};
  write([&](Session& s) { return put_tag(s, as(anne_), local, "Marché", true); });
  NewCorrection const named{CorrectionKind::description, R"("pizzas")", "vu", {}, {}, ""};
  write([&](Session& s) { return correct(s, as(anne_), local, named); });
  EXPECT_EQ(refusal([&](Session& s) { return unmatch_local(s, as(anne_), added.id, 1); }), "support.not_matched");
  auto const matched = write([&](Session& s) { return match_local(s, as(anne_), added.id, 1, bakery_.business); });
  EXPECT_EQ(matched.matched_siret, bakery_.business);
  EXPECT_EQ(refusal([&](Session& s) { return match_local(s, as(anne_), added.id, 2, mill_.business); }), "support.matched");
  EXPECT_EQ(read([&](Session& s) { return corrections_of(s, anne_, bakery_.business); }).size(), 1U);
  EXPECT_EQ(refusal([&](Session& s) { return correct(s, as(anne_), bakery_, named); }), "support.changed") << "the one carried over counts";
  EXPECT_TRUE(write([&](Session& s) { return take_tag(s, as(carole_), bakery_.business, "marché"); }));
  EXPECT_TRUE(write([&](Session& s) { return put_tag(s, as(anne_), local, "Marché", true); }));
  write([&](Session& s) { return unmatch_local(s, as(anne_), added.id, 2); });
  EXPECT_EQ(read([&](Session& s) { return corrections_of(s, anne_, bakery_.business); }).size(), 0U);
  auto const facts = read([&](Session& s) { return read_facts(s, added.key()); });
  EXPECT_EQ(facts.tags.size(), 1U);
  EXPECT_EQ(facts.corrections.size(), 1U);
  ASSERT_TRUE(facts.local);
  EXPECT_EQ(facts.local->matched_siret, "");
}

TEST_P(Locals, WhatWasSaidMovesWithThem) {
  auto const added = write([&](Session& s) { return add_local(s, as(carole_), van()); });
  write([&](Session& s) { return put_tag(s, as(carole_), {added.key(), "77142"}, "Marché", true); });
  auto moved = van();
  moved.commune = "77200";
  write([&](Session& s) { return change_local(s, as(carole_), added.id, 1, moved); });
  EXPECT_EQ(read([&](Session& s) { return tags_of(s, anne_); }).size(), 0U);
  EXPECT_EQ(read([&](Session& s) { return tags_of(s, nora_); }).size(), 1U);
}

}  // namespace
}  // namespace bassin::support
