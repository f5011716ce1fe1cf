#include "service/contact_body.h"

#include <nlohmann/json.hpp>

namespace bassin::service {

using base::Error;
using base::Result;

namespace {

template <class T, class Parse>
Result<T> coded(std::string_view field, std::string const& id, Parse parse, char const* allowed) {
  auto const found = parse(id);
  if (!found) return Error("query.bad_value", {{"name", std::string(field)}, {"value", id.substr(0, 100)}, {"allowed", allowed}});
  return *found;
}

template <class T, class Parse>
Result<std::optional<T>> optional_coded(Body const& body, std::string_view field, Parse parse, char const* allowed) {
  BASSIN_TRY(auto const id, body.optional_text(field));
  if (!id || id->empty()) return std::optional<T>();
  BASSIN_TRY(auto const value, coded<T>(field, *id, parse, allowed));
  return std::optional<T>(value);
}

constexpr char const* kinds = "phone, email";
constexpr char const* origins = "told, chamber_file, public_site, event, partner, other";
constexpr char const* all_purposes = "follow_up, events, surveys, crisis";

}  // namespace

std::vector<std::string_view> const& channel_fields() {
  static std::vector<std::string_view> const fields = {"kind", "value", "origin", "purposes", "collectedOn", "until"};
  return fields;
}

Result<std::optional<std::vector<support::Purpose>>> purposes_in(Body const& body) {
  BASSIN_TRY(auto const ids, body.optional_texts("purposes"));
  if (!ids) return std::optional<std::vector<support::Purpose>>();
  std::vector<support::Purpose> out;
  for (auto const& id : *ids) {
    BASSIN_TRY(auto const one, coded<support::Purpose>("purposes", id, support::parse_purpose, all_purposes));
    out.push_back(one);
  }
  return std::optional(std::move(out));
}

Result<std::optional<support::Origin>> origin_in(Body const& body) {
  return optional_coded<support::Origin>(body, "origin", support::parse_origin, origins);
}

Result<std::optional<support::Purpose>> purpose_in(Body const& body) {
  return optional_coded<support::Purpose>(body, "purpose", support::parse_purpose, all_purposes);
}

Result<std::optional<support::ChannelKind>> kind_in(Body const& body, std::string_view field) {
  return optional_coded<support::ChannelKind>(body, field, support::parse_channel_kind, kinds);
}

Result<support::NewChannel> channel_in(Body const& body) {
  support::NewChannel out;
  BASSIN_TRY(auto const kind, body.text("kind"));
  BASSIN_TRY(out.kind, coded<support::ChannelKind>("kind", kind, support::parse_channel_kind, kinds));
  BASSIN_TRY(out.value, body.text("value"));
  BASSIN_TRY(auto const origin, origin_in(body));
  out.origin = origin.value_or(out.origin);
  BASSIN_TRY(auto const purposes, purposes_in(body));
  if (purposes) out.purposes = *purposes;
  BASSIN_TRY(auto const collected_on, body.optional_text("collectedOn"));
  out.collected_on = collected_on.value_or("");
  BASSIN_TRY(auto const until, body.optional_text("until"));
  out.until = until.value_or("");
  return out;
}

}  // namespace bassin::service
