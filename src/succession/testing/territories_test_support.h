// The Pays Créçois with its convention and its work, before its communes go to two neighbours.
#pragma once

#include <map>
#include <random>
#include <set>
#include <string>
#include <vector>

#include "access/sharing.h"
#include "convention/action.h"
#include "convention/ledger.h"
#include "convention/testing/parties_test_support.h"
#include "sql/session.h"
#include "succession/carrying.h"
#include "succession/migrations.h"
#include "succession/preview.h"
#include "support/contacts.h"
#include "support/exchanges.h"
#include "support/follow_ups.h"
#include "support/inherited.h"
#include "support/local_businesses.h"
#include "support/migrations.h"
#include "support/needs.h"
#include "support/portfolios.h"
#include "support/projects.h"
#include "support/reminders.h"
#include "support/selections.h"
#include "support/tags.h"

namespace bassin::succession {

inline std::vector<sql::Migration> casework_migrations() {
  std::vector<sql::Migration> all;
  for (auto const some : {support::migrations(), migrations()}) all.insert(all.end(), some.begin(), some.end());
  return all;
}

class WithTerritories : public convention::WithParties {
 protected:
  WithTerritories() : WithParties(casework_migrations()) {
    agglo_ = organisation("CA Coulommiers", "intercommunality");
    meaux_ = organisation("CA du Pays de Meaux", "intercommunality");
    territory(pays_, "list:77142,77171");
    territory(agglo_, "list:77131");
    territory(meaux_, "list:77284");
    anne_ = serving(agent_of(pays_, access::Role::administrator), {"77142", "77171"});
    anna_ = serving(agent_of(pays_, access::Role::adviser), {"77142", "77171"});
    chloe_ = serving(agent_of(cci_, access::Role::administrator), {"77131", "77142", "77171", "77284"});
    albert_ = serving(agent_of(agglo_, access::Role::administrator), {"77131", "77142"});
    mila_ = serving(agent_of(meaux_, access::Role::administrator), {"77171", "77284"});
    convention_ = signed_framework();
    convention::Sheet sheet;
    sheet.axis = text_of(convention_).axes[0].id;
    sheet.code = "1.1";
    sheet.title = "Visiter";
    sheet.members = {{pays_, convention::Part::lead, 0, 0}};
    action_ = write([&](sql::Session& s) { return convention::add_action(s, as(reader(pays_)), convention_, sheet); }).id;
  }

  static base::Date day(std::string_view iso) { return base::parse_date(iso).value(); }
  static access::Reader serving(access::Reader who, std::vector<std::string> communes) {
    who.communes = std::make_shared<std::vector<std::string> const>(std::move(communes));
    return who;
  }
  void territory(std::string const& organisation, std::string const& text) {
    partners::OrganisationValues values;
    values.territory = text;
    write([&](sql::Session& s) { return partners::change_organisation(s, actor(), organisation, values); });
  }

  // 77142 to Coulommiers, 77171 to Meaux.
  Plan split() {
    Plan plan;
    plan.on = day("2020-01-01");
    plan.formers = {{pays_, true, agglo_}};
    plan.heirs = {{agglo_, false, "", "", ""}, {meaux_, false, "", "", ""}};
    plan.communes = {{pays_, "77142", agglo_}, {pays_, "77171", meaux_}};
    return plan;
  }
  // 77171 to Meaux; the Pays Créçois goes on.
  Plan move() {
    auto plan = split();
    plan.formers = {{pays_, false, ""}};
    plan.heirs = {{meaux_, false, "", "", ""}};
    plan.communes = {{pays_, "77142", ""}, {pays_, "77171", meaux_}};
    return plan;
  }
  TerritoryChange planned(Plan const& plan) {
    return write([&](sql::Session& s) { return plan_change(s, as(anne_), plan); });
  }
  TerritoryChange approved(Plan const& plan) {
    auto const change = planned(plan);
    auto const seal = read([&](sql::Session& s) { return seal_of(s, change); });
    return write([&](sql::Session& s) { return approve(s, as(anne_), change.id, change.version, seal); });
  }
  TerritoryChange carry_out(std::string const& id) {
    for (int block = 0; block < 1000; ++block) {
      auto now = carry_out_block(*store_, actor(), day("2020-06-01"), id);
      if (!now.ok()) throw std::runtime_error(now.error().debug());
      if (now->state != State::running) return std::move(now).value();
    }
    throw std::runtime_error("never over");
  }
  TerritoryChange undo(std::string const& id) {
    for (int block = 0; block < 1000; ++block) {
      auto now = undo_block(*store_, actor(), id);
      if (!now.ok()) throw std::runtime_error(now.error().debug());
      if (now->state != State::undoing) return std::move(now).value();
    }
    throw std::runtime_error("never over");
  }

