#include "support/internal/business_keys.h"

#include <fmt/format.h>

#include "documents/documents.h"
#include "support/file_key.h"

namespace bassin::support::internal {

using base::Result;

namespace {

// Digits alone stand in one order in every collation.
constexpr std::string_view of_unit = "between substr(:business, 6) || '00000' and substr(:business, 6) || '99999'";

// One list of keys, which both databases look up one by one; conditions joined by "or" are read row by row on PostgreSQL.
constexpr std::string_view same_business =
    "select cast(:business as text) as business union all select 'local:' || id from local_business where matched_siret = :business "
    "union all select 'project:' || id from project where siret = :business";

std::string among(std::string_view column, std::string_view keys) { return fmt::format("({} in ({}))", column, keys); }

}  // namespace

std::string about_business(std::string_view column) { return among(column, same_business); }

Result<std::vector<std::string>> keys_of(sql::Session& session, std::string const& business) {
  BASSIN_TRY(auto const rows,
             session.rows("select 'local:' || id as business from local_business where matched_siret = :business union all select "
                          "'project:' || id from project where siret = :business order by business",
                          {{"business", business}}));
  std::vector<std::string> keys{business};
  for (auto const& row : rows) keys.push_back(row.text("business"));
  return keys;
}

Result<std::string> page_of(sql::Session& session, std::string const& business) {
  auto const kind = kind_of_key(business);
  if (kind != KeyKind::local && kind != KeyKind::project) return business;
  auto const* const statement = kind == KeyKind::local ? "select matched_siret as siret from local_business where id = :id"
                                                       : "select siret from project where id = :id";
  auto const prefix = kind == KeyKind::local ? local_prefix.size() : project_prefix.size();
  BASSIN_TRY(auto const row, session.row(statement, {{"id", business.substr(prefix)}}));
  return row ? row->optional_text("siret").value_or(business) : business;
}

std::string keys_of_file_sql(std::string_view table, std::string_view business) {
  switch (kind_of_key(business)) {
    case KeyKind::establishment: return fmt::format("{} union all select 'unit:' || substr(cast(:business as text), 1, 9)", same_business);
    case KeyKind::unit:
      // Each key once: the planner of PostgreSQL then knows how few there are.
      return fmt::format(
          "select cast(:business as text) as business union all select distinct of_unit.business from {0} of_unit where "
          "of_unit.business {1} union all select 'local:' || id from local_business where matched_siret {1} "
          "union all select 'project:' || id from project where siret {1}",
          table, of_unit);
    case KeyKind::local:
    case KeyKind::project: break;
  }
  return "select cast(:business as text) as business";
}

std::string about_file(std::string_view column, std::string_view table, std::string_view business) {
  return among(column, keys_of_file_sql(table, business));
}

std::string has_file_sql(std::string_view key) {
  std::string out;
  for (auto const* const table : {"exchange", "need", "follow_up", "reminder", "contact_link"})
    out += fmt::format("exists (select 1 from {0} where {0}.business = {1}) or ", table, key);
  return fmt::format("({}exists (select 1 from document where document.subject_kind = 'business' and document.subject = {}))", out, key);
}

Result<void> move_file(sql::Session& session, std::string const& key, std::string const& commune) {
  for (auto const* const table : {"business_tag", "portfolio_business", "correction", "contact_link", "exchange", "need", "follow_up",
                                  "reminder", "campaign_target", "stated_membership"}) {
    BASSIN_DO(session.run(fmt::format("update {} set commune = :commune where business = :business", table),
                          {{"commune", commune}, {"business", key}}));
  }
  return documents::move_business(session, key, commune);
}

}  // namespace bassin::support::internal
