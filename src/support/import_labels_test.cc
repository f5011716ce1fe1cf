#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <map>

#include "support/hand_over.h"
#include "support/import_words.h"
#include "support/portfolios.h"
#include "support/tags.h"
#include "support/testing/agents_test_support.h"

namespace bassin::support {
namespace {

using sql::Session;
using testing::ElementsAre;
using testing::IsEmpty;

class LabelImports : public WithAgents {
 protected:
  static ImportRow row(std::int64_t number, std::string tags, std::string portfolio, Subject const& subject) {
    ImportRow out;
    out.number = number;
    out.cells.name = "Boulangerie";
    out.cells.tags = std::move(tags);
    out.cells.portfolio = std::move(portfolio);
    out.verdict = "certain";
    out.business = subject.business;
    out.commune = subject.commune;
    return out;
  }
  SheetImport bring(access::Reader const& who, std::vector<ImportRow> rows) {
    NewImport fresh;
    fresh.kind = ImportKind::tags;
    fresh.file = "portefeuilles.xlsx";
    fresh.rows = std::move(rows);
    return write([&](Session& s) { return add_import(s, as(who), fresh); });
  }
  SheetImport carry_out(access::Reader const& who, std::string const& id) {
    auto last = write([&](Session& s) { return carry_out_block(s, as(who), id); });
    while (last.state == "running") last = write([&](Session& s) { return carry_out_block(s, as(who), id); });
    return last;
  }
  SheetImport undo(access::Reader const& who, std::string const& id) {
    auto last = write([&](Session& s) { return undo_block(s, as(who), id); });
    while (last.state == "undoing") last = write([&](Session& s) { return undo_block(s, as(who), id); });
    return last;
  }
  std::vector<std::string> told(std::string const& id) {
    std::vector<std::string> out;
    for (auto const& one : read([&](Session& s) { return import_rows(s, anne_, id, {}); })) {
      out.push_back(std::string(id_of(one.state)) + " " + one.expected);
      for (auto const& remark : one.remarks) out.back() += " " + remark.code + "=" + remark.value;
    }
    return out;
  }
  std::map<std::string, std::string> meanings(std::string const& id) {
    std::map<std::string, std::string> out;
    for (auto const& one : read([&](Session& s) { return import_words(s, anne_, id); })) out[one.word] = one.meaning;
    return out;
  }
  void say(access::Reader const& who, std::string const& id, WordField field, std::string const& word, std::string const& meaning) {
    write([&](Session& s) -> base::Result<SheetImport> {
      BASSIN_TRY(auto const all, import_words(s, who, id));
      for (auto const& one : all)
        if (one.field == field && one.word == word) return say_words(s, as(who), id, {{field, word, meaning, one.version}}, {});
      return base::Error("import.unknown_word", {{"word", word}});
    });
  }
  // "marché 2": own tags with the number of their businesses.
  std::vector<std::string> tags() {
    std::vector<std::string> out;
    for (auto const& it : read([&](Session& s) { return tags_of(s, anne_); })) out.push_back(it.name + " " + std::to_string(it.businesses));
    return out;
  }
  std::vector<std::string> portfolios() {
    std::vector<std::string> out;
    for (auto const& it : read([&](Session& s) { return portfolios_of(s, anne_); }))
      out.push_back(it.name + " " + std::to_string(it.businesses) + (it.agent == paul_.agent ? " of Paul" : ""));
    return out;
  }
  void add_business(std::string const& id, std::int64_t number) {
    write([&](Session& s) -> base::Result<ImportRow> {
      ImportRowQuery query;
      query.after = number - 1;
      BASSIN_TRY(auto const all, import_rows(s, anne_, id, query));
      for (auto const& one : all)
        if (one.number == number)
          return choose_row(s, as(anne_), id, number, one.version, {ImportChoice::What::add, {"", "77142"}, false}, {});
      return base::Error("import.unknown_row", {});
    });
  }
  std::vector<std::string> locals() {
    return read([&](Session& s) -> base::Result<std::vector<std::string>> {
      BASSIN_TRY(auto const rows, s.rows("select id from local_business"));
      std::vector<std::string> out;
      for (auto const& it : rows) out.push_back(it.text("id"));
      return out;
    });
  }
  access::Reader named(std::string const& email, std::string const& name, access::Role role) {
    auto out = reader(cma_, role);
    out.agent = write([&](Session& s) { return partners::add_agent(s, actor(), {email, name, "active", false, ""}); }).id;
    write([&](Session& s) { return partners::add_membership(s, actor(), out.agent, cma_, role); });
    out.communes = std::make_shared<std::vector<std::string> const>(std::vector<std::string>{"77142"});
    return out;
  }

