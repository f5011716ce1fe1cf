#include "query/internal/file_parts.h"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>

#include "query/internal/keys.h"
#include "query/internal/row_at.h"
#include "query/internal/tables.h"
#include "reference/geography.h"
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

Origin FileOf::of_file(DataSource source) const {
  auto const& manifest = snapshot_.manifest();
  Origin out{source, manifest.data_date, {}};
  auto const is_it = [&](registry::SourceFile const& file) { return file.kind == id_of(source); };
  auto const file = std::find_if(manifest.sources.begin(), manifest.sources.end(), is_it);
  if (file != manifest.sources.end()) out.file = file->name;
  return out;
}

Origin FileOf::of_establishment() const {
  auto out = of_file(DataSource::establishments);
  if (auto const treated = day_of(snapshot_.establishments().processed[row_])) out.date = treated;
  return out;
}

Origin FileOf::of_unit() const {
  auto out = of_file(DataSource::units);
  if (auto const treated = day_of(snapshot_.units().processed[snapshot_.establishments().unit[row_]])) out.date = treated;
  return out;
}

// Both files of positions are of one kind in the manifest: the geolocation file stands first.
Origin FileOf::of_position(registry::PositionSource source) const {
  using enum registry::PositionSource;
  if (source == corrected) return {DataSource::overlay, {}, {}};
  if (source == stock_columns) return of_establishment();
  auto out = of_file(DataSource::positions);
  if (source != longitude_latitude_file) return out;
  for (auto const& file : snapshot_.manifest().sources) {
    if (file.kind == id_of(DataSource::positions)) out.file = file.name;
  }
  return out;
}

Origin FileOf::of_lists() const { return {DataSource::reference, reference::geography().last_vintage(), {}}; }

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
  Attributes places(of_lists());
  add_places(out.row, places);
  for (auto& place : std::move(places).take()) out.address.push_back(std::move(place));
  out.second_address = address(reader_.second_address(row_), true);
  out.activity = activity(out.row);
  out.size = size(out.row);
  out.position = position(out.row);
  out.life = life();
  out.life_from_history = !out.life.empty();
  if (out.life.empty()) out.life.push_back(period_from_stock(out.row));
  if (!out.life_from_history && snapshot_.history() == nullptr) out.caveats.push_back({Caveat::Code::no_history, {}});
  if (!out.life_from_history && snapshot_.history() != nullptr) out.caveats.push_back({Caveat::Code::rows_without_history, {"1"}});
  out.sisters = sisters(out.sisters_total);
  out.privacy = privacy();
}

void FileOf::read_local(EstablishmentFile& out) const {
  Origin const ours{DataSource::overlay, {}, {}};
  Attributes identity(ours), address(ours), activity(ours), size(ours), unit(ours);
  auto const tri = [](registry::Tri value) { return std::string(tri_ids[static_cast<std::size_t>(value)]); };
  identity.add("display_name", out.row.name);
  identity.add_text("etatAdministratifEtablissement", state_code(static_cast<std::uint8_t>(out.row.state), 'F'));
  identity.add_text("dateCreationEtablissement", out.row.created);
  identity.add_text("in_state_since", out.row.period_start);
  identity.add_text("etablissementSiege", tri(out.row.head_office));
  identity.add_text("caractereEmployeurEtablissement", tri(view_.local(row_).employer));
  add_casework(out.row, identity);
  unit.add_text("categorieJuridiqueUniteLegale", legal_code(out.row.legal_category),
                same(reference::legal_forms().label(out.row.legal_category)));
  address.add("address", out.row.address);
  address.add_text("codeCommuneEtablissement", out.row.commune_code, same(out.row.commune_label));
  add_places(out.row, address);
  auto const& code = out.row.activity;
  activity.add_text("activitePrincipaleEtablissement", code.code, activity_label(code.nomenclature, code.code));
  auto const& naf_2025 = view_.local(row_).activity_2025;
  activity.add_text("activitePrincipaleNAF25Etablissement", naf_2025, activity_label(reference::Nomenclature::naf_2025, naf_2025));
  size.add_text("trancheEffectifsEtablissement", size_code(out.row.size), size_label(out.row.size));
  out.identity = std::move(identity).take();
  out.unit = std::move(unit).take();
  out.address = std::move(address).take();
  out.activity = std::move(activity).take();
  out.size = std::move(size).take();
  out.position = position(out.row);
  out.privacy = privacy_notes(out.row.diffusion, registry::Diffusion::unknown, privacy_of(view_.local(row_)));
  out.life.push_back(period_from_stock(out.row));
}

