#include "support/imports.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "sql/session.h"
#include "support/local_businesses.h"
#include "support/memberships.h"
#include "support/oppositions.h"
#include "support/testing/contacts_test_support.h"

namespace bassin::support {
namespace {

using testing::ElementsAre;

class Imports : public WithContacts {
 protected:
  static ImportRow row(std::int64_t number, ImportCells cells, Subject const& subject) {
    ImportRow out;
    out.number = number;
    out.cells = std::move(cells);
    out.verdict = subject.business.empty() ? "none" : "certain";
    out.business = subject.business;
    out.commune = subject.commune;
    return out;
  }
  static ImportCells person(std::string contact, std::string phone, std::string email = "") {
    ImportCells out;
    out.name = "Boulangerie";
    out.contact = std::move(contact);
    out.phone = std::move(phone);
    out.email = std::move(email);
    return out;
  }
  SheetImport bring(access::Reader const& reader, std::vector<ImportRow> rows, ImportKind kind = ImportKind::contacts,
                    std::string as_of = "2026-09-01") {
    NewImport fresh;
    fresh.kind = kind;
    fresh.chamber = kind == ImportKind::members ? "cma" : "";
    fresh.file = "fichier.xlsx";
    fresh.origin = Origin::chamber_file;
    fresh.as_of = std::move(as_of);
    fresh.rows = std::move(rows);
    return write([&](sql::Session& s) { return add_import(s, as(reader), fresh); });
  }
  SheetImport carry_out(access::Reader const& reader, std::string const& id) {
    auto last = write([&](sql::Session& s) { return carry_out_block(s, as(reader), id); });
    while (last.state == "running") last = write([&](sql::Session& s) { return carry_out_block(s, as(reader), id); });
    return last;
  }
  SheetImport undo(access::Reader const& reader, std::string const& id) {
    auto last = write([&](sql::Session& s) { return undo_block(s, as(reader), id); });
    while (last.state == "undoing") last = write([&](sql::Session& s) { return undo_block(s, as(reader), id); });
    return last;
  }
  ImportRow choose(access::Reader const& reader, std::string const& id, ImportRow const& row, ImportChoice const& choice) {
    return write([&](sql::Session& s) { return choose_row(s, as(reader), id, row.number, row.version, choice); });
  }
  std::vector<ImportRow> rows_of(access::Reader const& reader, std::string const& id) {
    return read([&](sql::Session& s) { return import_rows(s, reader, id, {}); });
  }
  // "2 new, 3 more": of each row what is expected.
  std::vector<std::string> told(access::Reader const& reader, std::string const& id) {
    std::vector<std::string> out;
    for (auto const& one : rows_of(reader, id)) out.push_back(std::string(id_of(one.state)) + " " + one.expected);
    return out;
  }
  std::vector<std::string> known(access::Reader const& reader, Subject const& subject) {
    std::vector<std::string> out;
    for (auto const& contact : of(reader, subject).contacts) {
      std::string line = contact.name;
      for (auto const& channel : contact.channels) line += " " + channel.normal;
      out.push_back(line);
    }
    return out;
  }
  std::vector<Membership> members(access::Reader const& reader, Subject const& subject) {
    return read([&](sql::Session& s) { return memberships_of(s, reader, subject.business); });
  }
  std::int64_t count(std::string const& table) {
    return read([&](sql::Session& s) -> base::Result<std::int64_t> {
      BASSIN_TRY(auto const row, s.row("select count(*) as n from " + table));
      return row->integer("n");
    });
  }
};
INSTANTIATE_TEST_SUITE_P(Both, Imports, testing::ValuesIn(sql::both_dialects), sql::dialect_name);

TEST_P(Imports, APreviewSaysWhatEachRowWouldDoAndWritesNothing) {
  add(anne_, bakery_, "Jeanne Durand", {phone("0164630000")});
  auto const import =
      bring(anne_, {row(2, person("DURAND Jeanne", "01 64 63 00 00"), bakery_), row(3, person("Jeanne Durand", "06 00 00 00 01"), bakery_),
                    row(4, person("Paul Autre", "0164630000"), bakery_), row(5, person("Zoé", "x", "a@b.fr"), mill_),
                    row(6, person("", "12"), mill_), row(7, person("Luc", "0164630009"), {"", ""})});
  EXPECT_THAT(told(anne_, import.id),
              ElementsAre("ready already", "ready more", "review conflict", "ready new", "wrong nothing", "review "));
  auto const rows = rows_of(anne_, import.id);
  EXPECT_THAT(rows[1].deeds, ElementsAre("channel_added"));
  ASSERT_EQ(rows[3].remarks.size(), 1U);
  EXPECT_EQ(rows[3].remarks[0].code, "bad_phone");
  EXPECT_EQ(rows[3].remarks[0].value, "x");
  EXPECT_EQ(count("contact"), 1);
  EXPECT_EQ(import.state, "review");
}

TEST_P(Imports, RowsAreCarriedOutOnceAndKeepNoWordOfAPerson) {
  auto const import = bring(anne_, {row(2, person("Jeanne Durand", "164630000 / 06 00 00 00 01", "J@X.fr"), bakery_),
                                    row(3, person("Jeanne Durand", "0600000001"), bakery_), row(4, person("", "0164630002"), mill_)});
  auto const done = carry_out(anne_, import.id);
  EXPECT_EQ(done.state, "done");
  EXPECT_THAT(known(anne_, bakery_), ElementsAre("Jeanne Durand +33164630000 +33600000001 j@x.fr"));
  EXPECT_THAT(known(anne_, mill_), ElementsAre("Boulangerie +33164630002")) << "a number of nobody is the business's";
  EXPECT_THAT(told(anne_, import.id), ElementsAre("done new", "done already", "done new"));
  auto const channel = of(anne_, bakery_).contacts[0].channels[0];
  EXPECT_EQ(channel.origin, Origin::chamber_file);
  EXPECT_EQ(channel.collected_on, "2026-09-01");
  EXPECT_EQ(channel.until, "2029-09-01") << "three years after the day of the file";
  for (auto const& one : rows_of(anne_, import.id)) EXPECT_EQ(one.cells.contact + one.cells.phone + one.cells.name, "");
  auto const again = carry_out(anne_, import.id);
  EXPECT_EQ(again.state, "done");
  EXPECT_EQ(count("contact"), 2);
  // The same file once more changes nothing.
  auto const twice = bring(anne_, {row(2, person("Jeanne Durand", "0164630000", "j@x.fr"), bakery_)});
  EXPECT_THAT(told(anne_, twice.id), ElementsAre("ready already"));
}

TEST_P(Imports, AnOpposedNumberIsNotBroughtBack) {
  auto const made = add(carole_, bakery_, "Jeanne Durand", {phone("0164630000"), email("j@x.fr")});
  NewOpposition said;
  said.medium = ChannelKind::phone;
  said.how = "au téléphone";
  write([&](sql::Session& s) { return oppose(s, as(carole_), made.id, 1, said); });
  auto const import = bring(
      anne_, {row(2, person("Jeanne Durand", "0164630000", "j@x.fr"), bakery_), row(3, person("Jeanne Durand", "0164630000"), mill_)});
  auto const rows = rows_of(anne_, import.id);
  EXPECT_EQ(rows[0].remarks.at(0).code, "opposed");
  EXPECT_EQ(rows[0].expected, "new");
  EXPECT_EQ(rows[1].state, ImportRowState::wrong);
  carry_out(anne_, import.id);
  EXPECT_THAT(known(anne_, bakery_), ElementsAre("Jeanne Durand j@x.fr"));
  EXPECT_THAT(known(anne_, mill_), ElementsAre());
}

TEST_P(Imports, WhatNobodyWasInTouchWithForThreeYearsStaysOut) {
  auto old = person("Jeanne Durand", "0164630000");
  old.contacted_on = "31/12/2019";
  auto const import = bring(anne_, {row(2, old, bakery_)});
  EXPECT_EQ(rows_of(anne_, import.id)[0].remarks.at(0).code, "past");
  EXPECT_THAT(told(anne_, import.id), ElementsAre("wrong nothing"));
}

TEST_P(Imports, ARowIsGivenItsBusinessByHand) {
  auto const import = bring(anne_, {row(2, person("Luc", "0164630009"), {"", ""}), row(3, person("Eve", "0164630008"), {"", ""}),
                                    row(4, person("Ada", "0164630007"), {"", ""})});
  auto const rows = rows_of(anne_, import.id);
  EXPECT_EQ(choose(anne_, import.id, rows[0], {ImportChoice::What::business, mill_, false}).state, ImportRowState::ready);
  EXPECT_EQ(choose(anne_, import.id, rows[1], {ImportChoice::What::add, {"", "77142"}, false}).state, ImportRowState::ready);
  EXPECT_EQ(choose(anne_, import.id, rows[2], {ImportChoice::What::leave, {}, false}).state, ImportRowState::left);
  auto const stale = [&](sql::Session& s) { return choose_row(s, as(alain_), import.id, 2, 1, {}); };
  EXPECT_EQ(refusal(stale), "support.changed");
  auto const away = [&](sql::Session& s) {
    return choose_row(s, as(anne_), import.id, 4, 2, {ImportChoice::What::add, {"", "77200"}, false});
  };
  EXPECT_EQ(refusal(away), "support.outside_territory");
  carry_out(anne_, import.id);
  EXPECT_THAT(known(anne_, mill_), ElementsAre("Luc +33164630009"));
  auto const locals = read([&](sql::Session& s) { return locals_of(s, anne_); });
  ASSERT_EQ(locals.size(), 1U);
  EXPECT_EQ(locals[0].facts.name, "Boulangerie");
  EXPECT_EQ(locals[0].facts.source, "fichier.xlsx");
  EXPECT_THAT(told(anne_, import.id), ElementsAre("done new", "done new", "left "));
  EXPECT_EQ(refusal([&](sql::Session& s) { return choose_row(s, as(anne_), import.id, 2, 3, {}); }), "import.row_over");
  undo(anne_, import.id);
  EXPECT_EQ(count("local_business"), 0);
  EXPECT_EQ(count("contact"), 0);
}

TEST_P(Imports, UndoTakesAwayWhatNobodyChangedSince) {
  auto const before = add(anne_, mill_, "Paul", {phone("0164630005")});
  auto const import = bring(anne_, {row(2, person("Jeanne", "0164630000"), bakery_), row(3, person("Luc", "0164630001"), bakery_),
                                    row(4, person("Paul", "0164630006"), mill_)});
  carry_out(anne_, import.id);
  auto const luc = of(anne_, bakery_).contacts[1];
  write([&](sql::Session& s) { return change_contact(s, as(alain_), luc.id, luc.version, {"Lucas", {}}); });
  EXPECT_EQ(refusal([&](sql::Session& s) { return undo_block(s, as(alain_), import.id); }), "support.not_yours");
  auto const undone = undo(chief_, import.id);
  EXPECT_EQ(undone.state, "undone");
  EXPECT_THAT(known(anne_, bakery_), ElementsAre("Lucas +33164630001"));
  EXPECT_THAT(known(anne_, mill_), ElementsAre("Paul +33164630005"));
  EXPECT_THAT(told(anne_, import.id), ElementsAre("undone new", "stays new", "undone more"));
  EXPECT_EQ(find(anne_, before.id).channels.size(), 1U);
  EXPECT_EQ(refusal([&](sql::Session& s) { return carry_out_block(s, as(chief_), import.id); }), "import.undone");
}

TEST_P(Imports, ARollIsTheFirstSourceOfMembership) {
  ImportCells cells;
  cells.name = "Boulangerie";
  cells.since = "01/03/2012";
  cells.member_number = "77-1234";
  EXPECT_EQ(refusal([&](sql::Session& s) {
              NewImport none;
              none.kind = ImportKind::members;
              none.file = "f";
              return add_import(s, as(anne_), none);
            }),
            "import.no_roll");
  auto const first = bring(carole_, {row(2, cells, bakery_)}, ImportKind::members, "2026-01-01");
  carry_out(carole_, first.id);
  auto const stated = members(anne_, bakery_);
  ASSERT_EQ(stated.size(), 1U);
  EXPECT_EQ(stated[0].organisation, "cma");
  EXPECT_EQ(stated[0].since, "2012-03-01");
  EXPECT_EQ(stated[0].number, "77-1234");
  EXPECT_TRUE(members(nora_, bakery_).empty()) << "seen where one serves";
  cells.since = "2013";
  auto const older = bring(carole_, {row(2, cells, bakery_)}, ImportKind::members, "2025-01-01");
  EXPECT_THAT(told(carole_, older.id), ElementsAre("ready already"));
  auto const newer = bring(carole_, {row(2, cells, bakery_)}, ImportKind::members, "2026-06-01");
  EXPECT_THAT(rows_of(carole_, newer.id)[0].deeds, ElementsAre("membership_changed"));
  carry_out(carole_, newer.id);
  EXPECT_EQ(members(anne_, bakery_)[0].since, "2013-01-01");
  undo(carole_, newer.id);
  EXPECT_EQ(members(anne_, bakery_)[0].since, "2012-03-01") << "what stood there before";
  undo(carole_, first.id);
  EXPECT_EQ(members(anne_, bakery_).size(), 1U) << "changed since: it stays";
}

TEST_P(Imports, BlocksGoOnWhereTheOneBeforeEnded) {
  std::vector<ImportRow> rows;
  for (int i = 0; i < 600; ++i) rows.push_back(row(i + 2, person("P " + std::to_string(i), "01640" + std::to_string(10000 + i)), bakery_));
  auto const import = bring(anne_, rows);
  auto const one = write([&](sql::Session& s) { return carry_out_block(s, as(anne_), import.id); });
  EXPECT_EQ(one.state, "running");
  EXPECT_EQ(count("contact"), 250);
  EXPECT_EQ(carry_out(anne_, import.id).state, "done");
  EXPECT_EQ(count("contact"), 600);
  EXPECT_EQ(undo(anne_, import.id).state, "undone");
  EXPECT_EQ(count("contact"), 0);
}

TEST_P(Imports, OthersDoNotSeeThemAndCellsGoAfterTheirDays) {
  auto const import = bring(anne_, {row(2, person("Luc", "0164630009"), {"", ""}), row(3, person("", "12"), mill_)});
  EXPECT_EQ(refusal([&](sql::Session& s) { return find_import(s, carole_, import.id); }), "support.unknown_import");
  EXPECT_EQ(refusal([&](sql::Session& s) { return find_import(s, analyst_, import.id); }), "support.unknown_import");
  EXPECT_EQ(read([&](sql::Session& s) { return imports_of(s, alain_, "", 10); }).size(), 1U);
  EXPECT_TRUE(read([&](sql::Session& s) { return imports_of(s, carole_, "", 10); }).empty());
  EXPECT_EQ(write([&](sql::Session& s) { return drop_import_cells(s, "2026-10-21"); }), 0U);
  EXPECT_EQ(write([&](sql::Session& s) { return drop_import_cells(s, "2026-10-22"); }), 2U);
  EXPECT_THAT(told(anne_, import.id), ElementsAre("left ", "left "));
  EXPECT_EQ(rows_of(anne_, import.id)[0].cells.contact, "");
}

}  // namespace
}  // namespace bassin::support
