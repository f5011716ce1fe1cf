// The first organisation and its administrator, who runs the installation.
#pragma once

#include "partners/agent.h"
#include "partners/organisation.h"
#include "partners/password.h"

namespace bassin::sql {
class Store;
}

namespace bassin::partners {

struct FirstRun {
  OrganisationValues organisation;
  std::string email, name, password;
};

// Errors: "partners.set_up": somebody has been here; "partners.bad_value", those of check_password().
[[nodiscard]] base::Result<Agent> set_up(sql::Store& store, Actor const& actor, FirstRun const& values, PasswordCost cost);

}  // namespace bassin::partners
