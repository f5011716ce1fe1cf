#include "support/business_page.h"

#include <fmt/format.h>

#include "access/visibility.h"
#include "sql/session.h"
#include "support/internal/business_keys.h"
#include "support/internal/local_row.h"

namespace bassin::support {

namespace {

using base::Result;

Result<std::vector<sql::Row>> seen_rows(sql::Session& session, access::Reader const& reader, std::string const& business,
                                        std::string_view statement) {
  auto values = access::visibility_values(reader);
  values.emplace_back("business", business);
  return session.rows(statement, sql::Session::Values(values));
}

Result<void> read_tags(sql::Session& session, access::Reader const& reader, std::string const& business, BusinessPage& out) {
  static std::string const statement = fmt::format(
      "select t.name, t.organisation, t.shared, b.commune, b.created_at, b.created_by from business_tag b join tag t on t.id = b.tag where "
      "{} and {} order by t.folded, t.id",
      internal::about_business("b.business"), access::visible_sql("t.organisation", "t.shared", "b.commune"));
  BASSIN_TRY(auto const rows, seen_rows(session, reader, business, statement));
  for (auto const& row : rows) {
    out.tags.push_back({row.text("name"), row.text("organisation"), row.flag("shared"), row.text("created_at"), row.text("created_by")});
    out.commune = row.text("commune");
  }
  return {};
}

Result<void> read_portfolios(sql::Session& session, access::Reader const& reader, std::string const& business, BusinessPage& out) {
  static std::string const statement = fmt::format(
      "select p.id, p.name, b.commune, b.created_at, b.created_by from portfolio_business b join portfolio p on p.id = b.portfolio where "
      "{} and p.organisation = :organisation order by p.folded",
      internal::about_business("b.business"));
  BASSIN_TRY(auto const rows, session.rows(statement, {{"business", business}, {"organisation", reader.organisation}}));
  for (auto const& row : rows) {
    out.portfolios.push_back({row.text("id"), row.text("name"), row.text("created_at"), row.text("created_by")});
    out.commune = row.text("commune");
  }
  return {};
}

Result<void> read_matched(sql::Session& session, access::Reader const& reader, std::string const& business, BusinessPage& out) {
  static std::string const statement = fmt::format("select {} from local_business where matched_siret = :business and {} order by id",
                                                   local_columns, access::visible_sql("organisation", "1", "commune"));
  BASSIN_TRY(auto const rows, seen_rows(session, reader, business, statement));
  for (auto const& row : rows) {
    out.matched.push_back(internal::local_of(row));
    out.commune = out.matched.back().facts.commune;
  }
  return {};
}

}  // namespace

Result<BusinessPage> business_page(sql::Session& session, access::Reader const& reader, std::string const& business) {
  BusinessPage out;
  BASSIN_DO(read_tags(session, reader, business, out));
  BASSIN_DO(read_portfolios(session, reader, business, out));
  BASSIN_DO(read_matched(session, reader, business, out));
  BASSIN_TRY(out.corrections, corrections_of(session, reader, business));
  if (!out.corrections.empty()) out.commune = out.corrections.front().commune;
  return out;
}

}  // namespace bassin::support