  std::string exchange(access::Reader const& who, support::Subject const& about, bool kept_in = false, std::string const& action = "") {
    support::ExchangeFacts facts;
    facts.on = day("2019-06-01");
    facts.minutes = 30;
    facts.notes = "Compte rendu";
    facts.kept_in = kept_in;
    facts.action = action;
    return write([&](sql::Session& s) { return support::note_exchange(s, as(who), day("2019-06-01"), about, facts); }).id;
  }
  std::string owner(std::string const& table, std::string const& id, std::string const& column = "organisation") {
    return read([&](sql::Session& s) {
             return s.row("select " + column + " as it from " + table + " where id = :id", {{"id", id}});
           })
        ->text("it");
  }

  // Records of every organisation, each kind's with its owner.
  using Owners = std::map<std::string, std::string>;
  Owners owners() {
    Owners out;
    for (std::size_t i = 0; i < support::inherited_count; ++i) {
      auto const kind = static_cast<support::Inherited>(i);
      auto const rows = read([&](sql::Session& s) {
        return s.rows("select record, organisation, commune, business, extra from (" + std::string(support::inherited_sql(kind)) + ") r");
      });
      for (auto const& row : rows) {
        // A tag's copy has another id: its name is what stays.
        auto extra = row.text("extra");
        if (!extra.empty()) {
          auto const table = kind == support::Inherited::business_tag ? "tag" : "portfolio";
          extra = owner(table, extra, "name");
          extra = extra.substr(0, extra.find(" – "));
        }
        auto const key = std::string(support::id_of(kind)) + " " + row.text("record") + " " + extra + " in " + row.text("commune");
        out[key + (kind == support::Inherited::follow_up_member ? " of " + row.text("organisation") : "")] = row.text("organisation");
      }
    }
    return out;
  }

  // All that the store holds of casework, in an order of its own.
  std::string dump() {
    std::string out;
    for (auto const* const table :
         {"exchange",     "need",         "need_party",         "follow_up",         "follow_up_member", "follow_up_agent",
          "reminder",     "contact",      "opposition",         "local_business",    "correction",       "tag",
          "business_tag", "portfolio",    "portfolio_business", "stated_membership", "document",         "zone",
          "selection",    "sheet_import", "organisation",       "sharing",           "sharing_place",    "took_over",
          "heir",         "contribution", "convention",         "convention_party",  "inherited_word",   "project",
          "campaign"}) {
      std::multiset<std::string> lines;
      auto const rows = read([&](sql::Session& s) { return s.rows("select * from " + std::string(table)); });
      for (auto const& row : rows) {
        std::string line;
        for (auto const& cell : row.cells()) {
          if (auto const* const text = std::get_if<std::string>(&cell)) line += *text + "|";
          if (auto const* const number = std::get_if<std::int64_t>(&cell)) line += std::to_string(*number) + "|";
          if (std::holds_alternative<std::monostate>(cell)) line += "-|";
        }
        lines.insert(line);
      }
      out += std::string(table) + ":\n";
      for (auto const& line : lines) out += line + "\n";
    }
    return out;
  }

  support::Subject const crecy_{"10000000100007", "77142"}, esbly_{"10000000200005", "77171"};
  std::string agglo_, meaux_, convention_, action_;
  access::Reader anne_, anna_, chloe_, albert_, mila_;
};

}  // namespace bassin::succession
