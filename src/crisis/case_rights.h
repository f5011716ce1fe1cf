// What is open to a case of a crisis, why, until when, and what is missing to know: its rights as the rules, decrees, the register's
// proposals and what agents said give them now. Never stored.
#pragma once

#include <functional>
#include <optional>
#include <string>
#include <vector>

#include "crisis/decrees.h"
#include "crisis/requests.h"
#include "crisis/right_answers.h"
#include "crisis/rights.h"

namespace bassin::crisis {

enum class FactSource : std::uint8_t {
  said,      // by an agent, on the case
  proposed,  // by the register, or by how the case came
  worked_out,
};
[[nodiscard]] std::string_view id_of(FactSource source);
struct Fact {
  reference::Condition condition = reference::Condition::insured;
  std::optional<bool> holds;
  FactSource source = FactSource::worked_out;  // of what is not known: who said that it is not, else worked_out
};

struct CaseRights {
  Case it;
  Damage damage;
  bool day_said = false;    // by an agent; else it is that on which the crisis began
  std::vector<Fact> facts;  // one of each condition
  std::vector<Right> rights;
  std::vector<KeptDecree> decrees;   // for that kind of crisis and its commune, whose event lies within two months of the day
  std::string decree;                // id of the one that recognises it; ""
  std::vector<RightAnswer> answers;  // all, the oldest first
  std::vector<Request> requests;
};
// `register_says`: proposed() of its business. Errors: "crisis.unknown_case" (id).
[[nodiscard]] base::Result<CaseRights> rights_of_case(sql::Session& session, access::Reader const& reader, std::string const& id,
                                                      Known const& register_says, base::Date today);

// What is held of a case that decides: answers before proposals. `began`: the day on which the crisis began.
struct Circumstances {
  Damage damage;
  Known known;
  std::vector<Fact> facts;
  bool day_said = false;
};
[[nodiscard]] Circumstances circumstances_of(Case const& it, Kind kind, base::Date began, RightAnswers const& answers,
                                             Known const& register_says);

// A right of a case whose last day comes and that nobody has noted as asked for.
struct Deadline {
  std::string record, business, commune, organisation, agent;
  CaseState state = CaseState::potential;
  std::string right;
  base::Date until;
  std::vector<reference::Condition> unknown;  // what it hangs on still
};
struct DeadlineQuery {
  int days = 7;                                     // today and so many days
  bool potential = false;                           // also of cases that nobody has reported or reached yet
  std::string organisation, agent, right, commune;  // ""
  std::size_t from = 0, limit = 500;
};
struct Deadlines {
  std::vector<Deadline> all;   // by day, then case, then right
  std::uint64_t total = 0;     // of these
  std::uint64_t left_out = 0;  // of cases that nobody has reported or reached yet, where those are not asked for
};
// What the register says of each business, by its key; asked once, for those of cases that a right could be open to.
using Proposals = std::function<base::Result<std::map<std::string, Known>>(std::vector<std::string> const& businesses)>;
// Of cases that are in the zone or begun, and not at their end. A bounded number of statements. Errors: "crisis.unknown" (id), those of
// `proposals`.
[[nodiscard]] base::Result<Deadlines> deadlines_of(sql::Session& session, access::Reader const& reader, std::string const& crisis,
                                                   DeadlineQuery const& query, Proposals const& proposals, base::Date today);

}  // namespace bassin::crisis
