#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <map>
#include <random>

#include "convention/action.h"
#include "convention/ledger.h"
#include "documents/documents.h"
#include "support/campaign_targets.h"
#include "support/exchanges.h"
#include "support/hand_over.h"
#include "support/import_words.h"
#include "support/testing/agents_test_support.h"

namespace bassin::support {
namespace {

using sql::Session;
using testing::ElementsAre;
using testing::IsEmpty;

class ExchangeImports : public WithAgents {
 protected:
  static ImportCells visit(std::string on, std::string way = "Visite", std::string theme = "Locaux") {
    ImportCells out;
    out.name = "Boulangerie";
    out.on = std::move(on);
    out.way = std::move(way);
    out.theme = std::move(theme);
    return out;
  }
  static ImportRow row(std::int64_t number, ImportCells cells, Subject const& subject) {
    ImportRow out;
    out.number = number;
    out.cells = std::move(cells);
    out.verdict = subject.business.empty() ? "none" : "certain";
    out.business = subject.business;
    out.commune = subject.commune;
    return out;
  }
  SheetImport bring(std::vector<ImportRow> rows, bool kept_in = false) {
    NewImport fresh;
    fresh.kind = ImportKind::exchanges;
    fresh.file = "visites.xlsx";
    fresh.kept_in = kept_in;
    fresh.rows = std::move(rows);
    return write([&](Session& s) { return add_import(s, as(anne_), fresh, kept_); });
  }
  SheetImport carry_out(std::string const& id) {
    auto last = write([&](Session& s) { return carry_out_block(s, as(anne_), id, kept_); });
    while (last.state == "running") last = write([&](Session& s) { return carry_out_block(s, as(anne_), id, kept_); });
    return last;
  }
  SheetImport undo(std::string const& id) {
    auto last = write([&](Session& s) { return undo_block(s, as(anne_), id); });
    while (last.state == "undoing") last = write([&](Session& s) { return undo_block(s, as(anne_), id); });
    return last;
  }
  std::vector<ImportRow> rows_of(std::string const& id) {
    return read([&](Session& s) { return import_rows(s, anne_, id, {}); });
  }
  // "ready new", "wrong nothing bad_day=hier": of each row.
  std::vector<std::string> told(std::string const& id) {
    std::vector<std::string> out;
    for (auto const& one : rows_of(id)) {
      out.push_back(std::string(id_of(one.state)) + " " + one.expected);
      for (auto const& remark : one.remarks) out.back() += " " + remark.code + (remark.value.empty() ? "" : "=" + remark.value);
    }
    return out;
  }
  std::map<std::string, ImportWord> words(std::string const& id) {
    std::map<std::string, ImportWord> out;
    for (auto const& one : read([&](Session& s) { return import_words(s, anne_, id); }))
      out[std::string(id_of(one.field)) + ":" + one.word] = one;
    return out;
  }
  SheetImport say(std::string const& id, WordField field, std::string const& word, std::string const& meaning) {
    auto const version = words(id).at(std::string(id_of(field)) + ":" + word).version;
    return write([&](Session& s) { return say_words(s, as(anne_), id, {{field, word, meaning, version}}, kept_); });
  }
  std::vector<Exchange> exchanges(access::Reader const& who, Subject const& subject) {
    std::vector<Exchange> out;
    for (auto const& it : read([&](Session& s) { return exchanges_with(s, who, day("2026-09-21"), subject.business, {}); }).exchanges)
      out.push_back(it.exchange);
    return out;
  }
  std::string action(std::string const& convention, std::string code) {
    convention::Sheet sheet;
    sheet.axis = text_of(convention).axes[0].id;
    sheet.code = std::move(code);
    sheet.title = "Visiter les artisans";
    sheet.members = {{cma_, convention::Part::lead, 0, 0}};
    auto const keeper = reader(pays_);
    return write([&](Session& s) { return convention::add_action(s, as(keeper), convention, sheet); }).id;
  }
  std::vector<convention::Contribution> counted(std::string const& convention) {
    return read([&](Session& s) { return convention::contributions_of(s, {convention, day("2018-01-01"), day("2020-12-31"), {}}); });
  }
  static access::Reader in_crecy(access::Reader out) {
    out.communes = std::make_shared<std::vector<std::string> const>(std::vector<std::string>{"77142", "77171"});
    return out;
  }
  access::Reader named(std::string const& organisation, std::string const& email, std::string const& name) {
    auto out = reader(organisation, access::Role::adviser);
    out.agent = write([&](Session& s) { return partners::add_agent(s, actor(), {email, name, "active", false, ""}); }).id;
    write([&](Session& s) { return partners::add_membership(s, actor(), out.agent, organisation, access::Role::adviser); });
    return out;
  }
  std::int64_t count(std::string const& table) {
    return read([&](Session& s) -> base::Result<std::int64_t> {
      BASSIN_TRY(auto const found, s.row("select count(*) as n from " + table));
      return found->integer("n");
    });
  }

