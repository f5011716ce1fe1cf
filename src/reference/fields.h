// Fields (champs): which establishments a count is about. One table states each definition; every count names its field.
#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <string_view>

#include "reference/chambers.h"
#include "reference/language.h"
#include "reference/nomenclature.h"
#include "reference/size_bands.h"

namespace bassin::reference {

enum class Field : std::uint8_t { all, economic_fabric, employers, merchant, agricultural, cci, cma, ca };
inline constexpr std::size_t field_count = 8;

struct FieldDefinition {
  Field field = Field::all;
  std::string_view id;  // "economic-fabric": as typed on a command line and written in JSON
  Label name;
  Label name_without_legal_form;  // the name where no legal-unit file is loaded; equals `name` where it changes nothing
  Label definition;               // exact, in words
  Label source;                   // where the definition comes from
  bool needs_active = true;       // closed establishments are left out
  bool reads_legal_form = false;
};

// By Field, in the order of the enumeration.
[[nodiscard]] std::span<FieldDefinition const> field_definitions();
[[nodiscard]] FieldDefinition const& definition_of(Field field);
// By id; "_" is read as "-".
[[nodiscard]] std::optional<Field> parse_field(std::string_view id);
[[nodiscard]] Label field_name(Field field, bool legal_forms_known);

// Whether the register says that the establishment employs.
enum class Employer : std::uint8_t { unknown, no, yes };

struct FieldInputs {
  std::uint16_t legal_category = 0;  // four digits; 0 unknown: never excludes
  std::string_view activity;         // as in the register, "62.01Z"; empty unknown: excludes from `agricultural` only
  Nomenclature nomenclature = Nomenclature::unknown;
  Employer employer = Employer::unknown;
  SizeIndex size = size_unknown;
  ChamberMask chambers = 0;
};

// Whether the establishment belongs to the field, its state (active or closed) left aside: see needs_active.
[[nodiscard]] bool belongs(Field field, FieldInputs const& inputs);
// Only active establishments belong to the field: all of them but `all`.
[[nodiscard]] bool needs_active(Field field);

// The parts of belongs(), so that callers can compute one table per code instead of one call per row:
// belongs(f, x) == !activity_excludes(f, x.activity, x.nomenclature) && !legal_category_excludes(f, x.legal_category)
//                  && (f != employers || employs(x.employer, x.size)) && (chamber_bit(f) == 0 || x.chambers & chamber_bit(f)).
[[nodiscard]] bool activity_excludes(Field field, std::string_view activity, Nomenclature nomenclature);
[[nodiscard]] bool legal_category_excludes(Field field, std::uint16_t legal_category);
// Flagged as an employer, or with a size band other than unknown and NN. Band 00 (nobody on 31 December, somebody in the
// year) counts as an employer.
[[nodiscard]] bool employs(Employer employer, SizeIndex size);
// chamber_cci, chamber_cma or chamber_ca for the three chambers' fields, else 0.
[[nodiscard]] ChamberMask chamber_bit(Field field);

}  // namespace bassin::reference
