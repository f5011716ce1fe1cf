// Crises: a flood and the room in which organisations work on it together. Who opens it asks partners in; what is written in the room is
// read by all who joined, whichever chamber a business belongs to. docs/decisions/0040-the-crisis-room.md
#pragma once

#include <cstdint>
#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <vector>

#include "access/act.h"
#include "base/date.h"
#include "base/instant.h"
#include "base/result.h"

namespace bassin::sql {
class Session;
}

namespace bassin::crisis {

using access::Act;

enum class Kind : std::uint8_t { flood, storm, fire, pollution, accident, other };
inline constexpr std::size_t kind_count = 6;
// "flood".
[[nodiscard]] std::string_view id_of(Kind kind);
[[nodiscard]] std::optional<Kind> parse_kind(std::string_view id);

enum class State : std::uint8_t { open, closed };
[[nodiscard]] std::string_view id_of(State state);

struct CrisisFacts {
  Kind kind = Kind::flood;
  std::string title;
  std::string description;  // ""
  base::Instant began_at;
  bool exercise = false;  // its figures are never beside real ones; fixed when it is opened
};

struct Crisis {
  std::string id, organisation;  // that opened it
  CrisisFacts facts;
  State state = State::open;
  std::int64_t zone = 0;  // number of the last one; 0: none yet
  std::int64_t version = 0;
  std::string opened_at, opened_by, changed_at, closed_at;
  std::string follows_on;   // of one that is closed: whose the cases in nobody's hand are; "": of who opened it
  bool anonymised = false;  // its list names nobody any more: it is not opened again
};

// An organisation of the room. Asked, joined, left: each with its moment.
struct Member {
  std::string organisation;
  std::string asked_at, joined_at, left_at;  // ""
};

// Those whose room the reader's organisation is in or is asked into, the newest beginning first. Exercises among them.
[[nodiscard]] base::Result<std::vector<Crisis>> crises_of(sql::Session& session, access::Reader const& reader);
// Errors: "crisis.unknown" (id).
[[nodiscard]] base::Result<Crisis> find_crisis(sql::Session& session, access::Reader const& reader, std::string const& id);
[[nodiscard]] base::Result<std::vector<Member>> members_of(sql::Session& session, access::Reader const& reader, std::string const& id);

// Ids of the rooms that the reader's organisation has joined and not left.
[[nodiscard]] base::Result<std::set<std::string>> rooms_of(sql::Session& session, access::Reader const& reader);
// Whether the reader's organisation has joined and not left: what the room holds is read and written by its agents then, by those who may
// see what is personal and who work with businesses.
[[nodiscard]] base::Result<bool> is_in(sql::Session& session, access::Reader const& reader, std::string const& id);

// Errors of all below: those of base::clean(), "crisis.not_yours".
// By coordinators and administrators; their organisation has joined. Errors: "crisis.bad_value" (field, allowed): it begins ahead.
[[nodiscard]] base::Result<Crisis> open_crisis(sql::Session& session, Act const& act, CrisisFacts const& facts);
// By those of the organisation that opened it. Whether it is an exercise stays. Errors: also "crisis.unknown" (id), "crisis.changed" (now),
// "crisis.closed".
[[nodiscard]] base::Result<Crisis> change_crisis(sql::Session& session, Act const& act, std::string const& id, std::int64_t version,
                                                 CrisisFacts const& facts);
// Nothing is written in the room any more, until it is opened again, but words of the terms, losses and lessons. `follows_on`: of one that
// is closed, an organisation of the room whose the cases in nobody's hand are from now on; "": who opened it. Errors: also
// "crisis.anonymised", "crisis.unknown_partner" (organisation).
[[nodiscard]] base::Result<Crisis> set_state(sql::Session& session, Act const& act, std::string const& id, std::int64_t version,
                                             State state, std::string const& follows_on = "");

// Asks a partner in: one that has not ended. Twice says nothing more. Errors: "crisis.unknown_partner" (organisation), "crisis.closed".
[[nodiscard]] base::Result<void> ask_in(sql::Session& session, Act const& act, std::string const& id, std::string const& organisation);
// By coordinators and administrators of who was asked. Errors: "crisis.closed".
[[nodiscard]] base::Result<void> join(sql::Session& session, Act const& act, std::string const& id);
// It reads nothing more; what it wrote stays, what it had in hand is nobody's. Who opened it cannot. Errors: "crisis.keeper_stays".
[[nodiscard]] base::Result<void> leave(sql::Session& session, Act const& act, std::string const& id);

}  // namespace bassin::crisis
