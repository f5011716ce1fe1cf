// /api/v1/session: signing in, step by step, and out.
#include <nlohmann/json.hpp>

#include "openid/provider.h"
#include "partners/reader_cache.h"
#include "partners/secret.h"
#include "partners/session.h"
#include "service/accounts.h"
#include "service/body.h"
#include "sql/store.h"

namespace bassin::service {

namespace {

using base::Error;
using base::Result;
using http::Response;

Result<Response> post_session(Call const& call, Accounts& accounts) {
  BASSIN_TRY(auto const body, Body::of(call.request, {"email", "password"}));
  BASSIN_TRY(auto const email, body.text("email"));
  BASSIN_TRY(auto const password, body.text("password"));
  BASSIN_TRY(auto const secret, partners::sign_in(*accounts.desk, email, password, visitor_of(call)));
  // Whatever session the browser brought is no longer of use.
  BASSIN_DO(partners::sign_out(*accounts.desk, session_secret(call.request), visitor_of(call)));
  accounts.readers->forget();
  return session_answer(call, accounts, secret);
}

Result<Response> post_second_factor(Call const& call, Accounts& accounts) {
  BASSIN_TRY(auto const body, Body::of(call.request, {"code"}));
  BASSIN_TRY(auto const code, body.text("code"));
  BASSIN_TRY(auto const secret, partners::show_second_factor(*accounts.desk, session_secret(call.request), code, visitor_of(call)));
  accounts.readers->forget();
  return session_answer(call, accounts, secret);
}

Result<Response> post_notice(Call const& call, Accounts& accounts) {
  BASSIN_TRY([[maybe_unused]] auto const body, Body::of(call.request, {}));
  BASSIN_TRY(auto const secret, partners::accept_notice(*accounts.desk, session_secret(call.request), visitor_of(call)));
  accounts.readers->forget();
  return session_answer(call, accounts, secret);
}

Result<Json> post_organisation(Call const& call, Accounts& accounts) {
  BASSIN_TRY(auto const body, Body::of(call.request, {"organisation"}));
  BASSIN_TRY(auto const organisation, body.text("organisation"));
  auto const secret = session_secret(call.request);
  BASSIN_DO(partners::act_for(*accounts.desk, secret, organisation));
  accounts.readers->forget();
  return session_json(call, accounts, secret);
}

// Where the browser goes to sign out at the provider too; null where there is no such place.
Result<Json> end_at_provider(Call const& call, Accounts const& accounts) {
  if (accounts.provider.provider == nullptr) return Json(nullptr);
  BASSIN_TRY(auto const state, partners::state_of(*accounts.desk, session_secret(call.request)));
  if (!state) return Json(nullptr);
  auto const address = accounts.provider.provider->sign_out_address(state->session.id_token, partners::new_secret());
  return address ? Json(*address) : Json(nullptr);
}

Result<Response> delete_session(Call const& call, Accounts& accounts) {
  BASSIN_TRY(auto const end, end_at_provider(call, accounts));
  BASSIN_DO(partners::sign_out(*accounts.desk, session_secret(call.request), visitor_of(call)));
  accounts.readers->forget();
  BASSIN_TRY(auto json, session_json(call, accounts, ""));
  json["end_session"] = end;
  auto response = answer_of(std::move(json), call.context, call.request);
  response.headers.emplace_back("Set-Cookie", session_cookie(call.request, ""));
  return response;
}

Result<Json> post_totp(Call const& call, Accounts& accounts) {
  BASSIN_TRY(auto const body, Body::of(call.request, {"code"}));
  BASSIN_TRY(auto const code, body.optional_text("code"));
  BASSIN_TRY(auto const enrolment,
             partners::begin_second_factor(*accounts.desk, session_secret(call.request), code.value_or(""), visitor_of(call)));
  return Json{{"secret", enrolment.secret}, {"uri", enrolment.uri}};
}

Result<Response> put_totp(Call const& call, Accounts& accounts) {
  BASSIN_TRY(auto const body, Body::of(call.request, {"code"}));
  BASSIN_TRY(auto const code, body.text("code"));
  BASSIN_TRY(auto const enrolled, partners::confirm_second_factor(*accounts.desk, session_secret(call.request), code, visitor_of(call)));
  accounts.readers->forget();
  auto response = answer_of(Json{{"recovery_codes", enrolled.recovery_codes}}, call.context, call.request);
  response.headers.emplace_back("Set-Cookie", session_cookie(call.request, enrolled.session));
  return response;
}

Result<Json> put_password(Call const& call, Accounts& accounts) {
  BASSIN_TRY(auto const body, Body::of(call.request, {"old", "new"}));
  BASSIN_TRY(auto const old_password, body.text("old"));
  BASSIN_TRY(auto const new_password, body.text("new"));
  BASSIN_DO(partners::change_password(*accounts.desk, session_secret(call.request), old_password, new_password, visitor_of(call)));
  accounts.readers->forget();
  return Json::object();
}

Json session_entry(partners::SessionRecord const& it, bool is_this) {
  return {{"id", it.id},
          {"started", base::to_iso(it.created_at)},
          {"seen", base::to_iso(it.seen_at)},
          {"browser", it.browser},
          {"started_by", it.started_by},
          {"this", is_this}};
}

Result<Json> get_sessions(Call const& call, Accounts& accounts) {
  auto const& desk = *accounts.desk;
  BASSIN_TRY(auto const own, partners::state_of(desk, session_secret(call.request)));
  BASSIN_TRY(auto const sessions,
             desk.store.read([&](sql::Session& session) { return partners::sessions_of(session, call.reader.agent, desk.now()); }));
  Json out{{"sessions", Json::array()}};
  for (auto const& it : sessions) out["sessions"].push_back(session_entry(it, own && own->session.id == it.id));
  return out;
}

Result<Json> delete_one_session(Call const& call, Accounts& accounts) {
  auto const& desk = *accounts.desk;
  BASSIN_DO(desk.store.write([&](sql::Session& session) -> Result<void> {
    BASSIN_TRY(auto const sessions, partners::sessions_of(session, call.reader.agent, desk.now()));
    for (auto const& it : sessions) {
      if (it.id == call.request.path_value("id")) return partners::end_session(session, it.hash);
    }
    return Error("partners.unknown_session");
  }));
  accounts.readers->forget();
  return Json::object();
}

}  // namespace

void add_session_endpoints(Routes& routes, Accounts& accounts) {
  using access::Need;
  using http::Lane;
  using http::Method;
  auto const add = [&](Method method, std::string_view path, Need need, Lane lane, auto endpoint) {
    routes.add({method, path, need, lane}, [&accounts, endpoint](Call const& call) { return endpoint(call, accounts); });
  };
  auto const add_raw = [&](Method method, std::string_view path, Need need, Lane lane, auto endpoint) {
    routes.add_raw({method, path, need, lane}, [&accounts, endpoint](Call const& call) { return endpoint(call, accounts); });
  };
  add(Method::get, "/api/v1/session", Need::nothing, Lane::store,
      [](Call const& call, Accounts& of) { return session_json(call, of, session_secret(call.request)); });
  add_raw(Method::post, "/api/v1/session", Need::nothing, Lane::secret, post_session);
  add_raw(Method::remove, "/api/v1/session", Need::nothing, Lane::store, delete_session);
  add_raw(Method::post, "/api/v1/session/second-factor", Need::nothing, Lane::store, post_second_factor);
  add(Method::get, "/api/v1/session/notice", Need::nothing, Lane::direct, [](Call const&, Accounts& of) -> Result<Json> {
    return Json{{"version", of.desk->policy.notice_version}, {"text", of.notice}};
  });
  add_raw(Method::post, "/api/v1/session/notice", Need::nothing, Lane::store, post_notice);
  add(Method::post, "/api/v1/session/organisation", Need::signed_in, Lane::store, post_organisation);
  add(Method::post, "/api/v1/session/totp", Need::nothing, Lane::store, post_totp);
  add_raw(Method::put, "/api/v1/session/totp", Need::nothing, Lane::store, put_totp);
  add(Method::put, "/api/v1/session/password", Need::signed_in, Lane::secret, put_password);
  add(Method::get, "/api/v1/sessions", Need::signed_in, Lane::store, get_sessions);
  add(Method::remove, "/api/v1/sessions/{id}", Need::signed_in, Lane::store, delete_one_session);
}

}  // namespace bassin::service
