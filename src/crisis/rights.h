// What is open to one business after a disaster, why, and until when: the dated rules (reference/crisis_rights.h) on what is known of it.
#pragma once

#include <cstdint>
#include <map>
#include <optional>
#include <span>
#include <string>
#include <vector>

#include "base/date.h"
#include "crisis/decree.h"
#include "reference/crisis_rights.h"

namespace bassin::crisis {

struct Damage {
  std::string commune;  // current code or that of the day; decrees are asked by both
  std::vector<std::string> former_communes;
  Kind kind = Kind::flood;
  base::Date on;                         // the business was hit; of an indirect victim, was cut off
  std::optional<base::Date> standstill;  // first day on which somebody could not work
};

// What is known of the business; what is not there is not known. `decree` and `no_decree` are worked out: a decree is not known as long as
// none speaks of the commune, neither for nor against.
using Known = std::map<reference::Condition, bool>;

struct Right {
  enum class State : std::uint8_t {
    open,
    asks,    // open, if what `unknown` names turns out to hold
    passed,  // its last day is over
    closed,  // a condition does not hold: `failed`
  };
  reference::CrisisRight const* rule = nullptr;
  State state = State::open;
  std::optional<base::Date> until;  // last day; nothing: none is set, or what it is counted from is not known yet
  std::vector<reference::Condition> unknown, failed;
};

// The decree that recognises it: the first one published.
[[nodiscard]] Decree const* decree_of(Damage const& damage, std::span<Decree const> decrees);
// Whether one says that it is not, of that commune, kind and day.
[[nodiscard]] bool is_refused(Damage const& damage, std::span<Decree const> decrees);
// One of each right whose rule holds for that event or decree, in the order of the rules; of two rules for one right the newer.
[[nodiscard]] std::vector<Right> rights_of(std::span<reference::CrisisRight const> rules, Damage const& damage, Known const& known,
                                           std::span<Decree const> decrees, base::Date today);

}  // namespace bassin::crisis
