// Words of a partner's spreadsheet for what is written otherwise here: ways and themes of exchanges, colleagues, actions. What each means
// is said once, for all rows of an import, and known for the organisation's next file. docs/decisions/0035-imports-of-past-work.md
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"
#include "support/imports.h"

namespace bassin::support {

enum class WordField : std::uint8_t { way, theme, agent, action };
inline constexpr std::size_t word_field_count = 4;
[[nodiscard]] std::string_view id_of(WordField field);
[[nodiscard]] std::optional<WordField> parse_word_field(std::string_view id);

inline constexpr std::string_view word_skipped = "skip";     // of a way or a theme: its rows are not brought in
inline constexpr std::string_view word_nobody = "nobody";    // of an agent: the organisation, without saying who
inline constexpr std::string_view word_by_code = "code";     // of an action: the one of that code on the day
inline constexpr std::string_view word_nothing = "nothing";  // of an action: it counts towards none

inline constexpr std::size_t import_words_most = 200;  // of a field of an import
inline constexpr std::size_t kept_words_most = 2'000;  // of an organisation

struct ImportWord {
  WordField field = WordField::way;
  std::string word;     // folded, by which it is known; "": the cell is empty
  std::string shown;    // as it was first typed
  std::string meaning;  // id of a way or theme, of an agent, or one of the words above; "": nobody said so yet
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
