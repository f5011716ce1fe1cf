#include "support/internal/business_keys.h"

#include <fmt/format.h>

namespace bassin::support::internal {

using base::Result;

std::string about_business(std::string_view column) {
  return fmt::format("({0} = :business or {0} in (select 'local:' || id from local_business where matched_siret = :business))", column);
}

Result<std::vector<std::string>> keys_of(sql::Session& session, std::string const& business) {
  BASSIN_TRY(auto const rows,
             session.rows("select 'local:' || id as business from local_business where matched_siret = :business order by id",
                          {{"business", business}}));
  std::vector<std::string> keys{business};
  for (auto const& row : rows) keys.push_back(row.text("business"));
  return keys;
}

}  // namespace bassin::support::internal
