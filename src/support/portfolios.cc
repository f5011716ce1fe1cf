#include "support/portfolios.h"

#include <fmt/format.h>

#include "access/record_json.h"
#include "access/visibility.h"
#include "base/plain_text.h"
#include "base/uuid.h"
#include "sql/session.h"
#include "support/changes.h"
#include "support/internal/business_keys.h"
#include "support/internal/inherited_moves.h"

namespace bassin::support {

namespace {

using access::text_of;
using base::Error;
using base::Result;

Portfolio portfolio_of(sql::Row const& row) {
  return {row.text("id"),
          row.text("organisation"),
          row.optional_text("team").value_or(""),
          row.optional_text("agent").value_or(""),
          row.text("name"),
          row.text("folded"),
          row.integer("version"),
          0};
}

std::string json_of(Portfolio const& portfolio) {
  return text_of({{"id", portfolio.id},
                  {"name", portfolio.name},
                  {"team", portfolio.team},
                  {"agent", portfolio.agent},
                  {"version", portfolio.version}});
}

Result<Portfolio> changeable(sql::Session& session, Act const& act, std::string const& id) {
  BASSIN_TRY(auto const row, session.row("select id, organisation, team, agent, name, folded, version from portfolio where id = :id and "
                                         "organisation = :organisation",
                                         {{"id", id}, {"organisation", act.reader.organisation}}));
  if (!row) return Error("support.unknown_portfolio", {{"id", id}});
  auto portfolio = portfolio_of(*row);
  bool const of_team = portfolio.agent.empty();
  if (!of_team && !access::may_change(act.reader, portfolio.organisation, portfolio.agent)) return Error("support.not_yours");
  return portfolio;
}

Result<Portfolio> changeable(sql::Session& session, Act const& act, std::string const& id, std::int64_t version) {
  BASSIN_TRY(auto portfolio, changeable(session, act, id));
  if (portfolio.version != version) return Error("support.changed", {{"now", json_of(portfolio)}});
  return portfolio;
}

Result<void> refuse_taken(sql::Session& session, Act const& act, base::Word const& word, std::string const& id) {
  BASSIN_TRY(auto const row, session.row("select name from portfolio where organisation = :organisation and folded = :folded and id <> :id",
                                         {{"organisation", act.reader.organisation}, {"folded", word.folded}, {"id", id}}));
  if (row) return Error("support.portfolio_exists", {{"name", row->text("name")}});
  return {};
}

// Of the team, else of the agent.
Result<Portfolio> insert(sql::Session& session, Act const& act, std::string_view name, std::string const& team, std::string const& agent) {
  BASSIN_TRY(auto const word, base::clean_word("name", name));
  BASSIN_DO(refuse_taken(session, act, word, ""));
  Portfolio const made{base::new_uuid(), act.reader.organisation, team, team.empty() ? agent : "", word.name, word.folded, 1, 0};
  BASSIN_DO(
      session.run("insert into portfolio (id, organisation, team, agent, name, folded, version, created_at, created_by) values (:id, "
                  ":organisation, :team, :agent, :name, :folded, 1, :at, :by)",
                  {{"id", made.id},
                   {"organisation", made.organisation},
                   {"team", sql::or_null(made.team)},
                   {"agent", sql::or_null(made.agent)},
                   {"name", made.name},
                   {"folded", made.folded},
                   {"at", base::to_iso(act.actor.at)},
                   {"by", act.reader.agent}}));
  BASSIN_DO(access::record(session, act, "portfolio.created", "portfolio", made.id, "", json_of(made)));
  BASSIN_DO(note_change(session, changed_words));
  return made;
}

}  // namespace

Result<std::vector<Portfolio>> portfolios_of(sql::Session& session, access::Reader const& reader) {
  BASSIN_TRY(auto const rows,
             session.rows("select id, organisation, team, agent, name, folded, version, (select count(*) from portfolio_business b where "
                          "b.portfolio = portfolio.id) as businesses from portfolio where organisation = :organisation order by folded",
                          {{"organisation", reader.organisation}}));
  std::vector<Portfolio> out;
  for (auto const& row : rows) {
    out.push_back(portfolio_of(row));
    out.back().businesses = static_cast<std::uint64_t>(row.integer("businesses"));
  }
  return out;
}

Result<Portfolio> create_portfolio(sql::Session& session, Act const& act, std::string_view name, std::string const& team) {
  return insert(session, act, name, team, act.reader.agent);
}

Result<Portfolio> create_portfolio_of(sql::Session& session, Act const& act, std::string_view name, std::string const& agent) {
  if (!access::may_change(act.reader, act.reader.organisation, agent)) return Error("support.not_yours");
  return insert(session, act, name, "", agent);
}

Result<Portfolio> rename_portfolio(sql::Session& session, Act const& act, std::string const& id, std::int64_t version,
                                   std::string_view name) {
  BASSIN_TRY(auto const before, changeable(session, act, id, version));
  BASSIN_TRY(auto const word, base::clean_word("name", name));
  BASSIN_DO(refuse_taken(session, act, word, id));
  auto after = before;
  after.name = word.name;
  after.folded = word.folded;
  ++after.version;
  BASSIN_DO(session.run("update portfolio set name = :name, folded = :folded, version = :version where id = :id",
                        {{"name", after.name}, {"folded", after.folded}, {"version", after.version}, {"id", id}}));
  BASSIN_DO(access::record(session, act, "portfolio.renamed", "portfolio", id, json_of(before), json_of(after)));
  BASSIN_DO(note_change(session, changed_words));
  return after;
}

Result<void> delete_portfolio(sql::Session& session, Act const& act, std::string const& id, std::int64_t version) {
  BASSIN_TRY(auto const before, changeable(session, act, id, version));
  BASSIN_TRY(auto const rows,
             session.rows("select business from portfolio_business where portfolio = :id order by business", {{"id", id}}));
  std::vector<std::string> businesses;
  for (auto const& row : rows) businesses.push_back(row.text("business"));
  BASSIN_DO(session.run("delete from portfolio_business where portfolio = :id", {{"id", id}}));
  BASSIN_DO(session.run("delete from portfolio where id = :id", {{"id", id}}));
  BASSIN_DO(internal::forget_word(session, id));
  BASSIN_DO(access::record(session, act, "portfolio.deleted", "portfolio", id,
                           text_of({{"name", before.name}, {"businesses", businesses.size()}}), ""));
  businesses.emplace_back(changed_words);
  return note_changes(session, businesses);
}

Result<bool> put_in_portfolio(sql::Session& session, Act const& act, std::string const& id, Subject const& subject) {
  BASSIN_TRY(auto const portfolio, changeable(session, act, id));
  BASSIN_TRY(auto const added, session.execute("insert into portfolio_business (portfolio, business, commune, created_at, created_by) "
                                               "values (:portfolio, :business, :commune, :at, :agent) on conflict do nothing",
                                               {{"portfolio", id},
                                                {"business", subject.business},
                                                {"commune", subject.commune},
                                                {"at", base::to_iso(act.actor.at)},
                                                {"agent", act.reader.agent}}));
  if (added == 0) return false;
  BASSIN_DO(access::record(session, act, "portfolio.business_added", "portfolio", id, "", text_of({{"business", subject.business}})));
  BASSIN_DO(note_change(session, subject.business));
  return true;
}

Result<bool> take_from_portfolio(sql::Session& session, Act const& act, std::string const& id, std::string const& business) {
  static std::string const statement =
      fmt::format("delete from portfolio_business where portfolio = :portfolio and {}", internal::about_business("business"));
  BASSIN_TRY(auto const portfolio, changeable(session, act, id));
  BASSIN_TRY(auto const keys, internal::keys_of(session, business));
  BASSIN_TRY(auto const taken, session.execute(statement, {{"portfolio", id}, {"business", business}}));
  if (taken == 0) return false;
  BASSIN_DO(access::record(session, act, "portfolio.business_removed", "portfolio", id, text_of({{"business", business}}), ""));
  BASSIN_DO(note_changes(session, keys));
  return true;
}

Result<bool> take_back_from_portfolio(sql::Session& session, Act const& act, std::string const& id, std::string const& business,
                                      std::string const& since) {
  std::vector<sql::Named> const values{{"portfolio", id}, {"business", business}};
  BASSIN_TRY(auto const row, session.row("select created_at from portfolio_business where portfolio = :portfolio and business = :business",
                                         sql::Session::Values(values)));
  if (!row) return true;
  if (row->text("created_at") != since) return false;
  BASSIN_DO(
      session.run("delete from portfolio_business where portfolio = :portfolio and business = :business", sql::Session::Values(values)));
  BASSIN_DO(access::record(session, act, "portfolio.business_removed", "portfolio", id, text_of({{"business", business}}), ""));
  BASSIN_DO(note_change(session, business));
  return true;
}

Result<bool> take_back_empty_portfolio(sql::Session& session, Act const& act, std::string const& id) {
  BASSIN_TRY(auto const row, session.row("select version, (select count(*) from portfolio_business b where b.portfolio = portfolio.id) as "
                                         "businesses from portfolio where id = :id",
                                         {{"id", id}}));
  if (!row) return true;
  if (row->integer("version") != 1 || row->integer("businesses") > 0) return false;
  auto const gone = delete_portfolio(session, act, id, 1);
  if (!gone.ok() && gone.error().code != "support.not_yours") return gone.error();
  return gone.ok();
}

}  // namespace bassin::support
