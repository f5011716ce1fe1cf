// The ledger of contributions: what each piece of work counts towards which action. Whoever keeps the work (an exchange, a need, an event)
// states here, in the transaction of the work itself, what it contributes; a row is ended, never changed, so that what a report said on its
// day can be told again. New kinds of work need no change here.
#pragma once

#include <cstdint>
#include <functional>
#include <map>
#include <optional>
#include <set>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "base/date.h"
#include "base/instant.h"
#include "base/result.h"

namespace bassin::sql {
class Session;
}

namespace bassin::convention {

// How keys of somebody's project begin, who is no business, and those of a whole legal unit, which is one, but no establishment.
inline constexpr std::string_view project_keys = "project:";
inline constexpr std::string_view unit_keys = "unit:";

// The record that contributes: "exchange" and its id.
struct Source {
  std::string kind, id;
};

struct Contribution {
  std::string action;
  std::string organisation, agent;  // whose work it is
  std::string business;             // its key, such as a SIRET; "": about none
  std::string commune;              // of the business; ""
  std::string kind;                 // "visit", "call": a word of who keeps the work
  base::Date on;
  std::int64_t minutes = 0;

  friend bool operator==(Contribution const&, Contribution const&) = default;
};

// What the record contributes from now on; nothing: no more. The row in force is ended where it says something else. Whether that changed
// anything. Errors: those of Session; "sql.no_parent" for an action or organisation that is not there.
[[nodiscard]] base::Result<bool> state(sql::Session& session, base::Instant at, Source const& source,
                                       std::optional<Contribution> const& contribution);

// The organisation of the record's row in force, "" where there is none: whose work it is stays, whoever keeps the record since.
[[nodiscard]] base::Result<std::string> whose_work(sql::Session& session, Source const& source);

// Rows in force of these records of one kind, in no order.
[[nodiscard]] base::Result<std::vector<Contribution>> stated(sql::Session& session, std::string_view kind,
                                                             std::span<std::string const> sources);
// Rows of these records, also those that ended, name neither record nor agent any more: for records that are made anonymous. What they
// count stays, under the source kind `gone_source`. How many rows.
inline constexpr std::string_view gone_source = "gone";
[[nodiscard]] base::Result<std::uint64_t> let_go(sql::Session& session, std::string_view kind, std::span<std::string const> sources);

// Rows in force at a moment; nothing: now.
struct LedgerQuestion {
  std::string convention;  // id
  base::Date from, to;     // days of the work, both included
  std::optional<base::Instant> as_of;
};
// By day, then in the order in which they were stated.
[[nodiscard]] base::Result<std::vector<Contribution>> contributions_of(sql::Session& session, LedgerQuestion const& question);

// The same of now, in no order and without their agents: what figures are counted from.
[[nodiscard]] base::Result<std::vector<Contribution>> work_of(sql::Session& session, std::string const& convention, base::Date from,
                                                              base::Date to);

// How often what counts towards a convention was changed: as long as it is the same, so is what work_of() answers.
[[nodiscard]] base::Result<std::int64_t> ledger_version(sql::Session& session, std::string const& convention);

// Rows about the business name it no more: a token of chance takes the place of its keys in all of them, so that the business is counted as
// one still. For work whose record was erased; a key under which work is stated later is another business.
[[nodiscard]] base::Result<void> forget_business(sql::Session& session, std::span<std::string const> keys, std::string const& token);

// What a set of contributions comes to.
struct Tally {
  std::uint64_t contributions = 0;
  std::uint64_t businesses = 0;  // distinct; projects are none
  std::uint64_t visited = 0;     // distinct, by kind "visit"
  std::int64_t minutes = 0;

  friend bool operator==(Tally const&, Tally const&) = default;
};
// Of a business under another key: that of a local business which was matched with a SIRET. Identity where there is none.
using KeyOf = std::map<std::string, std::string>;

[[nodiscard]] Tally tally(std::vector<Contribution> const& rows, KeyOf const& keys);
[[nodiscard]] Tally tally(std::vector<Contribution const*> const& rows, KeyOf const& keys);

enum class By : std::uint8_t { action, organisation, kind, month };
// Each group by its key, "2018-04" for a month. A business stands in each group that it has work in: groups do not add up to the whole.
[[nodiscard]] std::map<std::string, Tally> tally_by(std::vector<Contribution> const& rows, By by, KeyOf const& keys);
[[nodiscard]] std::map<std::string, Tally> tally_by(std::vector<Contribution> const& rows,
                                                    std::function<std::string(Contribution const&)> const& group, KeyOf const& keys);
// Of those rows that are meant, without copies of them.
[[nodiscard]] Tally tally_where(std::vector<Contribution> const& rows, std::function<bool(Contribution const&)> const& meant,
                                KeyOf const& keys);

}  // namespace bassin::convention
