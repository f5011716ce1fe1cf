// The tables of this module: numbers 730 to 739.
#pragma once

#include <span>

#include "sql/migration.h"

namespace bassin::waters {

[[nodiscard]] std::span<sql::Migration const> migrations();

}  // namespace bassin::waters
