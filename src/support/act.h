// Who changes something, and the business that it is about.
#pragma once

#include <string>

#include "access/act.h"

namespace bassin::support {

using access::Act;

// A business as casework keeps it. It outlives the register's row.
struct Subject {
  std::string business;  // its key: support/file_key.h
  std::string commune;   // where it lies: a current code, which decides who sees what is shared
};

}  // namespace bassin::support
