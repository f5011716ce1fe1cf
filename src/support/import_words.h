// Words of a partner's spreadsheet for what is written otherwise here: ways and themes of exchanges, colleagues, actions, tags,
// portfolios. What each means is said once, for all rows of an import, and known for the organisation's next file.
// docs/decisions/0035-imports-of-past-work.md
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"
#include "support/imports.h"

namespace bassin::support {

enum class WordField : std::uint8_t { way, theme, agent, action, tag, portfolio };
inline constexpr std::size_t word_field_count = 6;
[[nodiscard]] std::string_view id_of(WordField field);
[[nodiscard]] std::optional<WordField> parse_word_field(std::string_view id);

inline constexpr std::string_view word_skipped = "skip";     // of a way or a theme: its rows are not brought in
inline constexpr std::string_view word_nobody = "nobody";    // of an agent: the organisation, without saying who
inline constexpr std::string_view word_by_code = "code";     // of an action: the one of that code on the day
inline constexpr std::string_view word_nothing = "nothing";  // of an action: it counts towards none

inline constexpr std::string_view word_new = "new";            // of a tag: the organisation's own, made with the first row
inline constexpr std::string_view word_new_shared = "shared";  // one that partners see too
inline constexpr std::string_view word_of_agent = "agent:";    // of a portfolio, with a colleague's id: a new one of theirs

[[nodiscard]] constexpr std::string_view agent_of_new(std::string_view meaning) {
  return meaning.starts_with(word_of_agent) ? meaning.substr(word_of_agent.size()) : std::string_view();
}
// Whether what the word means is made with the first row that has it.
[[nodiscard]] constexpr bool makes(std::string_view meaning) {
  return meaning == word_new || meaning == word_new_shared || meaning.starts_with(word_of_agent);
}

inline constexpr std::size_t import_words_most = 200;  // of a field of an import
inline constexpr std::size_t kept_words_most = 2'000;  // of an organisation

struct ImportWord {
  WordField field = WordField::way;
  std::string word;     // folded, by which it is known; "": the cell is empty
  std::string shown;    // as it was first typed
  std::string meaning;  // id of a way or theme, of an agent, a tag, a portfolio, or one of the words above; "": nobody said so yet
  std::int64_t rows = 0, version = 0;
};

// Of an import, by field, those that nobody said yet first. Errors: "support.unknown_import".
[[nodiscard]] base::Result<std::vector<ImportWord>> import_words(sql::Session& session, access::Reader const& reader,
                                                                 std::string const& import);

struct SaidWord {
  WordField field = WordField::way;
  std::string word, meaning;
  std::int64_t version = 0;
};
// Its rows that are not carried out are judged anew. Errors: "import.unknown_word" (word), "support.bad_value" (field, allowed),
// "support.changed" (now), "import.undone".
[[nodiscard]] base::Result<SheetImport> say_words(sql::Session& session, Act const& act, std::string const& import,
                                                  std::vector<SaidWord> const& said, ImportKept const& kept);

}  // namespace bassin::support
