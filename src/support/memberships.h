// What a chamber's own roll says of a business: a member of it, since when. The first source of membership, beside what the rules presume.
// Seen where one serves, as corrections of chambers are (docs/decisions/0025-imports-of-partners-files.md).
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"
#include "support/act.h"

namespace bassin::sql {
class Session;
}

namespace bassin::support {

struct Membership {
  std::string id, organisation;
  std::string chamber;  // "cci", "cma", "ca"
  std::string business, commune;
  std::string since;   // day; "": the roll does not say
  std::string number;  // the member's; ""
  std::string as_of;   // the day of the roll
  std::string file;    // its name
  std::int64_t version = 0;
  std::string created_at, created_by;
};

inline constexpr std::string_view membership_columns =
    "id, organisation, chamber, business, commune, since, member_number, as_of, file, version, created_at, created_by";

// "cci", "cma" or "ca" for the kind of an organisation; "" for another one, which keeps no roll.
[[nodiscard]] std::string_view chamber_of_kind(std::string_view organisation_kind);

// As business_page() takes it. By organisation.
[[nodiscard]] base::Result<std::vector<Membership>> memberships_of(sql::Session& session, access::Reader const& reader,
                                                                   std::string const& business);

}  // namespace bassin::support
