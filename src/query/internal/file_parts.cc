#include "query/internal/file_parts.h"

#include <fmt/format.h>

#include <algorithm>

#include "query/internal/keys.h"
#include "query/internal/row_at.h"
#include "query/internal/tables.h"
#include "reference/legal_forms.h"

namespace bassin::query::internal {

namespace {

using registry::Presence;
using registry::Value;
using registry::schema::Text;
using registry::schema::UnitText;

constexpr int size_year_base = 1950;

Value known(std::string text) { return text.empty() ? Value{} : Value{std::move(text), Presence::known}; }

reference::Label size_label(reference::SizeIndex size) {
  return size < reference::size_band_count ? reference::size_bands()[size].label : reference::Label{};
}

std::string size_code(reference::SizeIndex size) {
  return size < reference::size_band_count ? std::string(reference::size_bands()[size].code) : std::string();
}

std::string legal_code(std::uint16_t legal) { return legal == 0 ? std::string() : fmt::format("{:04}", legal); }

std::string state_code(std::uint8_t state, char closed) {
  if (state == 0) return {};
  return std::string(1, state == static_cast<std::uint8_t>(registry::State::active) ? 'A' : closed);
}

}  // namespace

FileOf::FileOf(View const& view, std::uint32_t row, registry::Audience audience)
    : view_(view), snapshot_(view.snapshot()), row_(row), audience_(audience), reader_(view.snapshot(), audience) {}

Origin FileOf::of_file(DataSource source) const { return {source, snapshot_.manifest().data_date}; }

Origin FileOf::of_establishment() const {
  auto const treated = day_of(snapshot_.establishments().processed[row_]);
  return treated ? Origin{DataSource::establishments, treated} : of_file(DataSource::establishments);
}

Origin FileOf::of_unit() const {
  auto const treated = day_of(snapshot_.units().processed[snapshot_.establishments().unit[row_]]);
  return treated ? Origin{DataSource::units, treated} : of_file(DataSource::units);
}

EstablishmentFile FileOf::read() const {
  EstablishmentFile out;
  out.snapshot = snapshot_.id();
  out.row = read_row(view_, row_, audience_);
  if (view_.is_local(row_)) {
    read_local(out);
  } else {
    read_register(out);
  }
  read_membership(out.row, out);
  if (snapshot_.manifest().fictitious) out.caveats.push_back({Caveat::Code::fictitious, {}});
  if (!snapshot_.manifest().has_units) out.caveats.push_back({Caveat::Code::legal_form_unknown, {}});
  return out;
}

void FileOf::read_register(EstablishmentFile& out) const {
  out.identity = identity(out.row);
  out.unit = unit();
  out.address = address(reader_.address(row_), false);
  out.second_address = address(reader_.second_address(row_), true);
  out.activity = activity(out.row);
  out.size = size(out.row);
  out.position = position(out.row);
  out.life = life();
  out.life_from_history = !out.life.empty();
  if (out.life.empty()) out.life.push_back(period_from_stock(out.row));
  if (!out.life_from_history) out.caveats.push_back({Caveat::Code::no_history, {}});
  out.sisters = sisters(out.sisters_total);
  out.privacy = privacy();
}

void FileOf::read_local(EstablishmentFile& out) const {
  Origin const ours{DataSource::overlay, {}};
  Attributes identity(ours), address(ours), activity(ours), size(ours);
  identity.add("display_name", out.row.name);
  identity.add_text("dateCreationEtablissement", out.row.created);
  address.add("address", out.row.address);
  address.add_text("codeCommuneEtablissement", out.row.commune_code, same(out.row.commune_label));
  auto const& code = out.row.activity;
  activity.add_text("activitePrincipaleEtablissement", code.code, activity_label(code.nomenclature, code.code));
  activity.add_text("activitePrincipaleNAF25Etablissement", out.row.activity_2025,
                    activity_label(reference::Nomenclature::naf_2025, out.row.activity_2025));
  size.add_text("trancheEffectifsEtablissement", size_code(out.row.size), size_label(out.row.size));
  out.identity = std::move(identity).take();
  out.address = std::move(address).take();
  out.activity = std::move(activity).take();
  out.size = std::move(size).take();
  out.position = position(out.row);
  auto const hidden = view_.local(row_).privacy;
  out.privacy = {out.row.diffusion, registry::Diffusion::unknown, hidden, hidden != 0 && audience_ == registry::Audience::agent};
  out.life.push_back(period_from_stock(out.row));
}

std::vector<Attribute> FileOf::identity(Row const& row) const {
  auto const& e = snapshot_.establishments();
  Attributes out(of_establishment());
  bool const renamed = row.name.presence != Presence::absent && view_.tables().entry(row_) != nullptr && view_.tables().entry(row_)->name;
  out.add_with_origin("display_name", row.name, {}, renamed ? Origin{DataSource::overlay, {}} : of_establishment());
  out.add_text("siret", fmt::format("{:014}", snapshot_.siret(row_)));
  out.add_text("siren", row.siren);
  out.add_text("nic", fmt::format("{:05}", e.nic[row_]));
  for (auto const which : {Text::brand_1, Text::brand_2, Text::brand_3, Text::usual_name}) {
    out.add(registry::schema::texts[static_cast<std::size_t>(which)].source, reader_.text(row_, which));
  }
  out.add_text("etatAdministratifEtablissement", state_code(e.state[row_], 'F'));
  out.add_text("dateCreationEtablissement", row.created);
  out.add_text("dateDebut", row.period_start);
  out.add_text("etablissementSiege", std::string(tri_ids[static_cast<std::size_t>(row.head_office)]));
  out.add_text("statutDiffusionEtablissement", std::string(diffusion_ids[static_cast<std::size_t>(row.diffusion)]));
  out.add_text("caractereEmployeurEtablissement", std::string(tri_ids[e.employer[row_] % tri_ids.size()]));
  return std::move(out).take();
}

std::vector<Attribute> FileOf::unit() const {
  auto const& u = snapshot_.units();
  auto const unit = snapshot_.establishments().unit[row_];
  auto const word = [](auto const& ids, std::uint8_t value) { return std::string(ids[value % ids.size()]); };
  Attributes out(of_unit());
  if (u.known[unit] == 0) return {};
  out.add("unit_name", reader_.unit_name(row_));
  for (std::size_t which = 0; which < registry::schema::unit_texts.size(); ++which) {
    auto const source = registry::schema::unit_texts[which].source;
    if (!source.empty()) out.add(source, reader_.unit_text(row_, static_cast<UnitText>(which)));
  }
  auto const legal = u.legal[unit];
  out.add_text("categorieJuridiqueUniteLegale", legal_code(legal), same(reference::legal_forms().label(legal)));
  out.add_text("etatAdministratifUniteLegale", state_code(u.state[unit], 'C'));
  out.add_text("dateCreationUniteLegale", date_text(u.created[unit], u.text(UnitText::created_exact, unit)));
  auto const activity = registry::activity_of(u.activities, u.activity[unit]);
  out.add_text("activitePrincipaleUniteLegale", std::string(activity.code), activity_label(activity.nomenclature, activity.code));
  auto const naf_2025 = registry::activity_of(u.activities_2025, u.activity_2025[unit]).code;
  out.add_text("activitePrincipaleNAF25UniteLegale", std::string(naf_2025), activity_label(reference::Nomenclature::naf_2025, naf_2025));
  auto const year = u.size_year[unit] == 0 ? 0 : size_year_base + u.size_year[unit];
  auto const size_origin = year == 0 ? of_unit() : Origin{DataSource::units, year_start(year)};
  out.add_with_origin("trancheEffectifsUniteLegale", known(size_code(u.size[unit])), size_label(u.size[unit]), size_origin);
  auto const category_year = u.category_year[unit] == 0 ? 0 : size_year_base + u.category_year[unit];
  auto const category_origin = category_year == 0 ? of_unit() : Origin{DataSource::units, year_start(category_year)};
  out.add_with_origin("categorieEntreprise", known(word(category_ids, u.category[unit])), {}, category_origin);
  out.add_text("caractereEmployeurUniteLegale", word(tri_ids, u.employer[unit]));
  out.add_text("economieSocialeSolidaireUniteLegale", word(tri_ids, u.social_economy[unit]));
  out.add_text("societeMissionUniteLegale", word(tri_ids, u.mission[unit]));
  out.add_text("statutDiffusionUniteLegale", word(diffusion_ids, u.diffusion[unit]));
  return std::move(out).take();
}

std::vector<Attribute> FileOf::address(registry::Address const& a, bool second) const {
  struct Names {
    std::string_view complement, number, repetition, type, street, distribution, postal_code, commune, label, cedex, cedex_label, foreign,
        country, country_label;
  };
  constexpr Names first_names{"complementAdresseEtablissement", "numeroVoieEtablissement",         "indiceRepetitionEtablissement",
                              "typeVoieEtablissement",          "libelleVoieEtablissement",        "distributionSpecialeEtablissement",
                              "codePostalEtablissement",        "codeCommuneEtablissement",        "libelleCommuneEtablissement",
                              "codeCedexEtablissement",         "libelleCedexEtablissement",       "libelleCommuneEtrangerEtablissement",
                              "codePaysEtrangerEtablissement",  "libellePaysEtrangerEtablissement"};
  constexpr Names second_names{
      "complementAdresse2Etablissement", "numeroVoie2Etablissement",         "indiceRepetition2Etablissement",
      "typeVoie2Etablissement",          "libelleVoie2Etablissement",        "distributionSpeciale2Etablissement",
      "codePostal2Etablissement",        "codeCommune2Etablissement",        "libelleCommune2Etablissement",
      "codeCedex2Etablissement",         "libelleCedex2Etablissement",       "libelleCommuneEtranger2Etablissement",
      "codePaysEtranger2Etablissement",  "libellePaysEtranger2Etablissement"};
  auto const& n = second ? second_names : first_names;
  Attributes out(of_establishment());
  out.add(n.complement, a.complement);
  out.add(n.number, a.number);
  out.add(n.repetition, a.repetition);
  out.add("dernierNumeroVoieEtablissement", a.last_number);
  out.add("indiceRepetitionDernierNumeroVoieEtablissement", a.last_number_repetition);
  out.add(n.type, a.street_type);
  out.add(n.street, a.street);
  out.add(n.distribution, a.special_distribution);
  out.add(n.postal_code, a.postal_code);
  out.add_text(n.commune, a.commune_code);
  out.add_text(n.label, a.commune_label);
  out.add(n.cedex, a.cedex_code);
  out.add(n.cedex_label, a.cedex_label);
  out.add_text(n.foreign, a.foreign_commune);
  out.add_text(n.country, a.country_code);
  out.add_text(n.country_label, a.country_label);
  if (!second) out.add("identifiantAdresseEtablissement", reader_.text(row_, Text::address_id));
  return std::move(out).take();
}

std::vector<Attribute> FileOf::activity(Row const& row) const {
  auto const& e = snapshot_.establishments();
  Attributes out(of_establishment());
  auto const own = registry::activity_of(e.activities, e.activity[row_]);
  if (row.activity.corrected) {
    out.add_with_origin("corrected_activity", known(row.activity.code), activity_label(row.activity.nomenclature, row.activity.code),
                        {DataSource::overlay, {}});
  }
  out.add_text("activitePrincipaleEtablissement", std::string(own.code), activity_label(own.nomenclature, own.code));
  out.add_text("nomenclatureActivitePrincipaleEtablissement", std::string(reference::name_of(own.nomenclature)));
  out.add_text("activitePrincipaleNAF25Etablissement", row.activity_2025,
               activity_label(reference::Nomenclature::naf_2025, row.activity_2025));
  out.add_text("activitePrincipaleRegistreMetiersEtablissement", std::string(e.crafts[e.craft[row_]]));
  return std::move(out).take();
}

std::vector<Attribute> FileOf::size(Row const& row) const {
  auto const origin = row.size_year == 0 ? of_establishment() : Origin{DataSource::establishments, year_start(row.size_year)};
  Attributes out(origin);
  out.add_text("trancheEffectifsEtablissement", size_code(row.size), size_label(row.size));
  if (row.size_year != 0) out.add_text("anneeEffectifsEtablissement", fmt::format("{}", row.size_year));
  return std::move(out).take();
}

std::vector<Attribute> FileOf::position(Row const& row) const {
  auto const& p = row.position;
  Attributes out(p.source == registry::PositionSource::corrected ? Origin{DataSource::overlay, {}} : of_file(DataSource::positions));
  auto const coordinate = [&](double degrees) { return Value{fmt::format("{:.7f}", degrees), p.presence}; };
  if (p.presence == Presence::masked) {
    out.add("longitude", {{}, Presence::masked});
    out.add("latitude", {{}, Presence::masked});
  }
  if (p.point) {
    out.add("longitude", coordinate(p.point->lon_degrees()));
    out.add("latitude", coordinate(p.point->lat_degrees()));
    out.add_text("position_quality", std::string(quality_ids[static_cast<std::size_t>(p.quality)]));
  }
  return std::move(out).take();
}

PrivacyNotes FileOf::privacy() const {
  auto const& e = snapshot_.establishments();
  auto const hidden = e.privacy[row_];
  return {static_cast<registry::Diffusion>(e.diffusion[row_]), static_cast<registry::Diffusion>(snapshot_.units().diffusion[e.unit[row_]]),
          hidden, hidden != 0 && audience_ == registry::Audience::agent};
}

void FileOf::read_membership(Row const& row, EstablishmentFile& out) const {
  auto const* const entry = view_.tables().entry(row_);
  reference::ChamberInputs inputs;
  inputs.legal_category = row.legal_category;
  inputs.nomenclature = row.activity.nomenclature;
  inputs.activity = row.activity.code;
  inputs.size = row.size;
  if (!view_.is_local(row_)) inputs.craft_code = snapshot_.establishments().crafts[snapshot_.establishments().craft[row_]];
  if (entry != nullptr && entry->chambers) inputs.by_hand = &*entry->chambers;
  out.membership = reference::attach(inputs);
  out.membership_by_hand = inputs.by_hand != nullptr;
}

}  // namespace bassin::query::internal
