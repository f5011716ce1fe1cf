#include "convention/annex.h"

#include <algorithm>
#include <random>

#include "convention/testing/parties_test_support.h"

namespace bassin::convention {
namespace {

using sql::Session;

base::Date day(std::string_view iso) { return base::parse_date(iso).value(); }

// Every kind at that level, for all.
Statement all_at(std::string owner, Level level) {
  Statement out{std::move(owner), {}, {}};
  for (std::size_t kind = 0; kind < access::record_kind_count; ++kind) out.shown.push_back({static_cast<RecordKind>(kind), "", level});
  return out;
}
Statement with(Statement it, RecordKind kind, std::string const& reader, Level level) {
  for (auto& one : it.shown) {
    if (one.kind != kind || one.reader != reader) continue;
    one.level = level;
    return it;
  }
  it.shown.push_back({kind, reader, level});
  return it;
}

class Annexes : public WithParties {
 protected:
  base::Result<Convention> propose(Session& s, access::Reader const& who, AnnexDraft const& draft, std::string_view today) {
    return propose_annex(s, as(who), id_, version_of(id_), draft, day(today));
  }
  std::string refused(access::Reader const& who, std::vector<Statement> statements, std::string_view from = "2018-06-01",
                      std::string_view today = "2018-06-01") {
    AnnexDraft const draft{day(from), "", std::move(statements)};
    return refusal([&](Session& s) { return propose(s, who, draft, today); });
  }
  std::string refused_agreement(std::string const& organisation, std::string_view today = "2018-06-10") {
    auto const annex = newest().id;
    return refusal(
        [&](Session& s) { return agree_to_annex(s, as(reader(organisation)), id_, version_of(id_), annex, organisation, day(today)); });
  }
  Annex newest() {
    return read([&](Session& s) { return annexes_of(s, reader(pays_), id_); }).front();
  }
  std::string status() { return std::string(id_of(newest().status)); }
  // As `access` answers.
  std::string seen(std::string const& reader_of, std::string_view owner, std::string_view on, RecordKind kind = RecordKind::exchange) {
    auto const sharing = read([&](Session& s) { return access::Sharing::read(s, reader(reader_of), day(on)); });
    return std::string(id_of(sharing.level({owner, kind, "77142"})));
  }

