#include "service/context.h"

#include <nlohmann/json.hpp>
#include <utility>

namespace bassin::service {

namespace {

constexpr std::string_view json_type = "application/json; charset=utf-8";

std::string text_of(Json const& json) { return json.dump(-1, ' ', false, Json::error_handler_t::replace); }

// What somebody sent comes back in a message; not without end, and never half a character.
base::Error in_short(base::Error error) {
  constexpr std::size_t most = 1000;
  for (auto& [name, value] : error.values) {
    if (value.size() <= most) continue;
    auto end = most;
    while (end > 0 && (static_cast<unsigned char>(value[end]) & 0xC0U) == 0x80U) --end;
    value.resize(end);
    value += "…";
  }
  return error;
}

http::Response error_answer(base::Error const& whole, Context const& context, http::Request const& request) {
  auto const error = in_short(whole);
  auto const spoken = context.speak(error, language_of(request));
  Json values = Json::object();
  for (auto const& [name, value] : error.values) values[name] = value;
  auto response =
      http::make_response(spoken.status, json_type, text_of({{"error", error.code}, {"message", spoken.message}, {"values", values}}));
  response.set_header("Cache-Control", "no-store");
  return response;
}

base::Error error_of(unsigned status) {
  switch (status) {
    case 400: return base::Error("http.bad_request");
    case 401: return base::Error("access.sign_in");
    case 404: return base::Error("http.no_path");
    case 405: return base::Error("http.no_method");
    case 413: return base::Error("http.body_too_large");
    case 429: return base::Error("http.too_often");
    case 431: return base::Error("http.header_too_large");
    case 503: return base::Error("http.busy");
    default: return base::Error("http.fault");
  }
}

}  // namespace

reference::Language language_of(http::Request const& request) {
  auto const accepted = request.header("Accept-Language").value_or("");
  auto const english = accepted.find("en");
  auto const french = accepted.find("fr");
  bool const in_english = english != std::string_view::npos && (french == std::string_view::npos || english < french);
  return in_english ? reference::Language::en : reference::Language::fr;
}

http::Response answer_of(base::Result<Json> const& result, Context const& context, http::Request const& request) {
  if (!result.ok()) return error_answer(result.error(), context, request);
  auto response = http::make_response(200, json_type, text_of(*result));
  response.set_header("Cache-Control", "no-store");
  return response;
}

http::Response failure_of(unsigned status, Context const& context, http::Request const& request) {
  return error_answer(error_of(status), context, request);
}

}  // namespace bassin::service