std::vector<Attribute> FileOf::identity(Row const& row) const {
  auto const& e = snapshot_.establishments();
  Attributes out(of_establishment());
  bool const renamed = row.name.presence != Presence::absent && view_.tables().entry(row_) != nullptr && view_.tables().entry(row_)->name;
  out.add_with_origin("display_name", row.name, {}, renamed ? Origin{DataSource::overlay, {}, {}} : of_establishment());
  out.add_text("siret", fmt::format("{:014}", snapshot_.siret(row_)));
  out.add_text("siren", row.siren);
  out.add_text("nic", fmt::format("{:05}", e.nic[row_]));
  for (auto const which : {Text::brand_1, Text::brand_2, Text::brand_3, Text::usual_name}) {
    out.add(registry::schema::texts[static_cast<std::size_t>(which)].source, reader_.text(row_, which));
  }
  out.add_text("etatAdministratifEtablissement", state_code(e.state[row_], 'F'));
  out.add_text("dateCreationEtablissement", row.created);
  bool const by_history = snapshot_.history() != nullptr && snapshot_.history()->first[row_] != snapshot_.history()->first[row_ + 1];
  out.add_with_origin("in_state_since", known(row.period_start), {}, by_history ? of_file(DataSource::history) : of_establishment());
  out.add_text("dateDebut", date_text(e.period_start[row_], e.text(Text::period_start_exact, row_)));
  if (e.period_count[row_] != 0) out.add_text("nombrePeriodesEtablissement", fmt::format("{}", e.period_count[row_]));
  out.add_text("etablissementSiege", std::string(tri_ids[static_cast<std::size_t>(row.head_office)]));
  out.add_text("statutDiffusionEtablissement", std::string(diffusion_ids[e.diffusion[row_] % diffusion_ids.size()]));
  out.add_text("caractereEmployeurEtablissement", std::string(tri_ids[e.employer[row_] % tri_ids.size()]));
  if (auto const treated = day_of(e.processed[row_])) out.add_text("dateDernierTraitementEtablissement", base::to_iso(*treated));
  add_casework(row, out);
  return std::move(out).take();
}

void FileOf::add_casework(Row const& row, Attributes& out) const {
  Origin const ours{DataSource::overlay, {}, {}};
  out.add_with_origin("tags", known(fmt::format("{}", fmt::join(row.tags, ", "))), {}, ours);
  out.add_with_origin("portfolios", known(fmt::format("{}", fmt::join(row.portfolios, ", "))), {}, ours);
  if (row.last_contact) out.add_with_origin("last_contact", known(base::to_iso(*row.last_contact)), {}, ours);
}

// Where the commune lies today.
void FileOf::add_places(Row const& row, Attributes& out) const {
  auto const& geography = reference::geography();
  auto const epci = geography.epci_of(row.commune, geography.last_vintage());
  auto const code = reference::Geography::departement_of(row.commune);
  auto const departement = geography.departement(code);
  out.add_with_origin("epci", known(std::string(epci)), same(geography.epci_name(epci, geography.last_vintage())), of_lists());
  out.add_with_origin("departement", known(std::string(code)), same(departement ? departement->name : std::string_view()), of_lists());
}

std::vector<Attribute> FileOf::unit() const {
  auto const& u = snapshot_.units();
  auto const unit = snapshot_.establishments().unit[row_];
  Attributes out(of_unit());
  if (u.known[unit] == 0) return {};
  out.add("unit_name", reader_.unit_name(row_));
  for (std::size_t which = 0; which < registry::schema::unit_texts.size(); ++which) {
    auto const source = registry::schema::unit_texts[which].source;
    if (!source.empty()) out.add(source, reader_.unit_text(row_, static_cast<UnitText>(which)));
  }
  add_unit_columns(out, unit);
  return std::move(out).take();
}

