#include "support/facts.h"

#include <fmt/format.h>

#include "sql/session.h"
#include "support/internal/correction_row.h"
#include "support/internal/local_row.h"

namespace bassin::support {

namespace {

using base::Result;

// Every statement is asked of one business or of all.
struct Asked {
  std::string business;  // "": of all
  [[nodiscard]] std::string statement(std::string_view text, std::string_view column) const {
    return fmt::format("{}{}", text, business.empty() ? std::string() : fmt::format(" and {} = :business", column));
  }
  [[nodiscard]] std::vector<sql::Named> values() const {
    if (business.empty()) return {};
    return {{"business", business}};
  }
};

Result<std::vector<sql::Row>> ask(sql::Session& session, Asked const& asked, std::string_view text, std::string_view column) {
  auto const statement = asked.statement(text, column);
  auto const values = asked.values();
  return session.rows(statement, sql::Session::Values(values));
}

// A row for each organisation that has a part in it: who keeps it always has.
Result<void> read_follow_ups(sql::Session& session, Asked const& asked, FactsByBusiness& out) {
  constexpr std::string_view text =
      "select f.id, f.business, f.organisation, f.commune, f.kept_in, m.organisation as member, m.state from follow_up f left join "
      "follow_up_member m on m.follow_up = f.id and m.state in ('member', 'invited') where f.closed_on is null";
  auto const statement = asked.statement(text, "f.business") + " order by f.id, m.organisation";
  auto const values = asked.values();
  BASSIN_TRY(auto const rows, session.rows(statement, sql::Session::Values(values)));
  std::string last;
  for (auto const& row : rows) {
    auto& facts = out[row.text("business")].follow_ups;
    if (row.text("id") != last) facts.push_back({row.text("organisation"), row.text("commune"), row.flag("kept_in"), {}, {}});
    last = row.text("id");
    auto const member = row.optional_text("member");
    if (member) (row.text("state") == "member" ? facts.back().members : facts.back().invited).push_back(*member);
  }
  return {};
}

Result<void> read(sql::Session& session, Asked const& asked, FactsByBusiness& out) {
  BASSIN_TRY(auto const tags, ask(session, asked, "select tag, business, commune from business_tag where 1 = 1", "business"));
  for (auto const& row : tags) out[row.text("business")].tags.push_back({row.text("tag"), row.text("commune")});
  BASSIN_TRY(auto const portfolios, ask(session, asked, "select portfolio, business from portfolio_business where 1 = 1", "business"));
  for (auto const& row : portfolios) out[row.text("business")].portfolios.push_back(row.text("portfolio"));
  BASSIN_DO(read_follow_ups(session, asked, out));
  BASSIN_TRY(auto const corrections,
             ask(session, asked, fmt::format("select {} from correction where ended_at is null", correction_columns), "business"));
  for (auto const& row : corrections) out[row.text("business")].corrections.push_back(internal::correction_of(row));
  BASSIN_TRY(auto const locals,
             ask(session, asked, fmt::format("select {} from local_business where 1 = 1", local_columns), "'local:' || id"));
  for (auto const& row : locals) {
    auto local = internal::local_of(row);
    auto const key = local.key();
    out[key].local = std::move(local);
  }
  return {};
}

}  // namespace

Result<Words> read_words(sql::Session& session) {
  Words out;
  BASSIN_TRY(auto const tags, session.rows("select id, organisation, shared, name, folded, version from tag"));
  for (auto const& row : tags) {
    out.tags[row.text("id")] = {
        row.text("id"), row.text("organisation"), row.flag("shared"), row.text("name"), row.text("folded"), row.integer("version"), 0};
  }
  BASSIN_TRY(auto const portfolios, session.rows("select id, organisation, team, agent, name, folded, version from portfolio"));
  for (auto const& row : portfolios) {
    out.portfolios[row.text("id")] = {row.text("id"),
                                      row.text("organisation"),
                                      row.optional_text("team").value_or(""),
                                      row.optional_text("agent").value_or(""),
                                      row.text("name"),
                                      row.text("folded"),
                                      row.integer("version"),
                                      0};
  }
  BASSIN_TRY(auto zones, read_zones(session));
  for (auto& zone : zones) {
    auto const id = zone.id;
    out.zones[id] = std::move(zone);
  }
  return out;
}

Result<FactsByBusiness> read_all_facts(sql::Session& session) {
  FactsByBusiness out;
  BASSIN_DO(read(session, {}, out));
  return out;
}

Result<Facts> read_facts(sql::Session& session, std::string const& business) {
  FactsByBusiness out;
  BASSIN_DO(read(session, {business}, out));
  auto const found = out.find(business);
  return found == out.end() ? Facts{} : std::move(found->second);
}

}  // namespace bassin::support
