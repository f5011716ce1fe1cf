#include "support/campaign_figures.h"

#include <fmt/format.h>

#include "access/audit.h"
#include "sql/listed.h"
#include "sql/session.h"
#include "support/internal/contact_rows.h"

namespace bassin::support {

namespace {

using access::Json;
using base::Result;

constexpr std::size_t block = 250;

Counted counted_of(sql::Row const& row) {
  Counted out;
  auto const n = row.integer("n");
  auto const state = parse_target_state(row.text("state")).value_or(TargetState::waiting);
  out.states[static_cast<std::size_t>(state)] = n;
  if (state == TargetState::aside) out.aside[static_cast<std::size_t>(parse_aside(row.text("aside")).value_or(Aside::none))] = n;
  auto const answer = row.text("answer");
  if (answer == "yes") out.yes = n;
  if (answer == "no") out.no = n;
  if (answer == "other") out.other = n;
  return out;
}

Json kept_json(Counted const& it) { return {{"states", it.states}, {"aside", it.aside}, {"answers", {it.yes, it.no, it.other}}}; }
std::string kept_text(CampaignFigures const& figures) {
  Json communes = Json::object();
  for (auto const& [commune, some] : figures.communes) communes[commune] = kept_json(some);
  return access::text_of({{"all", kept_json(figures.all)}, {"communes", std::move(communes)}});
}

Counted counted_in(Json const& json) {
  Counted out;
  for (std::size_t i = 0; i < out.states.size(); ++i) out.states[i] = json.at("states").at(i).get<std::int64_t>();
  for (std::size_t i = 0; i < out.aside.size(); ++i) out.aside[i] = json.at("aside").at(i).get<std::int64_t>();
  auto const& answers = json.at("answers");
  out.yes = answers.at(0).get<std::int64_t>();
  out.no = answers.at(1).get<std::int64_t>();
  out.other = answers.at(2).get<std::int64_t>();
  return out;
}
CampaignFigures figures_in(std::string const& text) {
  CampaignFigures out;
  auto const json = Json::parse(text);
  out.all = counted_in(json.at("all"));
  for (auto const& [commune, some] : json.at("communes").items()) out.communes[commune] = counted_in(some);
  return out;
}

Result<std::map<std::string, CampaignFigures>> counted(sql::Session& session, std::span<std::string const> ids) {
  std::map<std::string, CampaignFigures> out;
  if (ids.empty()) return out;
  auto const listed = sql::listed(ids);
  BASSIN_TRY(
      auto const rows,
      session.rows(fmt::format("select campaign, commune, state, aside, answer, count(*) as n from campaign_target where campaign in "
                               "{} group by campaign, commune, state, aside, answer",
                               listed.places),
                   sql::Session::Values(listed.values)));
  for (auto const& row : rows) {
    auto const one = counted_of(row);
    auto& figures = out[row.text("campaign")];
    figures.all.add(one);
    figures.communes[row.text("commune")].add(one);
  }
  return out;
}

Result<void> keep_figures(sql::Session& session, std::span<std::string const> ids) {
  BASSIN_TRY(auto figures, counted(session, ids));
  for (auto const& id : ids) {
    BASSIN_DO(session.run("update campaign set figures = :figures where id = :id and figures is null",
                          {{"figures", kept_text(figures[id])}, {"id", id}}));
  }
  return {};
}

}  // namespace

std::int64_t Counted::targets() const {
  std::int64_t out = 0;
  for (auto const n : states) out += n;
  return out;
}
std::int64_t Counted::contacted() const { return targets() - of(TargetState::waiting) - of(TargetState::aside); }
std::int64_t Counted::spoken() const { return of(TargetState::reached) + of(TargetState::answered) + of(TargetState::refused); }
void Counted::add(Counted const& more) {
  for (std::size_t i = 0; i < states.size(); ++i) states[i] += more.states[i];
  for (std::size_t i = 0; i < aside.size(); ++i) aside[i] += more.aside[i];
  yes += more.yes;
  no += more.no;
  other += more.other;
}

Result<std::map<std::string, CampaignFigures>> campaign_figures(sql::Session& session, std::vector<Campaign> const& campaigns) {
  std::vector<std::string> ids;
  for (auto const& it : campaigns)
    if (it.figures.empty()) ids.push_back(it.id);
  BASSIN_TRY(auto out, counted(session, ids));
  for (auto const& it : campaigns)
    if (!it.figures.empty()) out[it.id] = figures_in(it.figures);
  return out;
}

Result<std::map<std::string, Counted>> counted_by_business(sql::Session& session, Campaign const& campaign) {
  std::map<std::string, Counted> out;
  BASSIN_TRY(auto const rows, session.rows("select business, state, aside, answer, 1 as n from campaign_target where campaign = :id",
                                           {{"id", campaign.id}}));
  for (auto const& row : rows) out[row.text("business")].add(counted_of(row));
  return out;
}

Result<void> forget_targets(sql::Session& session, std::span<std::string const> campaigns) {
  BASSIN_DO(keep_figures(session, campaigns));
  auto const listed = sql::listed(campaigns);
  for (;;) {
    BASSIN_TRY(auto const rows,
               session.rows(fmt::format("select id from campaign_target where campaign in {} order by id limit {}", listed.places, block),
                            sql::Session::Values(listed.values)));
    if (rows.empty()) return {};
    std::vector<std::string> ids;
    for (auto const& row : rows) ids.push_back(row.text("id"));
    BASSIN_TRY([[maybe_unused]] auto const purged, access::purge_records(session, "campaign_target", ids));
    auto const some = sql::listed(ids);
    BASSIN_DO(session.run("delete from campaign_target where id in " + some.places, sql::Session::Values(some.values)));
  }
}

Result<std::vector<NamedTarget>> targets_naming(sql::Session& session, access::Reader const& reader,
                                                std::vector<std::string> const& contacts) {
  std::vector<NamedTarget> out;
  if (contacts.empty()) return out;
  auto listed = sql::listed(contacts);
  listed.values.emplace_back("reader", reader.organisation);
  BASSIN_TRY(auto const rows,
             session.rows(fmt::format("select t.campaign, c.title, c.organisation, t.business, t.state, t.answer, t.note, t.on_day from "
                                      "campaign_target t join campaign c on c.id = t.campaign where t.contact in {} and {} order by t.id",
                                      listed.places, internal::own_sql("c.organisation", "reader")),
                          sql::Session::Values(listed.values)));
  for (auto const& row : rows) {
    out.push_back({row.text("campaign"), row.text("title"), row.text("organisation"), row.text("business"), row.text("state"),
                   row.text("answer"), row.text("note"), row.text("on_day")});
  }
  return out;
}

}  // namespace bassin::support
