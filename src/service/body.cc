#include "service/body.h"

#include <fmt/format.h>

#include <algorithm>
#include <nlohmann/json.hpp>

#include "json/bounds.h"

namespace bassin::service {

namespace {

using base::Error;
using base::Result;

constexpr std::size_t most_text = 16'000;  // bytes: 4,000 characters at least
constexpr std::size_t most_entries = 1'000;
constexpr std::size_t most_names = 1'000;  // of the whole body
constexpr std::size_t most_objects = 1'000;
constexpr std::size_t most_depth = 32;

bool is_json(http::Request const& request) {
  auto const type = request.header("Content-Type").value_or("");
  constexpr std::string_view wanted = "application/json";
  return type.substr(0, wanted.size()) == wanted && (type.size() == wanted.size() || type[wanted.size()] == ';');
}

// Null where it is no JSON or holds too much: an object that keeps its order is searched through for each name that is added.
Json read_json(std::string const& text) {
  if (!json::within(text, {most_depth, most_names, most_objects})) return Json();
  return Json::parse(text, nullptr, false);
}

Result<std::string> text_of(Json const& json, std::string_view field) {
  if (!json.is_string() || json.get_ref<std::string const&>().size() > most_text) return bad_field(field, "\"…\"");
  return json.get<std::string>();
}

}  // namespace

Error bad_field(std::string_view field, std::string_view allowed) {
  return Error("service.bad_field", {{"field", std::string(field)}, {"allowed", std::string(allowed)}});
}

Result<Body> Body::of(http::Request const& request, std::vector<std::string_view> const& fields) {
  if (!is_json(request)) return Error("service.bad_body");
  auto const json = read_json(request.body);
  if (!json.is_object()) return Error("service.bad_body");
  return of_json(json, fields);
}

Result<Body> Body::of_json(Json const& json, std::vector<std::string_view> const& fields) {
  for (auto const& [name, value] : json.items()) {
    if (std::find(fields.begin(), fields.end(), name) == fields.end())
      return Error("service.unknown_field", {{"field", name.substr(0, 100)}, {"allowed", fmt::format("{}", fmt::join(fields, ", "))}});
  }
  Body body;
  body.json_ = std::make_shared<Json const>(json);
  return body;
}

Json const* Body::find(std::string_view field) const {
  auto const found = json_->find(field);
  return found == json_->end() ? nullptr : &*found;
}

bool Body::has(std::string_view field) const { return find(field) != nullptr; }

Result<std::string> Body::text(std::string_view field) const {
  auto const* const json = find(field);
  if (json == nullptr) return bad_field(field, "\"…\"");
  return text_of(*json, field);
}

Result<std::optional<std::string>> Body::optional_text(std::string_view field) const {
  auto const* const json = find(field);
  if (json == nullptr) return std::optional<std::string>();
  if (json->is_null()) return std::optional(std::string());
  BASSIN_TRY(auto text, text_of(*json, field));
  return std::optional(std::move(text));
}

Result<std::optional<bool>> Body::optional_flag(std::string_view field) const {
  auto const* const json = find(field);
  if (json == nullptr) return std::optional<bool>();
  if (!json->is_boolean()) return bad_field(field, "true, false");
  return std::optional(json->get<bool>());
}

Result<std::int64_t> Body::integer(std::string_view field) const {
  auto const* const json = find(field);
  if (json == nullptr || !json->is_number_integer()) return bad_field(field, "1, 2, 3…");
  return json->get<std::int64_t>();
}

Result<double> Body::number(std::string_view field) const {
  auto const* const json = find(field);
  if (json == nullptr || !json->is_number()) return bad_field(field, "1, 2,5…");
  return json->get<double>();
}

Result<std::optional<double>> Body::optional_number(std::string_view field) const {
  auto const* const json = find(field);
  if (json == nullptr || json->is_null()) return std::optional<double>();
  BASSIN_TRY(auto const value, number(field));
  return std::optional(value);
}

Result<std::optional<std::vector<std::string>>> Body::optional_texts(std::string_view field) const {
  auto const* const json = find(field);
  if (json == nullptr) return std::optional<std::vector<std::string>>();
  if (!json->is_array() || json->size() > most_entries) return bad_field(field, "[\"…\"]");
  std::vector<std::string> out;
  for (auto const& entry : *json) {
    BASSIN_TRY(auto text, text_of(entry, field));
    out.push_back(std::move(text));
  }
  return std::optional(std::move(out));
}

Result<std::optional<Body>> Body::optional_object(std::string_view field, std::vector<std::string_view> const& fields) const {
  auto const* const json = find(field);
  if (json == nullptr || json->is_null()) return std::optional<Body>();
  if (!json->is_object()) return bad_field(field, "{…}");
  BASSIN_TRY(auto body, of_json(*json, fields));
  return std::optional(std::move(body));
}

Result<std::vector<Body>> Body::objects(std::string_view field, std::vector<std::string_view> const& fields) const {
  auto const* const json = find(field);
  if (json == nullptr || !json->is_array() || json->size() > most_entries) return bad_field(field, "[{…}]");
  std::vector<Body> out;
  for (auto const& entry : *json) {
    if (!entry.is_object()) return bad_field(field, "[{…}]");
    BASSIN_TRY(auto body, of_json(entry, fields));
    out.push_back(std::move(body));
  }
  return out;
}

Result<Body> Body::object(std::string_view field, std::vector<std::string_view> const& fields) const {
  BASSIN_TRY(auto body, optional_object(field, fields));
  if (!body) return bad_field(field, "{…}");
  return std::move(*body);
}

}  // namespace bassin::service
