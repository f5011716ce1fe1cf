// What conventions open of one organisation's work to another. docs/decisions/0019-what-a-convention-opens.md
#pragma once

#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/date.h"
#include "base/result.h"
#include "sql/value.h"

namespace bassin::sql {
class Session;
}

namespace bassin::access {

struct Reader;

// Each holds what stands before it.
enum class Level : std::uint8_t {
  nothing,
  presence,  // that the organisation was in touch, and when
  header,    // by whom, in which way, about which theme
  content,
};
inline constexpr std::size_t level_count = 4;
// "header".
[[nodiscard]] std::string_view id_of(Level level);
[[nodiscard]] std::optional<Level> parse_level(std::string_view id);

enum class RecordKind : std::uint8_t { exchange, contact, need, follow_up, document, campaign };
inline constexpr std::size_t record_kind_count = 6;
// "follow_up".
[[nodiscard]] std::string_view id_of(RecordKind kind);
[[nodiscard]] std::optional<RecordKind> parse_record_kind(std::string_view id);

// What a convention lets one party see of another's records of a kind where no annex says otherwise.
inline constexpr Level default_level = Level::header;

struct Grant {
  std::string owner, reader;  // organisations
  RecordKind kind = RecordKind::exchange;
  Level level = default_level;
};
struct SharedPlace {
  std::string commune;                 // a current code
  std::optional<base::Date> from, to;  // both included; nothing: without end
};

// What the convention opens from `from` on, both days included; what it opened before ends the day before. Called by the module that knows
// conventions, in the transaction that signs, amends, denounces or lets somebody leave. An empty list of grants closes it.
[[nodiscard]] base::Result<void> set_sharing(sql::Session& session, std::string const& convention, base::Date from,
                                             std::optional<base::Date> to, std::vector<Grant> const& grants,
                                             std::vector<SharedPlace> const& places);

// Whose record it is, what it is, and where the business that it is about lies.
struct Record {
  std::string_view organisation;
  RecordKind kind = RecordKind::exchange;
  std::string_view commune;
  bool kept_in = false;  // private, or of a sensitive theme: for its organisation alone, whatever a convention opens
};

// What one reader is opened on a day: for pages of one business. Lists take level_sql().
class Sharing {
 public:
  [[nodiscard]] static base::Result<Sharing> read(sql::Session& session, Reader const& reader, base::Date day);

  // One's own organisation's: content. Else the least of what the conventions open that hold the place; none: nothing.
  [[nodiscard]] Level level(Record const& record) const;

 private:
  struct Opened {
    std::string owner;
    RecordKind kind;
    Level level;
    std::shared_ptr<std::vector<std::string> const> communes;  // sorted; of the convention
  };
  std::string organisation_;  // "": sees nothing
  std::vector<Opened> opened_;
};

// level() as a number, an expression over the columns of a record, for the values of level_values(): constant text.
[[nodiscard]] std::string level_sql(RecordKind kind, std::string_view organisation_column, std::string_view commune_column,
                                    std::string_view kept_in_column);
[[nodiscard]] std::vector<sql::Named> level_values(Reader const& reader, std::string const& day);

}  // namespace bassin::access
