#include "app/format.h"
#include "app/row_columns.h"
#include "app/texts.h"
#include "app/texts_columns.h"
#include "reference/nomenclature.h"

namespace bassin::app {

Cell value_cell(registry::Value const& value) {
  switch (value.presence) {
    case registry::Presence::known: return value.text;
    case registry::Presence::masked: return Masked{};
    case registry::Presence::absent: break;
  }
  return Absent{};
}

Cell state_cell(registry::State state, Language language) {
  switch (state) {
    case registry::State::active: return Coded{"active", say(texts::active, language)};
    case registry::State::closed: return Coded{"closed", say(texts::closed, language)};
    case registry::State::unknown: break;
  }
  return Absent{};
}

Cell tri_cell(registry::Tri tri) {
  if (tri == registry::Tri::unknown) return Absent{};
  return tri == registry::Tri::yes;
}

Cell diffusion_cell(registry::Diffusion diffusion, Language language) {
  switch (diffusion) {
    case registry::Diffusion::open: return Coded{"open", say(texts::open_diffusion, language)};
    case registry::Diffusion::partial: return Coded{"partial", say(texts::partial_diffusion, language)};
    case registry::Diffusion::unknown: break;
  }
  return Absent{};
}

Coded chamber_name(reference::Chamber chamber) {
  switch (chamber) {
    case reference::Chamber::cci: return {"cci", "CCI"};
    case reference::Chamber::cma: return {"cma", "CMA"};
    case reference::Chamber::ca: break;
  }
  return {"ca", "CA"};
}

Cell chambers_cell(reference::ChamberMask chambers, Language language) {
  if ((chambers & reference::chamber_outside) != 0) return CodedList{{"outside", say(texts::outside_chambers, language)}};
  if ((chambers & reference::chamber_to_qualify) != 0) return CodedList{{"to-qualify", say(texts::to_qualify, language)}};
  CodedList codes;
  for (auto const chamber : {reference::Chamber::cci, reference::Chamber::cma, reference::Chamber::ca}) {
    if ((chambers & reference::bit_of(chamber)) != 0) codes.push_back(chamber_name(chamber));
  }
  return codes;
}

std::string activity_label(reference::Nomenclature nomenclature, std::string_view code, Language language) {
  auto const* const list = reference::nomenclature(nomenclature);
  return list == nullptr ? std::string() : std::string(list->label(code, language));
}

std::string_view id_of(registry::PositionQuality quality) {
  switch (quality) {
    case registry::PositionQuality::street_number: return "street-number";
    case registry::PositionQuality::street: return "street";
    case registry::PositionQuality::likely_street_number: return "likely-street-number";
    case registry::PositionQuality::likely_street: return "likely-street";
    case registry::PositionQuality::commune: return "commune";
    case registry::PositionQuality::given: return "given";
    case registry::PositionQuality::none: break;
  }
  return "";
}

}  // namespace bassin::app
