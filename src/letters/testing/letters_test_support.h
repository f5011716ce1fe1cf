// Agents of the parties of a convention with something to do.
#pragma once

#include <gtest/gtest.h>

#include <string>
#include <vector>

#include "convention/action.h"
#include "convention/testing/parties_test_support.h"
#include "jobs/migrations.h"
#include "letters/migrations.h"
#include "support/migrations.h"
#include "support/needs.h"
#include "support/reminders.h"

namespace bassin::letters {

inline std::vector<sql::Migration> own_migrations() {
  std::vector<sql::Migration> all(jobs::migrations().begin(), jobs::migrations().end());
  all.insert(all.end(), support::migrations().begin(), support::migrations().end());
  all.insert(all.end(), migrations().begin(), migrations().end());
  return all;
}

class WithLetters : public convention::WithParties {
 protected:
  WithLetters() : WithParties(own_migrations()) {}

  access::Reader member(std::string const& organisation, std::string const& email, access::Role role = access::Role::adviser) {
    auto out = reader(organisation, role);
    out.agent = write([&](sql::Session& s) { return partners::add_agent(s, actor(), {email, email, "active", false, ""}); }).id;
    write([&](sql::Session& s) { return partners::add_membership(s, actor(), out.agent, organisation, role); });
    return out;
  }
  static base::Date day(std::string_view iso) { return base::parse_date(iso).value(); }

  support::Reminder remind(access::Reader const& who, std::string text, std::string_view due) {
    return write([&](sql::Session& s) { return support::remind(s, as(who), bakery_, {std::move(text), day(due), who.agent}); });
  }
  // Within the same organisation, or to a party of a signed convention: made where there is none.
  support::Need hand(access::Reader const& from, std::string const& to, support::Theme theme) {
    if (from.organisation != to && convention_.empty()) convention_ = signed_framework();
    support::NeedFacts facts;
    facts.theme = theme;
    facts.text = "Cherche un local.";
    return write([&](sql::Session& s) { return support::hand_need(s, as(from), today_, bakery_, facts, {to, "", ""}); });
  }
  convention::Sheet sheet_of(std::string const& id) {
    convention::Sheet sheet;
    sheet.axis = text_of(id).axes.front().id;
    sheet.code = "1.1";
    sheet.title = "Visiter les entreprises";
    sheet.members = {{pays_, convention::Part::lead, 0, 0}};
    return sheet;
  }

  support::Subject const bakery_{"10000000100007", "77142"};
  base::Date const today_ = base::make_date(2018, 5, 2);
  access::Reader const chief_ = member(pays_, "chief@pays.fr", access::Role::coordinator);
  access::Reader const anne_ = member(pays_, "anne@pays.fr");
  access::Reader const alain_ = member(pays_, "alain@pays.fr");
  access::Reader const carole_ = member(cma_, "carole@cma.fr");
  access::Reader const stranger_ = member(neighbour_, "nora@voisine.fr", access::Role::coordinator);
  std::string convention_;
};

}  // namespace bassin::letters
