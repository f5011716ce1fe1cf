// What businesses are called, as a reader may see them.
#pragma once

#include <map>
#include <string>
#include <vector>

#include "base/result.h"

namespace bassin::service {

struct Call;
struct Casework;

// By their keys; one that is masked to the reader, or that the register lacks, is left out; none while no register is there.
[[nodiscard]] base::Result<std::map<std::string, std::string>> names_by_business(Call const& call, Casework const& casework,
                                                                                 std::vector<std::string> const& businesses);

}  // namespace bassin::service
