// Reading what is sensitive is written down before it is shown.
#pragma once

#include <string_view>

#include "service/casework_call.h"

namespace bassin::service {

// Of a list as it will be answered, of records of that kind with "id", "theme", "level" and "agent": those of a sensitive theme of which
// the reader is given the content, and did not write it.
[[nodiscard]] base::Result<void> note_sensitive(Call const& call, Casework const& casework, std::string_view kind, Json const& list);

}  // namespace bassin::service
