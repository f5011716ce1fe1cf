// What is kept of the businesses that a row of an import may mean: their ids and communes.
#pragma once

#include <cstdint>
#include <unordered_map>
#include <vector>

#include "query/view.h"
#include "support/act.h"

namespace bassin::service {

using Subjects = std::unordered_map<std::uint32_t, support::Subject>;

// By their rows of the view, each once. Errors: "image.damaged".
[[nodiscard]] base::Result<Subjects> read_subjects(query::View const& view, std::vector<std::uint32_t> const& rows);

}  // namespace bassin::service