  access::Reader const anne_ = in_crecy(member(cma_, "anne.martin@cma.fr"));
  access::Reader const paul_ = named(cma_, "paul@cma.fr", "Paul Durand");
  Subject const mill_{"10000000200005", "77171"};
  ImportKept kept_;
};
INSTANTIATE_TEST_SUITE_P(Both, ExchangeImports, testing::ValuesIn(sql::both_dialects), sql::dialect_name);

TEST_P(ExchangeImports, EachRowSaysWhatItWouldMakeAndWhatFitsNothing) {
  auto good = visit("12/03/2026");
  good.minutes = "1h30";
  good.agent = "DURAND Paul";
  good.notes = "Cherche un local.\nRevoir en mai.";
  good.met = "la gérante";
  auto late = visit("12/03/2027"), long_one = visit("12/03/2026"), coded = visit("12/03/2026");
  long_one.minutes = "0,5 j";
  coded.action = "1.1";
  auto const import = bring({row(2, good, bakery_), row(3, visit("hier"), bakery_), row(4, visit(""), bakery_), row(5, late, bakery_),
                             row(6, long_one, bakery_), row(7, coded, bakery_), row(8, visit("1/2/2026", "RDV téléphonique"), mill_),
                             row(9, visit("1/2/2026"), {"", ""})});
  EXPECT_THAT(told(import.id), ElementsAre("ready new", "wrong nothing bad_day=hier", "wrong nothing no_day",
                                           "wrong nothing day_ahead=12/03/2027", "wrong nothing bad_minutes=0,5 j",
                                           "wrong nothing bad_action=1.1", "review words unknown_way=RDV téléphonique", "review "));
  EXPECT_EQ(count("exchange"), 0);
  carry_out(import.id);
  auto const made = exchanges(anne_, bakery_);
  ASSERT_EQ(made.size(), 1U);
  EXPECT_EQ(made[0].agent, paul_.agent) << "the colleague of the file, in whatever order the name is written";
  EXPECT_EQ(made[0].facts.minutes, 90);
  EXPECT_EQ(made[0].facts.notes, good.notes);
  EXPECT_EQ(made[0].facts.met, "la gérante");
  EXPECT_EQ(made[0].facts.theme, Theme::premises);
  auto const done = rows_of(import.id)[0];
  EXPECT_EQ(done.cells.notes + done.cells.met + done.cells.agent, "") << "what was carried out is kept once";
}

TEST_P(ExchangeImports, WordsAreSaidOnceAndKnownForTheNextFile) {
  auto named = visit("12/03/2026", "RDV", "Implantation");
  named.agent = "J. Ancien";
  auto const import =
      bring({row(2, named, bakery_), row(3, visit("13/03/2026", "rdv", "Zut"), bakery_), row(4, visit("14/03/2026", ""), mill_)});
  auto const first = words(import.id);
  EXPECT_EQ(first.at("way:RDV").rows, 2);
  EXPECT_EQ(first.at("theme:LOCAUX").meaning, "premises") << "a word of ours";
  EXPECT_EQ(first.at("agent:").meaning, word_nobody);
  EXPECT_EQ(first.at("agent:J ANCIEN").meaning, "");
  EXPECT_EQ(say(import.id, WordField::way, "RDV", "meeting").rows.size(), 1U);
  say(import.id, WordField::theme, "IMPLANTATION", "premises");
  say(import.id, WordField::theme, "ZUT", std::string(word_skipped));
  say(import.id, WordField::agent, "J ANCIEN", std::string(word_nobody));
  say(import.id, WordField::way, "", "visit");
  EXPECT_THAT(told(import.id), ElementsAre("ready new", "wrong nothing skipped_word=Zut", "ready new"));
  auto const stale = [&](Session& s) { return say_words(s, as(anne_), import.id, {{WordField::way, "RDV", "call", 1}}, kept_); };
  EXPECT_EQ(refusal(stale), "support.changed");
  auto const none = [&](Session& s) { return say_words(s, as(anne_), import.id, {{WordField::way, "X", "call", 1}}, kept_); };
  EXPECT_EQ(refusal(none), "import.unknown_word");
  auto const bad = [&](Session& s) { return say_words(s, as(anne_), import.id, {{WordField::way, "RDV", "dinner", 2}}, kept_); };
  EXPECT_EQ(refusal(bad), "support.bad_value");
  EXPECT_EQ(refusal([&](Session& s) { return import_words(s, reader(pays_), import.id); }), "support.unknown_import");
  carry_out(import.id);
  EXPECT_EQ(exchanges(anne_, bakery_).at(0).agent, "") << "whom nobody knows is not the one who brings the file";

  auto const next = words(bring({row(2, named, mill_), row(3, visit("15/03/2026", ""), mill_)}).id);
  EXPECT_EQ(next.at("way:RDV").meaning, "meeting");
  EXPECT_EQ(next.at("theme:IMPLANTATION").meaning, "premises");
  EXPECT_EQ(next.at("agent:J ANCIEN").meaning, "") << "the name of one without an account is not kept";
  EXPECT_EQ(next.at("way:").meaning, "") << "what an empty cell means is of one file";
}

TEST_P(ExchangeImports, TheSameFileTwiceAddsNothing) {
  auto worded = visit("12/03/2026");
  worded.notes = "Cherche un local.";
  std::vector<ImportRow> const rows{row(2, worded, bakery_), row(3, visit("13/03/2026"), bakery_), row(4, visit("13/03/2026"), bakery_),
                                    row(5, worded, mill_)};
  auto const first = bring(rows);
  EXPECT_THAT(told(first.id), ElementsAre("ready new", "ready new", "ready already", "ready new"));
  carry_out(first.id);
  EXPECT_EQ(count("exchange"), 3);
  auto const second = bring(rows);
  EXPECT_THAT(told(second.id), ElementsAre("ready already", "ready already", "ready already", "ready already"));
  carry_out(second.id);
  EXPECT_EQ(count("exchange"), 3);
  // One that was reworded since is perhaps the same: somebody decides.
  auto facts = exchanges(anne_, mill_).at(0).facts;
  facts.notes = "Cherche un local de 50 m².";
  auto const chief = member(cma_, "chief@cma.fr", access::Role::coordinator);
  write([&](Session& s) { return change_exchange(s, as(chief), day("2026-09-21"), exchanges(anne_, mill_).at(0).id, 1, facts); });
  auto const third = bring(rows);
  EXPECT_THAT(told(third.id), ElementsAre("ready already", "ready already", "ready already", "review conflict"));
  auto const last = rows_of(third.id)[3];
  EXPECT_THAT(last.deeds, ElementsAre("exchange_alike"));
  write([&](Session& s) {
    return choose_row(s, as(anne_), third.id, last.number, last.version, {ImportChoice::What::business, mill_, true}, kept_);
  });
  carry_out(third.id);
  EXPECT_EQ(count("exchange"), 4);
}

TEST_P(ExchangeImports, WithoutATextTheOtherCellsTellTwoApart) {
  auto first = visit("12/03/2026"), longer = first, met = first;
  longer.minutes = "45";
  met.met = "la gérante";
  auto text = first, other = first;
  text.notes = other.notes = "Vue.";
  other.theme = "Reprise";
  std::vector<ImportRow> const rows{row(2, first, bakery_),  row(3, visit("12/03/2026", "Visite", "Emploi"), bakery_),
                                    row(4, longer, bakery_), row(5, met, bakery_),
                                    row(6, first, bakery_),  row(7, text, mill_),
                                    row(8, other, mill_)};
  auto const import = bring(rows);
  EXPECT_THAT(told(import.id), ElementsAre("ready new", "ready new", "ready new", "ready new", "ready already", "ready new", "ready new"));
  carry_out(import.id);
  EXPECT_EQ(count("exchange"), 6);
  auto else_long = longer;
  else_long.minutes = "50";
  auto again = rows;
  again.push_back(row(9, else_long, bakery_));
  auto const last = told(bring(again).id);
  EXPECT_EQ(std::count(last.begin(), last.end(), "ready already"), 7) << "the same file adds nothing";
  EXPECT_EQ(last[7], "review conflict") << "perhaps one of those that were there, perhaps not";
}

TEST_P(ExchangeImports, CountTowardsTheActionOfTheirCodeAsThoseTypedByHandDo) {
  auto const convention = signed_framework();
  auto const wanted = action(convention, "A 1");
  auto counting = visit("5/3/2018"), before = visit("5/3/2017"), unknown = visit("6/3/2018");
  counting.action = "a1";
  counting.minutes = "45";
  counting.agent = "Paul Durand";
  before.action = "A1";
  unknown.action = "Z9";
  auto const import = bring({row(2, counting, bakery_), row(3, before, bakery_), row(4, unknown, mill_)});
  EXPECT_THAT(told(import.id), ElementsAre("ready new", "wrong nothing bad_action=A1", "wrong nothing bad_action=Z9"));
  say(import.id, WordField::action, "Z9", std::string(word_nothing));
  EXPECT_EQ(told(import.id)[2], "ready new");
  carry_out(import.id);
  convention::Contribution const expected{wanted, cma_, paul_.agent, bakery_.business, bakery_.commune, "visit", day("2018-03-05"), 45};
  EXPECT_THAT(counted(convention), ElementsAre(expected));
  EXPECT_THAT(exchanges(reader(pays_), bakery_), IsEmpty()) << "nothing is opened by today's conventions";
  EXPECT_EQ(undo(import.id).state, "undone");
  EXPECT_THAT(counted(convention), IsEmpty());
  EXPECT_EQ(count("exchange"), 0);
  EXPECT_EQ(count("sheet_import_word"), 0);
}

TEST_P(ExchangeImports, WhatIsPastItsTimeStaysOutUnlessTheBusinessWasSeenSince) {
  kept_.exchanges_from = "2023-09-21";
  auto const import = bring({row(2, visit("5/3/2019"), bakery_), row(3, visit("5/3/2019"), mill_), row(4, visit("5/3/2025"), mill_)});
  EXPECT_THAT(told(import.id), ElementsAre("wrong nothing too_old=5/3/2019", "ready new", "ready new"));
  auto wrong = visit("5/3/2025");
  wrong.minutes = "longtemps";
  EXPECT_EQ(told(bring({row(2, visit("5/3/2019"), bakery_), row(3, wrong, bakery_)}).id)[0], "wrong nothing too_old=5/3/2019");
  // Without the later one the older one has no reason to stay.
  auto const later = rows_of(import.id)[2];
  auto const leave = [&](std::int64_t version) {
    return write([&](Session& s) { return choose_row(s, as(anne_), import.id, 4, version, {}, kept_); });
  };
  leave(later.version);
  EXPECT_EQ(told(import.id)[1], "wrong nothing too_old=5/3/2019");
  ExchangeFacts facts;
  facts.on = day("2026-01-01");
  write([&](Session& s) { return note_exchange(s, as(anne_), day("2026-09-21"), bakery_, facts); });
  EXPECT_EQ(told(bring({row(2, visit("5/3/2019"), bakery_)}).id)[0], "ready new");
}

TEST_P(ExchangeImports, UndoTakesAwayWhatNobodyChangedSince) {
  auto named = visit("12/03/2026");
  named.agent = "Paul Durand";
  auto const import = bring({row(2, named, bakery_), row(3, named, mill_), row(4, visit("13/03/2026"), mill_)}, true);
  carry_out(import.id);
  auto const seen = exchanges(anne_, bakery_).at(0);
  EXPECT_TRUE(seen.facts.kept_in);
  auto facts = seen.facts;
  facts.minutes = 10;
  write([&](Session& s) { return change_exchange(s, as(paul_), day("2026-09-21"), seen.id, 1, facts); });
  EXPECT_EQ(undo(import.id).state, "undone");
  EXPECT_THAT(told(import.id), ElementsAre("stays new", "undone new", "undone new"));
  EXPECT_EQ(count("exchange"), 1);
  auto const after = [&](Session& s) { return carry_out_block(s, as(anne_), import.id, kept_); };
  EXPECT_EQ(refusal(after), "import.undone");
}

TEST_P(ExchangeImports, BlocksGoOnWhereTheOneBeforeEndedAndKnowWhatItMade) {
  std::vector<ImportRow> rows;
  for (int i = 0; i < 300; ++i) {
    auto cells = visit("12/03/2026");
    cells.notes = "Visite " + std::to_string(i);
    rows.push_back(row(i + 2, cells, bakery_));
  }
  auto const import = bring(rows);
  auto const one = write([&](Session& s) { return carry_out_block(s, as(anne_), import.id, kept_); });
  EXPECT_EQ(one.state, "running");
  EXPECT_EQ(count("exchange"), 250);
  EXPECT_EQ(carry_out(import.id).state, "done");
  EXPECT_EQ(count("exchange"), 300) << "rows of one file are not taken for each other";
  undo(import.id);
  EXPECT_EQ(count("exchange"), 0);
}

TEST_P(ExchangeImports, RowsAboutABusinessThatTheRegisterLacksAreAboutOne) {
  auto worded = visit("14/03/2026");
  worded.notes = "Vue";
  auto const import = bring({row(2, visit("12/03/2026"), {"", ""}), row(3, visit("12/03/2026"), {"", ""}), row(4, worded, {"", ""})});
  for (std::int64_t const number : {2, 3, 4})
    write([&](Session& s) {
      return choose_row(s, as(anne_), import.id, number, 1, {ImportChoice::What::add, {"", "77142"}, false}, kept_);
    });
  carry_out(import.id);
  EXPECT_EQ(count("local_business"), 1);
  EXPECT_THAT(told(import.id), ElementsAre("done new", "done already", "done new"));
  EXPECT_EQ(undo(import.id).rows.size(), 1U) << "all undone";
  EXPECT_EQ(count("local_business"), 0);
  EXPECT_EQ(count("exchange"), 0);
}

TEST_P(ExchangeImports, ABusinessThatColleaguesUseSinceStays) {
  auto const use = [&](std::string const& how, Subject const& it) {
    if (how == "document") {
      documents::Standing may;
      may.reads = may.attaches = true;
      documents::Content const content{documents::Type::pdf, "a.pdf", "%PDF"};
      write([&](Session& s) {
        return documents::attach(s, as(paul_), {documents::Of::business, it.business}, it.commune, may, content, {});
      });
    } else if (how == "campaign") {
      CampaignFacts facts;
      facts.title = "Enquête";
      facts.starts_on = day("2026-09-01");
      auto const made = write([&](Session& s) { return add_campaign(s, as(paul_), facts, ""); });
      write([&](Session& s) { return add_targets(s, as(paul_), made, day("2026-09-21"), {it}); });
    }
  };
  for (std::string const how : {"", "document", "campaign"}) {
    auto const before = count("local_business");
    auto const import = bring({row(2, visit("12/03/2026"), {"", ""})});
    write([&](Session& s) { return choose_row(s, as(anne_), import.id, 2, 1, {ImportChoice::What::add, {"", "77142"}, false}, kept_); });
    carry_out(import.id);
    use(how, {rows_of(import.id)[0].business, "77142"});
    undo(import.id);
    EXPECT_EQ(count("local_business"), before + (how.empty() ? 0 : 1)) << how;
    EXPECT_EQ(count("exchange"), 0);
  }
}

TEST_P(ExchangeImports, ABusinessIsAddedWhateverItsCellsLookLike) {
  auto broken = visit("12/03/2026"), endless = visit("13/03/2026"), accents = visit("14/03/2026");
  broken.name = "Boulangerie\nDupont";
  broken.address = "1 rue\ndu Pont";
  for (int i = 0; i < 100; ++i) endless.name += " et fils", endless.address += "étage ";
  accents.name = "a";
  for (int i = 0; i < 60; ++i) accents.name += "é";
  auto const import = bring({row(2, broken, {"", ""}), row(3, endless, {"", ""}), row(4, endless, {"", ""}), row(5, accents, {"", ""})});
  for (std::int64_t const number : {2, 3, 4, 5})
    write([&](Session& s) {
      return choose_row(s, as(anne_), import.id, number, 1, {ImportChoice::What::add, {"", "77142"}, false}, kept_);
    });
  EXPECT_EQ(carry_out(import.id).state, "done");
  EXPECT_THAT(told(import.id), ElementsAre("done new", "done new", "done already", "done new"));
  auto const written = read([](Session& s) { return s.rows("select name, address from local_business order by name"); });
  ASSERT_EQ(written.size(), 3U) << "two rows are about one business";
  EXPECT_EQ(written[0].text("name"), "Boulangerie Dupont");
  EXPECT_EQ(written[0].text("address"), "1 rue du Pont");
}

TEST_P(ExchangeImports, TheNameOfOneWhoLeftIsKnownNoMore) {
  auto named = visit("12/03/2026");
  named.agent = "DUPONT MARIE";
  auto const import = bring({row(2, named, bakery_)});
  auto const kept = [&] { return count("sheet_word where field = 'agent'"); };
  say(import.id, WordField::agent, "DUPONT MARIE", paul_.agent);
  write([&](Session& s) { return hand_over(s, actor(), cma_, anne_.agent, ""); });
  EXPECT_EQ(kept(), 1) << "a colleague's";
  write([&](Session& s) { return hand_over(s, actor(), cma_, paul_.agent, ""); });
  EXPECT_EQ(kept(), 0);
}

// Whatever the rows: carried out twice it adds nothing the second time; taken back it leaves what was there; the ledger is a recount.
TEST_P(ExchangeImports, AnyFileTwiceAndBackIsWhatWasThere) {
  auto const convention = signed_framework();
  action(convention, "1");
  std::mt19937 random(7);
  auto const any = [&](auto const& of) { return of[random() % std::size(of)]; };
  for (int round = 0; round < 12; ++round) {
    std::vector<ImportRow> rows;
    for (int i = 0; i < 40; ++i) {
      char const* const days[] = {"5/3/2018", "6/3/2018", "1/1/2017", "x", ""};
      char const* const ways[] = {"Visite", "Appel", "?"};
      char const* const texts[] = {"", "a", "b"};
      char const* const agents[] = {"", "Paul Durand", "anne.martin@cma.fr", "X"};
      char const* const codes[] = {"", "1", "2"};
      auto cells = visit(any(days), any(ways));
      cells.notes = any(texts);
      cells.agent = any(agents);
      cells.action = any(codes);
      rows.push_back(row(i + 2, cells, random() % 2 == 0 ? bakery_ : mill_));
    }
    auto const before = count("exchange");
    auto const import = bring(rows);
    std::int64_t fresh = 0;
    for (auto const& one : rows_of(import.id)) fresh += one.state == ImportRowState::ready && one.expected == "new" ? 1 : 0;
    carry_out(import.id);
    EXPECT_EQ(count("exchange"), before + fresh);
    auto const made = count("exchange");
    carry_out(bring(rows).id);
    EXPECT_EQ(count("exchange"), made);
    EXPECT_EQ(static_cast<std::int64_t>(counted(convention).size()), read([&](Session& s) -> base::Result<std::int64_t> {
                BASSIN_TRY(auto const found, s.row("select count(*) as n from exchange where action is not null"));
                return found->integer("n");
              }));
    if (round % 2 == 0) continue;
    undo(import.id);
    EXPECT_EQ(count("exchange"), before);
  }
}

}  // namespace
}  // namespace bassin::support
