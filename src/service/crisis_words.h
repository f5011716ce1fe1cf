// The words for what a situation report counts, of files and papers: a screen has its own.
#pragma once

#include <string>
#include <string_view>

#include "reference/language.h"
#include "service/call.h"

namespace bassin::service {

// crisis_word("heading", "stock", fr) is « Stock »; the id itself where there is none. What: "figure", "heading", "certainty",
// "short_time", "need", "aid", "state", "chamber".
[[nodiscard]] std::string crisis_word(std::string_view what, std::string_view id, reference::Language language);
// All of them: {"heading": {"stock": "Stock"}}.
[[nodiscard]] Json crisis_words(reference::Language language);

}  // namespace bassin::service
