// What partners know better than the register of one business: where it is, its chambers, its activity, its name; and their words
// for what it does. One of each kind is in force; those before are kept.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"
#include "support/act.h"

namespace bassin::sql {
class Session;
}

namespace bassin::support {

enum class CorrectionKind : std::uint8_t { position, chambers, activity, name, description };
inline constexpr std::size_t correction_kind_count = 5;
// "position".
[[nodiscard]] std::string_view id_of(CorrectionKind kind);
[[nodiscard]] std::optional<CorrectionKind> parse_correction_kind(std::string_view id);

struct Correction {
  std::string id;
  std::string business;  // that of which it was said: a local business's too, where that was matched
  std::string commune;
  std::string organisation;
  CorrectionKind kind = CorrectionKind::position;
  std::string value;  // JSON: docs/casework.md states the form of each kind
  std::string reason;
  std::optional<std::string> register_value;     // JSON of the same form: what the register said then; nothing where it said nothing
  std::optional<std::string> register_snapshot;  // and which one
  std::string created_at, created_by;
  std::string ended_at, ended_by, ended_how;  // "": in force; "superseded", "withdrawn"
  [[nodiscard]] bool in_force() const { return ended_at.empty(); }
};

// With `columns` of table `correction`, in this order of names.
inline constexpr std::string_view correction_columns =
    "id, business, commune, organisation, kind, value, reason, register_value, register_snapshot, created_at, created_by, ended_at, "
    "ended_by, ended_how";

// Those that the reader sees, of the business and of what was matched with it, newest first.
[[nodiscard]] base::Result<std::vector<Correction>> corrections_of(sql::Session& session, access::Reader const& reader,
                                                                   std::string const& business);

struct NewCorrection {
  CorrectionKind kind = CorrectionKind::position;
  std::string value;
  std::string reason;
  std::optional<std::string> register_value, register_snapshot;
  std::string replaces;  // id of the one in force as the reader knew it; "": none was
};
// It is the partners': always shared. Errors: "support.outside_territory", "support.changed" (now) where another one is in force than
// `replaces`, those of clean() for the reason.
[[nodiscard]] base::Result<Correction> correct(sql::Session& session, Act const& act, Subject const& subject, NewCorrection const& made);
// The register's value counts again. Errors: "support.unknown_correction" (id), "support.changed" (now) where it is no longer in force.
[[nodiscard]] base::Result<Correction> withdraw(sql::Session& session, Act const& act, std::string const& id);

}  // namespace bassin::support
