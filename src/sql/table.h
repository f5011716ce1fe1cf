// The tables of a store.
#pragma once

#include <string_view>

#include "base/result.h"

namespace bassin::sql {

class Store;

// Whether it has a table of that name.
[[nodiscard]] base::Result<bool> has_table(Store& store, std::string_view name);

}  // namespace bassin::sql
