#pragma once

#include <span>

#include "sql/migration.h"

namespace bassin::crisis {

// 700 to 749.
[[nodiscard]] std::span<sql::Migration const> migrations();

}  // namespace bassin::crisis
