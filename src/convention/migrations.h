// The tables of this module: numbers 500 to 599. docs/convention.md says what they hold.
#pragma once

#include <span>

#include "sql/migration.h"

namespace bassin::convention {

[[nodiscard]] std::span<sql::Migration const> migrations();

}  // namespace bassin::convention
