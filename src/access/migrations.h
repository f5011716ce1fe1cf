// The tables of this module: numbers 100 to 199.
#pragma once

#include <span>

#include "sql/migration.h"

namespace bassin::access {

[[nodiscard]] std::span<sql::Migration const> migrations();

}  // namespace bassin::access
