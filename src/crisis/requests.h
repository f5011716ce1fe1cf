// What was done about the rights of a case: asked for, granted or refused, paid. One record for each right of a case; aids that the rules
// lack stand under a name of their own.
#pragma once

#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "crisis/cases.h"
#include "reference/crisis_rights.h"

namespace bassin::crisis {

inline constexpr std::string_view other_right = "other";
inline constexpr std::int64_t euros_most = 1'000'000'000;

enum class Decision : std::uint8_t { awaited, granted, refused };
inline constexpr std::size_t decision_count = 3;
[[nodiscard]] std::string_view id_of(Decision decision);
[[nodiscard]] std::optional<Decision> parse_decision(std::string_view id);

// Amounts in whole euros; nothing: nobody knows.
struct RequestFacts {
  std::string right;  // id of a rule ("damage_claim"), or "other"
  std::string name;   // of another: « fonds d'urgence du département »; else ""
  base::Date asked_on;
  std::optional<std::int64_t> asked;
  Decision decision = Decision::awaited;
  std::optional<base::Date> decided_on;  // where it is not awaited
  std::optional<std::int64_t> granted;
  std::optional<base::Date> paid_on;  // of advances too; never of what is refused
  std::optional<std::int64_t> paid;
  std::string note;  // ""
};

struct Request {
  std::string id, record;  // the case
  RequestFacts facts;
  std::string organisation, agent;  // who wrote it last
  std::int64_t version = 0;
  std::string changed_at;
};

// By whoever works in the room. Errors of all below: "crisis.closed", "crisis.not_yours", "crisis.on_the_line" (by, until) of another
// agent, "crisis.bad_value" (field, allowed), those of base::clean().
// Errors: also "crisis.unknown_case" (id), "crisis.asked_already" (id): the right, or that name, is noted on the case.
[[nodiscard]] base::Result<Request> note_request(sql::Session& session, Act const& act, std::string const& record,
                                                 RequestFacts const& facts);
// Right and name stay. Errors: also "crisis.unknown_request" (id), "crisis.changed" (now).
[[nodiscard]] base::Result<Request> change_request(sql::Session& session, Act const& act, std::string const& id, std::int64_t version,
                                                   RequestFacts const& facts);
// One that was noted by mistake. Errors as above.
[[nodiscard]] base::Result<void> remove_request(sql::Session& session, Act const& act, std::string const& id, std::int64_t version);

// In the order in which they were noted. Errors: "crisis.unknown_case" (id).
[[nodiscard]] base::Result<std::vector<Request>> requests_of(sql::Session& session, access::Reader const& reader,
                                                             std::string const& record);

// Of a crisis: how many, and euros where they are known of so many.
struct AidFigure {
  std::uint64_t asked = 0, granted = 0, refused = 0, paid = 0;
  std::uint64_t asked_priced = 0, granted_priced = 0, paid_priced = 0;
  std::int64_t asked_euros = 0, granted_euros = 0, paid_euros = 0;
  void add(AidFigure const& it);
  friend bool operator==(AidFigure const&, AidFigure const&) = default;
};
struct Aid {
  std::map<std::string, AidFigure> by_right;                // "other" among them
  std::map<reference::RightHeading, AidFigure> by_heading;  // insurance is no aid
};
// Errors: "crisis.unknown" (id).
[[nodiscard]] base::Result<Aid> aid_of(sql::Session& session, access::Reader const& reader, std::string const& crisis);

// Takes what the requests of a crisis say of people and businesses: words, who wrote them, their trail. Days, decisions and amounts stay,
// as figures. How many requests.
[[nodiscard]] base::Result<std::uint64_t> anonymise_requests(sql::Session& session, std::string const& crisis);

}  // namespace bassin::crisis
