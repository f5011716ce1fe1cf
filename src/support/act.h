// Who changes something, and the business that it is about.
#pragma once

#include <string>

#include "access/audit.h"
#include "access/reader.h"

namespace bassin::support {

struct Act {
  access::Reader const& reader;  // a member who may edit businesses: the gate has seen to it
  access::Actor actor;           // the same person, for the audit
};

// A business as casework keeps it. It outlives the register's row.
struct Subject {
  std::string business;  // SIRET of 14 digits, or "local:" and an id
  std::string commune;   // where it lies: a current code, which decides who sees what is shared
};

}  // namespace bassin::support
