// Working through a campaign: who stands in the file, who is next, what came of each.
#include <nlohmann/json.hpp>

#include "service/campaign_body.h"
#include "service/campaign_endpoints.h"
#include "service/campaign_ground.h"
#include "service/erasing.h"
#include "service/exchange_body.h"
#include "sql/store.h"

namespace bassin::service {

using base::Error;
using base::Result;
using support::Campaign;

namespace {

// Looked up in the register between transactions.
Result<support::Unfit> unfit_now(Call const& call, Casework const& casework, Campaign const& campaign) {
  BASSIN_TRY(auto const businesses,
             casework.store->read([&](sql::Session& session) { return support::open_businesses(session, campaign); }));
  return unfit_of(call, casework, campaign.facts.means, businesses);
}

Result<Json> post_check(Call const& call, Casework const& casework) {
  BASSIN_TRY([[maybe_unused]] auto const body, Body::of(call.request, {}));
  BASSIN_TRY(auto const campaign, campaign_asked(call, casework));
  BASSIN_TRY(auto const unfit, unfit_now(call, casework, campaign));
  return change(call, casework, [&](sql::Session& session, support::Act const& act) -> Result<Json> {
    BASSIN_TRY(auto const now, campaign_asked(session, call));
    if (now.state == support::CampaignState::closed) return Error("campaign.closed");
    BASSIN_TRY(auto const checked, support::check_targets(session, act, now, latest_day(call, act), unfit));
    return Json{{"reachable", checked.reachable}, {"aside", checked.aside}, {"changed", checked.changed}};
  });
}

Result<Json> post_file(Call const& call, Casework const& casework) {
  BASSIN_TRY([[maybe_unused]] auto const body, Body::of(call.request, {}));
  if (!access::allows(call.reader, access::Need::export_businesses)) {
    return Error("access.denied", {{"need", std::string(access::id_of(access::Need::export_businesses))}});
  }
  BASSIN_TRY(auto const campaign, campaign_asked(call, casework));
  BASSIN_TRY(auto const unfit, unfit_now(call, casework, campaign));
  return change(call, casework, [&](sql::Session& session, support::Act const& act) -> Result<Json> {
    BASSIN_TRY(auto const now, campaign_asked(session, call));
    BASSIN_TRY(auto const checked, support::file_targets(session, act, now, latest_day(call, act), unfit));
    return Json{{"lines", checked.reachable}, {"aside", checked.aside}};
  });
}

Result<Json> post_sent(Call const& call, Casework const& casework) {
  BASSIN_TRY(auto const body, Body::of(call.request, {"on", "minutes"}));
  BASSIN_TRY(auto const on, campaign_day_in(body, "on"));
  std::int64_t minutes = 0;
  if (body.has("minutes")) {
    BASSIN_TRY(minutes, body.integer("minutes"));
  }
  return change(call, casework, [&](sql::Session& session, support::Act const& act) -> Result<Json> {
    BASSIN_TRY(auto const campaign, campaign_asked(session, call));
    BASSIN_TRY(auto const block, support::note_sent(session, act, campaign, latest_day(call, act), on, minutes));
    return Json{{"sent", block.sent}, {"aside", block.aside}, {"again", block.again}, {"remaining", block.remaining}};
  });
}

Result<std::int64_t> after_in(Body const& body) {
  if (!body.has("after")) return std::int64_t{0};
  return body.integer("after");
}

Result<Json> post_sent_removal(Call const& call, Casework const& casework) {
  BASSIN_TRY(auto const body, Body::of(call.request, {"after"}));
  BASSIN_TRY(auto const after, after_in(body));
  return erase(call, casework, [&](sql::Session& session, support::Act const& act) -> Result<Json> {
    BASSIN_TRY(auto const campaign, campaign_asked(session, call));
    BASSIN_TRY(auto const block, support::undo_sent(session, act, campaign, after));
    return Json{{"undone", block.undone}, {"left", block.left}, {"after", block.after == 0 ? Json(nullptr) : Json(block.after)}};
  });
}

// Its id alone: answers of changes are kept for who sends them twice, and hold nobody's number.
Result<Json> post_next(Call const& call, Casework const& casework) {
  BASSIN_TRY(auto const body, Body::of(call.request, {"after"}));
  BASSIN_TRY(auto const after, after_in(body));
  return change(call, casework, [&](sql::Session& session, support::Act const& act) -> Result<Json> {
    BASSIN_TRY(auto const campaign, campaign_asked(session, call));
    BASSIN_TRY(auto const next, support::next_target(session, act, campaign, latest_day(call, act), after));
    return Json{{"target", next ? Json(next->id) : Json(nullptr)}};
  });
}

// An opposition that came since wins: nothing is noted, and the target is set aside in a transaction of its own.
Result<Json> put_result(Call const& call, Casework const& casework) {
  BASSIN_TRY(auto const body, Body::of(call.request, {"version", "result", "on", "answer", "note", "minutes", "callBackOn", "contact",
                                                      "channel", "refused"}));
  BASSIN_TRY(auto const version, body.integer("version"));
  BASSIN_TRY(auto const result, target_result_in(body));
  std::string const id(call.request.path_value("target"));
  auto answer = change(call, casework, [&](sql::Session& session, support::Act const& act) -> Result<Json> {
    BASSIN_TRY(auto const campaign, campaign_asked(session, call));
    BASSIN_TRY(auto const made, support::enter_result(session, act, campaign, latest_day(call, act), id, version, result));
    return Json{{"id", made.id}, {"version", made.version}, {"state", id_of(made.state)}};
  });
  bool const out_of_reach = !answer.ok() && (answer.error().code == "campaign.opposed" || answer.error().code == "campaign.no_way");
  if (!out_of_reach) return answer;
  auto const act = act_of(call, casework);
  BASSIN_DO(casework.store->write([&](sql::Session& session) -> Result<void> {
    BASSIN_TRY(auto const campaign, campaign_asked(session, call));
    return support::set_aside(session, act, campaign, latest_day(call, act), id);
  }));
  return answer;
}

Result<Json> post_undo(Call const& call, Casework const& casework) {
  BASSIN_TRY(auto const body, Body::of(call.request, {"version"}));
  BASSIN_TRY(auto const version, body.integer("version"));
  return erase(call, casework, [&](sql::Session& session, support::Act const& act) -> Result<Json> {
    BASSIN_TRY(auto const campaign, campaign_asked(session, call));
    BASSIN_TRY(auto const made, support::undo_result(session, act, campaign, std::string(call.request.path_value("target")), version));
    return Json{{"id", made.id}, {"version", made.version}, {"state", id_of(made.state)}};
  });
}

}  // namespace

void add_campaign_work_endpoints(Routes& routes, Casework const& casework) {
  using access::Need;
  using http::Lane;
  using http::Method;
  auto const with = [&casework](auto endpoint) { return [&casework, endpoint](Call const& call) { return endpoint(call, casework); }; };
  routes.add({Method::post, "/api/v1/campaigns/{id}/check", Need::edit_businesses, Lane::store}, with(post_check));
  routes.add({Method::post, "/api/v1/campaigns/{id}/file", Need::edit_businesses, Lane::store}, with(post_file));
  routes.add({Method::post, "/api/v1/campaigns/{id}/sent", Need::edit_businesses, Lane::store}, with(post_sent));
  routes.add({Method::post, "/api/v1/campaigns/{id}/sent/removal", Need::edit_businesses, Lane::store}, with(post_sent_removal));
  routes.add({Method::post, "/api/v1/campaigns/{id}/next", Need::edit_businesses, Lane::store}, with(post_next));
  routes.add({Method::put, "/api/v1/campaigns/{id}/targets/{target}/result", Need::edit_businesses, Lane::store}, with(put_result));
  routes.add({Method::post, "/api/v1/campaigns/{id}/targets/{target}/undo", Need::edit_businesses, Lane::store}, with(post_undo));
}

}  // namespace bassin::service
