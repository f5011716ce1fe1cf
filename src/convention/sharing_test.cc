#include "convention/sharing.h"

#include <algorithm>
#include <random>

#include "access/sharing.h"
#include "convention/amendment.h"
#include "convention/testing/parties_test_support.h"

namespace bassin::convention {
namespace {

using sql::Session;

base::Date day(std::string_view iso) { return base::parse_date(iso).value(); }

class Opening : public WithParties {
 protected:
  // By the page of a business, which must agree with the list.
  std::string seen(std::string const& reader_of, std::string_view owner, std::string_view on, std::string_view commune = "77142",
                   RecordKind kind = RecordKind::exchange) {
    auto const who = reader(reader_of);
    access::Record const record{owner, kind, commune};
    auto const told = read([&](Session& s) { return access::Sharing::read(s, who, day(on)); }).level(record);
    auto values = access::level_values(who, std::string(on));
    values.insert(values.end(), {{"owner", owner}, {"commune", commune}});
    auto const statement = "select " + access::level_sql(kind, "r.owner", "r.commune", "0") +
                           " as level from (select cast(:owner as text) as owner, cast(:commune as text) as commune) r";
    auto const listed = read([&](Session& s) { return s.row(statement, Session::Values(values)); });
    EXPECT_EQ(listed->integer("level"), static_cast<int>(told)) << on;
    return std::string(id_of(told));
  }
  void sign_it(std::string const& id, std::string_view on) {
    auto const keeper = reader(pays_);
    for (auto const& party : text_of(id).parties) deliberate(id, party.organisation);
    write([&](Session& s) { return submit(s, as(keeper), id, version_of(id)); });
    write([&](Session& s) { return sign(s, as(keeper), id, version_of(id), day(on)); });
  }
  std::string drafted(Kind kind, std::string const& parent, std::string_view starts_on, std::string_view ends_on) {
    auto text = three_years();
    text.starts_on = starts_on;
    text.ends_on = ends_on;
    return write([&](Session& s) { return draft(s, as(reader(pays_)), kind, parent, text); }).id;
  }
};
INSTANTIATE_TEST_SUITE_P(Both, Opening, testing::ValuesIn(sql::both_dialects), sql::dialect_name);

TEST_P(Opening, ASignatureOpensTheHeader) {
  auto const id = framework();
  EXPECT_EQ(seen(cci_, pays_, "2018-06-01"), "nothing") << "a draft";
  sign_it(id, "2017-12-20");
  EXPECT_EQ(seen(cci_, pays_, "2017-12-31"), "nothing") << "before it starts";
  EXPECT_EQ(seen(cci_, pays_, "2018-01-01"), "header");
  EXPECT_EQ(seen(cma_, cci_, "2020-12-31", "77171", RecordKind::need), "header");
  EXPECT_EQ(seen(cma_, cci_, "2021-01-01"), "nothing") << "over";
  EXPECT_EQ(seen(cci_, pays_, "2018-01-01", "77092"), "header") << "a former code of 77142";
  EXPECT_EQ(seen(cci_, pays_, "2018-01-01", "77284"), "nothing") << "outside the perimeter";
  EXPECT_EQ(seen(neighbour_, pays_, "2018-06-01"), "nothing");
}

TEST_P(Opening, NotBeforeTheSignature) {
  auto const id = framework();
  sign_it(id, "2018-03-15");
  EXPECT_EQ(seen(cci_, pays_, "2018-03-14"), "nothing");
  EXPECT_EQ(seen(cci_, pays_, "2018-03-15"), "header");
}

TEST_P(Opening, RenewedTacitlyItStaysOpen) {
  auto const id = framework();
  TextChange tacit;
  tacit.renewal = "tacit";
  tacit.renewal_months = 12;
  write([&](Session& s) { return change_text(s, as(reader(pays_)), id, version_of(id), tacit); });
  sign_it(id, "2017-12-20");
  EXPECT_EQ(seen(cci_, pays_, "2050-01-01"), "header");
  write([&](Session& s) { return denounce(s, as(reader(pays_)), id, version_of(id), {cci_, day("2030-05-10"), {}, ""}); });
  EXPECT_EQ(seen(cci_, pays_, "2030-08-10"), "header") << "three months of notice";
  EXPECT_EQ(seen(cci_, pays_, "2030-08-11"), "nothing");
}

TEST_P(Opening, APartyThatLeavesSeesAndShowsNothingMore) {
  auto const id = signed_framework();
  write([&](Session& s) { return leave(s, as(reader(pays_)), id, version_of(id), {agri_, day("2019-05-10"), {}, "Fusion"}); });
  EXPECT_EQ(seen(agri_, pays_, "2019-08-10"), "header");
  EXPECT_EQ(seen(agri_, pays_, "2019-08-11"), "nothing");
  EXPECT_EQ(seen(pays_, agri_, "2019-08-11"), "nothing");
  EXPECT_EQ(seen(cci_, pays_, "2019-08-11"), "header") << "the others go on";
}

TEST_P(Opening, WhoTookOverReadsWhatTheFormerWasOpened) {
  signed_framework();
  auto const agglo = organisation("CA Coulommiers", "intercommunality");
  auto const heir = [&](std::string const& of, std::string const& successor) {
    partners::OrganisationValues values;
    values.successor = successor;
    write([&](Session& s) { return partners::change_organisation(s, actor(), of, values); });
  };
  EXPECT_EQ(seen(agglo, cci_, "2018-06-01"), "nothing");
  heir(pays_, agglo);
  EXPECT_EQ(seen(agglo, cci_, "2018-06-01"), "header");
  EXPECT_EQ(seen(agglo, pays_, "2018-06-01"), "content");
  EXPECT_EQ(seen(cci_, agglo, "2018-06-01"), "nothing") << "it has opened nothing of its own";
  heir(agglo, neighbour_);
  EXPECT_EQ(seen(neighbour_, cci_, "2018-06-01"), "header") << "and who took that one over";
  heir(pays_, "");
  EXPECT_EQ(seen(agglo, cci_, "2018-06-01"), "nothing");
}

TEST_P(Opening, OnlyTextsThatBindOpen) {
  auto const framework = signed_framework();
  auto const amendment = drafted(Kind::amendment, framework, "2021-01-01", "2021-12-31");
  ChangeDraft retitled;
  retitled.text.title = "Convention révisée";
  write([&](Session& s) { return set_changes(s, as(reader(pays_)), amendment, version_of(amendment), {retitled}); });
  sign_it(amendment, "2020-12-01");
  EXPECT_EQ(seen(cci_, pays_, "2021-06-01"), "nothing") << "an amendment is a list of changes";
  auto const year = drafted(Kind::annual, framework, "2021-01-01", "2021-12-31");
  sign_it(year, "2020-12-01");
  EXPECT_EQ(seen(cci_, pays_, "2021-06-01"), "header") << "the application of a year beyond the last of its framework";
}

TEST_P(Opening, NewerCodeListsAreTakenUpOnce) {
  signed_framework();
  auto const refreshed = [&] { return write([](Session& s) { return refresh_sharing(s); }); };
  EXPECT_EQ(refreshed(), 1u);
  EXPECT_EQ(refreshed(), 0u);
  write([](Session& s) { return s.run("delete from sharing_place"); });
  EXPECT_EQ(seen(cci_, pays_, "2018-06-01"), "nothing");
  write([](Session& s) { return s.run("update sharing_codes set edition = 'an older one'"); });
  EXPECT_EQ(refreshed(), 1u);
  EXPECT_EQ(seen(cci_, pays_, "2018-06-01"), "header");
}

Convention signed_one() {
  Convention it;
  it.id = "c1";
  it.status = Status::signed_by_all;
  it.starts_on = day("2018-01-01");
  it.ends_on = day("2018-12-31");
  it.signed_on = day("2017-12-20");
  return it;
}
std::vector<Party> parties(std::vector<std::string> const& organisations) {
  std::vector<Party> out;
  for (auto const& it : organisations) out.push_back({it, "", "", {}, {}, "", "", {}, {}, ""});
  return out;
}

// Any statements, in any order of effect: at most one grant holds for two parties, a kind and a day, and it is what the last statement says
// that was made for that day or an earlier one.
TEST(Grants, AreWhatTheLastStatementSays) {
  std::mt19937 chance(7);
  auto const below = [&chance](std::size_t most) { return chance() % most; };
  std::vector<std::string> const who = {"pays", "cci", "cma"};
  auto const it = signed_one();
  for (int round = 0; round < 60; ++round) {
    std::vector<Statement> all;
    for (std::size_t i = below(5); i > 0; --i) {
      Statement one{who[below(3)], base::Date{day("2017-11-01").days + static_cast<int>(below(500))}, {}};
      for (std::size_t n = below(4); n > 0; --n) {
        auto const to = below(2) == 0 ? std::string() : who[below(3)];
        one.shown.push_back({static_cast<RecordKind>(below(2)), to, static_cast<Level>(below(access::level_count))});
      }
      all.push_back(std::move(one));
    }
    auto const grants = grants_of(it, parties(who), all);
    for (int asked = 0; asked < 40; ++asked) {
      auto const on = base::Date{day("2017-12-01").days + static_cast<int>(below(430))};
      auto const owner = who[below(3)], reader = who[below(3)];
      auto const kind = static_cast<RecordKind>(below(3));
      std::vector<Level> found;
      for (auto const& grant : grants) {
        bool const holds = grant.from <= on && (!grant.to || on <= *grant.to);
        if (grant.owner == owner && grant.reader == reader && grant.kind == kind && holds) found.push_back(grant.level);
      }
      // The naive way: the last in order of effect that was in force by then, those that it ended left out by looking back.
      Statement const* last = nullptr;
      for (auto const& one : all) {
        if (one.owner == owner && one.from <= on) last = &one;
      }
      bool const in_force = owner != reader && on >= *it.starts_on && on <= *it.ends_on;
      ASSERT_EQ(found.size(), in_force ? 1u : 0u);
      if (!in_force) continue;
      EXPECT_EQ(found[0], last ? last->level(kind, reader) : access::default_level) << to_iso(on);
    }
  }
}

TEST(Grants, AreWithinThatWhichBindsBoth) {
  auto some = parties({"pays", "cci", "cma"});
  some[1].joined_on = day("2018-03-01");
  some[2].left_on = day("2018-02-10");
  auto const grants = grants_of(signed_one(), some, {});
  auto const between = [&](std::string const& owner, std::string const& reader) {
    return std::count_if(grants.begin(), grants.end(), [&](auto const& it) { return it.owner == owner && it.reader == reader; });
  };
  EXPECT_EQ(between("cci", "cma"), 0) << "they were never parties together";
  EXPECT_EQ(between("pays", "cci"), static_cast<int>(access::record_kind_count));
  EXPECT_TRUE(std::all_of(grants.begin(), grants.end(), [&](auto const& it) {
    return it.reader != "cci" || (it.from == day("2018-03-01") && it.to == day("2018-12-31"));
  }));
  auto draft = signed_one();
  draft.status = Status::deliberating;
  EXPECT_TRUE(grants_of(draft, some, {}).empty());
}

}  // namespace
}  // namespace bassin::convention
