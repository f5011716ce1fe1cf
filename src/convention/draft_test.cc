#include "convention/draft.h"

#include "convention/testing/parties_test_support.h"

namespace bassin::convention {
namespace {

using sql::Session;

class Drafts : public WithParties {
 protected:
  access::Reader const keeper_ = reader(pays_);
  access::Reader const chamber_ = reader(cci_);

  std::string new_draft(Kind kind = Kind::framework, std::string const& parent = "") {
    return write([&](Session& s) { return draft(s, as(keeper_), kind, parent, three_years()); }).id;
  }
  std::string refused_text(std::string const& id, TextChange const& change) {
    return refusal([&](Session& s) { return change_text(s, as(keeper_), id, version_of(id), change); });
  }
  std::string titles_seen_by(access::Reader const& who) {
    std::string out;
    for (auto const& it : read([&](Session& s) { return conventions_of(s, who); })) out += (out.empty() ? "" : ", ") + it.title;
    return out;
  }
};
INSTANTIATE_TEST_SUITE_P(Both, Drafts, testing::ValuesIn(sql::both_dialects), sql::dialect_name);

TEST_P(Drafts, HoldWhatWasWritten) {
  auto const id = framework();
  auto const text = text_of(id);
  EXPECT_EQ(text.convention.title, "Convention de partenariat");
  EXPECT_EQ(text.convention.keeper, pays_);
  EXPECT_EQ(text.convention.status, Status::draft);
  EXPECT_EQ(text.convention.version, 4);
  EXPECT_EQ(to_iso(text.convention.term()->ends_on), "2020-12-31");
  ASSERT_EQ(text.parties.size(), 4U);
  EXPECT_EQ(text.parties[0].organisation, pays_);
  ASSERT_EQ(text.perimeter.size(), 2U);
  EXPECT_EQ(text.perimeter[1].label, "Esbly");
  ASSERT_EQ(text.axes.size(), 2U);
  EXPECT_EQ(text.axes[1].title, "Animation du territoire");
}

TEST_P(Drafts, AreSeenByTheirPartiesAlone) {
  auto const id = new_draft();
  EXPECT_EQ(titles_seen_by(keeper_), "Convention de partenariat");
  EXPECT_EQ(titles_seen_by(chamber_), "") << "not a party yet";
  EXPECT_EQ(refusal([&](Session& s) { return find_convention(s, chamber_, id); }), "convention.unknown");
  EXPECT_EQ(refusal([&](Session& s) { return change_text(s, as(chamber_), id, 1, {}); }), "convention.unknown")
      << "whether it exists is not told";
  write([&](Session& s) { return set_parties(s, as(keeper_), id, 1, {pays_, cci_}); });
  EXPECT_EQ(titles_seen_by(chamber_), "Convention de partenariat");
  EXPECT_EQ(titles_seen_by(reader(neighbour_)), "");
  EXPECT_EQ(titles_seen_by({}), "");
}

TEST_P(Drafts, AreWrittenByThoseWhoRunTheKeeper) {
  auto const id = framework();
  TextChange change;
  change.title = "Autre";
  auto const by = [&](access::Reader const& who) {
    return refusal([&](Session& s) { return change_text(s, as(who), id, version_of(id), change); });
  };
  EXPECT_EQ(by(chamber_), "convention.not_yours");
  EXPECT_EQ(by(reader(pays_, access::Role::adviser)), "convention.not_yours");
  EXPECT_EQ(by(reader(pays_, access::Role::elected)), "convention.not_yours");
  EXPECT_EQ(by(reader(pays_, access::Role::administrator)), "");
  auto const rights = [&](access::Reader const& who) { return read([&](Session& s) { return rights_of(s, who); }); };
  EXPECT_TRUE(rights(keeper_).may_write(text_of(id).convention));
  EXPECT_FALSE(rights(chamber_).may_write(text_of(id).convention));
  EXPECT_TRUE(rights(chamber_).speaks_for(cci_));
  EXPECT_FALSE(rights(reader(cci_, access::Role::adviser)).speaks_for(cci_));
  deliberate(id, cci_);
  auto const present = read([&](Session& s) { return present_parties(s, chamber_); }).at(id);
  ASSERT_EQ(present.size(), 4U);
  EXPECT_EQ(present[0].organisation, pays_) << "in their order";
  EXPECT_FALSE(present[0].decided());
  EXPECT_TRUE(present[1].decided());
}

TEST_P(Drafts, GoToWhoeverTookTheKeeperOver) {
  auto const id = framework();
  auto const heir = organisation("CA Coulommiers Pays de Brie", "intercommunality");
  EXPECT_EQ(titles_seen_by(reader(heir)), "");
  partners::OrganisationValues values;
  values.successor = heir;
  write([&](Session& s) { return partners::change_organisation(s, actor(), pays_, values); });
  EXPECT_EQ(titles_seen_by(reader(heir)), "Convention de partenariat");
  TextChange change;
  change.reference = "2018-1";
  EXPECT_EQ(refusal([&](Session& s) { return change_text(s, as(reader(heir)), id, 4, change); }), "");
}

TEST_P(Drafts, ASecondWriterIsTold) {
  auto const id = framework();
  auto const done = store_->write([&](Session& s) { return change_text(s, as(keeper_), id, 3, three_years("Autre")); });
  ASSERT_FALSE(done.ok());
  EXPECT_EQ(done.error().code, "convention.changed");
  EXPECT_EQ(text_of(id).convention.title, "Convention de partenariat") << "nothing is overwritten";
}

TEST_P(Drafts, RefuseWhatCannotBe) {
  auto const id = framework();
  TextChange change;
  change.ends_on = "2017-12-31";
  EXPECT_EQ(refused_text(id, change), "convention.bad_value") << "ends before it begins";
  change = {};
  change.starts_on = "2018-02-30";
  EXPECT_EQ(refused_text(id, change), "convention.bad_value");
  change = {};
  change.renewal = "tacit";
  EXPECT_EQ(refused_text(id, change), "convention.bad_value") << "renewed for how long?";
  change.renewal_months = 12;
  EXPECT_EQ(refused_text(id, change), "");
  change = {};
  change.notice_months = -1;
  EXPECT_EQ(refused_text(id, change), "convention.bad_value");
  change = {};
  change.title = " ";
  EXPECT_EQ(refused_text(id, change), "text.empty");
  auto const parties = [&](std::vector<std::string> const& ids) {
    return refusal([&](Session& s) { return set_parties(s, as(keeper_), id, version_of(id), ids); });
  };
  EXPECT_EQ(parties({pays_, cci_, cci_}), "convention.twice");
  EXPECT_EQ(parties({cci_, cma_}), "convention.keeper_stays");
  EXPECT_EQ(parties({pays_, "nobody"}), "partners.unknown_organisation");
  EXPECT_EQ(refusal([&](Session& s) {
              return set_perimeter(s, as(keeper_), id, version_of(id), {{"77142", "a", {}, {}}, {"77142", "b", {}, {}}});
            }),
            "convention.twice");
}

TEST_P(Drafts, AxesKeepTheirIds) {
  auto const id = framework();
  auto axes = text_of(id).axes;
  std::swap(axes[0].code, axes[1].code);
  axes.push_back({"", "3", "Observatoires et études", "", {}});
  write([&](Session& s) { return set_axes(s, as(keeper_), id, version_of(id), axes); });
  auto const after = text_of(id).axes;
  ASSERT_EQ(after.size(), 3U);
  EXPECT_EQ(after[0].id, axes[0].id);
  EXPECT_EQ(after[0].code, "2") << "two axes may change codes";
  EXPECT_EQ(refusal([&](Session& s) {
              return set_axes(s, as(keeper_), id, version_of(id), {{"of another", "9", "Autre", "", {}}});
            }),
            "convention.unknown_axis");
  write([&](Session& s) { return set_axes(s, as(keeper_), id, version_of(id), {after[1]}); });
  EXPECT_EQ(text_of(id).axes.size(), 1U);
}

TEST_P(Drafts, PartiesKeepTheirVotes) {
  auto const id = framework();
  deliberate(id, cci_);
  write([&](Session& s) { return set_parties(s, as(keeper_), id, version_of(id), {pays_, cma_, cci_}); });
  auto const parties = text_of(id).parties;
  ASSERT_EQ(parties.size(), 3U);
  EXPECT_EQ(parties[2].organisation, cci_);
  EXPECT_EQ(parties[2].deliberation, "2017-12");
  EXPECT_FALSE(parties[1].deliberated_on);
}

TEST_P(Drafts, OfAYearBeginLikeTheFramework) {
  auto const parent = signed_framework();
  auto const id = new_draft(Kind::annual, parent);
  auto const text = text_of(id);
  EXPECT_EQ(text.convention.parent, parent);
  ASSERT_EQ(text.parties.size(), 4U);
  EXPECT_EQ(text.parties[1].body, "assemblée");
  EXPECT_FALSE(text.parties[1].deliberated_on) << "each programme is voted by itself";
  EXPECT_EQ(text.perimeter.size(), 2U);
  ASSERT_EQ(text.axes.size(), 2U);
  EXPECT_NE(text.axes[0].id, text_of(parent).axes[0].id);
}

TEST_P(Drafts, HangOnWhatCanCarryThem) {
  auto const of = [&](Kind kind, std::string const& parent) {
    return refusal([&](Session& s) { return draft(s, as(keeper_), kind, parent, three_years()); });
  };
  auto const unsigned_one = framework();
  EXPECT_EQ(of(Kind::amendment, unsigned_one), "convention.bad_parent") << "what is not signed is simply changed";
  EXPECT_EQ(of(Kind::annual, ""), "convention.bad_parent");
  EXPECT_EQ(of(Kind::service, unsigned_one), "convention.bad_parent");
  EXPECT_EQ(of(Kind::annual, "nothing"), "convention.unknown");
  auto const service = write([&](Session& s) { return draft(s, as(keeper_), Kind::service, "", three_years()); }).id;
  EXPECT_EQ(of(Kind::annual, service), "convention.bad_parent");
}

TEST_P(Drafts, GoForGoodUnlessSomethingHangsOnThem) {
  auto const id = framework();
  auto const below = new_draft(Kind::annual, id);
  EXPECT_EQ(refusal([&](Session& s) { return discard(s, as(keeper_), id, version_of(id)); }), "convention.in_use");
  EXPECT_EQ(refusal([&](Session& s) { return discard(s, as(keeper_), below, version_of(below)); }), "");
  EXPECT_EQ(refusal([&](Session& s) { return discard(s, as(keeper_), id, version_of(id)); }), "");
  EXPECT_EQ(titles_seen_by(keeper_), "");
  auto const kept = signed_framework();
  EXPECT_EQ(refusal([&](Session& s) { return discard(s, as(keeper_), kept, version_of(kept)); }), "convention.not_a_draft");
}

}  // namespace
}  // namespace bassin::convention
