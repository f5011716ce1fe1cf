// The tables of this module: numbers 620 to 629.
#pragma once

#include <span>

#include "sql/migration.h"

namespace bassin::succession {

[[nodiscard]] std::span<sql::Migration const> migrations();

}  // namespace bassin::succession
