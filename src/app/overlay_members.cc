#include "app/overlay_members.h"

#include <algorithm>

#include "reference/geography.h"
#include "reference/nomenclature.h"

namespace bassin::app::overlay {

using base::Error;
using base::Result;

namespace {

// Only its kind where it holds others: to write out a value that is nested deep would exhaust the stack.
std::string shown_value(Json const& value) {
  if (value.is_string()) return value.get<std::string>();
  if (value.is_structured()) return value.is_array() ? "[…]" : "{…}";
  return value.dump();
}

// Any text where the list of that nomenclature is not known here.
bool is_subclass(reference::Nomenclature nomenclature, std::string_view code) {
  auto const* const list = reference::nomenclature(nomenclature);
  if (list == nullptr) return !code.empty();
  auto const found = list->find(code);
  return found != reference::ActivityNomenclature::none && list->rows()[found].code == code &&
         list->rows()[found].level == reference::ActivityLevel::subclass;
}

}  // namespace

Error Member::wrong(std::string_view allowed) const {
  auto const shown = shown_value(value);
  return Error("app.overlay_value",
               {{"path", path}, {"business", business}, {"member", name}, {"value", shown}, {"allowed", std::string(allowed)}});
}

Result<std::string> text_of(Member const& member) {
  if (!member.value.is_string()) return member.wrong("\"text\"");
  return member.value.get<std::string>();
}

Result<std::vector<std::string>> texts_of(Member const& member) {
  auto const is_text = [](Json const& item) { return item.is_string(); };
  if (!member.value.is_array() || !std::all_of(member.value.begin(), member.value.end(), is_text)) return member.wrong("[\"text\", …]");
  return member.value.get<std::vector<std::string>>();
}

Result<base::Date> date_of(Member const& member) {
  auto const date = member.value.is_string() ? base::parse_date(member.value.get<std::string>()) : std::nullopt;
  if (!date) return member.wrong("\"2018-01-31\"");
  return *date;
}

Result<geo::Point> point_of(Member const& member) {
  auto const& value = member.value;
  bool const pair = value.is_array() && value.size() == 2 && value[0].is_number() && value[1].is_number();
  auto const point = pair ? geo::Point::from_degrees(value[0].get<double>(), value[1].get<double>()) : std::nullopt;
  if (!point) return member.wrong("[longitude, latitude]");
  return *point;
}

Result<registry::Tri> tri_of(Member const& member) {
  if (!member.value.is_boolean()) return member.wrong("true, false");
  return member.value.get<bool>() ? registry::Tri::yes : registry::Tri::no;
}

Result<query::ActivityCode> activity_of(Member const& member) {
  constexpr std::string_view form = "\"56.10A\", \"NAF2025:56.11J\"";
  BASSIN_TRY(auto const text, text_of(member));
  auto const colon = text.find(':');
  auto const nomenclature =
      colon == std::string::npos ? reference::Nomenclature::naf_rev2 : reference::parse_nomenclature(text.substr(0, colon));
  if (nomenclature == reference::Nomenclature::unknown) return member.wrong(form);
  query::ActivityCode code{nomenclature, text.substr(colon == std::string::npos ? 0 : colon + 1)};
  if (!is_subclass(nomenclature, code.code)) return member.wrong(form);
  return code;
}

Result<std::string> activity_2025_of(Member const& member) {
  BASSIN_TRY(auto text, text_of(member));
  if (!is_subclass(reference::Nomenclature::naf_2025, text)) return member.wrong("\"56.11J\"");
  return text;
}

Result<std::string> commune_of(Member const& member) {
  BASSIN_TRY(auto code, text_of(member));
  if (reference::geography().versions(code).empty()) return member.wrong("\"77142\"");
  return code;
}

}  // namespace bassin::app::overlay
