#include "support/internal/statement.h"

#include <fmt/format.h>

namespace bassin::support::internal {

using base::Result;

Result<void> run(sql::Session& session, std::string_view statement, std::vector<sql::Named> const& values) {
  BASSIN_DO(session.execute(statement, sql::Session::Values(values)));
  return {};
}

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

Result<void> audit(sql::Session& session, Act const& act, std::string_view action, std::string_view kind, std::string_view record,
                   std::string before, std::string after, std::string subject) {
  access::AuditEntry entry;
  entry.actor = act.actor;
  entry.action = action;
  entry.kind = kind;
  entry.record = record;
  entry.before = std::move(before);
  entry.after = std::move(after);
  entry.subject = std::move(subject);
  return access::record(session, entry);
}

}  // namespace bassin::support::internal
