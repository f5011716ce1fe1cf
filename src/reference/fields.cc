#include "reference/fields.h"

#include <algorithm>
#include <array>

namespace bassin::reference {
namespace {

constexpr Label ours{"définition du produit", "definition of this product"};
constexpr Label near_insee{"définition du produit, proche des « activités marchandes hors agriculture » de l'INSEE",
                           "definition of this product, near INSEE's market activities outside agriculture"};
constexpr Label rule_of_attachment{"règle de rattachement aux chambres du produit (docs/formats/reference.md)",
                                   "this product's rule of attachment to the chambers (docs/formats/reference.md)"};
constexpr Label by_employer{"définition du produit, d'après les variables caractereEmployeur et trancheEffectifs de Sirene (INSEE)",
                            "definition of this product, on the Sirene variables caractereEmployeur and trancheEffectifs (INSEE)"};

constexpr std::array<FieldDefinition, field_count> definitions{{
    {Field::all,
     "all",
     {"tous les établissements", "all establishments"},
     {"tous les établissements", "all establishments"},
     {"Tous les établissements du répertoire, actifs et fermés, quelles que soient leur activité et leur forme juridique.",
      "Every establishment of the register, active and closed, whatever its activity and legal form."},
     ours,
     false,
     false},
    {Field::economic_fabric,
     "economic-fabric",
     {"tissu économique", "economic fabric"},
     {"tissu économique, forme juridique inconnue", "economic fabric, legal form unknown"},
     {"Établissements actifs, sauf formes juridiques 6540 (SCI), 7xxx et 9xxx, activités 68.20A et 68.20B (NAF 2025 : 68.20G et 68.20H) "
      "et divisions 97 et 98. Une activité ou une forme inconnue n'exclut pas.",
      "Active establishments, less legal forms 6540 (property companies), 7xxx and 9xxx, activities 68.20A and 68.20B (NAF 2025: 68.20G "
      "and 68.20H) and divisions 97 and 98. An unknown activity or form excludes nothing."},
     ours,
     true,
     true},
    {Field::employers,
     "employers",
     {"établissements employeurs", "employers"},
     {"établissements employeurs", "employers"},
     {"Établissements actifs déclarés employeurs, ou dont la tranche d'effectifs est connue et n'est pas NN.",
      "Active establishments flagged as employers, or whose size band is known and is not NN."},
     by_employer,
     true,
     false},
    {Field::merchant,
     "merchant",
     {"tissu marchand", "market businesses"},
     {"tissu marchand, forme juridique inconnue", "market businesses, legal form unknown"},
     {"Tissu économique, moins les divisions 01 à 03 (agriculture, sylviculture, pêche), 84 (administration), 94 (organisations "
      "associatives) et 99, et les formes juridiques 8xxx.",
      "Economic fabric, less divisions 01 to 03 (agriculture, forestry, fishing), 84 (administration), 94 (membership organisations) and "
      "99, and legal forms 8xxx."},
     near_insee,
     true,
     true},
    {Field::agricultural,
     "agricultural",
     {"exploitations agricoles", "farms"},
     {"exploitations agricoles, forme juridique inconnue", "farms, legal form unknown"},
     {"Établissements actifs dont l'activité est de la division 01 (culture, élevage, chasse et services annexes), sauf formes "
      "juridiques 7xxx et 9xxx.",
      "Active establishments whose activity lies in division 01 (crops, animals, hunting and related services), less legal forms 7xxx "
      "and 9xxx."},
     ours,
     true,
     true},
    {Field::cci,
     "cci",
     {"ressortissants de la CCI", "members of the CCI"},
     {"ressortissants de la CCI", "members of the CCI"},
     {"Établissements actifs rattachés à la chambre de commerce et d'industrie, seule ou avec une autre chambre.",
      "Active establishments attached to the chamber of commerce and industry, alone or with another chamber."},
     rule_of_attachment,
     true,
     true},
    {Field::cma,
     "cma",
     {"ressortissants de la CMA", "members of the CMA"},
     {"ressortissants de la CMA", "members of the CMA"},
     {"Établissements actifs rattachés à la chambre de métiers et de l'artisanat, seule ou avec une autre chambre.",
      "Active establishments attached to the chamber of crafts, alone or with another chamber."},
     rule_of_attachment,
     true,
     true},
    {Field::ca,
     "ca",
     {"ressortissants de la chambre d'agriculture", "members of the chamber of agriculture"},
     {"ressortissants de la chambre d'agriculture", "members of the chamber of agriculture"},
     {"Établissements actifs rattachés à la chambre d'agriculture, seule ou avec une autre chambre.",
      "Active establishments attached to the chamber of agriculture, alone or with another chamber."},
     rule_of_attachment,
     true,
     true},
}};

bool in_divisions(std::string_view activity, std::initializer_list<std::string_view> divisions) {
  return std::ranges::any_of(divisions, [&](std::string_view division) { return activity.starts_with(division); });
}

// Letting of property that one owns: 68.20 and, without its dot, 6820.
bool lets_property(std::string_view activity) { return activity.starts_with("68.20") || activity.starts_with("6820"); }

bool outside_fabric(std::string_view activity) { return lets_property(activity) || in_divisions(activity, {"97", "98"}); }

// The divisions that the fields name are the same in both; older nomenclatures number them otherwise and exclude nothing.
bool has_these_divisions(Nomenclature nomenclature) {
  return nomenclature == Nomenclature::naf_rev2 || nomenclature == Nomenclature::naf_2025;
}

bool is_public_or_association(std::uint16_t category) { return category / 1000 == 7 || category / 1000 == 9; }

constexpr std::uint16_t property_company = 6540;

}  // namespace

std::span<FieldDefinition const> field_definitions() { return definitions; }

FieldDefinition const& definition_of(Field field) { return definitions[static_cast<std::size_t>(field)]; }

std::optional<Field> parse_field(std::string_view id) {
  auto const same = [](char a, char b) { return a == b || (a == '-' && b == '_'); };
  for (auto const& definition : definitions) {
    if (std::ranges::equal(definition.id, id, same)) return definition.field;
  }
  return std::nullopt;
}

Label field_name(Field field, bool legal_forms_known) {
  auto const& definition = definition_of(field);
  return legal_forms_known ? definition.name : definition.name_without_legal_form;
}

bool needs_active(Field field) { return definition_of(field).needs_active; }

bool activity_excludes(Field field, std::string_view activity, Nomenclature nomenclature) {
  auto const known = !activity.empty() && has_these_divisions(nomenclature);
  if (field == Field::agricultural) return !known || !activity.starts_with("01");
  if (!known) return false;
  if (field == Field::economic_fabric) return outside_fabric(activity);
  return field == Field::merchant && (outside_fabric(activity) || in_divisions(activity, {"01", "02", "03", "84", "94", "99"}));
}

bool legal_category_excludes(Field field, std::uint16_t legal_category) {
  if (field == Field::agricultural) return is_public_or_association(legal_category);
  if (field != Field::economic_fabric && field != Field::merchant) return false;
  auto const social = field == Field::merchant && legal_category / 1000 == 8;
  return legal_category == property_company || is_public_or_association(legal_category) || social;
}

bool employs(Employer employer, SizeIndex size) { return employer == Employer::yes || size > size_none; }

ChamberMask chamber_bit(Field field) {
  if (field == Field::cci) return chamber_cci;
  if (field == Field::cma) return chamber_cma;
  return field == Field::ca ? chamber_ca : ChamberMask{0};
}

bool belongs(Field field, FieldInputs const& inputs) {
  if (activity_excludes(field, inputs.activity, inputs.nomenclature)) return false;
  if (legal_category_excludes(field, inputs.legal_category)) return false;
  if (field == Field::employers && !employs(inputs.employer, inputs.size)) return false;
  return chamber_bit(field) == 0 || (inputs.chambers & chamber_bit(field)) != 0;
}

}  // namespace bassin::reference
