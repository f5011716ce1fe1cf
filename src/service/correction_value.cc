#include "service/correction_value.h"

#include <fmt/format.h>

#include <nlohmann/json.hpp>

#include "base/plain_text.h"
#include "query/row.h"
#include "reference/nomenclature.h"

namespace bassin::service {

namespace {

using base::Error;
using base::Result;
using support::CorrectionKind;

constexpr std::array<std::pair<std::string_view, reference::ChamberMask>, 3> chamber_ids{
    {{"cci", reference::chamber_cci}, {"cma", reference::chamber_cma}, {"ca", reference::chamber_ca}}};

std::string text_of(Json const& json) { return json.dump(-1, ' ', false, Json::error_handler_t::replace); }

Error wrong(Json const& sent, std::string_view allowed) {
  auto const shown = sent.is_structured() ? (sent.is_array() ? "[…]" : "{…}") : text_of(sent).substr(0, 100);
  return Error("query.bad_value", {{"name", "value"}, {"value", shown}, {"allowed", std::string(allowed)}});
}

bool only(Json const& object, std::initializer_list<std::string_view> names) {
  if (!object.is_object()) return false;
  for (auto const& [name, value] : object.items()) {
    if (std::find(names.begin(), names.end(), name) == names.end()) return false;
  }
  return true;
}

std::string position_text(geo::Point point) { return text_of({{"longitude", point.lon_degrees()}, {"latitude", point.lat_degrees()}}); }

std::optional<geo::Point> point_of(Json const& json) {
  bool const numbers =
      only(json, {"longitude", "latitude"}) && json.size() == 2 && json["longitude"].is_number() && json["latitude"].is_number();
  return numbers ? geo::Point::from_degrees(json["longitude"].get<double>(), json["latitude"].get<double>()) : std::nullopt;
}

std::optional<query::ActivityCode> activity_of(Json const& json) {
  bool const texts =
      only(json, {"nomenclature", "code"}) && json.size() == 2 && json["nomenclature"].is_string() && json["code"].is_string();
  if (!texts) return std::nullopt;
  auto const nomenclature = reference::parse_nomenclature(json["nomenclature"].get<std::string>());
  auto const* const list = reference::nomenclature(nomenclature);
  if (list == nullptr) return std::nullopt;
  auto const code = std::string(list->canonical(json["code"].get<std::string>()));
  if (code.empty() || list->level_of(code) != reference::ActivityLevel::subclass) return std::nullopt;
  return query::ActivityCode{nomenclature, code};
}

std::string activity_text(reference::Nomenclature nomenclature, std::string_view code) {
  return text_of({{"nomenclature", reference::name_of(nomenclature)}, {"code", code}});
}

// Nothing for what is no list of chambers.
std::optional<reference::ChamberMask> mask_of(Json const& list) {
  if (!list.is_array()) return std::nullopt;
  unsigned mask = 0;
  for (auto const& entry : list) {
    unsigned bit = 0;
    for (auto const& [id, own] : chamber_ids) bit |= entry == id ? static_cast<unsigned>(own) : 0;
    if (bit == 0) return std::nullopt;
    mask |= bit;
  }
  return static_cast<reference::ChamberMask>(mask);
}

std::string chambers_text(reference::ChamberMask mask) {
  Json members = Json::array();
  for (auto const& [id, bit] : chamber_ids) {
    if ((mask & bit) != 0) members.push_back(id);
  }
  return text_of({{"members", members}});
}

Result<std::string> chambers_of(Json const& sent, reference::ChamberMask today) {
  constexpr std::string_view form = R"({"members": ["cci", "cma", "ca"]}, {"add": ["cma"], "remove": ["cci"]})";
  if (only(sent, {"members"}) && sent.size() == 1) {
    auto const mask = mask_of(sent["members"]);
    return mask ? Result<std::string>(chambers_text(*mask)) : wrong(sent, form);
  }
  if (!only(sent, {"add", "remove"}) || sent.empty()) return wrong(sent, form);
  auto const add = mask_of(sent.value("add", Json::array()));
  auto const remove = mask_of(sent.value("remove", Json::array()));
  if (!add || !remove || (*add & *remove) != 0) return wrong(sent, form);
  auto const mask = static_cast<unsigned>((today & reference::chamber_any) | *add) & ~static_cast<unsigned>(*remove);
  return chambers_text(static_cast<reference::ChamberMask>(mask));
}

Result<std::string> words_of(Json const& sent, std::size_t most, base::Lines lines) {
  if (!sent.is_string()) return wrong(sent, "\"…\"");
  BASSIN_TRY(auto const text, base::clean("value", sent.get<std::string>(), most, lines));
  return text_of(text);
}

}  // namespace

Result<std::string> correction_value(CorrectionKind kind, Json const& sent, reference::ChamberMask chambers) {
  switch (kind) {
    case CorrectionKind::position: {
      auto const point = point_of(sent);
      return point ? Result<std::string>(position_text(*point)) : wrong(sent, R"({"longitude": 2.9, "latitude": 48.85})");
    }
    case CorrectionKind::activity: {
      auto const code = activity_of(sent);
      return code ? Result<std::string>(activity_text(code->nomenclature, code->code))
                  : wrong(sent, R"({"nomenclature": "NAFRev2", "code": "56.10A"})");
    }
    case CorrectionKind::chambers: return chambers_of(sent, chambers);
    case CorrectionKind::name: return words_of(sent, base::line_most, base::Lines::one);
    case CorrectionKind::description: break;
  }
  return words_of(sent, base::description_most, base::Lines::several);
}

std::string register_value(CorrectionKind kind, query::Row const& row) {
  switch (kind) {
    case CorrectionKind::position: return row.position.point ? position_text(*row.position.point) : "";
    case CorrectionKind::activity: return row.activity.code.empty() ? "" : activity_text(row.activity.nomenclature, row.activity.code);
    case CorrectionKind::chambers: return chambers_text(row.chambers);
    case CorrectionKind::name: return row.name.known() ? text_of(row.name.text) : "";
    case CorrectionKind::description: break;
  }
  return "";
}

void apply_correction(support::Correction const& correction, query::BusinessId const& id, query::OverlayBuilder& builder) {
  auto const json = Json::parse(correction.value, nullptr, false);
  if (correction.kind == CorrectionKind::position) {
    if (auto const point = point_of(json)) builder.position(id, *point);
  } else if (correction.kind == CorrectionKind::activity) {
    if (auto const code = activity_of(json)) builder.activity(id, *code);
  } else if (correction.kind == CorrectionKind::chambers) {
    auto const mask = json.is_object() ? mask_of(json.value("members", Json())) : std::nullopt;
    if (mask) builder.chambers(id, {*mask, correction.reason});
  } else if (correction.kind == CorrectionKind::name && json.is_string()) {
    builder.name(id, json.get<std::string>());
  }
}

}  // namespace bassin::service
