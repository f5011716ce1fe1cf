// What conventions open of one organisation's work to another. docs/decisions/0019-what-a-convention-opens.md
#pragma once

#include <cstdint>
#include <map>
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
  base::Date from;
  std::optional<base::Date> to;  // included; nothing: without end
};
struct SharedPlace {
  std::string commune;                 // a code of the day on which the convention names it
  base::Date named_on;                 // that day
  std::optional<base::Date> from, to;  // both included; nothing: without end
};

// All that the convention opens, on any day: what stood there before is replaced. A place also holds the businesses registered under
// another code of its commune: a former one, that of a part, or of the commune that took it in since. Called by the module that knows
// conventions, in the transaction that changes what they open. No grants: it opens nothing.
[[nodiscard]] base::Result<void> set_sharing(sql::Session& session, std::string const& convention, std::vector<Grant> const& grants,
                                             std::vector<SharedPlace> const& places);
// Whether the places stand by other code lists than those of this program; from this transaction on they count as standing by its own.
[[nodiscard]] base::Result<bool> claim_places(sql::Session& session);

struct TookOver {
  std::string organisation, former;
};
// All of them, transitively: an organisation that took another over has its records as its own, and reads what that one was opened. Called
// by the module that knows organisations, in the transaction that changes a successor.
[[nodiscard]] base::Result<void> set_took_over(sql::Session& session, std::vector<TookOver> const& all);

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

  // One's own organisation's, and of those that it took over: content. Else the least of what the conventions open that hold the place;
  // none: nothing.
  [[nodiscard]] Level level(Record const& record) const;

 private:
  friend class SharingOfAll;
  struct Opened {
    std::string owner;
    RecordKind kind;
    Level level;
    std::shared_ptr<std::vector<std::string> const> communes;  // sorted; of the convention
  };
  std::vector<std::string> own_;  // the reader's organisation and those that it took over, sorted; none: sees nothing
  std::vector<Opened> opened_;
};

// The same of every organisation, for who answers without the store.
class SharingOfAll {
 public:
  [[nodiscard]] static base::Result<SharingOfAll> read(sql::Session& session, base::Date day);
  [[nodiscard]] Sharing of(Reader const& reader) const;

 private:
  std::map<std::string, std::vector<std::string>> took_over_;      // by organisation
  std::map<std::string, std::vector<Sharing::Opened>> opened_to_;  // by reader
};
// Another one whenever what conventions open, or who took over whom, was changed. What is open also changes with the day.
[[nodiscard]] base::Result<std::int64_t> sharing_number(sql::Session& session);

// Organisations to which a convention in force on `day` opens something of the reader's own at that place: those that it may hand
// something to. By id.
[[nodiscard]] base::Result<std::vector<std::string>> opens_to(sql::Session& session, Reader const& reader, base::Date day,
                                                              std::string const& commune);

// level() as a number, an expression over the columns of a record, for the values of level_values(): constant text. The columns are named
// with their table ("exchange.commune"): the expression has tables of its own, one with a commune, which a bare name would mean.
[[nodiscard]] std::string level_sql(RecordKind kind, std::string_view organisation_column, std::string_view commune_column,
                                    std::string_view kept_in_column);
[[nodiscard]] std::vector<sql::Named> level_values(Reader const& reader, std::string const& day);

}  // namespace bassin::access
