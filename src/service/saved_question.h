// A question as the address bar or a selection holds it, asked by a reader now.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "service/question.h"

namespace bassin::service {

// What of it concerns the screen is left out. Errors: those of Question::of(); its search words are value("q").
[[nodiscard]] base::Result<Question> saved_question(Call const& call, std::string const& query);
// With words: what the search box would show.
[[nodiscard]] base::Result<std::vector<std::uint32_t>> rows_of(Question const& question);

}  // namespace bassin::service
