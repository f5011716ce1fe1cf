// A spreadsheet of a partner brought in as a whole: a contact file, a chamber's roll of members, exchanges of past years, tags and
// portfolios. Its rows are kept while somebody looks through them, carried out in blocks, and taken back as a whole.
// docs/decisions/0025-imports-of-partners-files.md, 0035-imports-of-past-work.md
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "base/result.h"
#include "support/act.h"
#include "support/channel.h"

namespace bassin::sql {
class Session;
}

namespace bassin::support {

inline constexpr std::size_t import_rows_most = 20'000;
inline constexpr std::size_t import_block = 250;      // rows of one transaction
inline constexpr std::size_t import_page_most = 100;  // rows told at once
// Days that cells of rows which were not carried out are kept: to be decided, then to be mended in the file.
inline constexpr int import_cells_days = 30;

enum class ImportKind : std::uint8_t { contacts, members, exchanges, tags };
[[nodiscard]] std::string_view id_of(ImportKind kind);
[[nodiscard]] std::optional<ImportKind> parse_import_kind(std::string_view id);

enum class ImportRowState : std::uint8_t {
  review,  // somebody must say which business it is, or what to do with a contradiction
  ready,   // to be carried out
  left,    // left out by somebody
  wrong,   // nothing of it can be used: its remarks say why
  done,
  undone,  // what it made was taken away
  stays,   // not all of it: somebody changed it since
};
inline constexpr std::size_t import_row_state_count = 7;
[[nodiscard]] std::string_view id_of(ImportRowState state);
[[nodiscard]] std::optional<ImportRowState> parse_import_row_state(std::string_view id);

// The cells of a row that are used, as they were typed.
struct ImportCells {
  std::string name, place, number;  // of the business, as it is shown beside what was found
  std::string address, postal_code, commune;
  std::string contact, function, phone, mobile, email;
  std::string contacted_on, since, member_number;
  std::string on, way, theme, agent, minutes, met, notes, action;  // of an exchange
  std::string tags, portfolio;
};

struct ImportCandidate {
  std::string business, commune;
  double score = 0;
};

// {"bad_phone", "12 34"}: what of a row is not used, and why: bad_phone, bad_email, bad_day, opposed, past, empty, full. Of an exchange,
// which is brought in whole or not at all: no_day, bad_day, day_ahead, too_old, bad_minutes, bad_notes, bad_action, several_actions,
// skipped_word; and words of which nobody said what they mean: unknown_way, unknown_theme, unknown_agent.
struct ImportRemark {
  std::string code, value;
  friend bool operator==(ImportRemark const&, ImportRemark const&) = default;
};

struct ImportRow {
  std::int64_t number = 0;  // as a spreadsheet program shows it
  ImportRowState state = ImportRowState::review;
  ImportCells cells;
  std::string verdict, reason;  // of the matching
  std::vector<std::string> oddities;
  std::vector<ImportCandidate> candidates;
  std::string business, commune;   // what it is about; "" while nobody said, and for one to be added
  bool added = false;              // a business that the register does not hold, to be added in `commune`
  bool chosen = false;             // by somebody, not by the matching
  bool anyway = false;             // though it contradicts what is there
  std::string expected;            // "new", "more", "already", "conflict", "words"; "": nobody knows yet
  std::vector<std::string> deeds;  // of the preview, then of what was done: "contact_added", "channel_added"…
  std::vector<ImportRemark> remarks;
  std::int64_t version = 0;
};

struct NewImport {
  ImportKind kind = ImportKind::contacts;
  std::string chamber;  // of the organisation, for members
  std::string file;
  Origin origin = Origin::other;
  std::vector<Purpose> purposes = {Purpose::follow_up};
  bool kept_in = false;
  std::string as_of;            // day of the file; "": today
  std::vector<ImportRow> rows;  // number, cells, what the matching said; the business where that is certain
};

struct SheetImport {
  std::string id, organisation;
  ImportKind kind = ImportKind::contacts;
  std::string chamber, file;
  Origin origin = Origin::other;
  std::vector<Purpose> purposes;
  bool kept_in = false;
  std::string as_of;
  std::string state;  // "review", "running", "done", "undoing", "undone"
  std::string created_at, created_by, ended_at, ended_by;
  std::string cells_until;  // the last day on which cells of rows that were not carried out are kept
  std::vector<std::pair<ImportRowState, std::int64_t>> rows;
  std::vector<std::pair<std::string, std::int64_t>> expected;  // of the rows that are ready
};

// What the rules of retention say of the day (retention/settings.h).
struct ImportKept {
  std::string exchanges_from;  // exchanges of days before are past their time; "": none are
};

// All of these: of the reader's organisation, to who may see personal data ("support.unknown_import" (id) else).

// Errors: "import.no_roll": only a chamber has members; "support.no_purpose", "support.bad_day"; "import.many_words" (field, limit).
[[nodiscard]] base::Result<SheetImport> add_import(sql::Session& session, Act const& act, NewImport const& fresh,
                                                   ImportKept const& kept = {});
[[nodiscard]] base::Result<SheetImport> find_import(sql::Session& session, access::Reader const& reader, std::string const& id);
// Newest first; `before`: id of the last one of the page before.
[[nodiscard]] base::Result<std::vector<SheetImport>> imports_of(sql::Session& session, access::Reader const& reader,
                                                                std::string const& before, std::size_t limit);
struct ImportRowQuery {
  std::optional<ImportRowState> state;
  std::string expected;     // "": any
  std::int64_t after = -1;  // number of the last row of the page before
  std::size_t limit = import_page_most;
};
[[nodiscard]] base::Result<std::vector<ImportRow>> import_rows(sql::Session& session, access::Reader const& reader, std::string const& id,
                                                               ImportRowQuery const& query);

// What somebody says of a row that is not carried out: which business, one to be added in a commune, or left out.
struct ImportChoice {
  enum class What : std::uint8_t { business, add, leave } what = What::leave;
  Subject subject;      // of `business`; of `add` the commune alone
  bool anyway = false;  // though it contradicts what is there
};
// Errors: "import.unknown_row" (number), "import.row_over" (number), "support.changed" (now), "import.undone", "support.outside_territory",
// "text.empty" (name): one to be added has a name.
[[nodiscard]] base::Result<ImportRow> choose_row(sql::Session& session, Act const& act, std::string const& id, std::int64_t number,
                                                 std::int64_t version, ImportChoice const& choice, ImportKept const& kept = {});

// The next rows that are ready, at most import_block, in this transaction: a killed server loses those under way alone, and who asks again
// goes on after them. Errors: "support.not_yours": of its agent and who runs the organisation's part; "import.undone".
[[nodiscard]] base::Result<SheetImport> carry_out_block(sql::Session& session, Act const& act, std::string const& id,
                                                        ImportKept const& kept = {});
// Takes back what the next rows made, as far as nobody changed it since; the same way. Errors: "support.not_yours".
[[nodiscard]] base::Result<SheetImport> undo_block(sql::Session& session, Act const& act, std::string const& id);

// What was kept of rows beyond its days goes; how many rows.
[[nodiscard]] base::Result<std::uint64_t> drop_import_cells(sql::Session& session, std::string const& today);

}  // namespace bassin::support
