// Selections: questions of the directory kept under a name, and what each reader found in them last, so that the next time one sees what
// changed.
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

inline constexpr std::size_t query_most = 4'000;     // characters
inline constexpr std::size_t selections_most = 200;  // of one agent
inline constexpr std::uint64_t held_most = 20'000;   // businesses whose changes are followed

struct Selection {
  std::string id;
  std::string organisation, agent;  // whose it is
  std::string name;
  std::string query;    // the address bar's, without "?"
  bool shared = false;  // with the organisation
  std::int64_t version = 0;
  std::string created_at, changed_at;
};

// The id of the zone that a question asks for (support/zones.h); "" where it names none.
[[nodiscard]] std::string zone_in(std::string_view query);

// The agent's own in this organisation and those shared there, by name.
[[nodiscard]] base::Result<std::vector<Selection>> selections_of(sql::Session& session, access::Reader const& reader);
// Errors: "support.unknown_selection" (id), for one that the reader does not see too.
[[nodiscard]] base::Result<Selection> find_selection(sql::Session& session, access::Reader const& reader, std::string const& id);

// Errors: "support.too_many_selections" (most), those of clean() (name, query).
[[nodiscard]] base::Result<Selection> create_selection(sql::Session& session, Act const& act, std::string_view name, std::string_view query,
                                                       bool shared);
struct SelectionChange {
  std::int64_t version = 0;
  std::optional<std::string> name, query;
  std::optional<bool> shared;
};
// One's own. Another question forgets what was held. Errors: "support.unknown_selection" (id), "support.not_yours",
// "support.changed" (now), those of clean().
[[nodiscard]] base::Result<Selection> change_selection(sql::Session& session, Act const& act, std::string const& id,
                                                       SelectionChange const& change);
[[nodiscard]] base::Result<void> delete_selection(sql::Session& session, Act const& act, std::string const& id, std::int64_t version);

// What a reader found in it.
struct Seen {
  std::string at, snapshot;
  std::uint64_t total = 0;
  std::optional<std::string> held;  // as the caller writes it; nothing where there were more than held_most
};
[[nodiscard]] base::Result<std::optional<Seen>> seen(sql::Session& session, access::Reader const& reader, std::string const& id);
[[nodiscard]] base::Result<void> note_seen(sql::Session& session, access::Reader const& reader, std::string const& id, Seen const& now);

}  // namespace bassin::support
