// What was purged, by ids alone: in the store and in a file beside it, so that a backup of before, once restored, is purged again.
// docs/formats/purges.md
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "base/instant.h"
#include "base/result.h"
#include "support/aged.h"

namespace bassin::base {
class FileSystem;
}
namespace bassin::sql {
class Session;
class Store;
}  // namespace bassin::sql

namespace bassin::retention {

struct PurgedRecord {
  support::Aged kind = support::Aged::exchange;
  std::string id;
  std::string at;

  friend bool operator==(PurgedRecord const&, PurgedRecord const&) = default;
};

// Noted in the transaction that erases them.
[[nodiscard]] base::Result<void> note_purged(sql::Session& session, std::vector<PurgedRecord> const& records);
[[nodiscard]] base::Result<std::vector<PurgedRecord>> purged_records(sql::Session& session);

// The lines of a journal; what is not one, as the last line of a cut file, is left out.
[[nodiscard]] std::vector<PurgedRecord> parse_journal(std::string_view text);
// Behind what the file holds, on the disk when it returns; one that is not there begins here. Errors: "file.*".
[[nodiscard]] base::Result<void> append_journal(base::FileSystem& files, std::string const& path, std::vector<PurgedRecord> const& records);

// append_journal() of those that the file lacks. How many.
[[nodiscard]] base::Result<std::uint64_t> keep_in_journal(base::FileSystem& files, std::string const& path,
                                                          std::vector<PurgedRecord> const& records);

struct TakenUp {
  std::uint64_t erased = 0;   // records of the file that the store did not know as purged: it is older
  std::uint64_t written = 0;  // of the store, that the file did not hold
};
// Brings store and file together: what either knows as purged is gone from the store and stands in both. Blocks of transactions; cut off,
// it goes on when asked again. Errors: "file.*", those of the store.
[[nodiscard]] base::Result<TakenUp> take_up_journal(base::FileSystem& files, std::string const& path, sql::Store& store);

}  // namespace bassin::retention
