// Codes that bodies give, checked against their lists.
#pragma once

#include <string>

#include "service/context.h"

namespace bassin::service {

// The current code of a commune. Errors: "query.bad_value".
[[nodiscard]] base::Result<std::string> current_commune(std::string const& text);

// {"nomenclature": "NAFRev2", "code": "56.10A"}; null: both "". Errors: those of correction_value().
struct CodedActivity {
  std::string nomenclature, code;
};
[[nodiscard]] base::Result<CodedActivity> coded_activity(Json const& json);

}  // namespace bassin::service
