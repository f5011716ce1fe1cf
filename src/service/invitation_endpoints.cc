// Invitations into an organisation, and passwords that were forgotten.
#include <nlohmann/json.hpp>

#include "partners/invitation.h"
#include "partners/reader_cache.h"
#include "service/accounts.h"
#include "service/body.h"
#include "sql/store.h"

namespace bassin::service {

namespace {

using base::Error;
using base::Result;
using partners::Invitation;

Json json_of(Invitation const& it) {
  auto const or_null = [](std::string const& text) { return text.empty() ? Json(nullptr) : Json(text); };
  return {{"id", it.id},
          {"email", it.email},
          {"role", access::id_of(it.role)},
          {"created", it.created_at},
          {"expires", it.expires_at},
          {"accepted", or_null(it.accepted_at)},
          {"revoked", or_null(it.revoked_at)}};
}

Result<std::string> organisation_of(Call const& call) {
  std::string id(call.request.path_value("id"));
  if (!manages(call.reader, id)) return Error("partners.unknown_organisation");
  return id;
}

Result<Json> get_invitations(Call const& call, Accounts& accounts) {
  auto const& desk = *accounts.desk;
  BASSIN_TRY(auto const id, organisation_of(call));
  BASSIN_TRY(auto const all, desk.store.read([&](sql::Session& session) { return partners::invitations_of(session, id, desk.now()); }));
  Json out{{"invitations", Json::array()}};
  for (auto const& it : all) out["invitations"].push_back(json_of(it));
  return out;
}

Result<Json> post_invitation(Call const& call, Accounts& accounts) {
  BASSIN_TRY(auto const id, organisation_of(call));
  BASSIN_TRY(auto const body, Body::of(call.request, {"email", "role"}));
  BASSIN_TRY(auto const email, body.text("email"));
  BASSIN_TRY(auto const role_text, body.text("role"));
  auto const role = access::parse_role(role_text);
  if (!role)
    return Error("partners.bad_value",
                 {{"field", "role"}, {"allowed", "administrator, coordinator, adviser, analyst, elected, field_agent"}});
  BASSIN_TRY(auto const invited, partners::invite(*accounts.desk, actor_of(call, *accounts.desk), id, email, *role));
  auto out = json_of(invited.invitation);
  out["link"] = invited.link.empty() ? Json(nullptr) : Json(invited.link);
  return out;
}

Result<Json> delete_invitation(Call const& call, Accounts& accounts) {
  auto const& desk = *accounts.desk;
  BASSIN_TRY(auto const id, organisation_of(call));
  std::string const invitation(call.request.path_value("invitation"));
  BASSIN_DO(
      desk.store.write([&](sql::Session& session) { return partners::revoke_invitation(session, actor_of(call, desk), id, invitation); }));
  return Json::object();
}

Result<Json> get_invitation(Call const& call, Accounts& accounts) {
  BASSIN_TRY(auto const it, partners::find_invitation(*accounts.desk, call.request.path_value("token")));
  return Json{{"email", it.email}, {"organisation", it.organisation_name}, {"role", access::id_of(it.role)}, {"known", it.known}};
}

Result<http::Response> post_acceptance(Call const& call, Accounts& accounts) {
  BASSIN_TRY(auto const body, Body::of(call.request, {"name", "password"}));
  BASSIN_TRY(auto const name, body.optional_text("name"));
  BASSIN_TRY(auto const password, body.text("password"));
  BASSIN_TRY(auto const secret,
             partners::accept_invitation(*accounts.desk, call.request.path_value("token"), name.value_or(""), password, visitor_of(call)));
  accounts.readers->forget();
  return session_answer(call, accounts, secret);
}

Result<Json> post_reset(Call const& call, Accounts& accounts) {
  BASSIN_TRY(auto const body, Body::of(call.request, {"email"}));
  BASSIN_TRY(auto const email, body.text("email"));
  BASSIN_DO(partners::ask_reset(*accounts.desk, email, visitor_of(call)));
  return Json::object();
}

Result<Json> post_new_password(Call const& call, Accounts& accounts) {
  BASSIN_TRY(auto const body, Body::of(call.request, {"password"}));
  BASSIN_TRY(auto const password, body.text("password"));
  BASSIN_DO(partners::reset_password(*accounts.desk, call.request.path_value("token"), password, visitor_of(call)));
  accounts.readers->forget();
  return Json::object();
}

}  // namespace

void add_invitation_endpoints(Routes& routes, Accounts& accounts) {
  using access::Need;
  using http::Lane;
  using http::Method;
  auto const add = [&](Method method, std::string_view path, Need need, Lane lane, auto endpoint) {
    routes.add({method, path, need, lane}, [&accounts, endpoint](Call const& call) { return endpoint(call, accounts); });
  };
  add(Method::get, "/api/v1/organisations/{id}/invitations", Need::manage_partners, Lane::store, get_invitations);
  add(Method::post, "/api/v1/organisations/{id}/invitations", Need::manage_partners, Lane::store, post_invitation);
  add(Method::remove, "/api/v1/organisations/{id}/invitations/{invitation}", Need::manage_partners, Lane::store, delete_invitation);
  add(Method::get, "/api/v1/invitations/{token}", Need::nothing, Lane::store, get_invitation);
  routes.add_raw({Method::post, "/api/v1/invitations/{token}", Need::nothing, Lane::secret},
                 [&accounts](Call const& call) { return post_acceptance(call, accounts); });
  add(Method::post, "/api/v1/password-resets", Need::nothing, Lane::store, post_reset);
  add(Method::post, "/api/v1/password-resets/{token}", Need::nothing, Lane::secret, post_new_password);
}

}  // namespace bassin::service
