// The tables of this module.
#pragma once

#include <span>

#include "sql/migration.h"

namespace bassin::retention {

[[nodiscard]] std::span<sql::Migration const> migrations();

}  // namespace bassin::retention
