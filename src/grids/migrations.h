// The tables of this module: numbers 532 to 539.
#pragma once

#include <span>

#include "sql/migration.h"

namespace bassin::grids {

[[nodiscard]] std::span<sql::Migration const> migrations();

}  // namespace bassin::grids
