// The parties of a convention with agents of theirs, and a business of the perimeter.
#pragma once

#include <span>
#include <string>
#include <vector>

#include "convention/testing/parties_test_support.h"
#include "partners/agent.h"
#include "support/act.h"
#include "support/migrations.h"

namespace bassin::support {

class WithAgents : public convention::WithParties {
 protected:
  // `more`: of the module whose tests these are, where that is another one.
  explicit WithAgents(std::span<sql::Migration const> more = {}) : WithParties(and_those(more)) {}

  access::Reader member(std::string const& organisation, std::string const& email, access::Role role = access::Role::adviser) {
    auto out = reader(organisation, role);
    out.agent = write([&](sql::Session& s) { return partners::add_agent(s, actor(), {email, email, "active", false, ""}); }).id;
    write([&](sql::Session& s) { return partners::add_membership(s, actor(), out.agent, organisation, role); });
    return out;
  }
  static base::Date day(std::string_view iso) { return base::parse_date(iso).value(); }

  static std::vector<sql::Migration> and_those(std::span<sql::Migration const> more) {
    std::vector<sql::Migration> all(support::migrations().begin(), support::migrations().end());
    all.insert(all.end(), more.begin(), more.end());
    return all;
  }

  Subject const bakery_{"10000000100007", "77142"};
};

}  // namespace bassin::support
