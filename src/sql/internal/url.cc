#include "sql/internal/url.h"

namespace bassin::sql {
namespace {

constexpr std::string_view hidden = "***";

// Signs of a password that are not written as %40 would be read as a host or a port, and stand in a message.
bool is_encoded(std::string_view rest) {
  auto const authority = rest.substr(0, rest.find('?'));
  auto const at = authority.rfind('@');
  return at == std::string_view::npos || authority.substr(0, at).find_first_of("@/") == std::string_view::npos;
}

// user:password@ becomes user:***@.
void hide_user_password(std::string& url, std::size_t start) {
  auto const at = url.rfind('@');
  auto const colon = url.find(':', start);
  if (at != std::string::npos && colon < at) url.replace(colon + 1, at - colon - 1, hidden);
}

// The values of ?password=… and &sslpassword=….
void hide_parameters(std::string& url) {
  auto at = url.find('?');
  while (at != std::string::npos) {
    auto const equals = url.find('=', at);
    if (equals == std::string::npos) return;
    auto const name = url.substr(at + 1, equals - at - 1);
    auto next = url.find('&', equals);
    if (name.ends_with("password")) {
      url.replace(equals + 1, (next == std::string::npos ? url.size() : next) - equals - 1, hidden);
      next = url.find('&', equals);
    }
    at = next;
  }
}

}  // namespace

base::Result<Address> parse_url(std::string_view url) {
  constexpr std::string_view file = "sqlite:";
  if (url.starts_with(file) && url.size() > file.size()) {
    std::string path(url.substr(file.size()));
    return Address{Dialect::sqlite, path, std::string(url)};
  }
  for (std::string_view const scheme : {"postgresql://", "postgres://"}) {
    if (!url.starts_with(scheme)) continue;
    if (!is_encoded(url.substr(scheme.size()))) return base::Error("sql.bad_url");
    std::string shown(url);
    hide_user_password(shown, scheme.size());
    hide_parameters(shown);
    return Address{Dialect::postgresql, std::string(url), std::move(shown)};
  }
  return base::Error("sql.bad_url");
}

}  // namespace bassin::sql
