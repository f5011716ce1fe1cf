// Follow-ups of a business, those in which one takes part, and each step of one.
#include <nlohmann/json.hpp>

#include "service/body.h"
#include "service/casework_call.h"
#include "service/casework_endpoints.h"
#include "service/casework_titles.h"
#include "service/file_subject.h"
#include "service/follow_up_json.h"
#include "service/follow_up_work.h"
#include "service/sensitive_reads.h"
#include "sql/store.h"
#include "support/follow_ups.h"

namespace bassin::service {

using base::Error;
using base::Result;
using support::Act;
using support::FollowUp;
using support::FollowUpAt;
using support::FollowUpFacts;

namespace {

Result<Json> get_follow_ups_about(Call const& call, Casework const& casework) {
  BASSIN_TRY(auto const business, business_of(call, casework, call.request.path_value("id")));
  Json needs;
  BASSIN_TRY(auto list, casework.store->read([&](sql::Session& session) -> Result<Json> {
    auto const today = call.context.today();
    BASSIN_TRY(auto const all, support::follow_ups_about(session, call.reader, today, business));
    BASSIN_TRY(auto told, follow_ups_json(session, call.reader, all));
    BASSIN_TRY(needs, put_work(session, call.reader, today, all, told));
    return told;
  }));
  BASSIN_DO(note_sensitive(call, casework, "follow_up", list));
  BASSIN_DO(note_sensitive(call, casework, "need", needs));
  return Json{{"followUps", std::move(list)}};
}

Result<Json> get_follow_ups(Call const& call, Casework const& casework) {
  auto const whose = asked(call, "of").value_or("me");
  if (whose != "me" && whose != "organisation")
    return Error("query.bad_value", {{"name", "of"}, {"value", whose.substr(0, 100)}, {"allowed", "me, organisation"}});
  BASSIN_TRY(auto list, casework.store->read([&](sql::Session& session) -> Result<Json> {
    BASSIN_TRY(auto const all,
               support::open_follow_ups(session, call.reader, call.context.today(), whose == "me" ? call.reader.agent : std::string()));
    return follow_ups_json(session, call.reader, all);
  }));
  BASSIN_DO(note_sensitive(call, casework, "follow_up", list));
  BASSIN_DO(put_titles(call, casework, list));
  return Json{{"followUps", std::move(list)}};
}

Result<FollowUpFacts> facts_in(Body const& body) {
  FollowUpFacts out;
  BASSIN_TRY(out.title, body.text("title"));
  BASSIN_TRY(auto const theme, body.text("theme"));
  auto const parsed = support::parse_theme(theme);
  if (!parsed) return bad_field("theme", "acquaintance, creation, takeover, premises…");
  out.theme = *parsed;
  BASSIN_TRY(auto const objective, body.optional_text("objective"));
  BASSIN_TRY(auto const action, body.optional_text("action"));
  BASSIN_TRY(auto const shared, body.optional_flag("shared"));
  out.objective = objective.value_or("");
  out.action = action.value_or("");
  out.shared = shared.value_or(false);
  return out;
}

Result<Json> post_follow_up(Call const& call, Casework const& casework) {
  BASSIN_TRY(auto const body, Body::of(call.request, {"title", "theme", "objective", "action", "shared"}));
  BASSIN_TRY(auto const facts, facts_in(body));
  BASSIN_TRY(auto const subject, file_subject_of(call, casework, call.request.path_value("id")));
  return change(call, casework, [&](sql::Session& session, Act const& act) -> Result<Json> {
    BASSIN_TRY(auto const made, support::open_follow_up(session, act, call.context.today(), subject, facts));
    return written_json(made.id, made.version);
  });
}

Result<Json> put_follow_up(Call const& call, Casework const& casework) {
  BASSIN_TRY(auto const body, Body::of(call.request, {"version", "title", "theme", "objective", "action", "shared"}));
  BASSIN_TRY(auto const version, body.integer("version"));
  BASSIN_TRY(auto const facts, facts_in(body));
  return change(call, casework, [&](sql::Session& session, Act const& act) -> Result<Json> {
    FollowUpAt const at{std::string(call.request.path_value("id")), version};
    BASSIN_TRY(auto const changed, support::change_follow_up(session, act, call.context.today(), at, facts));
    return written_json(changed.id, changed.version);
  });
}

using Step = std::function<Result<FollowUp>(sql::Session&, Act const&, FollowUpAt const&)>;

Result<Step> closing(Body const& body, base::Date today, std::string why) {
  BASSIN_TRY(auto const text, body.text("outcome"));
  auto const outcome = support::parse_outcome(text);
  if (!outcome) return bad_field("outcome", "helped, no_help, unreachable, refused");
  return Step([today, outcome = *outcome, why = std::move(why)](sql::Session& s, Act const& act, FollowUpAt const& at) {
    return support::close_follow_up(s, act, today, at, outcome, why);
  });
}

Result<Step> naming(Body const& body, base::Date today) {
  BASSIN_TRY(auto const referent, body.text("referent"));
  BASSIN_TRY(auto const others, body.optional_texts("agents"));
  auto const agents = others.value_or(std::vector<std::string>());
  return Step([today, referent, agents](sql::Session& s, Act const& act, FollowUpAt const& at) {
    return support::set_referent(s, act, today, at, referent, agents);
  });
}

using WithPartner = Result<FollowUp> (*)(sql::Session&, Act const&, base::Date, FollowUpAt const&, std::string const&, std::string const&);

Result<Step> step_in(Call const& call, Body const& body) {
  auto const today = call.context.today();
  BASSIN_TRY(auto const step, body.text("step"));
  BASSIN_TRY(auto const given, body.optional_text("why"));
  BASSIN_TRY(auto const named, body.optional_text("organisation"));
  auto const why = given.value_or("");
  auto const who = named.value_or("");
  if (step == "close") return closing(body, today, why);
  if (step == "referent") return naming(body, today);
  if (step == "ask")
    return Step([=](sql::Session& s, Act const& act, FollowUpAt const& at) { return support::ask_to_join(s, act, today, at, why); });
  if (step == "accept")
    return Step([=](sql::Session& s, Act const& act, FollowUpAt const& at) { return support::accept_member(s, act, today, at, who); });
  WithPartner const with = step == "invite"                       ? support::invite_to_follow_up
                           : step == "hand_over"                  ? support::hand_follow_up_over
                           : step == "decline" || step == "leave" ? support::drop_member
                                                                  : nullptr;
  if (with == nullptr) return bad_field("step", "ask, invite, accept, decline, leave, referent, hand_over, close");
  return Step([=](sql::Session& s, Act const& act, FollowUpAt const& at) { return with(s, act, today, at, who, why); });
}

Result<Json> post_step(Call const& call, Casework const& casework) {
  BASSIN_TRY(auto const body, Body::of(call.request, {"version", "step", "organisation", "why", "outcome", "referent", "agents"}));
  BASSIN_TRY(auto const version, body.integer("version"));
  BASSIN_TRY(auto const step, step_in(call, body));
  return change(call, casework, [&](sql::Session& session, Act const& act) -> Result<Json> {
    BASSIN_TRY(auto const done, step(session, act, {std::string(call.request.path_value("id")), version}));
    return written_json(done.id, done.version);
  });
}

}  // namespace

void add_follow_up_endpoints(Routes& routes, Casework const& casework) {
  using access::Need;
  using http::Lane;
  using http::Method;
  auto const with = [&casework](auto endpoint) { return [&casework, endpoint](Call const& call) { return endpoint(call, casework); }; };
  routes.add({Method::get, "/api/v1/establishments/{id}/follow-ups", Need::see_personal, Lane::store}, with(get_follow_ups_about));
  routes.add({Method::post, "/api/v1/establishments/{id}/follow-ups", Need::edit_businesses, Lane::store}, with(post_follow_up));
  routes.add({Method::get, "/api/v1/follow-ups", Need::edit_businesses, Lane::store}, with(get_follow_ups));
  routes.add({Method::put, "/api/v1/follow-ups/{id}", Need::edit_businesses, Lane::store}, with(put_follow_up));
  routes.add({Method::post, "/api/v1/follow-ups/{id}/steps", Need::edit_businesses, Lane::store}, with(post_step));
}

}  // namespace bassin::service
