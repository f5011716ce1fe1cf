// The public form of a crisis as whoever has its code reads and sends it: what strangers are answered says nothing of the room.
#include <nlohmann/json.hpp>

#include <chrono>
#include <memory>

#include "crisis/owner_photos.h"
#include "crisis/public_form.h"
#include "http/rate_limit.h"
#include "partners/lock_out.h"
#include "service/casework_call.h"
#include "service/crisis_endpoints.h"
#include "service/damage_question_json.h"
#include "service/damage_report_body.h"
#include "service/too_often.h"
#include "sql/store.h"

namespace bassin::service {

using base::Error;
using base::Result;

namespace {

constexpr std::size_t report_bytes = 32 * 1024;

// Refilled steadily: a village behind one address waits some seconds at most, and is never shut out.
struct Doors {
  http::RateLimit addresses{{.per_second = 0.25, .burst = 120}};
  http::RateLimit codes{{.per_second = 5, .burst = 600}};
};

Result<Json> get_owners_form(Call const& call, Casework const& casework) {
  BASSIN_TRY(auto const form,
             casework.store->read([&](sql::Session& session) { return crisis::owners_form(session, call.request.path_value("code")); }));
  return Json{{"code", form.code},
              {"title", form.title},
              {"organisation", form.organisation},
              {"exercise", form.exercise},
              {"questions", questions_json(true)},
              {"bands", bands_json()}};
}

Result<http::Response> get_challenge(Call const& call, Casework const& casework) {
  BASSIN_TRY(auto const made, casework.store->read([&](sql::Session& session) {
    return crisis::new_challenge(session, call.request.path_value("code"), casework.now());
  }));
  auto response =
      answer_of(Json{{"challenge", made.text}, {"bits", made.bits}, {"expiresAt", made.expires_at}}, call.context, call.request);
  response.set_header("Cache-Control", "no-store");
  return response;
}

Result<http::Response> post_owners_report(Call const& call, Casework const& casework, Doors& doors) {
  if (call.request.body.size() > report_bytes) return Error("crisis.report_too_large", {{"allowed", std::to_string(report_bytes / 1024)}});
  auto const code = crisis::code_of_form(call.request.path_value("code"));
  if (code.empty()) return Error("crisis.no_form");
  auto const now = std::chrono::steady_clock::now();
  if (auto const wait = doors.addresses.take(partners::address_subject(call.request.client), now); wait > 0) return too_often(call, wait);
  BASSIN_TRY(auto const body, Body::of(call.request, {"id", "typed", "seenAt", "answers", "proof"}));
  BASSIN_TRY(auto const facts, report_in(body));
  BASSIN_TRY(auto const sent, body.object("proof", {"challenge", "counter"}));
  crisis::Proof proof;
  BASSIN_TRY(proof.challenge, sent.text("challenge"));
  BASSIN_TRY(proof.counter, sent.text("counter"));
  // Who did not work for it takes no place of the code's, which others wait for.
  BASSIN_TRY(auto const arriving, casework.store->read([&](sql::Session& session) {
    return crisis::arriving_from_owner(session, casework.now(), code, facts, proof);
  }));
  if (auto const wait = arriving.fresh ? doors.codes.take(code, now) : 0; wait > 0) return too_often(call, wait);
  access::Actor const owner{"", "", call.place(), casework.now()};
  BASSIN_TRY(auto const got, casework.store->write_in_turn(arriving.crisis, [&](sql::Session& session) {
    return crisis::receive_from_owner(session, owner, code, facts, proof);
  }));
  Json const upload{{"token", got.upload.token},
                    {"until", got.upload.until},
                    {"photosMost", crisis::photos_most},
                    {"photoBytesMost", crisis::photo_bytes_most}};
  auto response =
      answer_of(Json{{"id", got.report.id}, {"receivedAt", got.report.received_at}, {"upload", upload}}, call.context, call.request);
  response.set_header("Cache-Control", "no-store");
  return response;
}

}  // namespace

void add_owners_form_endpoints(Routes& routes, Casework const& casework) {
  using access::Need;
  using http::Lane;
  using http::Method;
  auto const with = [&casework](auto endpoint) { return [&casework, endpoint](Call const& call) { return endpoint(call, casework); }; };
  routes.add({Method::get, "/api/v1/damage-forms/{code}", Need::nothing, Lane::store}, with(get_owners_form));
  routes.add_raw({Method::get, "/api/v1/damage-forms/{code}/challenge", Need::nothing, Lane::store}, with(get_challenge));
  auto const doors = std::make_shared<Doors>();
  routes.add_raw({Method::post, "/api/v1/damage-forms/{code}/reports", Need::nothing, Lane::store},
                 [&casework, doors](Call const& call) { return post_owners_report(call, casework, *doors); });
}

}  // namespace bassin::service
