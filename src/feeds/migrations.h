// The tables of this module: numbers 520 to 529.
#pragma once

#include <span>

#include "sql/migration.h"

namespace bassin::feeds {

[[nodiscard]] std::span<sql::Migration const> migrations();

}  // namespace bassin::feeds