  std::string id_ = signed_framework();
  access::Reader keeper_ = reader(pays_), chamber_ = reader(cci_);
};
INSTANTIATE_TEST_SUITE_P(Both, Annexes, testing::ValuesIn(sql::both_dialects), sql::dialect_name);

TEST_P(Annexes, TakesEffectOnceEachOwnerHasAgreed) {
  auto const wider = with(all_at(cci_, Level::header), RecordKind::exchange, "", Level::content);
  EXPECT_EQ(refused(keeper_, {wider, all_at(cma_, Level::presence), all_at(agri_, Level::header)}), "");
  EXPECT_EQ(status(), "proposed");
  EXPECT_EQ(newest().statements.size(), 2u) << "that of the farmers' chamber changes nothing";
  EXPECT_EQ(seen(pays_, cci_, "2018-06-10"), "header");
  EXPECT_EQ(refused_agreement(agri_), "convention.not_awaited");
  EXPECT_EQ(refused_agreement(cci_), "");
  EXPECT_EQ(status(), "proposed") << "the craft chamber shows less, and decides on its records too";
  EXPECT_EQ(refused_agreement(cci_), "convention.not_awaited") << "twice";
  EXPECT_EQ(refused_agreement(cma_), "");
  EXPECT_EQ(status(), "in_force");
  EXPECT_EQ(to_iso(*newest().from), "2018-06-10") << "the day of the last agreement";
  EXPECT_EQ(seen(pays_, cci_, "2018-06-09"), "header");
  EXPECT_EQ(seen(pays_, cci_, "2018-06-10"), "content");
  EXPECT_EQ(seen(pays_, cci_, "2018-06-10", RecordKind::need), "header");
  EXPECT_EQ(seen(pays_, cma_, "2018-06-10"), "presence");
  EXPECT_EQ(seen(pays_, cci_, "2021-01-01"), "nothing") << "no longer than the convention";
  EXPECT_EQ(refused_agreement(cma_), "convention.not_awaited");
}

TEST_P(Annexes, APartyNarrowsItsOwnAlone) {
  EXPECT_EQ(refused(chamber_, {all_at(cci_, Level::presence)}, "2018-07-01"), "");
  EXPECT_EQ(status(), "in_force");
  EXPECT_EQ(newest().number, 1);
  EXPECT_EQ(seen(pays_, cci_, "2018-06-30"), "header");
  EXPECT_EQ(seen(pays_, cci_, "2018-07-01"), "presence");
  EXPECT_EQ(seen(cci_, pays_, "2018-07-01"), "header") << "what others show is not its to say";
  auto const some = with(all_at(cci_, Level::presence), RecordKind::need, cma_, Level::content);
  EXPECT_EQ(refused(chamber_, {some}, "2018-08-01"), "convention.only_narrower");
  EXPECT_EQ(refused(chamber_, {all_at(cci_, Level::header)}, "2018-08-01"), "convention.only_narrower") << "back to what it was";
  EXPECT_EQ(refused(chamber_, {all_at(cma_, Level::nothing)}), "convention.not_yours");
  EXPECT_EQ(refused(chamber_, {all_at(cci_, Level::nothing), all_at(cma_, Level::nothing)}), "convention.not_yours");
  EXPECT_EQ(refused(reader(cci_, access::Role::adviser), {all_at(cci_, Level::nothing)}), "convention.not_yours");
  EXPECT_EQ(refused(reader(neighbour_), {all_at(cci_, Level::nothing)}), "convention.unknown");
  EXPECT_EQ(refused(chamber_, {all_at(cci_, Level::presence)}, "2018-08-01"), "convention.nothing_changes");
  EXPECT_EQ(refused(chamber_, {with(all_at(cci_, Level::presence), RecordKind::need, pays_, Level::nothing)}, "2018-08-01"), "");
  EXPECT_EQ(seen(pays_, cci_, "2018-08-01", RecordKind::need), "nothing");
  EXPECT_EQ(seen(cma_, cci_, "2018-08-01", RecordKind::need), "presence");
}

// What was agreed to is not brought about by the agreement of another once its owner has thought better of it.
TEST_P(Annexes, ANarrowingOvertakesWhatWasAgreedTo) {
  EXPECT_EQ(refused(keeper_, {all_at(cci_, Level::content), all_at(cma_, Level::content)}), "");
  auto const wide = newest().id;
  EXPECT_EQ(refused_agreement(cci_), "");
  EXPECT_EQ(refused(chamber_, {all_at(cci_, Level::nothing)}), "");
  auto const agrees = [&](std::string const& organisation) {
    return refusal([&](Session& s) {
      return agree_to_annex(s, as(reader(organisation)), id_, version_of(id_), wide, organisation, day("2018-06-10"));
    });
  };
  EXPECT_EQ(agrees(cma_), "convention.not_awaited");
  EXPECT_EQ(seen(pays_, cci_, "2018-06-10"), "nothing");
}

TEST_P(Annexes, PlansForLaterAreReplaced) {
  EXPECT_EQ(refused(keeper_, {all_at(pays_, Level::content)}, "2019-01-01"), "") << "the keeper's own needs nobody's agreement";
  EXPECT_EQ(status(), "in_force");
  EXPECT_EQ(seen(cci_, pays_, "2018-12-31"), "header");
  EXPECT_EQ(seen(cci_, pays_, "2019-01-01"), "content");
  EXPECT_EQ(refused(keeper_, {all_at(pays_, Level::header)}), "") << "the same as now, and no more than now";
  EXPECT_EQ(seen(cci_, pays_, "2019-01-01"), "header");
}

TEST_P(Annexes, RefusesWhatIsNoStatement) {
  auto lacking = all_at(cci_, Level::header);
  lacking.shown.pop_back();
  EXPECT_EQ(refused(keeper_, {lacking}), "convention.bad_value") << "a kind that is not stated";
  EXPECT_EQ(refused(keeper_, {}), "convention.nothing_changes");
  EXPECT_EQ(refused(keeper_, {all_at(neighbour_, Level::nothing)}), "convention.unknown_party");
  EXPECT_EQ(refused(keeper_, {with(all_at(cci_, Level::header), RecordKind::need, neighbour_, Level::nothing)}),
            "convention.unknown_party");
  EXPECT_EQ(refused(keeper_, {with(all_at(cci_, Level::header), RecordKind::need, cci_, Level::nothing)}), "convention.unknown_party");
  EXPECT_EQ(refused(keeper_, {all_at(cci_, Level::nothing), all_at(cci_, Level::content)}), "convention.twice");
  EXPECT_EQ(refused(keeper_, {all_at(cci_, Level::nothing)}, "2018-05-31"), "convention.bad_value") << "a day that is gone";
}

TEST_P(Annexes, TheKeeperWithdrawsWhatIsProposed) {
  EXPECT_EQ(refused(keeper_, {all_at(cci_, Level::content)}), "");
  auto const annex = newest().id;
  auto const withdrawn = [&](access::Reader const& who) {
    return refusal([&](Session& s) { return withdraw_annex(s, as(who), id_, version_of(id_), annex); });
  };
  EXPECT_EQ(withdrawn(chamber_), "convention.not_yours");
  EXPECT_EQ(withdrawn(keeper_), "");
  EXPECT_EQ(withdrawn(keeper_), "convention.not_awaited");
  EXPECT_EQ(refused_agreement(cci_), "convention.not_awaited");
  EXPECT_EQ(refusal([&](Session& s) { return withdraw_annex(s, as(keeper_), id_, version_of(id_), "none"); }), "convention.unknown_annex");
}

TEST_P(Annexes, ADepartureAsksAgain) {
  EXPECT_EQ(refused(keeper_, {all_at(cci_, Level::content)}), "");
  write([&](Session& s) { return leave(s, as(keeper_), id_, version_of(id_), {agri_, day("2018-06-05"), {}, ""}); });
  EXPECT_EQ(status(), "overtaken");
}

TEST_P(Annexes, AnApplicationGoesByItsFramework) {
  auto text = three_years("Programme 2021");
  text.starts_on = "2021-01-01";
  text.ends_on = "2021-12-31";
  auto const year = write([&](Session& s) { return draft(s, as(keeper_), Kind::annual, id_, text); }).id;
  for (auto const& party : {pays_, cci_, cma_, agri_}) deliberate(year, party);
  write([&](Session& s) { return submit(s, as(keeper_), year, version_of(year)); });
  write([&](Session& s) { return sign(s, as(keeper_), year, version_of(year), day("2020-12-20")); });
  EXPECT_EQ(seen(pays_, cci_, "2021-06-01"), "header");
  EXPECT_EQ(refused(chamber_, {all_at(cci_, Level::presence)}), "");
  EXPECT_EQ(seen(pays_, cci_, "2021-06-01"), "presence");
  EXPECT_EQ(refusal([&](Session& s) { return annexes_of(s, keeper_, year); }), "convention.no_annex");
  AnnexDraft const own{day("2021-01-01"), "", {all_at(cci_, Level::content)}};
  EXPECT_EQ(refusal([&](Session& s) { return propose_annex(s, as(keeper_), year, version_of(year), own, day("2021-01-01")); }),
            "convention.no_annex");
}

// Whoever proposes and agrees, in any order: nobody's records ever show more than they themselves once agreed to.
TEST_P(Annexes, NobodyIsOpenedWithoutTheirWord) {
  std::mt19937 chance(506);
  auto const below = [&chance](std::size_t most) { return chance() % most; };
  std::vector<std::string> const who = {pays_, cci_, cma_, agri_};
  std::map<std::string, Level> widest;  // of exchanges, by owner
  for (auto const& it : who) widest[it] = access::default_level;
  for (int step = 0; step < 40; ++step) {
    auto const today = base::Date{day("2018-02-01").days + step * 3};
    auto const actor = who[below(4)];
    if (below(2) == 0) {
      std::vector<Statement> statements;
      for (auto const& owner : who) {
        if (below(2) == 0) statements.push_back(all_at(owner, static_cast<Level>(below(access::level_count))));
      }
      auto const code = refused(reader(actor), statements, to_iso(today), to_iso(today));
      auto const own = std::find_if(statements.begin(), statements.end(), [&](auto const& it) { return it.owner == actor; });
      if (code.empty() && own != statements.end()) widest[actor] = std::max(widest[actor], own->shown[0].level);
    } else {
      auto const all = read([&](Session& s) { return annexes_of(s, keeper_, id_); });
      if (all.empty()) continue;
      auto const& annex = all[below(all.size())];
      auto const code =
          refusal([&](Session& s) { return agree_to_annex(s, as(reader(actor)), id_, version_of(id_), annex.id, actor, today); });
      if (!code.empty()) continue;
      for (auto const& it : annex.statements) {
        if (it.owner == actor) widest[actor] = std::max(widest[actor], it.shown[0].level);
      }
    }
    for (auto const& owner : who) {
      auto const sharing = read([&](Session& s) { return access::Sharing::read(s, reader(owner == pays_ ? cci_ : pays_), today); });
      ASSERT_LE(sharing.level({owner, RecordKind::exchange, "77142"}), widest[owner]) << "step " << step;
    }
  }
}

// kind of record × who reads × what the annex says × day: as `access` answers, in a page and in a list.
TEST_P(Annexes, EveryKindReaderAndLevel) {
  std::vector<std::string> const readers = {cci_, cma_, agri_, neighbour_};
  auto today = day("2018-03-01");
  for (std::size_t level = 0; level < access::level_count; ++level) {
    for (std::size_t kind = 0; kind < access::record_kind_count; ++kind) {
      auto const what = static_cast<RecordKind>(kind);
      auto const said = static_cast<Level>(level);
      auto const usual = said == Level::nothing ? Level::presence : Level::nothing;
      auto const statement = with(with(all_at(pays_, usual), what, "", said), what, cma_, usual);
      ASSERT_EQ(refused(keeper_, {statement}, to_iso(today), to_iso(today)), "");
      for (auto const& who : readers) {
        for (std::size_t asked = 0; asked < access::record_kind_count; ++asked) {
          auto const other = static_cast<RecordKind>(asked);
          auto const expected = who == neighbour_ ? Level::nothing : other == what && who != cma_ ? said : usual;
          EXPECT_EQ(seen(who, pays_, to_iso(today), other), id_of(expected)) << id_of(what) << " at " << id_of(said);
          auto const statement_of_list =
              "select " + access::level_sql(other, "r.owner", "'77142'", "0") + " as level from (select cast(:owner as text) as owner) r";
          auto values = access::level_values(reader(who), to_iso(today));
          values.push_back({"owner", pays_});
          auto const listed = read([&](Session& s) { return s.row(statement_of_list, Session::Values(values)); });
          EXPECT_EQ(listed->integer("level"), static_cast<int>(expected));
        }
      }
      ++today.days;
    }
  }
}

}  // namespace
}  // namespace bassin::convention
