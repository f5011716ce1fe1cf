// The tables of this module: numbers 471 to 479.
#pragma once

#include <span>

#include "sql/migration.h"

namespace bassin::letters {

[[nodiscard]] std::span<sql::Migration const> migrations();

}  // namespace bassin::letters
