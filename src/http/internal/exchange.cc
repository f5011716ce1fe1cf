#include "http/internal/exchange.h"

#include <algorithm>
#include <exception>
#include <utility>

#include "http/compress.h"

namespace bassin::http::internal {

Exchange::Exchange(ServerSettings const& settings, Site site)
    : settings_(settings),
      site_(std::move(site)),
      rate_(settings.rate),
      query_(settings.query_threads, settings.waiting),
      store_(settings.store_threads, settings.waiting),
      secret_(settings.secret_threads, settings.waiting),
      outside_(settings.outside_threads, settings.waiting),
      bulk_(settings.bulk_threads, settings.waiting) {
  body_limit_ = settings.body_bytes;
  for (auto const& route : site_.router.routes()) body_limit_ = std::max(body_limit_, route.body_bytes);
}

std::uint64_t Exchange::body_limit(Method method, std::string_view path) const {
  auto const match = site_.router.match(method, path);
  return match.route == nullptr ? settings_.body_bytes : std::max(settings_.body_bytes, match.route->body_bytes);
}

void Exchange::admit_large(std::shared_ptr<Request> const& request, std::function<void(unsigned status)> const& then) {
  constexpr unsigned unknown = 401, busy = 503;
  if (!site_.takes_large) return then(0);
  auto const judge = [this, request, then] { then(site_.takes_large(*request) ? 0 : unknown); };
  if (!site_.known || site_.known(*request)) return judge();
  auto const first = [this, request, then, judge] { find(*request) ? judge() : then(unknown); };
  if (!store_.submit(first)) then(busy);
}

std::shared_ptr<void> Exchange::place_for_large() {
  if (large_->fetch_add(1) >= settings_.large_bodies) {
    large_->fetch_sub(1);
    return nullptr;
  }
  return {large_.get(), [large = large_](void*) { large->fetch_sub(1); }};
}

bool Exchange::resume(Lane which, std::function<void()> job) { return lane(which).resume(std::move(job)); }

WorkerPool& Exchange::lane(Lane lane) {
  if (lane == Lane::secret) return secret_;
  if (lane == Lane::outside) return outside_;
  if (lane == Lane::bulk) return bulk_;
  return lane == Lane::store ? store_ : query_;
}

// The store first: from there requests go on to the other lanes.
void Exchange::stop_lanes() {
  store_.stop();
  query_.stop();
  secret_.stop();
  outside_.stop();
  bulk_.stop();
}

Response Exchange::failure(unsigned status, Request const& request) const {
  auto response = site_.failure(status, request);
  response.status = status;
  for (auto const& [name, value] : site_.headers) response.set_header(name, value);
  return response;
}

// A handler's exception is our bug or lack of memory: the request is lost, the server is not.
Response Exchange::run(Handler const& handler, Request const& request) const {
  try {
    auto response = handler(request);
    complete(request, response);
    return response;
  } catch (std::exception const&) {
    return failure(500, request);
  }
}

void Exchange::complete(Request const& request, Response& response) const {
  for (auto const& [name, value] : site_.headers) {
    if (response.header(name).empty()) response.set_header(name, value);
  }
  compress(request, response);
}

std::optional<Response> Exchange::refuse_rate(Request const& request) {
  auto const seconds = rate_.take(request.client, std::chrono::steady_clock::now());
  if (seconds == 0) return std::nullopt;
  auto response = failure(429, request);
  response.set_header("Retry-After", std::to_string(seconds));
  return response;
}

Response Exchange::without_route(Match const& match, Request const& request) const {
  if (match.kind == Match::Kind::no_method) {
    auto response = failure(405, request);
    response.set_header("Allow", match.allowed);
    return response;
  }
  bool const reads = request.method == Method::get || request.method == Method::head;
  if (reads && site_.other) {
    if (auto found = site_.other(request)) {
      complete(request, *found);
      return std::move(*found);
    }
  }
  return failure(404, request);
}

void Exchange::answer(Request request, Reply const& reply) {
  if (auto refused = refuse_rate(request)) return reply(std::move(*refused), {}, Lane::query);
  auto match = site_.router.match(request.method, request.path);
  if (match.kind != Match::Kind::found) return reply(without_route(match, request), {}, Lane::query);
  request.path_values = std::move(match.values);
  auto const& route = *match.route;
  auto const shared = std::make_shared<Request>(std::move(request));
  if (!site_.known || site_.known(*shared)) return dispatch(route, shared, reply);
  auto const first = [this, &route, shared, reply] {
    if (!find(*shared)) return reply(failure(500, *shared), route.pattern, route.lane);
    dispatch(route, shared, reply);
  };
  if (!store_.submit(first)) busy(route, *shared, reply);
}

bool Exchange::find(Request& request) const {
  try {
    site_.find(request);
    return true;
  } catch (std::exception const&) {
    return false;
  }
}

void Exchange::dispatch(Route const& route, std::shared_ptr<Request> const& request, Reply const& reply) {
  auto const work = [this, &route, request, reply] { reply(run(route.handler, *request), route.pattern, route.lane); };
  if (route.lane == Lane::direct) return work();
  if (!lane(route.lane).submit(work)) busy(route, *request, reply);
}

void Exchange::busy(Route const& route, Request const& request, Reply const& reply) const {
  auto response = failure(503, request);
  response.set_header("Retry-After", "2");
  reply(std::move(response), route.pattern, route.lane);
}

void Exchange::finished(Answered const& answered) const {
  if (site_.answered) site_.answered(answered);
}

bool Exchange::enter(std::shared_ptr<Connection> const& connection, std::string const& peer) {
  std::lock_guard const guard(mutex_);
  auto& of_peer = of_peer_[peer];
  bool const crowded =
      connections_.size() >= settings_.connections || (!settings_.behind_proxy && of_peer >= settings_.connections_of_client);
  if (crowded || closing_) {
    if (of_peer == 0) of_peer_.erase(peer);
    return false;
  }
  ++of_peer;
  connections_.emplace(connection.get(), connection);
  return true;
}

void Exchange::leave(Connection* connection, std::string const& peer) {
  std::lock_guard const guard(mutex_);
  if (connections_.erase(connection) == 0) return;
  auto const of_peer = of_peer_.find(peer);
  if (--of_peer->second == 0) of_peer_.erase(of_peer);
}

std::size_t Exchange::connections() const {
  std::lock_guard const guard(mutex_);
  return connections_.size();
}

std::vector<std::shared_ptr<Connection>> Exchange::all() const {
  std::lock_guard const guard(mutex_);
  std::vector<std::shared_ptr<Connection>> out;
  for (auto const& [pointer, weak] : connections_) {
    if (auto connection = weak.lock()) out.push_back(std::move(connection));
  }
  return out;
}

}  // namespace bassin::http::internal