  access::Reader const anne_ = named("anne@cma.fr", "Anne Martin", access::Role::coordinator);
  access::Reader const paul_ = named("paul@cma.fr", "Paul Durand", access::Role::adviser);
  Subject const mill_{"10000000200005", "77171"};
};
INSTANTIATE_TEST_SUITE_P(Both, LabelImports, testing::ValuesIn(sql::both_dialects), sql::dialect_name);

TEST_P(LabelImports, NewWordsAreMadeWhenThePersonSaysSo) {
  write([&](Session& s) { return put_tag(s, as(anne_), bakery_, "Marché", false); });
  auto const import = bring(anne_, {row(2, "marché; Export", "", bakery_), row(3, "EXPORT", "DURAND Paul", mill_), row(4, "", "", mill_),
                                    row(5, "Marche", "", bakery_)});
  EXPECT_THAT(told(import.id),
              ElementsAre("review words unknown_tag=Export", "review words unknown_tag=EXPORT unknown_portfolio=DURAND Paul",
                          "wrong nothing empty=", "ready already"));
  say(anne_, import.id, WordField::tag, "EXPORT", std::string(word_new));
  say(anne_, import.id, WordField::portfolio, "DURAND PAUL", "agent:" + paul_.agent);
  EXPECT_THAT(told(import.id), ElementsAre("ready new", "ready new", "wrong nothing empty=", "ready already"));
  EXPECT_THAT(tags(), ElementsAre("Marché 1")) << "nothing is made before it is carried out";
  carry_out(anne_, import.id);
  EXPECT_THAT(tags(), ElementsAre("Export 2", "Marché 1"));
  EXPECT_THAT(portfolios(), ElementsAre("DURAND Paul 1 of Paul"));

  auto const again = bring(anne_, {row(2, "marché; Export", "", bakery_), row(3, "EXPORT", "Paul Durand", mill_)});
  EXPECT_THAT(told(again.id), ElementsAre("ready already", "ready already")) << "the only portfolio of that colleague";
  undo(anne_, again.id);
  undo(anne_, import.id);
  EXPECT_THAT(tags(), ElementsAre("Marché 1")) << "what was there stays";
  EXPECT_THAT(portfolios(), IsEmpty());
}

TEST_P(LabelImports, UndoLeavesWhatOthersDidSince) {
  auto const import = bring(anne_, {row(2, "Export", "", bakery_), row(3, "Export", "", mill_)});
  say(anne_, import.id, WordField::tag, "EXPORT", std::string(word_new));
  carry_out(anne_, import.id);
  write([&](Session& s) { return take_tag(s, as(paul_), mill_.business, "export"); });
  write([&](Session& s) { return put_tag(s, as(paul_), mill_, "export", false); });
  undo(anne_, import.id);
  EXPECT_THAT(told(import.id), ElementsAre("undone new", "stays new"));
  EXPECT_THAT(tags(), ElementsAre("Export 1"));
}

TEST_P(LabelImports, OthersPortfoliosAreTheirsAndSharedWordsStayAtHome) {
  auto const of_anne = write([&](Session& s) { return create_portfolio(s, as(anne_), "Suivis d'Anne", ""); });
  auto const import = bring(paul_, {row(2, "", "Suivis d'Anne", bakery_), row(3, "Zone A", "", mill_), row(4, "a/b", "", mill_)});
  EXPECT_EQ(meanings(import.id).at("SUIVIS D ANNE"), of_anne.id);
  say(paul_, import.id, WordField::tag, "ZONE A", std::string(word_new_shared));
  say(paul_, import.id, WordField::tag, "A B", std::string(word_new));
  EXPECT_THAT(told(import.id),
              ElementsAre("wrong nothing not_yours=Suivis d'Anne", "wrong nothing outside=Zone A", "wrong nothing bad_word=a/b"));
  EXPECT_EQ(carry_out(paul_, import.id).state, "done");
  EXPECT_THAT(tags(), IsEmpty());
}

TEST_P(LabelImports, BlocksMakeAWordOnce) {
  std::vector<ImportRow> rows;
  for (int i = 0; i < 300; ++i) rows.push_back(row(i + 2, "Export, Marché", "Tour", {std::to_string(10000000000007 + i), "77142"}));
  auto const import = bring(paul_, rows);
  say(paul_, import.id, WordField::tag, "EXPORT", std::string(word_new));
  say(paul_, import.id, WordField::tag, "MARCHE", std::string(word_new_shared));
  say(paul_, import.id, WordField::portfolio, "TOUR", "agent:" + paul_.agent);
  carry_out(paul_, import.id);
  EXPECT_THAT(tags(), ElementsAre("Export 300", "Marché 300"));
  EXPECT_THAT(portfolios(), ElementsAre("Tour 300 of Paul"));
  undo(paul_, import.id);
  EXPECT_THAT(tags(), IsEmpty());
  EXPECT_THAT(portfolios(), IsEmpty());
}

TEST_P(LabelImports, AWordWhoseTagOrPortfolioWentSinceIsAskedAnew) {
  for (char const* const name : {"Export", "Marché", "Vieux"})
    write([&](Session& s) { return put_tag(s, as(anne_), bakery_, name, false); });
  auto const tour = write([&](Session& s) { return create_portfolio(s, as(anne_), "Tour", ""); });
  auto const import = bring(anne_, {row(2, "Export", "", mill_), row(3, "Marché", "", mill_), row(4, "", "Tour", mill_),
                                    row(5, "Vieux", "", mill_), row(6, "Marché", "Tour", mill_)});
  EXPECT_THAT(told(import.id), ElementsAre("ready new", "ready new", "ready new", "ready new", "ready already"));
  write([&](Session& s) -> base::Result<void> {
    BASSIN_TRY(auto const all, own_tags(s, cma_));
    BASSIN_DO(delete_tag(s, as(anne_), all[0].id, 1));
    BASSIN_TRY([[maybe_unused]] auto const merged, change_tag(s, as(anne_), all[2].id, {1, "Marché", {}, true}));
    return delete_portfolio(s, as(anne_), tour.id, 1);
  });
  EXPECT_EQ(carry_out(anne_, import.id).state, "done") << "the rest is carried out";
  EXPECT_THAT(told(import.id), ElementsAre("review words unknown_tag=Export", "done new", "review words unknown_portfolio=Tour",
                                           "review words unknown_tag=Vieux", "review words unknown_portfolio=Tour"));
  auto const now = meanings(import.id);
  EXPECT_EQ(now.at("EXPORT") + now.at("TOUR") + now.at("VIEUX"), "") << "the panel of words proposes them again";
  EXPECT_NE(now.at("MARCHE"), "");
  say(anne_, import.id, WordField::tag, "EXPORT", std::string(word_new));
  say(anne_, import.id, WordField::tag, "VIEUX", now.at("MARCHE"));
  say(anne_, import.id, WordField::portfolio, "TOUR", std::string(word_skipped));
  carry_out(anne_, import.id);
  EXPECT_THAT(tags(), ElementsAre("Export 1", "Marché 2"));
}

TEST_P(LabelImports, WhatWasMadeGoesWithItsFurthestRowWhicheverWasCarriedOutLast) {
  std::vector<ImportRow> rows;
  for (int i = 0; i < 300; ++i) rows.push_back(row(i + 2, "Export", "Tour", {std::to_string(10000000000007 + i), "77142"}));
  for (auto* const one : {&rows.front(), &rows.back()}) {
    one->business = one->commune = "";
    one->verdict = "none";
  }
  auto const import = bring(anne_, rows);
  say(anne_, import.id, WordField::tag, "EXPORT", std::string(word_new));
  say(anne_, import.id, WordField::portfolio, "TOUR", "agent:" + paul_.agent);
  for (std::int64_t const number : {301, 2}) {
    add_business(import.id, number);
    carry_out(anne_, import.id);
  }
  EXPECT_THAT(tags(), ElementsAre("Export 299")) << "two rows are about one business";
  undo(anne_, import.id);
  EXPECT_THAT(tags(), IsEmpty());
  EXPECT_THAT(portfolios(), IsEmpty());
  EXPECT_THAT(locals(), IsEmpty());
}

TEST_P(LabelImports, WordsOfPortfoliosOfOneWhoLeftAreKnownNoMore) {
  auto const of_paul = write([&](Session& s) { return create_portfolio(s, as(paul_), "Tour", ""); });
  auto const of_anne = write([&](Session& s) { return create_portfolio(s, as(anne_), "Sud", ""); });
  auto const first = bring(anne_, {row(2, "", "Dupont", bakery_), row(3, "", "Midi", bakery_)});
  say(anne_, first.id, WordField::portfolio, "DUPONT", of_paul.id);
  say(anne_, first.id, WordField::portfolio, "MIDI", of_anne.id);
  write([&](Session& s) { return hand_over(s, actor(), cma_, paul_.agent, anne_.agent); });
  auto const next = meanings(bring(anne_, {row(2, "", "Dupont", bakery_), row(3, "", "Midi", bakery_)}).id);
  EXPECT_EQ(next.at("DUPONT"), "");
  EXPECT_EQ(next.at("MIDI"), of_anne.id);
}

}  // namespace
}  // namespace bassin::support
