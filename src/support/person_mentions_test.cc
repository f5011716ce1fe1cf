#include "support/person_mentions.h"

#include <gtest/gtest.h>

#include <map>
#include <set>
#include <sstream>

#include "convention/writings.h"
#include "support/internal/writings.h"
#include "support/reminders.h"
#include "support/testing/campaigns_test_support.h"

namespace bassin::support {
namespace {

using Ids = std::set<std::string>;

class Mentioned : public WithCampaigns {
 protected:
  std::string exchange(access::Reader const& reader, int business, std::string notes, std::string met = "") {
    ExchangeFacts facts;
    facts.way = Way::visit;
    facts.theme = Theme::surroundings;
    facts.on = today_;
    facts.notes = std::move(notes);
    facts.met = std::move(met);
    return write([&](sql::Session& s) { return note_exchange(s, as(reader), today_, subject(business), facts); }).id;
  }
  std::vector<Mention> of(access::Reader const& reader, Sought const& sought) {
    return read([&](sql::Session& s) { return mentions_of(s, reader, sought); }).all;
  }
  static Sought named(std::string name) {
    PersonQuery query;
    query.name = std::move(name);
    return sought_of({}, query);
  }
  Ids records(access::Reader const& reader, Sought const& sought, bool certain) {
    Ids out;
    for (auto const& it : of(reader, sought))
      if (it.certain == certain) out.insert(it.record);
    return out;
  }
};
INSTANTIATE_TEST_SUITE_P(Both, Mentioned, testing::ValuesIn(sql::both_dialects), sql::dialect_name);

TEST_P(Mentioned, ByNameNumberAndAddressWhereverTheyAreWritten) {
  auto const told =
      person(anne_, 0, {channel(ChannelKind::phone, "0164630000"), channel(ChannelKind::email, "b.coeur@exemple.fr")}, "Mme Bérénice Cœur");
  auto const plain = exchange(anne_, 1, "Présentée par BERENICE  COEUR, du four voisin.");
  auto const swapped = exchange(anne_, 1, "", "Cœur, Bérénice");
  auto const by_number = exchange(anne_, 1, "Rappeler au 01.64.63.00.00 lundi");
  auto const no_break = exchange(anne_, 1, "Tél. 01\u00a064\u202f63\u00a000\u00a000");
  auto const by_address = exchange(anne_, 1, "Écrire à B.Coeur@exemple.fr");
  auto const near = exchange(anne_, 0, "Mme Cœur souhaite céder.");
  exchange(anne_, 1, "Mme Cœur du moulin");
  exchange(anne_, 1, "Bérénicement cœurs");
  auto const theirs = exchange(carole_, 1, "Bérénice Cœur");
  auto const file = write([&](sql::Session& s) { return person_file(s, as(anne_), {told.id, "", "", ""}); });
  auto const sought = sought_of(file, {});
  EXPECT_EQ(records(anne_, sought, true), (Ids{plain, swapped, by_number, no_break, by_address}));
  EXPECT_EQ(records(anne_, sought, false), Ids{near}) << "one word of the name, on her business: to be read through";
  EXPECT_EQ(records(carole_, sought, true), Ids{theirs}) << "each organisation answers for what it holds";
  EXPECT_EQ(records(anne_, named("Bérénice Cœur"), true), (Ids{plain, swapped})) << "whoever has no contact record";
  EXPECT_TRUE(of(anne_, named("Cœur")).empty()) << "a single word names too many";
  EXPECT_TRUE(of(anne_, {}).empty());
}

TEST_P(Mentioned, ByANameAloneItsOwnContactsAreFoundToo) {
  auto const told = person(anne_, 0, {channel(ChannelKind::phone, "0164630000")}, "Jeanne Durand");
  person(carole_, 0, {}, "Jeanne Durand");
  PersonQuery query;
  query.name = "DURAND jeanne";
  auto const file = write([&](sql::Session& s) { return person_file(s, as(anne_), query); });
  ASSERT_EQ(file.contacts.size(), 1U);
  EXPECT_EQ(file.contacts[0].id, told.id);
  EXPECT_TRUE(write([&](sql::Session& s) { return person_file(s, as(alain_), {"", "", "", "Zoé Absente"}); }).contacts.empty());
}

TEST_P(Mentioned, InAllThatIsWritten) {
  auto const reminder = write([&](sql::Session& s) { return remind(s, as(anne_), subject(1), {"Voir Jean Petit", today_, anne_.agent}); });
  auto facts = round(Means::visit);
  facts.script = "De la part de Jean Petit";
  auto const campaign = prepared(facts, 1);
  auto const found = of(anne_, named("Jean PETIT"));
  ASSERT_EQ(found.size(), 2U);
  EXPECT_EQ(found[0].kind, "reminder");
  EXPECT_EQ(found[0].record, reminder.id);
  EXPECT_EQ(found[0].text, "Voir Jean Petit");
  EXPECT_EQ(found[1].record, campaign.id);
}

TEST_P(Mentioned, AgentsOwnListsAreTheirs) {
  write([&](sql::Session& s) {
    return s.run(
        "insert into selection (id, organisation, agent, name, query, shared, version, created_at, changed_at) values ('s1', "
        ":organisation, :agent, 'Chez Jean Petit', '', 0, 1, '2026-09-21', '2026-09-21')",
        {{"organisation", pays_}, {"agent", anne_.agent}});
  });
  EXPECT_EQ(of(anne_, named("Jean Petit")).size(), 1U);
  EXPECT_TRUE(of(alain_, named("Jean Petit")).empty()) << "a colleague's";
  EXPECT_EQ(of(chief_, named("Jean Petit")).size(), 1U) << "who answers for the organisation";
}

TEST_P(Mentioned, InWhatIsKeptAsJson) {
  write([&](sql::Session& s) {
    return s.run(
        "insert into correction (id, business, commune, organisation, kind, value, reason, created_at, created_by) values ('k1', "
        ":business, '77142', :organisation, 'name', '{\"name\":\"Boulangerie\\nJean Petit\"}', '', '2026-09-21', :agent)",
        {{"business", subject(1).business}, {"organisation", pays_}, {"agent", anne_.agent}});
  });
  auto const found = of(anne_, named("Jean Petit"));
  ASSERT_EQ(found.size(), 1U);
  EXPECT_EQ(found[0].text, "Boulangerie\nJean Petit\n");
}

// "table.column" of what is looked through.
Ids looked_through() {
  Ids out;
  for (auto const writings : {internal::writings(), convention::writings()})
    for (auto const& it : writings) {
      std::map<std::string, std::string> tables;
      std::istringstream words{"join " + std::string(it.from)};
      for (std::string word; words >> word;)
        if (word == "join" && words >> word) words >> tables[word];
      for (auto const& [table, alias] : tables)
        for (auto const text : it.texts)
          if (text.substr(0, text.find('.')) == alias) out.insert(table + std::string(text.substr(text.find('.'))));
    }
  return out;
}

// A table that holds words in a column of such a name is looked through, or said here to name nobody.
TEST_P(Mentioned, EveryColumnOfWordsIsLookedThrough) {
  Ids const of_words = {"text",      "notes",     "note",    "name",     "title",  "why",   "how",      "met",      "description",
                        "reason",    "objective", "minutes", "agenda",   "person", "cells", "evidence", "progress", "script",
                        "signatory", "query",     "purpose", "audience", "risks",  "link",  "source",   "details"};
  Ids const of_nobody = {"agent.name",
                         "audit.note",
                         "campaign.purpose",
                         "contact.name",
                         "contribution.minutes",
                         "contribution.source",
                         "exchange.minutes",
                         "opposition.purpose",
                         "organisation.name",
                         "schema_migration.name",
                         "sheet_import_row.reason",
                         "team.name"};
  bool const lite = GetParam() == sql::Dialect::sqlite;
  auto const columns = read([&](sql::Session& s) {
    return s.rows(lite ? "select m.name || '.' || p.name as place from sqlite_master m join pragma_table_info(m.name) p where m.type = "
                         "'table' order by 1"
                       : "select table_name || '.' || column_name as place from information_schema.columns where table_schema = 'public' "
                         "order by 1",
                  {});
  });
  ASSERT_GT(columns.size(), 100U);
  auto const covered = looked_through();
  for (auto const& row : columns) {
    auto const place = row.text("place");
    bool const words = of_words.contains(place.substr(place.find('.') + 1)) && !of_nobody.contains(place);
    EXPECT_TRUE(!words || covered.contains(place)) << place;
  }
}

}  // namespace
}  // namespace bassin::support
