// Attachment of an establishment to the three consular chambers: a set of (chamber, source, confidence, reason), never
// one value. An establishment can belong to several chambers; one of which nothing is known stays to qualify.
#pragma once

#include <array>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "reference/language.h"
#include "reference/nomenclature.h"
#include "reference/size_bands.h"

namespace bassin::reference {

// Bits of a mask. `outside` (known to belong to no chamber) and `to_qualify` (unknown) never stand with a chamber.
using ChamberMask = std::uint8_t;
inline constexpr ChamberMask chamber_cci = 1;
inline constexpr ChamberMask chamber_cma = 2;
inline constexpr ChamberMask chamber_ca = 4;
inline constexpr ChamberMask chamber_outside = 8;
inline constexpr ChamberMask chamber_to_qualify = 16;
inline constexpr ChamberMask chamber_any = chamber_cci | chamber_cma | chamber_ca;

enum class Chamber : std::uint8_t { cci, cma, ca };
[[nodiscard]] constexpr ChamberMask bit_of(Chamber chamber) { return static_cast<ChamberMask>(1U << static_cast<unsigned>(chamber)); }
// "CCI", "CMA", "CA".
[[nodiscard]] std::string_view id_of(Chamber chamber);
[[nodiscard]] Label name_of(Chamber chamber);

// Forms of exercise (formes d'exercice) of the national register of enterprises.
enum class Nature : std::uint8_t {
  commercial,
  commercial_agent,
  craft,
  regulated_craft,
  regulated_liberal,
  liberal,
  farming,
  farming_inactive,
  property_management,
  independent,
  furnished_lessor,
  farmland_lessor,
  none,
  any,
  prospecting,
};
// A set of natures; empty means that none is known.
struct Natures {
  std::uint16_t bits = 0;
  [[nodiscard]] constexpr bool has(Nature nature) const { return (bits >> static_cast<unsigned>(nature)) & 1U; }
  constexpr void add(Nature nature) { bits = static_cast<std::uint16_t>(bits | (1U << static_cast<unsigned>(nature))); }
  [[nodiscard]] constexpr bool empty() const { return bits == 0; }
};
[[nodiscard]] Label name_of(Nature nature);
inline constexpr std::size_t nature_count = 15;
// "ARTISANALE_REGLEMENTEE", "AGRICOLE (NON ACTIF)"...; nothing for a text that is none.
[[nodiscard]] std::optional<Nature> parse_nature(std::string_view text);

enum class AttachmentSource : std::uint8_t {
  override_by_hand,  // a person decided
  register_nature,   // the form of exercise or a craft code in the national register of enterprises
  former_register,   // registre antérieur: RNCS, RNM, RAA
  legal_form,        // the legal form, or NAF division 01
  activity,          // the activity code by the one-stop-shop nomenclature, with the size
};
enum class Confidence : std::uint8_t { low, medium, high };
[[nodiscard]] Label label_of(AttachmentSource source);
// "by-hand", "register", "former-register", "legal-form", "activity".
[[nodiscard]] std::string_view id_of(AttachmentSource source);
// "low", "medium", "high".
[[nodiscard]] std::string_view id_of(Confidence confidence);
[[nodiscard]] Label label_of(Confidence confidence);

enum class ReasonCode : std::uint8_t {
  by_hand,
  nature,
  craft_code,
  former_rncs,
  former_rnm,
  former_raa,
  farming_legal_form,
  farming_division,
  activity_form,         // the activity's only form of exercise at that size
  activity_form_one_of,  // one of several forms that the activity may have
  unknown_size,          // the same, and the size is unknown: counted as under 11
  size_straddles,        // the same, and band 10–19 straddles the limit of 11
  size_over_limit,       // a craft activity with 11 employees or more: commercial
  commercial_company,    // a commercial company that does a craft
  legal_form_outside,    // public bodies, associations, mutual banks and insurers: no chamber by their form
};

struct Reason {
  ReasonCode code = ReasonCode::activity_form;
  std::string activity;              // canonical, may be empty
  std::uint16_t legal_category = 0;  // 0: plays no part
  SizeIndex size = size_unknown;
  Natures forms;       // the forms of exercise that led to it
  std::string detail;  // craft code, or the words of the person who decided
  // One sentence, with the code and the size that led to it.
  [[nodiscard]] std::string text(Language language) const;
};

struct Attachment {
  Chamber chamber = Chamber::cci;
  AttachmentSource source = AttachmentSource::activity;
  Confidence confidence = Confidence::low;
  Reason reason;
};

struct Membership {
  std::vector<Attachment> attachments;  // by chamber, each once
  bool outside = false;
  bool to_qualify = false;
  std::optional<Reason> outside_reason;  // why, when outside
  [[nodiscard]] ChamberMask mask() const;
};

// A decision by hand: it replaces every rule. An empty mask or chamber_outside means none of the chambers.
struct ChamberOverride {
  ChamberMask chambers = 0;
  std::string reason;
};

struct ChamberInputs {
  std::uint16_t legal_category = 0;  // 0 unknown
  Nomenclature nomenclature = Nomenclature::unknown;
  std::string_view activity;    // as in the register; empty unknown
  std::string_view craft_code;  // codeAprm or activitePrincipaleRegistreMetiers; empty: none
  SizeIndex size = size_unknown;
  Natures natures;
  bool former_rncs = false;
  bool former_rnm = false;
  bool former_raa = false;
  ChamberOverride const* by_hand = nullptr;
};

// The rule, in order: by hand; forms of exercise and craft code; former registers; legal form or division 01; activity
// with size; else to qualify. docs/formats/reference.md states it in full.
[[nodiscard]] Membership attach(ChamberInputs const& inputs);

// attach(inputs).mask() without natures, former registers and overrides, by table: for whole registers. Immutable.
class ChamberTable {
 public:
  ChamberTable();
  static constexpr std::uint16_t activity_unknown = 0;
  // What to hand to mask(): codes that attach alike share a row; activity_unknown for a code that says nothing.
  [[nodiscard]] std::uint16_t activity_row(std::string_view activity, Nomenclature nomenclature) const;
  // Which of the few classes of legal category: every category of one class attaches alike.
  [[nodiscard]] static std::uint8_t legal_class(std::uint16_t legal_category);
  [[nodiscard]] ChamberMask mask(std::uint16_t activity_row, std::uint8_t legal_class, SizeIndex size, bool craft_code) const;

 private:
  std::vector<std::uint16_t> rows_;  // by index in naf_rev2()
  std::vector<ChamberMask> masks_;   // by row, legal class, size, craft code
};
[[nodiscard]] ChamberTable const& chamber_table();

}  // namespace bassin::reference
