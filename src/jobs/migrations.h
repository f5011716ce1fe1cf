// The tables of this module: numbers 300 to 399.
#pragma once

#include <span>

#include "sql/migration.h"

namespace bassin::jobs {

[[nodiscard]] std::span<sql::Migration const> migrations();

}  // namespace bassin::jobs
