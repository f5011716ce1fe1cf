// What all connections of a server share: the site, the threads of the lanes, the limits, and who is connected.
#pragma once

#include <array>
#include <atomic>
#include <functional>
#include <memory>
#include <mutex>
#include <optional>
#include <string>
#include <unordered_map>
#include <unordered_set>

#include "http/rate_limit.h"
#include "http/server.h"
#include "http/worker_pool.h"

namespace bassin::http::internal {

class Connection;

class Exchange {
 public:
  Exchange(ServerSettings const& settings, Site site);

  // Has the request answered; `reply` is called once, in whatever thread the answer was made. `lane`: where a stream of it
  // is to be read.
  using Reply = std::function<void(Response, std::string_view pattern, Lane lane)>;
  void answer(Request request, Reply const& reply);
  // Runs a part of an answer that is being sent. False when the lanes have stopped.
  [[nodiscard]] bool resume(Lane lane, std::function<void()> job);
  // What a request to that route may bring, and the most that any may.
  [[nodiscard]] std::uint64_t body_limit(Method method, std::string_view path) const;
  [[nodiscard]] std::uint64_t body_limit() const { return body_limit_; }
  // Whether a large body may come, asked with the header of its request: the status to refuse it with, or 0. `then` is called once, in any
  // thread.
  void admit_large(std::shared_ptr<Request> const& request, std::function<void(unsigned status)> const& then);
  // A place among the large bodies that are here at once, until the pointer goes; null: all are taken.
  [[nodiscard]] std::shared_ptr<void> place_for_large();
  // The answer of the server's own for that status.
  [[nodiscard]] Response failure(unsigned status, Request const& request) const;
  void finished(Answered const& answered) const;

  // False where the server or that client has connections enough.
  [[nodiscard]] bool enter(std::shared_ptr<Connection> const& connection, std::string const& peer);
  void leave(Connection* connection, std::string const& peer);
  [[nodiscard]] std::size_t connections() const;
  // Every connection that is there.
  [[nodiscard]] std::vector<std::shared_ptr<Connection>> all() const;

  [[nodiscard]] ServerSettings const& settings() const { return settings_; }
  void close() { closing_ = true; }
  [[nodiscard]] bool closing() const { return closing_; }
  void stop_lanes();

 private:
  [[nodiscard]] Response run(Handler const& handler, Request const& request) const;
  [[nodiscard]] std::optional<Response> refuse_rate(Request const& request);
  [[nodiscard]] Response without_route(Match const& match, Request const& request) const;
  void complete(Request const& request, Response& response) const;
  [[nodiscard]] WorkerPool& lane(Lane lane);
  void dispatch(Route const& route, std::shared_ptr<Request> const& request, Reply const& reply);
  void busy(Route const& route, Request const& request, Reply const& reply) const;
  [[nodiscard]] bool find(Request& request) const;

  ServerSettings settings_;
  Site site_;
  RateLimit rate_;
  std::uint64_t body_limit_;
  std::shared_ptr<std::atomic<std::size_t>> large_ = std::make_shared<std::atomic<std::size_t>>(0);
  WorkerPool query_, store_, secret_, outside_, bulk_;
  std::atomic<bool> closing_ = false;
  mutable std::mutex mutex_;
  std::unordered_map<Connection*, std::weak_ptr<Connection>> connections_;
  std::unordered_map<std::string, std::size_t> of_peer_;
};

}  // namespace bassin::http::internal