void FileOf::add_unit_columns(Attributes& out, std::uint32_t unit) const {
  auto const& u = snapshot_.units();
  auto const word = [](auto const& ids, std::uint8_t value) { return std::string(ids[value % ids.size()]); };
  auto const of_year = [&](int year) { return year == 0 ? of_unit() : Origin{DataSource::units, year_start(year), of_unit().file}; };
  auto const legal = u.legal[unit];
  out.add_text("categorieJuridiqueUniteLegale", legal_code(legal), same(reference::legal_forms().label(legal)));
  out.add_text("etatAdministratifUniteLegale", state_code(u.state[unit], 'C'));
  out.add_text("dateCreationUniteLegale", date_text(u.created[unit], u.text(UnitText::created_exact, unit)));
  auto const activity = registry::activity_of(u.activities, u.activity[unit]);
  out.add_text("activitePrincipaleUniteLegale", std::string(activity.code), activity_label(activity.nomenclature, activity.code));
  auto const naf_2025 = registry::activity_of(u.activities_2025, u.activity_2025[unit]).code;
  out.add_text("activitePrincipaleNAF25UniteLegale", std::string(naf_2025), activity_label(reference::Nomenclature::naf_2025, naf_2025));
  auto const year = u.size_year[unit] == 0 ? 0 : size_year_base + u.size_year[unit];
  out.add_with_origin("trancheEffectifsUniteLegale", known(size_code(u.size[unit])), size_label(u.size[unit]), of_year(year));
  auto const category_year = u.category_year[unit] == 0 ? 0 : size_year_base + u.category_year[unit];
  out.add_with_origin("categorieEntreprise", known(word(category_ids, u.category[unit])), {}, of_year(category_year));
  out.add_text("caractereEmployeurUniteLegale", word(tri_ids, u.employer[unit]));
  out.add_text("economieSocialeSolidaireUniteLegale", word(tri_ids, u.social_economy[unit]));
  out.add_text("societeMissionUniteLegale", word(tri_ids, u.mission[unit]));
  out.add_text("statutDiffusionUniteLegale", word(diffusion_ids, u.diffusion[unit]));
  if (u.head_office_nic[unit] != 0) out.add_text("nicSiegeUniteLegale", fmt::format("{:05}", u.head_office_nic[unit]));
  if (u.purged[unit] == static_cast<std::uint8_t>(registry::Tri::yes)) out.add_text("unitePurgeeUniteLegale", "yes");
  if (u.period_count[unit] != 0) out.add_text("nombrePeriodesUniteLegale", fmt::format("{}", u.period_count[unit]));
  if (auto const treated = day_of(u.processed[unit])) out.add_text("dateDernierTraitementUniteLegale", base::to_iso(*treated));
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
  // Public in the first address, kept back with the rest in the second.
  auto const place = [&](Text of_second, std::string const& text) { return second ? reader_.text(row_, of_second) : known(text); };
  out.add(n.commune, place(Text::second_commune_code, a.commune_code));
  out.add(n.label, place(Text::second_commune_label, a.commune_label));
  out.add(n.cedex, a.cedex_code);
  out.add(n.cedex_label, a.cedex_label);
  out.add(n.foreign, place(Text::second_foreign_commune, a.foreign_commune));
  out.add(n.country, place(Text::second_country_code, a.country_code));
  out.add(n.country_label, place(Text::second_country_label, a.country_label));
  if (!second) out.add("identifiantAdresseEtablissement", reader_.text(row_, Text::address_id));
  return std::move(out).take();
}

std::vector<Attribute> FileOf::activity(Row const& row) const {
  auto const& e = snapshot_.establishments();
  Attributes out(of_establishment());
  auto const own = registry::activity_of(e.activities, e.activity[row_]);
  if (row.activity.corrected) {
    out.add_with_origin("corrected_activity", known(row.activity.code), activity_label(row.activity.nomenclature, row.activity.code),
                        {DataSource::overlay, {}, {}});
  }
  out.add_text("activitePrincipaleEtablissement", std::string(own.code), activity_label(own.nomenclature, own.code));
  out.add_text("nomenclatureActivitePrincipaleEtablissement", std::string(reference::name_of(own.nomenclature)));
  auto const naf_2025 = registry::activity_of(e.activities_2025, e.activity_2025[row_]).code;
  out.add_text("activitePrincipaleNAF25Etablissement", std::string(naf_2025), activity_label(reference::Nomenclature::naf_2025, naf_2025));
  out.add_text("activitePrincipaleRegistreMetiersEtablissement", std::string(e.crafts[e.craft[row_]]));
  return std::move(out).take();
}

std::vector<Attribute> FileOf::size(Row const& row) const {
  auto origin = of_establishment();
  if (row.size_year != 0) origin.date = year_start(row.size_year);
  Attributes out(origin);
  out.add_text("trancheEffectifsEtablissement", size_code(row.size), size_label(row.size));
  if (row.size_year != 0) out.add_text("anneeEffectifsEtablissement", fmt::format("{}", row.size_year));
  return std::move(out).take();
}

std::vector<Attribute> FileOf::position(Row const& row) const {
  auto const& p = row.position;
  Attributes out(of_position(p.source));
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
  return privacy_notes(static_cast<registry::Diffusion>(e.diffusion[row_]),
                       static_cast<registry::Diffusion>(snapshot_.units().diffusion[e.unit[row_]]), e.privacy[row_]);
}

PrivacyNotes FileOf::privacy_notes(registry::Diffusion establishment, registry::Diffusion unit, std::uint8_t privacy) const {
  bool const entitled = audience_ == registry::Audience::agent;
  auto const from_open = registry::hidden_from(privacy, registry::Audience::open);
  auto const hidden = entitled ? from_open : registry::hidden_from(privacy, audience_);
  return {establishment, unit, hidden, hidden != 0 && entitled, hidden != 0 && from_open == 0};
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
