// The tables of this module: numbers 350 to 359.
#pragma once

#include <span>

#include "sql/migration.h"

namespace bassin::documents {

[[nodiscard]] std::span<sql::Migration const> migrations();

}  // namespace bassin::documents
