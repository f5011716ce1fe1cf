#include "openid/document.h"

#include <algorithm>

#include "openid/internal/json.h"

namespace bassin::openid {

namespace {

using base::Error;
using base::Result;

constexpr std::size_t most_address = 2000;

bool is_this_machine(std::string_view host) {
  if (host == "localhost" || host == "[::1]") return true;
  return host.starts_with("127.") && host.find_first_not_of("0123456789.") == std::string_view::npos;
}

std::string_view host_of(std::string_view authority) {
  if (authority.starts_with('[')) return authority.substr(0, authority.find(']') + 1);
  return authority.substr(0, authority.find(':'));
}

}  // namespace

bool is_endpoint(std::string_view address) {
  if (address.size() > most_address) return false;
  bool const printable = std::all_of(address.begin(), address.end(), [](char c) { return c > ' ' && c < 0x7F; });
  if (!printable || address.find_first_of("#\\\"<>") != std::string_view::npos) return false;
  bool const secure = address.starts_with("https://");
  if (!secure && !address.starts_with("http://")) return false;
  auto rest = address.substr(secure ? 8 : 7);
  auto const authority = rest.substr(0, rest.find_first_of("/?"));
  if (authority.empty() || authority.find('@') != std::string_view::npos || host_of(authority).empty()) return false;
  return secure || is_this_machine(host_of(authority));
}

std::string document_address(std::string_view issuer) {
  while (issuer.ends_with('/')) issuer.remove_suffix(1);
  return std::string(issuer) + "/.well-known/openid-configuration";
}

Result<Document> parse_document(std::string_view json, std::string const& issuer) {
  auto const object = json.size() > most_document_bytes ? nlohmann::json() : read_object(json);
  auto const unusable = [&issuer](std::string_view what) {
    return Error("openid.document", {{"issuer", issuer}, {"what", std::string(what)}});
  };
  if (object.is_null()) return unusable("JSON");
  Document out;
  auto const stated = text_of(object, "issuer");
  if (!stated || *stated != issuer) return Error("openid.issuer", {{"expected", issuer}, {"found", stated.value_or("")}});
  out.issuer = issuer;
  struct Member {
    char const* name;
    std::string& into;
    bool needed;
  };
  Member const members[] = {{"authorization_endpoint", out.authorization, true},
                            {"token_endpoint", out.token, true},
                            {"jwks_uri", out.keys, true},
                            {"userinfo_endpoint", out.userinfo, false},
                            {"end_session_endpoint", out.end_session, false}};
  for (auto const& [name, into, needed] : members) {
    auto const address = text_of(object, name);
    if (!address || (needed && address->empty()) || (!address->empty() && !is_endpoint(*address))) return unusable(name);
    into = *address;
  }
  auto const names_itself = object.find("authorization_response_iss_parameter_supported");
  out.names_itself = names_itself != object.end() && *names_itself == true;
  return out;
}

}  // namespace bassin::openid
