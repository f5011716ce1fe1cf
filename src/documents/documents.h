// Files and photos attached to a record of another module: kept in the store in pieces, so that a backup is whole and a download holds one
// piece at a time. Who may attach, read and remove is said by the module of the record. docs/decisions/0028-documents.md
#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "access/act.h"
#include "access/sharing.h"
#include "base/date.h"
#include "base/result.h"
#include "documents/content.h"

namespace bassin::documents {

using access::Act;

// What a document is attached to.
enum class Of : std::uint8_t { convention, action, sitting, value, report, exchange, follow_up, business, damage_report };
inline constexpr std::size_t of_count = 9;
// "follow_up".
[[nodiscard]] std::string_view id_of(Of of);
[[nodiscard]] std::optional<Of> parse_of(std::string_view id);

struct Subject {
  Of of = Of::convention;
  std::string id;
};

// What one reader may do with the documents of one record, as its module says. Those of a business itself have levels of their own, kind
// `document` of what conventions open.
struct Standing {
  bool reads = false;            // lists and is handed out
  bool impersonal_only = false;  // of these, those that are marked as holding nothing on persons
  bool attaches = false;         // and changes what its own organisation attached, as access::may_change() says
  bool changes_all = false;      // and removes
  bool sensitive = false;        // reading is told to the audit trail
  std::string about;             // the business, for the audit trail; ""
};

inline constexpr std::size_t documents_most = 100;  // of a record; of a business: by organisation
inline constexpr std::size_t piece_bytes = std::size_t{64} << 10U;

struct Document {
  std::string id;
  Subject subject;
  std::string organisation, agent;  // who attached it
  std::string commune;              // of a business's; ""
  std::string name;
  Type type = Type::pdf;
  std::uint64_t size = 0;
  std::string sum;          // SHA-256, in hexadecimal
  bool impersonal = false;  // nothing on persons in it, says who attached it
  bool kept_in = false;     // of a business's: for the organisation alone
  std::int64_t version = 0;
  std::string created_at, changed_at;
};

// presence: organisation and day. header: also agent, type and size. content: all.
struct Seen {
  Document document;
  access::Level level = access::Level::nothing;
  bool changeable = false;
};

// The newest first. Nothing without Standing::reads.
[[nodiscard]] base::Result<std::vector<Seen>> attached_to(sql::Session& session, access::Reader const& reader, Subject const& subject,
                                                          Standing const& standing);
// Of several records, at most 250, that a reader reads and who sees what is personal; by record, the oldest first.
[[nodiscard]] base::Result<std::vector<Document>> attached_to_these(sql::Session& session, Of of, std::span<std::string const> subjects);
// The same of a business, under all its keys, on the conventions of `today`.
[[nodiscard]] base::Result<std::vector<Seen>> attached_to_business(sql::Session& session, access::Reader const& reader, base::Date today,
                                                                   std::vector<std::string> const& keys, Standing const& standing);

// Whoever's it is: what is shown of it is asked by seen_by(). Errors: "documents.unknown" (id).
[[nodiscard]] base::Result<Document> find(sql::Session& session, std::string const& id);
// `standing`: of its subject. Errors: "documents.unknown" (id) where the reader is not shown its content.
[[nodiscard]] base::Result<Seen> seen_by(sql::Session& session, access::Reader const& reader, base::Date today, Document const& document,
                                         Standing const& standing);

struct Facts {
  bool impersonal = false;
  bool kept_in = false;
};
// Errors: "documents.not_yours"; "documents.twice" (name): the record has the same bytes already; "documents.too_many" (most).
[[nodiscard]] base::Result<Document> attach(sql::Session& session, Act const& act, Subject const& subject, std::string const& commune,
                                            Standing const& standing, Content const& content, Facts const& facts);

// Errors of both: "documents.unknown" (id), "documents.not_yours", "documents.changed" (now).
[[nodiscard]] base::Result<Document> change(sql::Session& session, Act const& act, base::Date today, std::string const& id,
                                            std::int64_t version, Standing const& standing, Facts const& facts);
// Its bytes are gone; of one that may hold something on persons its name too, from the trail. See sql/erasure.h.
[[nodiscard]] base::Result<void> remove(sql::Session& session, Act const& act, base::Date today, std::string const& id,
                                        std::int64_t version, Standing const& standing);

// Told to the trail: that somebody read one of a sensitive record.
[[nodiscard]] base::Result<void> record_reading(sql::Session& session, Act const& act, Document const& document, Standing const& standing);
// Nothing behind the last one.
[[nodiscard]] base::Result<std::optional<std::string>> piece(sql::Session& session, std::string const& id, std::int64_t place);

// From somebody without an account, who is told nothing of what the record has: its module says who may, how many and how large, and which
// organisation answers for what is sent.
[[nodiscard]] base::Result<Document> take(sql::Session& session, Act const& act, Subject const& subject, std::string const& organisation,
                                          std::string const& about, Content const& content);

// Called by the module of the record, in the transaction that deletes it, or that moves a business to another commune. How many were
// erased.
[[nodiscard]] base::Result<std::uint64_t> erase_all(sql::Session& session, Act const& act, Subject const& subject);
// The same of several records, at most 250, whose time is over, and of what the trail holds of those documents.
[[nodiscard]] base::Result<void> erase_of(sql::Session& session, Of of, std::span<std::string const> subjects);
// Those documents themselves, at most 250.
[[nodiscard]] base::Result<void> erase_these(sql::Session& session, std::span<std::string const> ids);
[[nodiscard]] base::Result<void> move_business(sql::Session& session, std::string const& business, std::string const& commune);

struct Totals {
  std::int64_t documents = 0, bytes = 0;
};
[[nodiscard]] base::Result<Totals> totals(sql::Session& session);

}  // namespace bassin::documents
