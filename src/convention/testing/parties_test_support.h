// A store with an intercommunality, the three chambers, and a neighbour who is a party to nothing.
#pragma once

#include <gtest/gtest.h>

#include <algorithm>
#include <memory>
#include <span>
#include <string>
#include <vector>

#include "access/migrations.h"
#include "access/reader.h"
#include "convention/draft.h"
#include "convention/migrations.h"
#include "convention/signing.h"
#include "documents/migrations.h"
#include "partners/agent.h"
#include "partners/migrations.h"
#include "partners/organisation.h"
#include "sql/store.h"
#include "sql/testing/throwaway_store_test_support.h"

namespace bassin::convention {

// `more`: of the module whose tests these are, where that is another one.
inline std::vector<sql::Migration> all_migrations(std::span<sql::Migration const> more = {}) {
  std::vector<sql::Migration> all(more.begin(), more.end());
  for (auto const migrations : {access::migrations(), partners::migrations(), documents::migrations(), convention::migrations()})
    all.insert(all.end(), migrations.begin(), migrations.end());
  std::sort(all.begin(), all.end(), [](sql::Migration const& a, sql::Migration const& b) { return a.number < b.number; });
  return all;
}

class WithParties : public testing::TestWithParam<sql::Dialect> {
 protected:
  explicit WithParties(std::span<sql::Migration const> more = {}) : store_(place_.open(all_migrations(more))) {
    pays_ = organisation("CC du Pays Créçois", "intercommunality");
    cci_ = organisation("CCI Seine-et-Marne", "cci");
    cma_ = organisation("CMA 77", "cma");
    agri_ = organisation("Chambre d'agriculture", "agriculture");
    neighbour_ = organisation("CC voisine", "intercommunality");
  }

  static access::Reader reader(std::string organisation, access::Role role = access::Role::coordinator) {
    access::Reader out;
    out.standing = access::Reader::Standing::member;
    out.organisation = std::move(organisation);
    out.agent = "agent of " + out.organisation;
    out.role = role;
    return out;
  }
  access::Actor actor() { return {"agent", "", "test", base::Instant{clock_ms_ += 1000}}; }
  Act as(access::Reader const& reader) { return {reader, actor()}; }

  // What must go well.
  template <class Fn>
  auto write(Fn&& fn) {
    auto done = store_->write(fn);
    if (!done.ok()) throw std::runtime_error(done.error().debug());
    return std::move(done).value();
  }
  template <class Fn>
  auto read(Fn&& fn) {
    auto done = store_->read(fn);
    if (!done.ok()) throw std::runtime_error(done.error().debug());
    return std::move(done).value();
  }
  // The code of what must be refused.
  template <class Fn>
  std::string refusal(Fn&& fn) {
    auto const done = store_->write(fn);
    return done.ok() ? "" : std::string(done.error().code);
  }

  // One who has an account; reader() knows none.
  access::Reader agent_of(std::string const& organisation, access::Role role) {
    auto out = reader(organisation, role);
    out.agent = write([&](sql::Session& s) -> base::Result<std::string> {
      auto const name = "Agent " + std::to_string(clock_ms_);
      BASSIN_TRY(auto const made, partners::add_agent(s, actor(), {std::to_string(clock_ms_) + "@example.org", name, "active", false, ""}));
      BASSIN_DO(partners::add_membership(s, actor(), made.id, organisation, role));
      return made.id;
    });
    return out;
  }

  std::string organisation(std::string const& name, std::string const& kind, std::string const& successor = "") {
    partners::OrganisationValues values;
    values.name = name;
    values.kind = kind;
    if (!successor.empty()) values.successor = successor;
    return write([&](sql::Session& s) { return partners::add_organisation(s, actor(), values); }).id;
  }

  Text text_of(std::string const& id, access::Reader const& who) {
    return read([&](sql::Session& s) { return find_convention(s, who, id); });
  }
  Text text_of(std::string const& id) { return text_of(id, reader(pays_)); }
  std::int64_t version_of(std::string const& id) { return text_of(id).convention.version; }

  static TextChange three_years(std::string title = "Convention de partenariat") {
    TextChange text;
    text.title = std::move(title);
    text.starts_on = "2018-01-01";
    text.ends_on = "2020-12-31";
    text.notice_months = 3;
    return text;
  }

  // A framework of the four, ready for the councils but for their votes.
  std::string framework() {
    auto const keeper = reader(pays_);
    auto const id = write([&](sql::Session& s) { return draft(s, as(keeper), Kind::framework, "", three_years()); }).id;
    write([&](sql::Session& s) { return set_parties(s, as(keeper), id, 1, {pays_, cci_, cma_, agri_}); });
    write([&](sql::Session& s) {
      return set_perimeter(s, as(keeper), id, 2, {{"77142", "Crécy-la-Chapelle", {}, {}}, {"77171", "Esbly", {}, {}}});
    });
    write([&](sql::Session& s) {
      return set_axes(s, as(keeper), id, 3, {{"", "1", "Développement économique", "", {}}, {"", "2", "Animation du territoire", "", {}}});
    });
    return id;
  }
  void deliberate(std::string const& id, std::string const& party) {
    auto const keeper = reader(pays_);
    write([&](sql::Session& s) {
      return note_deliberation(s, as(keeper), id, version_of(id), party,
                               {"assemblée", "2017-12", "2017-12-14", "", "Mme Exemple", "Présidente"});
    });
  }
  std::string signed_framework() {
    auto const keeper = reader(pays_);
    auto const id = framework();
    for (auto const& party : {pays_, cci_, cma_, agri_}) deliberate(id, party);
    write([&](sql::Session& s) { return submit(s, as(keeper), id, version_of(id)); });
    write([&](sql::Session& s) { return sign(s, as(keeper), id, version_of(id), base::parse_date("2017-12-20").value()); });
    return id;
  }

  std::int64_t clock_ms_ = 1'790'000'000'000;
  sql::ThrowawayStore place_{GetParam()};
  std::unique_ptr<sql::Store> store_;
  std::string pays_, cci_, cma_, agri_, neighbour_;
};

}  // namespace bassin::convention
