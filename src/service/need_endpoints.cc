// Needs about a business, those in one's inbox, and each step of one.
#include <nlohmann/json.hpp>

#include "service/body.h"
#include "service/casework_call.h"
#include "service/casework_endpoints.h"
#include "service/casework_titles.h"
#include "service/file_subject.h"
#include "service/need_json.h"
#include "service/need_receivers.h"
#include "service/sensitive_reads.h"
#include "sql/store.h"
#include "support/needs.h"

namespace bassin::service {

using access::Level;
using base::Error;
using base::Result;
using support::Need;
using support::NeedAt;
using support::SeenNeed;

namespace {

Result<Json> get_needs_about(Call const& call, Casework const& casework) {
  BASSIN_TRY(auto const business, business_of(call, casework, call.request.path_value("id")));
  BASSIN_TRY(auto list, casework.store->read([&](sql::Session& session) -> Result<Json> {
    auto const today = call.context.today();
    BASSIN_TRY(auto const needs, support::needs_about(session, call.reader, today, business));
    return needs_json(session, call.reader, today, needs);
  }));
  BASSIN_DO(note_sensitive(call, casework, "need", list));
  return Json{{"needs", std::move(list)}};
}

std::vector<SeenNeed> whole(std::vector<Need> const& needs) {
  std::vector<SeenNeed> out;
  for (auto const& it : needs) out.push_back({it, Level::content, {}});
  return out;
}

Result<Json> get_need_box(Call const& call, Casework const& casework) {
  BASSIN_TRY(auto out, casework.store->read([&](sql::Session& session) -> Result<Json> {
    auto const today = call.context.today();
    BASSIN_TRY(auto const box, support::need_box(session, call.reader));
    BASSIN_TRY(auto received, needs_json(session, call.reader, today, whole(box.received)));
    BASSIN_TRY(auto given, needs_json(session, call.reader, today, whole(box.given)));
    return Json{{"received", std::move(received)}, {"given", std::move(given)}};
  }));
  for (auto const* const part : {"received", "given"}) BASSIN_DO(note_sensitive(call, casework, "need", out[part]));
  BASSIN_DO(put_titles(call, casework, out["received"]));
  BASSIN_DO(put_titles(call, casework, out["given"]));
  return out;
}

Result<support::Receiver> receiver_in(Body const& body) {
  BASSIN_TRY(auto const to, body.object("to", {"organisation", "team", "agent"}));
  support::Receiver out;
  BASSIN_TRY(out.organisation, to.text("organisation"));
  BASSIN_TRY(auto const team, to.optional_text("team"));
  BASSIN_TRY(auto const agent, to.optional_text("agent"));
  out.team = team.value_or("");
  out.agent = agent.value_or("");
  return out;
}

Result<Json> post_need(Call const& call, Casework const& casework) {
  BASSIN_TRY(auto const body, Body::of(call.request, {"theme", "text", "to", "action", "followUp", "keptIn"}));
  support::NeedFacts facts;
  BASSIN_TRY(auto const theme, body.text("theme"));
  auto const parsed = support::parse_theme(theme);
  if (!parsed) return bad_field("theme", "acquaintance, creation, takeover, premises…");
  facts.theme = *parsed;
  BASSIN_TRY(facts.text, body.text("text"));
  BASSIN_TRY(auto const action, body.optional_text("action"));
  BASSIN_TRY(auto const follow_up, body.optional_text("followUp"));
  BASSIN_TRY(auto const kept_in, body.optional_flag("keptIn"));
  facts.action = action.value_or("");
  facts.follow_up = follow_up.value_or("");
  facts.kept_in = kept_in.value_or(false);
  BASSIN_TRY(auto const to, receiver_in(body));
  BASSIN_TRY(auto const subject, file_subject_of(call, casework, call.request.path_value("id")));
  return change(call, casework, [&](sql::Session& session, support::Act const& act) -> Result<Json> {
    BASSIN_TRY(auto const made, support::hand_need(session, act, call.context.today(), subject, facts, to));
    return written_json(made.id, made.version);
  });
}

using Step = std::function<Result<Need>(sql::Session&, support::Act const&, NeedAt const&)>;

Result<Step> closing(Body const& body, std::string why) {
  BASSIN_TRY(auto const text, body.text("outcome"));
  auto const outcome = support::parse_outcome(text);
  if (!outcome) return bad_field("outcome", "helped, no_help, unreachable, refused");
  return Step([outcome = *outcome, why = std::move(why)](sql::Session& s, support::Act const& act, NeedAt const& at) {
    return support::close_need(s, act, at, outcome, why);
  });
}

Result<Step> step_in(Call const& call, Body const& body) {
  using support::Act;
  auto const today = call.context.today();
  BASSIN_TRY(auto const step, body.text("step"));
  BASSIN_TRY(auto const given, body.optional_text("why"));
  auto why = given.value_or("");
  if (step == "close") return closing(body, std::move(why));
  if (step == "accept") {
    BASSIN_TRY(auto const action, body.optional_text("action"));
    return Step([today, action = action.value_or("")](sql::Session& s, Act const& act, NeedAt const& at) {
      return support::accept_need(s, act, today, at, action);
    });
  }
  if (step == "decline")
    return Step([why](sql::Session& s, Act const& act, NeedAt const& at) { return support::decline_need(s, act, at, why); });
  if (step == "withdraw")
    return Step([why](sql::Session& s, Act const& act, NeedAt const& at) { return support::withdraw_need(s, act, at, why); });
  if (step == "pass_on") {
    BASSIN_TRY(auto const to, receiver_in(body));
    return Step(
        [today, to, why](sql::Session& s, Act const& act, NeedAt const& at) { return support::pass_need_on(s, act, today, at, to, why); });
  }
  return bad_field("step", "accept, decline, pass_on, close, withdraw");
}

Result<Json> post_step(Call const& call, Casework const& casework) {
  BASSIN_TRY(auto const body, Body::of(call.request, {"version", "step", "why", "to", "outcome", "action"}));
  BASSIN_TRY(auto const version, body.integer("version"));
  BASSIN_TRY(auto const step, step_in(call, body));
  return change(call, casework, [&](sql::Session& session, support::Act const& act) -> Result<Json> {
    BASSIN_TRY(auto const need, step(session, act, {std::string(call.request.path_value("id")), version}));
    return written_json(need.id, need.version);
  });
}

}  // namespace

void add_need_endpoints(Routes& routes, Casework const& casework) {
  using access::Need;
  using http::Lane;
  using http::Method;
  auto const with = [&casework](auto endpoint) { return [&casework, endpoint](Call const& call) { return endpoint(call, casework); }; };
  routes.add({Method::get, "/api/v1/establishments/{id}/needs", Need::see_personal, Lane::store}, with(get_needs_about));
  routes.add({Method::post, "/api/v1/establishments/{id}/needs", Need::edit_businesses, Lane::store}, with(post_need));
  routes.add({Method::get, "/api/v1/establishments/{id}/receivers", Need::edit_businesses, Lane::store}, with(get_receivers));
  routes.add({Method::get, "/api/v1/needs", Need::edit_businesses, Lane::store}, with(get_need_box));
  routes.add({Method::post, "/api/v1/needs/{id}/steps", Need::edit_businesses, Lane::store}, with(post_step));
}

}  // namespace bassin::service
