// Photos that owners send behind their report, under the token that its answer gave. Nothing is read back but which of them arrived.
#include <chrono>
#include <memory>
#include <nlohmann/json.hpp>

#include "crisis/owner_photos.h"
#include "http/rate_limit.h"
#include "partners/lock_out.h"
#include "partners/secret.h"
#include "service/casework_call.h"
#include "service/crisis_endpoints.h"
#include "service/too_often.h"
#include "sql/store.h"

namespace bassin::service {

using base::Error;
using base::Result;

namespace {

crisis::UploadKey key_in(Call const& call) {
  return {call.request.path_value("code"), call.request.path_value("id"), call.request.header("X-Bassin-Upload").value_or("")};
}

Json photo_json(crisis::OwnerPhoto const& it) {
  return {{"id", it.id}, {"sha256", it.sum}, {"size", it.size}, {"receivedAt", it.received_at}};
}

http::Response answered(Call const& call, Json answer) {
  auto response = answer_of(std::move(answer), call.context, call.request);
  response.set_header("Cache-Control", "no-store");
  return response;
}

Result<http::Response> get_photos(Call const& call, Casework const& casework) {
  BASSIN_TRY(auto const all,
             casework.store->read([&](sql::Session& session) { return crisis::photos_of_owner(session, key_in(call), casework.now()); }));
  Json photos = Json::array();
  for (auto const& it : all) photos.push_back(photo_json(it));
  return answered(call, {{"photos", std::move(photos)}});
}

Result<http::Response> put_photo(Call const& call, Casework const& casework, http::RateLimit& door) {
  auto const& bytes = call.request.body;
  crisis::OwnerPhoto const sent{std::string(call.request.path_value("photo")), partners::hash_of_text(bytes), bytes.size(), ""};
  BASSIN_TRY(auto const before, casework.store->read([&](sql::Session& session) {
    return crisis::awaited_photo(session, key_in(call), sent, casework.now());
  }));
  if (before) return answered(call, photo_json(*before));
  auto const wait = door.take(partners::address_subject(call.request.client), std::chrono::steady_clock::now());
  if (wait > 0) return too_often(call, wait);
  BASSIN_TRY(auto const content, documents::read_content("photo", bytes));
  using documents::Type;
  if (content.type != Type::jpeg && content.type != Type::png && content.type != Type::webp) return Error("crisis.not_a_picture");
  access::Actor const owner{"", "", call.place(), casework.now()};
  BASSIN_TRY(auto const kept, casework.store->write([&](sql::Session& session) {
    return crisis::receive_photo(session, owner, key_in(call), sent, content);
  }));
  return answered(call, photo_json(kept));
}

}  // namespace

void add_damage_photo_endpoints(Routes& routes, Casework const& casework) {
  using access::Need;
  using http::Lane;
  using http::Method;
  constexpr std::string_view all = "/api/v1/damage-forms/{code}/reports/{id}/photos",
                             one = "/api/v1/damage-forms/{code}/reports/{id}/photos/{photo}";
  routes.add_raw({Method::get, all, Need::nothing, Lane::store}, [&casework](Call const& call) { return get_photos(call, casework); });
  // Of those who hold a token: a village behind one address sends some hundred at once, and one a second then.
  auto const door = std::make_shared<http::RateLimit>(http::Rate{.per_second = 1, .burst = 300});
  routes.add_raw({Method::put, one, Need::nothing, Lane::store},
                 [&casework, door](Call const& call) { return put_photo(call, casework, *door); });
}

}  // namespace bassin::service
