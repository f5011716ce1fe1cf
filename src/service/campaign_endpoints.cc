// Campaigns of the reader's organisation: their list, one with its figures, preparing, starting and closing.
#include "service/campaign_endpoints.h"

#include <nlohmann/json.hpp>

#include "base/instant.h"
#include "reference/geography.h"
#include "reference/nomenclature.h"
#include "service/campaign_body.h"
#include "service/campaign_ground.h"
#include "service/campaign_json.h"
#include "service/erasing.h"
#include "service/exchange_body.h"
#include "service/known_parameters.h"
#include "sql/store.h"

namespace bassin::service {

using base::Error;
using base::Result;
using support::Campaign;
using support::CampaignState;

namespace {

std::vector<std::string_view> fields_with(std::vector<std::string_view> more) {
  more.insert(more.end(), std::begin(campaign_fields), std::end(campaign_fields));
  return more;
}

Result<Json> get_campaigns(Call const& call, Casework const& casework) {
  BASSIN_DO(known_only(call.request.query, {"before"}));
  return casework.store->read([&](sql::Session& session) -> Result<Json> {
    BASSIN_TRY(auto const all, support::campaigns_of(session, call.reader, asked(call, "before").value_or("")));
    BASSIN_TRY(auto list, campaigns_json(session, call.reader, all));
    bool const more = all.size() == support::campaigns_page;
    return Json{{"campaigns", std::move(list)}, {"next", more ? Json(all.back().id) : Json(nullptr)}};
  });
}

Json communes_json(support::CampaignFigures const& figures, support::Means means, base::Date today) {
  Json out = Json::array();
  for (auto const& [code, counted] : figures.communes) {
    auto const name = reference::geography().commune_name(code, today);
    out.push_back({{"code", code}, {"label", name.empty() ? code : std::string(name)}, {"figures", figures_json(counted, means)}});
  }
  return out;
}

// By the activity that each business has today; "" where it is not known.
Result<Json> sections_json(Call const& call, Casework const& casework, std::map<std::string, support::Counted> const& counted,
                           support::Means means) {
  std::vector<std::string> businesses;
  for (auto const& [business, one] : counted) businesses.push_back(business);
  BASSIN_TRY(auto const rows, rows_by_business(call, casework, businesses));
  std::map<std::string, support::Counted> sections;
  for (auto const& [business, one] : counted) {
    auto const row = rows.find(business);
    sections[row == rows.end() ? "" : section_of(row->second)].add(one);
  }
  Json out = Json::array();
  for (auto const& [code, one] : sections) {
    auto const label = reference::naf_rev2().label(code, call.language());
    out.push_back({{"code", code}, {"label", code.empty() ? Json(nullptr) : Json(label)}, {"figures", figures_json(one, means)}});
  }
  return out;
}

struct Told {
  Json campaign;
  support::Means means = support::Means::call;
  std::map<std::string, support::Counted> by_business;
};

Result<Json> get_campaign(Call const& call, Casework const& casework) {
  BASSIN_TRY(auto told, casework.store->read([&](sql::Session& session) -> Result<Told> {
    BASSIN_TRY(auto const campaign, campaign_asked(session, call));
    BASSIN_TRY(auto list, campaigns_json(session, call.reader, {campaign}));
    BASSIN_TRY(auto figures, support::campaign_figures(session, {campaign}));
    Told out{std::move(list[0]), campaign.facts.means, {}};
    out.campaign["communes"] = communes_json(figures[campaign.id], campaign.facts.means, call.context.today());
    BASSIN_TRY(out.by_business, support::counted_by_business(session, campaign));
    return out;
  }));
  BASSIN_TRY(told.campaign["sections"], sections_json(call, casework, told.by_business, told.means));
  return std::move(told.campaign);
}

Result<Json> post_campaign(Call const& call, Casework const& casework) {
  BASSIN_TRY(auto const body, Body::of(call.request, fields_with({"previous"})));
  BASSIN_TRY(auto const facts, campaign_facts_in(body));
  BASSIN_TRY(auto const previous, body.optional_text("previous"));
  return change(call, casework, [&](sql::Session& session, support::Act const& act) -> Result<Json> {
    BASSIN_TRY(auto const made, support::add_campaign(session, act, facts, previous.value_or("")));
    return written_json(made.id, made.version);
  });
}

Result<Json> put_campaign(Call const& call, Casework const& casework) {
  BASSIN_TRY(auto const body, Body::of(call.request, fields_with({"version"})));
  BASSIN_TRY(auto const version, body.integer("version"));
  BASSIN_TRY(auto const facts, campaign_facts_in(body));
  return change(call, casework, [&](sql::Session& session, support::Act const& act) -> Result<Json> {
    auto const id = std::string(call.request.path_value("id"));
    BASSIN_TRY(auto const changed, support::change_campaign(session, act, id, version, facts));
    return written_json(changed.id, changed.version);
  });
}

Result<CampaignState> state_in(Body const& body) {
  BASSIN_TRY(auto const step, body.text("step"));
  if (step == "start" || step == "reopen") return CampaignState::running;
  if (step == "close") return CampaignState::closed;
  if (step == "prepare") return CampaignState::preparing;
  return bad_field("step", "start, close, reopen, prepare");
}

// Who opposed since the targets were chosen is set aside as it starts.
Result<Json> post_step(Call const& call, Casework const& casework) {
  BASSIN_TRY(auto const body, Body::of(call.request, {"version", "step"}));
  BASSIN_TRY(auto const version, body.integer("version"));
  BASSIN_TRY(auto const state, state_in(body));
  BASSIN_TRY(auto const campaign, campaign_asked(call, casework));
  support::Unfit unfit;
  if (state == CampaignState::running) {
    BASSIN_TRY(auto const businesses,
               casework.store->read([&](sql::Session& session) { return support::open_businesses(session, campaign); }));
    BASSIN_TRY(unfit, unfit_of(call, casework, campaign.facts.means, businesses));
  }
  return change(call, casework, [&](sql::Session& session, support::Act const& act) -> Result<Json> {
    auto const today = latest_day(call, act);
    BASSIN_TRY(auto const changed, support::set_campaign_state(session, act, campaign.id, version, state, today));
    if (state == CampaignState::running) {
      BASSIN_TRY([[maybe_unused]] auto const checked, support::check_targets(session, act, changed, today, unfit));
    }
    return written_json(changed.id, changed.version);
  });
}

Result<Json> delete_campaign(Call const& call, Casework const& casework) {
  BASSIN_TRY(auto const version, version_of(call));
  return erase(call, casework, [&](sql::Session& session, support::Act const& act) -> Result<Json> {
    BASSIN_DO(support::delete_campaign(session, act, std::string(call.request.path_value("id")), version));
    return Json{{"changed", true}};
  });
}

}  // namespace

Result<Campaign> campaign_asked(sql::Session& session, Call const& call) {
  return support::find_campaign(session, call.reader, std::string(call.request.path_value("id")));
}

Result<Campaign> campaign_asked(Call const& call, Casework const& casework) {
  if (call.reader.standing != access::Reader::Standing::member) return Error("access.sign_in");
  return casework.store->read([&](sql::Session& session) { return campaign_asked(session, call); });
}

void add_campaign_endpoints(Routes& routes, Casework const& casework, ExportParts const& exports) {
  using access::Need;
  using http::Lane;
  using http::Method;
  auto const with = [&casework](auto endpoint) { return [&casework, endpoint](Call const& call) { return endpoint(call, casework); }; };
  routes.add({Method::get, "/api/v1/campaigns", Need::see_businesses, Lane::store}, with(get_campaigns));
  routes.add({Method::post, "/api/v1/campaigns", Need::edit_businesses, Lane::store}, with(post_campaign));
  routes.add({Method::get, "/api/v1/campaigns/{id}", Need::see_businesses, Lane::store}, with(get_campaign));
  routes.add({Method::put, "/api/v1/campaigns/{id}", Need::edit_businesses, Lane::store}, with(put_campaign));
  routes.add({Method::remove, "/api/v1/campaigns/{id}", Need::edit_businesses, Lane::store}, with(delete_campaign));
  routes.add({Method::post, "/api/v1/campaigns/{id}/steps", Need::edit_businesses, Lane::store}, with(post_step));
  add_campaign_target_endpoints(routes, casework);
  add_campaign_work_endpoints(routes, casework);
  add_campaign_file_endpoints(routes, casework, exports);
}

}  // namespace bassin::service
