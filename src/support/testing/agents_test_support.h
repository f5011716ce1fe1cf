// The parties of a convention with agents of theirs, and a business of the perimeter.
#pragma once

#include <string>

#include "convention/testing/parties_test_support.h"
#include "partners/agent.h"
#include "support/act.h"
#include "support/migrations.h"

namespace bassin::support {

class WithAgents : public convention::WithParties {
 protected:
  WithAgents() : WithParties(support::migrations()) {}

  access::Reader member(std::string const& organisation, std::string const& email, access::Role role = access::Role::adviser) {
    auto out = reader(organisation, role);
    out.agent = write([&](sql::Session& s) { return partners::add_agent(s, actor(), {email, email, "active", false, ""}); }).id;
    write([&](sql::Session& s) { return partners::add_membership(s, actor(), out.agent, organisation, role); });
    return out;
  }
  static base::Date day(std::string_view iso) { return base::parse_date(iso).value(); }

  Subject const bakery_{"10000000100007", "77142"};
};

}  // namespace bassin::support
