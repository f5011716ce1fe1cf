// Purges: what of an organisation's records is past its time is listed, handed over as a file for the archives, then erased in blocks, once
// the archives have agreed. docs/decisions/0029-retention-and-purge.md
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "access/act.h"
#include "base/date.h"
#include "base/result.h"
#include "retention/journal.h"
#include "retention/rules.h"

namespace bassin::retention {

inline constexpr std::int64_t purge_most = 10'000;  // records of one purge, the oldest of each kind first
inline constexpr std::size_t purge_block = 250;     // of one transaction
inline constexpr std::size_t due_shown = 100;

struct Due {
  std::string kind;
  std::int64_t count = 0;
  std::string oldest;  // day from which the time of the oldest is counted; ""
};
// Of the reader's organisation, of each kind that is purged.
[[nodiscard]] base::Result<std::vector<Due>> due(sql::Session& session, access::Reader const& reader, base::Date today);

struct DueRecord {
  std::string id, business, commune, since;  // business: "" about none, or of a contact
};
// The oldest of them. Errors: "retention.unknown_kind" (kind).
[[nodiscard]] base::Result<std::vector<DueRecord>> due_records(sql::Session& session, access::Reader const& reader, base::Date today,
                                                               std::string const& kind);

struct PurgedKind {
  std::string kind;
  std::int64_t listed = 0, erased = 0, stays = 0;  // listed: still to be erased; stays: changed since it was listed, or not due any more
};
struct Purge {
  std::string id, organisation;
  std::string on;     // the day on which it was listed
  std::string state;  // "listed", "running", "done", "left"
  std::string visa, visa_on;
  std::string archive_sum, archive_at;  // SHA-256 of the file last handed over; ""
  std::int64_t version = 0;
  std::string created_at, created_by, ended_at;
  std::vector<PurgedKind> kinds;
  bool needs_visa = false;
};

// Newest first, at most 100; all of these of the reader's organisation.
[[nodiscard]] base::Result<std::vector<Purge>> purges_of(sql::Session& session, access::Reader const& reader);
// Errors of all that follow: "retention.unknown_purge" (id).
[[nodiscard]] base::Result<Purge> find_purge(sql::Session& session, access::Reader const& reader, std::string const& id);

// Lists what is due today of those kinds. Nothing is erased. Errors: "retention.unknown_kind", "retention.nothing_due",
// "retention.purge_open" (id): one of the organisation is not at its end.
[[nodiscard]] base::Result<Purge> list_purge(sql::Session& session, access::Act const& act, base::Date today,
                                             std::vector<std::string> const& kinds);

// All that is still to be erased as JSON lines: what it is, each record with all that the store holds of it, the names of the agents.
[[nodiscard]] base::Result<std::string> purge_archive(sql::Session& session, access::Reader const& reader, std::string const& id);
// That this file was handed over. `version` of the purge stays.
[[nodiscard]] base::Result<void> note_archive(sql::Session& session, access::Act const& act, std::string const& id, std::string const& sum);

// Errors of these: "support.changed" (now), "retention.purge_over".
// What the archives départementales answered: their reference and its day.
[[nodiscard]] base::Result<Purge> set_visa(sql::Session& session, access::Act const& act, std::string const& id, std::int64_t version,
                                           std::string const& reference, std::string const& on);
// Nothing of it is erased. Not once it runs.
[[nodiscard]] base::Result<Purge> leave_purge(sql::Session& session, access::Act const& act, std::string const& id, std::int64_t version);

struct Block {
  Purge purge;
  std::vector<PurgedRecord> erased;
};
// The next block in this transaction: a killed server loses that one alone, and who asks again goes on after those before. A record that
// changed since it was listed, or is not due any more, stays. Errors: "retention.no_archive": the file was not handed over;
// "retention.no_visa"; "retention.purge_over".
[[nodiscard]] base::Result<Block> carry_out_block(sql::Session& session, access::Act const& act, std::string const& id);

}  // namespace bassin::retention
