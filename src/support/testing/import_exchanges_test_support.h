// Spreadsheets of past visits and calls that an adviser of the chamber of trades brings, carries out and takes back.
#pragma once

#include <gtest/gtest.h>

#include <map>
#include <memory>
#include <string>
#include <vector>

#include "convention/action.h"
#include "convention/ledger.h"
#include "support/exchanges.h"
#include "support/import_words.h"
#include "support/testing/agents_test_support.h"

namespace bassin::support {

class WithExchangeImports : public WithAgents {
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
    return write([&](sql::Session& s) { return add_import(s, as(anne_), fresh, kept_); });
  }
  SheetImport carry_out(std::string const& id) {
    auto last = write([&](sql::Session& s) { return carry_out_block(s, as(anne_), id, kept_); });
    while (last.state == "running") last = write([&](sql::Session& s) { return carry_out_block(s, as(anne_), id, kept_); });
    return last;
  }
  SheetImport undo(std::string const& id) {
    auto last = write([&](sql::Session& s) { return undo_block(s, as(anne_), id); });
    while (last.state == "undoing") last = write([&](sql::Session& s) { return undo_block(s, as(anne_), id); });
    return last;
  }
  std::vector<ImportRow> rows_of(std::string const& id) {
    return read([&](sql::Session& s) { return import_rows(s, anne_, id, {}); });
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
    for (auto const& one : read([&](sql::Session& s) { return import_words(s, anne_, id); }))
      out[std::string(id_of(one.field)) + ":" + one.word] = one;
    return out;
  }
  SheetImport say(std::string const& id, WordField field, std::string const& word, std::string const& meaning) {
    auto const version = words(id).at(std::string(id_of(field)) + ":" + word).version;
    return write([&](sql::Session& s) { return say_words(s, as(anne_), id, {{field, word, meaning, version}}, kept_); });
  }
  std::vector<Exchange> exchanges(access::Reader const& who, Subject const& subject) {
    std::vector<Exchange> out;
    for (auto const& it : read([&](sql::Session& s) { return exchanges_with(s, who, day("2026-09-21"), subject.business, {}); }).exchanges)
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
    return write([&](sql::Session& s) { return convention::add_action(s, as(keeper), convention, sheet); }).id;
  }
  std::vector<convention::Contribution> counted(std::string const& convention) {
    return read([&](sql::Session& s) { return convention::contributions_of(s, {convention, day("2018-01-01"), day("2020-12-31"), {}}); });
  }
  static access::Reader in_crecy(access::Reader out) {
    out.communes = std::make_shared<std::vector<std::string> const>(std::vector<std::string>{"77142", "77171"});
    return out;
  }
  access::Reader named(std::string const& organisation, std::string const& email, std::string const& name) {
    auto out = reader(organisation, access::Role::adviser);
    out.agent = write([&](sql::Session& s) { return partners::add_agent(s, actor(), {email, name, "active", false, ""}); }).id;
    write([&](sql::Session& s) { return partners::add_membership(s, actor(), out.agent, organisation, access::Role::adviser); });
    return out;
  }
  std::int64_t count(std::string const& table) {
    return read([&](sql::Session& s) -> base::Result<std::int64_t> {
      BASSIN_TRY(auto const found, s.row("select count(*) as n from " + table));
      return found->integer("n");
    });
  }

  access::Reader const anne_ = in_crecy(member(cma_, "anne.martin@cma.fr"));
  access::Reader const paul_ = named(cma_, "paul@cma.fr", "Paul Durand");
  Subject const mill_{"10000000200005", "77171"};
  ImportKept kept_;
};

}  // namespace bassin::support
