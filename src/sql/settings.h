// How a store is opened.
#pragma once

#include <chrono>
#include <string>

namespace bassin::sql {

struct Settings {
  std::string url;                             // "sqlite:<path>" or "postgresql://…", as libpq reads it
  int connections = 4;                         // at most so many transactions at once
  std::chrono::milliseconds patience{10'000};  // for a connection, a lock or a repeated transaction
  bool as_it_is = false;                       // a SQLite file that is there already, and is not written to
};

}  // namespace bassin::sql
