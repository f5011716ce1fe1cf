// The casework store as the program opens it: every module's tables.
#pragma once

#include <memory>
#include <string>
#include <vector>

#include "base/instant.h"
#include "base/result.h"

namespace bassin::sql {
class Store;
struct Settings;
struct Migration;
}  // namespace bassin::sql

namespace bassin::app {

// The tables of all modules, sorted by number.
[[nodiscard]] std::vector<sql::Migration> all_migrations();
// Opened and brought to what this program needs. Errors: those of sql::Store::open() and sql::migrate().
[[nodiscard]] base::Result<std::unique_ptr<sql::Store>> open_casework(sql::Settings const& settings);
// `url` "": the file casework.db of the data folder.
[[nodiscard]] std::string casework_url(std::string const& url, std::string const& data);

// The journal of purges of the data folder. docs/formats/purges.md
[[nodiscard]] std::string purges_path(std::string const& data);

// The clock of this machine.
[[nodiscard]] base::Instant now();

}  // namespace bassin::app
