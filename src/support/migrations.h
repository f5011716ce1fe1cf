// The tables of this module: numbers 400 to 499. docs/casework.md says what they hold.
#pragma once

#include <span>

#include "sql/migration.h"

namespace bassin::support {

[[nodiscard]] std::span<sql::Migration const> migrations();

}  // namespace bassin::support
