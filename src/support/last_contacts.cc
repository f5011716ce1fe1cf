#include "support/last_contacts.h"

#include <fmt/format.h>

#include <algorithm>
#include <span>

#include "sql/session.h"
#include "support/internal/contact_rows.h"

namespace bassin::support {

namespace {

using base::Result;

Result<void> read(sql::Session& session, std::string_view which, sql::Session::Values values, LastExchanges& out) {
  auto const statement = fmt::format(
      "select business, organisation, commune, kept_in, max(on_day) as on_day from exchange where {} group by business, organisation, "
      "commune, kept_in",
      which);
  BASSIN_TRY(auto const rows, session.rows(statement, values));
  for (auto const& row : rows) {
    auto const on = base::parse_date(row.text("on_day"));
    if (on) out[row.text("business")].push_back({row.text("organisation"), row.text("commune"), row.flag("kept_in"), *on});
  }
  return {};
}

}  // namespace

Result<LastExchanges> read_all_last_exchanges(sql::Session& session) {
  LastExchanges out;
  BASSIN_DO(read(session, "1 = 1", {}, out));
  return out;
}

Result<LastExchanges> read_last_exchanges(sql::Session& session, std::vector<std::string> const& businesses) {
  LastExchanges out;
  std::span<std::string const> left(businesses);
  while (!left.empty()) {
    auto const some = left.first(std::min(left.size(), internal::listed_most));
    auto const listed = internal::listed(some);
    BASSIN_DO(read(session, "business in " + listed.places, sql::Session::Values(listed.values), out));
    left = left.subspan(some.size());
  }
  return out;
}

}  // namespace bassin::support
