#include "support/memberships.h"

#include <fmt/format.h>

#include "access/visibility.h"
#include "sql/session.h"
#include "support/internal/business_keys.h"
#include "support/internal/membership_row.h"

namespace bassin::support {

using base::Result;

namespace internal {

Membership membership_of(sql::Row const& row) {
  return {row.text("id"),      row.text("organisation"), row.text("chamber"),       row.text("business"),
          row.text("commune"), row.text("since"),        row.text("member_number"), row.text("as_of"),
          row.text("file"),    row.integer("version"),   row.text("created_at"),    row.text("created_by")};
}

access::Json json_of(Membership const& it) {
  return {{"business", it.business}, {"chamber", it.chamber}, {"since", it.since},
          {"number", it.number},     {"asOf", it.as_of},      {"version", it.version}};
}

}  // namespace internal

std::string_view chamber_of_kind(std::string_view organisation_kind) {
  if (organisation_kind == "cci" || organisation_kind == "cma") return organisation_kind;
  return organisation_kind == "agriculture" ? "ca" : "";
}

Result<std::vector<Membership>> memberships_of(sql::Session& session, access::Reader const& reader, std::string const& business) {
  static std::string const statement =
      fmt::format("select {} from stated_membership where {} and {} order by organisation, chamber, id", membership_columns,
                  internal::about_business("business"), access::visible_sql("organisation", "1", "commune"));
  auto values = access::visibility_values(reader);
  values.emplace_back("business", business);
  BASSIN_TRY(auto const rows, session.rows(statement, sql::Session::Values(values)));
  std::vector<Membership> out;
  for (auto const& row : rows) out.push_back(internal::membership_of(row));
  return out;
}

}  // namespace bassin::support
