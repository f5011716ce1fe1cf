// What a decree of natural disaster says of one commune.
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "base/date.h"
#include "crisis/peril.h"

namespace bassin::crisis {

// A decree of natural disaster (arrêté de catastrophe naturelle): one row for a commune.
struct Decree {
  std::string commune;  // code of the day
  Peril peril = Peril::flood;
  base::Date from, to;   // of the event, both included
  base::Date published;  // in the Journal officiel
  bool refused = false;  // the commune asked and is not recognised
  std::string number;    // NOR, or the number that the base gave it; "": not known
  friend bool operator==(Decree const&, Decree const&) = default;
};
// What speaks against them, by the name of the field and what is allowed; nothing: they can stand. `today`: nothing is published ahead.
struct Fault {
  std::string_view field;
  std::string allowed;
};
[[nodiscard]] std::optional<Fault> fault_of(Decree const& it, base::Date today);

}  // namespace bassin::crisis
