// What fills pages of HTML.
#pragma once

#include <ctemplate/template.h>
#include <ctemplate/template_dictionary.h>

#include <cstdint>
#include <nlohmann/json.hpp>
#include <string>

namespace bassin::printing::internal {

using Json = nlohmann::json;
using Dictionary = ctemplate::TemplateDictionary;

// "" and 0 where there is none.
[[nodiscard]] std::string text_in(Json const& it, char const* name);
[[nodiscard]] std::int64_t count_in(Json const& it, char const* name);
[[nodiscard]] std::string name_in(Json const& it, char const* name);

void set(Dictionary& at, char const* name, std::string const& value);
// « 1 entreprise », « 12 entreprises ».
[[nodiscard]] std::string counted(std::int64_t count, std::string const& one, std::string const& many);
// Sections PARAGRAPH with LINE: an empty line ends a paragraph.
void put_lines(Dictionary& at, std::string const& text);

}  // namespace bassin::printing::internal
