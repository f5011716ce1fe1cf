#include "convention/committee.h"

#include "access/audit.h"
#include "convention/testing/parties_test_support.h"

namespace bassin::convention {
namespace {

using sql::Session;

base::Date day(std::string_view iso) { return base::parse_date(iso).value(); }

class Committees : public WithParties {
 protected:
  access::Reader const keeper_ = reader(pays_);
  std::string const convention_ = framework();

  SittingFacts facts(std::string_view on = "2018-06-12") {
    SittingFacts out;
    out.committee = Committee::technical;
    out.on = day(on);
    out.place = "Crécy-la-Chapelle";
    out.agenda = "1. Visites\n2. Budget";
    out.attendance = {{cci_, "", "Mme Exemple", "directrice", Presence::present}, {"", "Préfecture", "", "", Presence::excused}};
    return out;
  }
  DecisionFacts decision() const { return {"Relancer les artisans", cma_, day("2018-07-31"), Outcome::open, ""}; }
  Sitting add(SittingFacts const& it) {
    return write([&](Session& s) { return add_sitting(s, as(keeper_), convention_, it); });
  }
  Decision decide(std::string const& sitting) {
    return write([&](Session& s) { return add_decision(s, as(keeper_), sitting, decision()); });
  }
  std::vector<Sitting> all(access::Reader const& who) {
    return read([&](Session& s) { return sittings_of(s, who, convention_); });
  }
};
INSTANTIATE_TEST_SUITE_P(Both, Committees, testing::ValuesIn(sql::both_dialects), sql::dialect_name);

TEST_P(Committees, HoldWhoCameAndWhatWasDecided) {
  add(facts("2018-01-10"));
  auto const made = add(facts());
  decide(made.id);
  decide(made.id);
  auto const found = all(reader(cci_, access::Role::elected));
  ASSERT_EQ(found.size(), 2U);
  EXPECT_EQ(to_iso(found[0].facts.on), "2018-06-12") << "the latest first";
  EXPECT_EQ(found[0].facts.committee, Committee::technical);
  ASSERT_EQ(found[0].facts.attendance.size(), 2U);
  EXPECT_EQ(found[0].facts.attendance[0].person, "Mme Exemple");
  EXPECT_EQ(found[0].facts.attendance[1].organisation_name, "Préfecture");
  EXPECT_EQ(found[0].facts.attendance[1].presence, Presence::excused);
  ASSERT_EQ(found[0].decisions.size(), 2U);
  EXPECT_EQ(found[0].decisions[0].facts.follower, cma_);
  EXPECT_TRUE(found[1].decisions.empty());
  EXPECT_EQ(refusal([&](Session& s) { return sittings_of(s, reader(neighbour_), convention_); }), "convention.unknown");
}

TEST_P(Committees, AreNotedByTheKeeper) {
  auto const made = add(facts());
  auto const by = [&](access::Reader const& who) {
    return refusal([&](Session& s) { return change_sitting(s, as(who), made.id, made.version, facts()); });
  };
  EXPECT_EQ(by(reader(cci_)), "convention.not_yours");
  EXPECT_EQ(by(reader(neighbour_)), "convention.unknown_sitting");
  EXPECT_EQ(refusal([&](Session& s) { return add_decision(s, as(reader(cci_)), made.id, decision()); }), "convention.not_yours");
  EXPECT_EQ(by(keeper_), "");
  EXPECT_EQ(by(keeper_), "convention.changed");
}

TEST_P(Committees, LetWhoFollowsADecisionSayWhatBecameOfIt) {
  auto const made = decide(add(facts()).id);
  auto done = made.facts;
  done.outcome = Outcome::done;
  done.note = "Trente appels";
  auto const change = [&](access::Reader const& who, std::int64_t version, DecisionFacts const& it) {
    return refusal([&](Session& s) { return change_decision(s, as(who), made.id, version, it); });
  };
  EXPECT_EQ(change(reader(cci_), 1, done), "convention.not_yours");
  EXPECT_EQ(change(reader(neighbour_), 1, done), "convention.unknown_decision");
  EXPECT_EQ(change(reader(cma_, access::Role::adviser), 1, done), "convention.not_yours");
  auto other = done;
  other.due_on = day("2030-01-01");
  EXPECT_EQ(change(reader(cma_), 1, other), "convention.not_yours") << "only what became of it";
  EXPECT_EQ(change(reader(cma_), 1, done), "");
  EXPECT_EQ(change(reader(cma_), 1, done), "convention.changed");
  EXPECT_EQ(change(keeper_, 2, other), "");
  auto const now = all(keeper_)[0].decisions[0];
  EXPECT_EQ(now.facts.note, "Trente appels");
  EXPECT_FALSE(now.late_on(day("2031-01-01"))) << "done is not late";
  EXPECT_TRUE(made.late_on(day("2018-08-01")));
  EXPECT_FALSE(made.late_on(day("2018-07-31")));
}

TEST_P(Committees, RefuseWhatCannotBe) {
  auto it = facts();
  it.attendance[0].organisation = neighbour_;
  EXPECT_EQ(refusal([&](Session& s) { return add_sitting(s, as(keeper_), convention_, it); }), "convention.unknown_party");
  it = facts();
  it.attendance[1].organisation_name = " ";
  EXPECT_EQ(refusal([&](Session& s) { return add_sitting(s, as(keeper_), convention_, it); }), "text.empty");
  auto const made = add(facts());
  auto wrong = decision();
  wrong.follower = neighbour_;
  EXPECT_EQ(refusal([&](Session& s) { return add_decision(s, as(keeper_), made.id, wrong); }), "convention.unknown_party");
  wrong = decision();
  wrong.text.clear();
  EXPECT_EQ(refusal([&](Session& s) { return add_decision(s, as(keeper_), made.id, wrong); }), "text.empty");
}

TEST_P(Committees, GoWithoutDecisionsAlone) {
  auto const made = add(facts());
  auto const decided = decide(made.id);
  auto const remove = [&] { return refusal([&](Session& s) { return remove_sitting(s, as(keeper_), made.id, 1); }); };
  EXPECT_EQ(remove(), "convention.has_decisions");
  EXPECT_EQ(refusal([&](Session& s) { return remove_decision(s, as(reader(cma_)), decided.id, 1); }), "convention.not_yours");
  EXPECT_EQ(refusal([&](Session& s) { return remove_decision(s, as(keeper_), decided.id, 1); }), "");
  EXPECT_EQ(remove(), "");
  EXPECT_TRUE(all(keeper_).empty());
  decide(add(facts()).id);
  EXPECT_EQ(refusal([&](Session& s) { return discard(s, as(keeper_), convention_, version_of(convention_)); }), "") << "with its draft";
}

TEST_P(Committees, TellTheTrailNobodysName) {
  auto const made = add(facts());
  auto const trail = read([&](Session& s) {
    access::AuditQuery query;
    query.record = made.id;
    return access::audit_trail(s, query);
  });
  ASSERT_EQ(trail.size(), 1U);
  EXPECT_EQ(trail[0].after.find("Exemple"), std::string::npos);
}

}  // namespace
}  // namespace bassin::convention
