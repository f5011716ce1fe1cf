// One exchange with each of several businesses, as after a mailing, and their removal.
#include <algorithm>
#include <nlohmann/json.hpp>
#include <set>

#include "service/body.h"
#include "service/casework_call.h"
#include "service/casework_endpoints.h"
#include "service/erasing.h"
#include "service/exchange_body.h"
#include "support/exchanges.h"

namespace bassin::service {

using base::Error;
using base::Result;

namespace {

constexpr std::size_t several_most = 250;

struct Sorted {
  std::vector<support::Subject> subjects;
  Json left = Json::array();
};

// Each once, in the order in which they were named.
Result<Sorted> sorted(Call const& call, Casework const& casework, std::vector<std::string> const& named) {
  Sorted out;
  std::set<std::string> seen;
  for (auto const& text : named) {
    auto subject = subject_of(call, casework, text);
    if (subject.ok()) {
      if (seen.insert(subject->business).second) out.subjects.push_back(std::move(subject).value());
    } else if (subject.error().code == "query.unknown_business" || subject.error().code == "query.bad_value") {
      out.left.push_back({{"business", text.substr(0, 100)}, {"error", subject.error().code}});
    } else {
      return subject.error();
    }
  }
  return out;
}

Result<Json> post_several(Call const& call, Casework const& casework) {
  BASSIN_TRY(auto const body, Body::of(call.request, {"businesses", "way", "theme", "on", "minutes", "notes", "action", "keptIn"}));
  BASSIN_TRY(auto const facts, exchange_facts_in(body));
  BASSIN_TRY(auto const named, body.optional_texts("businesses"));
  if (!named || named->empty() || named->size() > several_most) return bad_field("businesses", "1…250");
  BASSIN_TRY(auto const found, sorted(call, casework, *named));
  return change(call, casework, [&](sql::Session& session, support::Act const& act) -> Result<Json> {
    Json noted = Json::array();
    for (auto const& subject : found.subjects) {
      BASSIN_TRY(auto const made, support::note_exchange(session, act, latest_day(call, act), subject, facts));
      noted.push_back({{"business", subject.business}, {"id", made.id}, {"version", made.version}});
    }
    return Json{{"noted", std::move(noted)}, {"left", found.left}};
  });
}

struct Known {
  std::string id;
  std::int64_t version = 0;
};

Result<std::vector<Known>> known_in(Body const& body) {
  BASSIN_TRY(auto const stated, body.objects("exchanges", {"id", "version"}));
  if (stated.empty() || stated.size() > several_most) return bad_field("exchanges", "1…250");
  std::vector<Known> out;
  for (auto const& it : stated) {
    BASSIN_TRY(auto const id, it.text("id"));
    BASSIN_TRY(auto const version, it.integer("version"));
    out.push_back({id, version});
  }
  return out;
}

bool stays(Error const& error) {
  static constexpr std::string_view reasons[] = {"support.unknown_exchange", "support.not_yours", "support.changed"};
  return std::find(std::begin(reasons), std::end(reasons), error.code) != std::end(reasons);
}

Result<Json> post_removal(Call const& call, Casework const& casework) {
  BASSIN_TRY(auto const body, Body::of(call.request, {"exchanges"}));
  BASSIN_TRY(auto const all, known_in(body));
  return erase(call, casework, [&](sql::Session& session, support::Act const& act) -> Result<Json> {
    std::int64_t removed = 0;
    Json left = Json::array();
    for (auto const& it : all) {
      auto const done = support::delete_exchange(session, act, it.id, it.version);
      if (!done.ok() && !stays(done.error())) return done.error();
      if (done.ok()) {
        ++removed;
      } else {
        left.push_back({{"id", it.id}, {"error", done.error().code}});
      }
    }
    return Json{{"removed", removed}, {"left", std::move(left)}};
  });
}

}  // namespace

void add_several_exchange_endpoints(Routes& routes, Casework const& casework) {
  using access::Need;
  using http::Lane;
  using http::Method;
  auto const with = [&casework](auto endpoint) { return [&casework, endpoint](Call const& call) { return endpoint(call, casework); }; };
  routes.add({Method::post, "/api/v1/exchanges/several", Need::edit_businesses, Lane::store}, with(post_several));
  routes.add({Method::post, "/api/v1/exchanges/several/removal", Need::edit_businesses, Lane::store}, with(post_removal));
}

}  // namespace bassin::service
