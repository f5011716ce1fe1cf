#include "http/router.h"

#include <algorithm>
#include <cstdlib>
#include <optional>

namespace bassin::http {

namespace {

std::string_view take_segment(std::string_view& path) {
  auto const slash = path.find('/');
  auto const segment = path.substr(0, slash);
  path.remove_prefix(slash == std::string_view::npos ? path.size() : slash + 1);
  return segment;
}

bool is_named(std::string_view segment) { return segment.size() > 2 && segment.front() == '{' && segment.back() == '}'; }

// The values of the named segments, where the pattern fits.
std::optional<Pairs> fit(std::string_view pattern, std::string_view path) {
  Pairs values;
  if (std::count(pattern.begin(), pattern.end(), '/') != std::count(path.begin(), path.end(), '/')) return std::nullopt;
  while (!pattern.empty()) {
    auto const wanted = take_segment(pattern);
    auto const found = take_segment(path);
    if (is_named(wanted)) {
      if (found.empty()) return std::nullopt;
      values.emplace_back(wanted.substr(1, wanted.size() - 2), found);
    } else if (wanted != found) {
      return std::nullopt;
    }
  }
  if (!path.empty()) return std::nullopt;
  return values;
}

bool answers(Route const& route, Method method) {
  return route.method == method || (method == Method::head && route.method == Method::get);
}

}  // namespace

void Router::add(Route route) {
  bool const twice =
      std::any_of(routes_.begin(), routes_.end(), [&](Route const& r) { return r.method == route.method && r.pattern == route.pattern; });
  if (twice || !route.handler) std::abort();
  routes_.push_back(std::move(route));
}

Match Router::match(Method method, std::string_view path) const {
  Match best;
  for (auto const& route : routes_) {
    auto values = fit(route.pattern, path);
    if (!values) continue;
    if (!answers(route, method)) {
      if (best.kind == Match::Kind::found) continue;
      best.kind = Match::Kind::no_method;
      if (best.allowed.find(name_of(route.method)) == std::string::npos) {
        best.allowed += best.allowed.empty() ? "" : ", ";
        best.allowed += name_of(route.method);
        if (route.method == Method::get) best.allowed += ", HEAD";
      }
      continue;
    }
    bool const better = best.kind != Match::Kind::found || values->size() < best.values.size();
    if (better) best = Match{Match::Kind::found, &route, std::move(*values), {}};
  }
  return best;
}

}  // namespace bassin::http
