#include "service/calendar_endpoints.h"

#include <fmt/format.h>

#include <chrono>
#include <memory>
#include <nlohmann/json.hpp>

#include "base/checksum.h"
#include "http/rate_limit.h"
#include "letters/agenda.h"
#include "letters/calendar_address.h"
#include "letters/choice.h"
#include "partners/secret.h"
#include "service/accounts.h"
#include "service/body.h"
#include "service/casework_call.h"
#include "service/public_names.h"
#include "sql/store.h"

namespace bassin::service {

namespace {

using access::Reader;
using base::Error;
using base::Result;
using letters::CalendarOwner;

// Calendars ask a few times an hour; somebody who tries addresses asks of one machine.
struct Limits {
  http::RateLimit calendars{{.per_second = 1.0 / 30, .burst = 30}};
  http::RateLimit clients{{.per_second = 1.0 / 10, .burst = 30}};
};

Result<Json> get_address(Call const& call, Casework const& casework) {
  BASSIN_TRY(auto const it,
             casework.store->read([&](sql::Session& session) { return letters::calendar_address_of(session, call.reader); }));
  if (!it) return Json{{"address", nullptr}};
  Json out{{"made", it->created_at}, {"opened", it->opened_on ? Json(to_iso(*it->opened_on)) : Json(nullptr)}};
  return Json{{"address", std::move(out)}};
}

// Answered once and kept nowhere, so that a request sent twice makes two, of which the second holds.
Result<Json> post_address(Call const& call, Casework const& casework) {
  BASSIN_TRY([[maybe_unused]] auto const body, Body::of(call.request, {}));
  if (call.reader.organisation.empty()) return Error("partners.unknown_organisation");
  BASSIN_TRY(auto const secret,
             casework.store->write([&](sql::Session& session) { return letters::make_calendar_address(session, act_of(call, casework)); }));
  return Json{{"path", "/api/v1/calendars/" + secret + "/bassin.ics"}};
}

Result<Json> delete_address(Call const& call, Casework const& casework) {
  BASSIN_DO(
      casework.store->write([&](sql::Session& session) { return letters::revoke_calendar_address(session, act_of(call, casework)); }));
  return Json{{"changed", true}};
}

// As the owner would be, signed in.
Reader reader_of(CalendarOwner const& owner, base::Date today) {
  Reader out;
  out.standing = Reader::Standing::member;
  out.agent = owner.agent;
  out.organisation = owner.organisation;
  out.role = owner.role;
  out.communes = territory_communes(owner.territory, today);
  return out;
}

struct Found {
  std::optional<CalendarOwner> owner;
  Reader reader;
  letters::Agenda agenda;
  bool noted = true;
};

Result<Found> find(sql::Session& session, std::string_view secret, base::Date today) {
  Found out;
  BASSIN_TRY(out.owner, letters::calendar_owner(session, secret, today));
  if (!out.owner) return out;
  out.reader = reader_of(*out.owner, today);
  BASSIN_TRY(out.agenda, letters::agenda_of(session, out.reader, today));
  BASSIN_TRY(out.noted, letters::is_opening_noted(session, *out.owner, today));
  return out;
}

http::Response calendar_answer(Call const& call, std::string text) {
  auto const etag = fmt::format("\"{:016x}\"", base::checksum(text));
  bool const same = call.request.header("If-None-Match") == etag;
  auto response = same ? http::Response{.status = 304} : http::make_response(200, "text/calendar; charset=utf-8", std::move(text));
  response.set_header("ETag", etag);
  response.set_header("Cache-Control", "private, no-cache");
  return response;
}

http::Response too_often(Call const& call, unsigned seconds) {
  auto response = answer_of(Error("letters.calendar_often", {{"seconds", std::to_string(seconds)}}), call.context, call.request);
  response.set_header("Retry-After", std::to_string(seconds));
  return response;
}

Result<http::Response> get_calendar(Call const& call, Casework const& casework, Accounts const& accounts, Limits& limits) {
  auto const now = std::chrono::steady_clock::now();
  auto const today = call.context.today();
  auto const secret = call.request.path_value("token");
  BASSIN_TRY(auto const found, casework.store->read([&](sql::Session& session) { return find(session, secret, today); }));
  auto const wait =
      found.owner ? limits.calendars.take(partners::hash_of_secret(secret), now) : limits.clients.take(call.request.client, now);
  if (wait > 0) return too_often(call, wait);
  if (!found.owner) return Error("letters.no_calendar");
  if (!found.noted) {
    // A store that takes no write now is no reason to answer nothing.
    (void)casework.store->write([&](sql::Session& session) { return letters::note_opening(session, *found.owner, today); });
  }
  BASSIN_TRY(auto const names, public_names(*casework.source, found.reader, letters::businesses_in(found.agenda)));
  auto const& policy = accounts.desk->policy;
  auto const name = fmt::format("{} – {}", policy.installation, found.owner->organisation_name);
  return calendar_answer(call, letters::to_icalendar(name, letters::entries_of(found.agenda, names, policy.address)));
}

Result<Json> get_letters(Call const& call, Casework const& casework, Accounts const& accounts) {
  return casework.store->read([&](sql::Session& session) -> Result<Json> {
    Json out = Json::array();
    for (auto const kind : {letters::LetterKind::silence, letters::LetterKind::digest}) {
      BASSIN_TRY(auto const wanted, letters::wants(session, call.reader.agent, kind));
      out.push_back({{"kind", id_of(kind)}, {"wanted", wanted}});
    }
    return Json{{"sent", accounts.desk->mail != nullptr}, {"letters", std::move(out)}};
  });
}

Result<Json> put_letter(Call const& call, Casework const& casework) {
  BASSIN_TRY(auto const body, Body::of(call.request, {"kind", "wanted"}));
  BASSIN_TRY(auto const text, body.text("kind"));
  auto const kind = letters::parse_letter_kind(text);
  if (!kind) return bad_field("kind", "silence, digest");
  BASSIN_TRY(auto const wanted, body.optional_flag("wanted"));
  if (!wanted) return bad_field("wanted", "true, false");
  BASSIN_DO(casework.store->write([&](sql::Session& session) { return letters::choose(session, act_of(call, casework), *kind, *wanted); }));
  return Json{{"changed", true}};
}

}  // namespace

void add_calendar_endpoints(Routes& routes, Casework const& casework, Accounts const& accounts) {
  using access::Need;
  using http::Lane;
  using http::Method;
  auto const with = [&casework](auto endpoint) { return [&casework, endpoint](Call const& call) { return endpoint(call, casework); }; };
  routes.add({Method::get, "/api/v1/calendar", Need::signed_in, Lane::store}, with(get_address));
  routes.add({Method::post, "/api/v1/calendar", Need::signed_in, Lane::store}, with(post_address));
  routes.add({Method::remove, "/api/v1/calendar", Need::signed_in, Lane::store}, with(delete_address));
  routes.add({Method::get, "/api/v1/letters", Need::signed_in, Lane::store},
             [&casework, &accounts](Call const& call) { return get_letters(call, casework, accounts); });
  routes.add({Method::put, "/api/v1/letters", Need::signed_in, Lane::store}, with(put_letter));
  auto const limits = std::make_shared<Limits>();
  routes.add_raw({Method::get, "/api/v1/calendars/{token}/bassin.ics", Need::nothing, Lane::store},
                 [&casework, &accounts, limits](Call const& call) { return get_calendar(call, casework, accounts, *limits); });
}

}  // namespace bassin::service
