// Rows of lists and the file of one establishment.
#include <fmt/format.h>

#include "query/describe.h"
#include "reference/chambers.h"
#include "reference/legal_forms.h"
#include "reference/nomenclature.h"
#include "reference/size_bands.h"
#include "service/json_answers.h"

namespace bassin::service {

namespace {

Json or_null(std::string_view text) { return text.empty() ? Json(nullptr) : Json(text); }

Json coded(std::string_view code, std::string_view label) {
  if (code.empty()) return nullptr;
  return {{"code", code}, {"label", or_null(label)}};
}

Json word(std::array<std::string_view, 3> const& words, std::size_t value) { return or_null(value < words.size() ? words[value] : ""); }
Json to_json(registry::State state) { return word({"", "active", "closed"}, static_cast<std::size_t>(state)); }
Json to_json(registry::Diffusion diffusion) { return word({"", "open", "partial"}, static_cast<std::size_t>(diffusion)); }
Json to_json(registry::Tri tri) { return tri == registry::Tri::unknown ? Json(nullptr) : Json(tri == registry::Tri::yes); }

Json category(registry::UnitCategory value) {
  constexpr std::array<std::string_view, 4> words = {"", "pme", "eti", "ge"};
  return or_null(words[static_cast<std::size_t>(value)]);
}

std::string label_of(reference::Nomenclature nomenclature, std::string_view code, Language language) {
  auto const* const list = reference::nomenclature(nomenclature);
  return list == nullptr ? std::string() : std::string(list->label(code, language));
}

Json to_json(query::RowActivity const& activity, Language language) {
  if (activity.code.empty()) return nullptr;
  return {{"nomenclature", reference::name_of(activity.nomenclature)},
          {"code", activity.code},
          {"label", or_null(label_of(activity.nomenclature, activity.code, language))},
          {"corrected", activity.corrected}};
}

Json chambers(reference::ChamberMask mask) {
  constexpr std::array<std::string_view, 5> ids = {"cci", "cma", "ca", "outside", "to-qualify"};
  Json out = Json::array();
  for (std::size_t bit = 0; bit < ids.size(); ++bit) {
    if (((mask >> bit) & 1U) != 0) out.push_back(ids[bit]);
  }
  return out;
}

Json to_json(query::RowPosition const& position) {
  if (position.presence == registry::Presence::masked) return {{"masked", true}};
  if (!position.point) return nullptr;
  constexpr std::array<std::string_view, 7> qualities = {"",        "street-number", "street", "likely-street-number", "likely-street",
                                                         "commune", "given"};
  return {{"longitude", position.point->lon_degrees()},
          {"latitude", position.point->lat_degrees()},
          {"quality", or_null(qualities[static_cast<std::size_t>(position.quality)])}};
}

Json to_json(query::Attribute const& attribute, Language language) {
  auto const& label = language == Language::fr ? attribute.label_fr : attribute.label_en;
  return {{"id", attribute.id},
          {"value", service::to_json(attribute.value)},
          {"label", or_null(label)},
          {"source", query::id_of(attribute.origin.source)},
          {"date", attribute.origin.date ? Json(base::to_iso(*attribute.origin.date)) : Json(nullptr)},
          {"file", or_null(attribute.origin.file)}};
}

Json to_json(std::vector<query::Attribute> const& attributes, Language language) {
  Json out = Json::array();
  for (auto const& attribute : attributes) out.push_back(to_json(attribute, language));
  return out;
}

Json to_json(query::LifePeriod const& period, Language language) {
  Json brands = Json::array();
  for (auto const& brand : period.brands) brands.push_back(service::to_json(brand));
  return {{"from", or_null(period.from)},
          {"to", or_null(period.to)},
          {"state", to_json(period.state)},
          {"employer", to_json(period.employer)},
          {"activity", to_json(period.activity, language)},
          {"usualName", service::to_json(period.usual_name)},
          {"brands", std::move(brands)}};
}

Json to_json(query::SisterEstablishment const& sister) {
  return {{"siret", fmt::format("{:014}", sister.siret)},
          {"state", to_json(sister.state)},
          {"headOffice", sister.head_office},
          {"name", service::to_json(sister.name)},
          {"commune", coded(sister.commune_code, sister.commune_label)}};
}

Json to_json(reference::Membership const& membership, bool by_hand, Language language) {
  constexpr std::array<std::string_view, 3> ids = {"cci", "cma", "ca"};
  Json attachments = Json::array();
  for (auto const& attachment : membership.attachments) {
    attachments.push_back({{"chamber", ids[static_cast<std::size_t>(attachment.chamber)]}, {"reason", attachment.reason.text(language)}});
  }
  return {{"attachments", std::move(attachments)},
          {"outside", membership.outside},
          {"outsideReason", membership.outside_reason ? Json(membership.outside_reason->text(language)) : Json(nullptr)},
          {"toQualify", membership.to_qualify},
          {"byHand", by_hand}};
}

Json to_json(query::PrivacyNotes const& privacy) {
  constexpr std::array<std::string_view, 5> parts = {"names", "acronym", "brands", "address", "position"};
  Json hidden = Json::array();
  for (std::size_t bit = 0; bit < parts.size(); ++bit) {
    if (((privacy.hidden >> bit) & 1U) != 0) hidden.push_back(parts[bit]);
  }
  return {{"establishment", to_json(privacy.establishment)},
          {"unit", to_json(privacy.unit)},
          {"hidden", std::move(hidden)},
          {"shownToYou", privacy.shown_to_you}};
}

}  // namespace

Json to_json(registry::Value const& value) {
  if (value.presence == registry::Presence::masked) return {{"masked", true}};
  if (!value.known()) return nullptr;
  return {{"text", value.text}};
}

Json to_json(query::Row const& row, Language language) {
  auto const& band = reference::size_bands()[row.size];
  bool const sized = row.size != reference::size_unknown;
  return {{"id", row.id.text()},
          {"siren", or_null(row.siren)},
          {"local", row.local},
          {"name", to_json(row.name)},
          {"unitName", to_json(row.unit_name)},
          {"address", to_json(row.address)},
          {"addressComplement", to_json(row.address_complement)},
          {"specialDistribution", to_json(row.special_distribution)},
          {"cedex", to_json(row.cedex_code)},
          {"cedexLabel", to_json(row.cedex_label)},
          {"postalCode", to_json(row.postal_code)},
          {"commune", coded(row.commune, row.commune_label)},
          {"communeInFile", or_null(row.commune_code)},
          {"state", to_json(row.state)},
          {"activity", to_json(row.activity, language)},
          {"activity2025", or_null(row.activity_2025)},
          {"employer", to_json(row.employer)},
          {"size", sized ? coded(band.code, band.short_label.in(language)) : Json(nullptr)},
          {"sizeYear", row.size_year == 0 ? Json(nullptr) : Json(row.size_year)},
          {"legal", row.legal_category == 0
                        ? Json(nullptr)
                        : coded(fmt::format("{:04}", row.legal_category), reference::legal_forms().label(row.legal_category))},
          {"category", category(row.unit_category)},
          {"headOffice", to_json(row.head_office)},
          {"diffusion", to_json(row.diffusion)},
          {"chambers", chambers(row.chambers)},
          {"chambersCorrected", row.chambers_corrected},
          {"created", or_null(row.created)},
          {"stateSince", or_null(row.period_start)},
          {"position", to_json(row.position)},
          {"distance", row.distance_m ? Json(*row.distance_m) : Json(nullptr)},
          {"tags", row.tags},
          {"portfolios", row.portfolios},
          {"lastContact", row.last_contact ? Json(base::to_iso(*row.last_contact)) : Json(nullptr)}};
}

Json to_json(query::EstablishmentFile const& file, Language language) {
  Json life = Json::array();
  for (auto const& period : file.life) life.push_back(to_json(period, language));
  Json sisters = Json::array();
  for (auto const& sister : file.sisters) sisters.push_back(to_json(sister));
  return {{"snapshot", file.snapshot},
          {"row", to_json(file.row, language)},
          {"identity", to_json(file.identity, language)},
          {"unit", to_json(file.unit, language)},
          {"address", to_json(file.address, language)},
          {"secondAddress", to_json(file.second_address, language)},
          {"activity", to_json(file.activity, language)},
          {"size", to_json(file.size, language)},
          {"position", to_json(file.position, language)},
          {"life", std::move(life)},
          {"lifeFromHistory", file.life_from_history},
          {"sistersTotal", file.sisters_total},
          {"sisters", std::move(sisters)},
          {"membership", to_json(file.membership, file.membership_by_hand, language)},
          {"privacy", to_json(file.privacy)},
          {"caveats", to_json(file.caveats)}};
}

}  // namespace bassin::service
