// The tables of this module: numbers 760 to 769.
#pragma once

#include <span>

#include "sql/migration.h"

namespace bassin::exposure {

[[nodiscard]] std::span<sql::Migration const> migrations();

}  // namespace bassin::exposure
