// What tells whom a damage report may be about: cases by their businesses, and numbers that reports of the room gave.
#pragma once

#include <string>
#include <vector>

#include "crisis/cases.h"

namespace bassin::crisis {

// At most so many of either at once.
inline constexpr std::size_t cases_asked_most = 250;
// Those that the crisis has, in no order. Errors of all that read: "crisis.unknown" (id).
[[nodiscard]] base::Result<std::vector<Case>> cases_of_businesses(sql::Session& session, access::Reader const& reader,
                                                                  std::string const& crisis, std::vector<std::string> const& businesses);
[[nodiscard]] base::Result<std::vector<Case>> cases_of_ids(sql::Session& session, access::Reader const& reader, std::string const& crisis,
                                                           std::vector<std::string> const& ids);

struct Callback {
  std::string business;
  std::string words;  // as somebody said it
};
inline constexpr std::size_t callbacks_most = 5'000;
// Numbers to call back that matched reports of the crisis give, the newest first.
[[nodiscard]] base::Result<std::vector<Callback>> callbacks_of(sql::Session& session, access::Reader const& reader,
                                                               std::string const& crisis);

// SIRETs that were typed in matched reports of a case of another business.
struct TypedSiret {
  std::string record, siret;
};
[[nodiscard]] base::Result<std::vector<TypedSiret>> sirets_typed(sql::Session& session, access::Reader const& reader,
                                                                 std::string const& crisis);

}  // namespace bassin::crisis
