// The tables of this module: numbers 200 to 299.
#pragma once

#include <span>

#include "sql/migration.h"

namespace bassin::partners {

[[nodiscard]] std::span<sql::Migration const> migrations();

}  // namespace bassin::partners
