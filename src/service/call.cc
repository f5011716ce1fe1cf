#include "service/call.h"

#include <algorithm>
#include <nlohmann/json.hpp>
#include <utility>

#include "service/metrics.h"
#include "sql/statements.h"

namespace bassin::service {

namespace {

using access::Need;
using access::Reader;

bool changes(http::Method method) { return method != http::Method::get && method != http::Method::head; }

// Compared to the end whatever differs first: the time tells nothing of the token.
bool same_secret(std::string_view a, std::string_view b) {
  if (a.size() != b.size()) return false;
  unsigned difference = 0;
  for (std::size_t i = 0; i < a.size(); ++i) difference |= static_cast<unsigned char>(a[i]) ^ static_cast<unsigned char>(b[i]);
  return difference == 0;
}

// "https://host:port" of a page of this server; programs that are no browser state none.
bool from_here(http::Request const& request) {
  auto const origin = request.header("Origin");
  if (!origin) return true;
  auto const host = request.header("Host").value_or("");
  auto const scheme_end = origin->find("://");
  return scheme_end != std::string_view::npos && !host.empty() && origin->substr(scheme_end + 3) == host;
}

base::Result<void> admit(Rule const& rule, Reader const& reader, http::Request const& request) {
  if (changes(rule.method)) {
    if (!from_here(request)) return base::Error("access.origin");
    bool const has_session = reader.standing != Reader::Standing::stranger;
    if (has_session && !same_secret(request.header("X-Bassin-Token").value_or(""), reader.token)) return base::Error("access.token");
  }
  if (access::allows(reader, rule.need)) return {};
  if (reader.standing != Reader::Standing::member) return base::Error("access.sign_in");
  return base::Error("access.denied", {{"need", std::string(access::id_of(rule.need))}});
}

}  // namespace

std::string Call::place() const { return std::string(http::name_of(rule.method)) + " " + std::string(rule.pattern); }

void Routes::add_raw(Rule const& rule, RawEndpoint endpoint) {
  rules_.push_back(rule);
  auto handler = [&context = context_, rule, run = std::move(endpoint)](http::Request const& request) {
    auto const known = context.reader_of ? context.reader_of(request) : Reader{};
    bool const for_all = rule.need == Need::nothing && !changes(rule.method);
    if (!known.ok() && !for_all) return answer_of(known.error(), context, request);
    auto const reader = known.ok() ? *known : Reader{};
    auto const admitted = admit(rule, reader, request);
    if (!admitted.ok()) return answer_of(admitted.error(), context, request);
    auto const before = sql::statements_asked();
    auto answer = run(Call{context, request, reader, rule});
    if (context.metrics) context.metrics->statements(http::name_of(rule.method), rule.pattern, sql::statements_asked() - before);
    return answer.ok() ? std::move(answer).value() : answer_of(answer.error(), context, request);
  };
  router_.add({rule.method, std::string(rule.pattern), rule.lane, std::move(handler), rule.body_bytes});
}

void Routes::add(Rule const& rule, Endpoint endpoint) {
  add_raw(rule, [run = std::move(endpoint)](Call const& call) -> base::Result<http::Response> {
    return answer_of(run(call), call.context, call.request);
  });
}

}  // namespace bassin::service
