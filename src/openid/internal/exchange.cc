#include "openid/internal/exchange.h"

#include "openid/internal/json.h"
#include "openid/internal/query.h"
#include "openid/internal/signature.h"
#include "openid/token.h"
#include "outward/http_call.h"

namespace bassin::openid {

namespace {

using base::Error;
using base::Result;
using outward::HttpAnswer;
using outward::HttpQuestion;

constexpr double connect_seconds = 3, total_seconds = 6;

// The scheme and host of an address: what a message may name.
std::string host_of(std::string const& address) {
  auto const start = address.find("://");
  auto const end = start == std::string::npos ? start : address.find_first_of("/?", start + 3);
  return address.substr(0, end);
}

Error unusable(std::string const& address, std::string what) {
  return Error("openid.answer", {{"host", host_of(address)}, {"what", std::move(what)}});
}

HttpQuestion question(Settings const& settings, std::string const& address, std::size_t most_bytes) {
  HttpQuestion out;
  out.url = address;
  out.connect_seconds = connect_seconds;
  out.total_seconds = total_seconds;
  out.most_bytes = most_bytes;
  out.ca_file = settings.ca_file;
  out.headers = {{"Accept", "application/json"}};
  return out;
}

bool is_of(HttpAnswer const& answer, std::string_view type) {
  auto stated = answer.header("content-type");
  stated = stated.substr(0, stated.find(';'));
  while (stated.ends_with(' ')) stated.remove_suffix(1);
  return stated == type;
}

Result<std::string> fetched(Settings const& settings, std::string const& address, std::size_t most_bytes, std::stop_token const& stop) {
  BASSIN_TRY(auto answer, outward::call(question(settings, address, most_bytes), stop));
  if (answer.status != 200) return unusable(address, std::to_string(answer.status));
  return std::move(answer.body);
}

// What the token endpoint refuses, it says why.
Error refusal(std::string const& address, HttpAnswer const& answer) {
  auto const object = read_object(answer.body);
  auto const reason = object.is_object() ? text_of(object, "error").value_or("") : "";
  if (reason == "invalid_grant") return Error("openid.code");
  if (reason == "invalid_client" || reason == "unauthorized_client" || answer.status == 401)
    return Error("openid.client", {{"reason", reason.empty() ? std::to_string(answer.status) : reason}});
  return unusable(address, std::to_string(answer.status));
}

}  // namespace

Result<Document> ask_document(Settings const& settings, std::stop_token const& stop) {
  BASSIN_TRY(auto const text, fetched(settings, document_address(settings.issuer), most_document_bytes, stop));
  return parse_document(text, settings.issuer);
}

Result<Keys> ask_keys(Settings const& settings, Document const& document) {
  BASSIN_TRY(auto const text, fetched(settings, document.keys, most_keys_bytes, {}));
  return parse_keys(text);
}

Result<Tokens> exchange_code(Settings const& settings, Document const& document, std::string const& code, std::string const& verifier) {
  Query form;
  form.add("grant_type", "authorization_code");
  form.add("code", code);
  form.add("redirect_uri", settings.redirect);
  form.add("code_verifier", verifier);
  auto asked = question(settings, document.token, 2 * most_token_bytes + 1024);
  if (settings.authentication == Settings::Authentication::post) {
    form.add("client_id", settings.client);
    form.add("client_secret", settings.secret);
  } else {
    auto const pair = percent_encoded(settings.client) + ":" + percent_encoded(settings.secret);
    asked.headers.emplace_back("Authorization", "Basic " + base64(pair));
  }
  asked.method = "POST";
  asked.headers.emplace_back("Content-Type", "application/x-www-form-urlencoded");
  asked.body = form.text();
  BASSIN_TRY(auto const answer, outward::call(asked));
  if (answer.status != 200) return refusal(document.token, answer);
  auto const object = read_object(answer.body);
  if (!object.is_object()) return unusable(document.token, "JSON");
  auto const access = text_of(object, "access_token"), id = text_of(object, "id_token");
  if (!access || access->empty() || !id || id->empty()) return unusable(document.token, "id_token");
  return Tokens{*access, *id};
}

Result<UserInfo> ask_userinfo(Settings const& settings, Document const& document, std::string const& access_token) {
  auto asked = question(settings, document.userinfo, most_token_bytes);
  asked.headers = {{"Accept", "application/jwt, application/json"}, {"Authorization", "Bearer " + access_token}};
  BASSIN_TRY(auto answer, outward::call(asked));
  if (answer.status != 200) return unusable(document.userinfo, std::to_string(answer.status));
  if (is_of(answer, "application/jwt")) return UserInfo{std::move(answer.body), true};
  if (is_of(answer, "application/json")) return UserInfo{std::move(answer.body), false};
  return unusable(document.userinfo, "Content-Type");
}

}  // namespace bassin::openid
