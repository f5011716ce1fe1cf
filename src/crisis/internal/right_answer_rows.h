// Rows of answers.
#pragma once

#include <string>
#include <unordered_map>

#include "crisis/right_answers.h"

namespace bassin::crisis::internal {

// The last ones to each question of one case, or of all cases of a crisis, by case.
[[nodiscard]] base::Result<RightAnswers> last_answers(sql::Session& session, std::string const& record);
[[nodiscard]] base::Result<std::unordered_map<std::string, RightAnswers>> last_answers_in(sql::Session& session, std::string const& crisis);

}  // namespace bassin::crisis::internal
