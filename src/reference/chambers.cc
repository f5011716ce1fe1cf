#include "reference/chambers.h"

#include <algorithm>

#include "reference/internal/chamber_rules.h"

namespace bassin::reference {
namespace {

using internal::LegalClass;

constexpr std::array all_chambers{Chamber::cci, Chamber::cma, Chamber::ca};

// The limit of 11 employees as far as a size band tells it.
enum class Scale : std::uint8_t { under, straddling, over };

Scale scale_of(SizeIndex size) {
  if (size == size_10_to_19) return Scale::straddling;
  return size < size_10_to_19 ? Scale::under : Scale::over;
}

// One run of the rule: the steps, each of which says whether it settled the matter.
class Attaching {
 public:
  explicit Attaching(ChamberInputs const& inputs) : in_(inputs), legal_(internal::legal_class_of(inputs.legal_category)) {
    if (in_.nomenclature == Nomenclature::naf_rev2) naf_ = naf_rev2().find(in_.activity);
  }

  Membership run() {
    if (!by_hand()) {
      auto const settled = by_nature() || by_former_register() || by_legal_form() || by_activity();
      if (settled) as_company();
      membership_.to_qualify = !settled;
    }
    std::ranges::sort(membership_.attachments, {}, &Attachment::chamber);
    return std::move(membership_);
  }

 private:
  [[nodiscard]] bool has(Chamber chamber) const {
    return std::ranges::find(membership_.attachments, chamber, &Attachment::chamber) != membership_.attachments.end();
  }
  [[nodiscard]] Reason reason(ReasonCode code, Natures forms = {}) const {
    Reason made;
    made.code = code;
    made.forms = forms;
    return made;
  }
  [[nodiscard]] Reason activity_reason(ReasonCode code, Natures forms) const {
    auto made = reason(code, forms);
    made.activity = in_.activity;
    made.size = in_.size;
    return made;
  }
  [[nodiscard]] Reason legal_reason(ReasonCode code) const {
    auto made = reason(code);
    made.legal_category = in_.legal_category;
    return made;
  }

  void add(Chamber chamber, AttachmentSource source, Confidence confidence, Reason why) {
    if (has(chamber)) return;
    membership_.attachments.push_back({chamber, source, confidence, std::move(why)});
    membership_.outside = false;
    membership_.outside_reason.reset();
  }
  bool set_outside(Reason why) {
    membership_.outside = true;
    membership_.outside_reason = std::move(why);
    return true;
  }

  bool by_hand() {
    if (in_.by_hand == nullptr) return false;
    auto why = reason(ReasonCode::by_hand);
    why.detail = in_.by_hand->reason;
    for (auto const chamber : all_chambers) {
      if ((in_.by_hand->chambers & bit_of(chamber)) != 0) add(chamber, AttachmentSource::override_by_hand, Confidence::high, why);
    }
    if (membership_.attachments.empty()) set_outside(std::move(why));
    return true;
  }

  bool by_nature() {
    for (auto const chamber : all_chambers) {
      auto const forms = internal::forms_for(in_.natures, chamber);
      if (!forms.empty()) add(chamber, AttachmentSource::register_nature, Confidence::high, reason(ReasonCode::nature, forms));
    }
    if (!in_.craft_code.empty()) {
      auto why = reason(ReasonCode::craft_code);
      why.detail = in_.craft_code;
      add(Chamber::cma, AttachmentSource::register_nature, Confidence::high, std::move(why));
    }
    if (!membership_.attachments.empty()) return true;
    // Independent work, management of property or "any form" tell nothing about the chamber: the next steps decide.
    return internal::has_outside_form(in_.natures) && set_outside(reason(ReasonCode::nature, in_.natures));
  }

  bool by_former_register() {
    auto const former = [&](bool present, Chamber chamber, ReasonCode code) {
      if (present) add(chamber, AttachmentSource::former_register, Confidence::medium, reason(code));
    };
    former(in_.former_rncs, Chamber::cci, ReasonCode::former_rncs);
    former(in_.former_rnm, Chamber::cma, ReasonCode::former_rnm);
    former(in_.former_raa, Chamber::ca, ReasonCode::former_raa);
    if (membership_.attachments.empty()) return false;
    // In the trade register and doing a craft on a craft's scale: both.
    auto const does_craft = (internal::chambers_of(forms_at_size()) & chamber_cma) != 0;
    if (in_.former_rncs && does_craft) add_by_form(Chamber::cma, forms_at_size());
    return true;
  }

  bool by_legal_form() {
    if (legal_ == LegalClass::outside) return set_outside(legal_reason(ReasonCode::legal_form_outside));
    if (legal_ == LegalClass::farming) {
      add(Chamber::ca, AttachmentSource::legal_form, Confidence::medium, legal_reason(ReasonCode::farming_legal_form));
      return true;
    }
    auto const known = in_.nomenclature == Nomenclature::naf_rev2 || in_.nomenclature == Nomenclature::naf_2025;
    if (!known || !in_.activity.starts_with("01")) return false;
    auto const forms = forms_at_size();
    auto const only_farming = internal::chambers_of(forms) == chamber_ca && !internal::has_outside_form(forms);
    add(Chamber::ca, AttachmentSource::legal_form, only_farming ? Confidence::medium : Confidence::low,
        activity_reason(ReasonCode::farming_division, {}));
    if (!only_farming) attach_forms(forms);
    return true;
  }

  bool by_activity() {
    auto forms = forms_at_size();
    if (forms.empty()) return false;
    auto const manages_property = forms.has(Nature::property_management);
    // A civil company does not trade and a liberal one has no other purpose: where the activity may be exercised outside
    // the chambers, they do so.
    auto const civil_outside = legal_ == LegalClass::civil && (manages_property || internal::has_outside_form(forms));
    auto const liberal_outside = legal_ == LegalClass::liberal && internal::has_outside_form(forms);
    if (civil_outside || liberal_outside || internal::chambers_of(forms) == 0) {
      return set_outside(activity_reason(ReasonCode::activity_form, forms));
    }
    attach_forms(forms);
    return true;
  }

  // The forms that the activity may take at that size; under and over the limit together where the band straddles it.
  [[nodiscard]] Natures forms_at_size() const {
    if (naf_ == ActivityNomenclature::none) return {};
    auto const& forms = internal::forms_of(naf_);
    auto const scale = scale_of(in_.size);
    if (scale == Scale::under) return forms.under_11;
    if (scale == Scale::over) return forms.from_11;
    return {static_cast<std::uint16_t>(forms.under_11.bits | forms.from_11.bits)};
  }

  void attach_forms(Natures forms) {
    for (auto const chamber : all_chambers) {
      if (!internal::forms_for(forms, chamber).empty()) add_by_form(chamber, forms);
    }
  }

  void add_by_form(Chamber chamber, Natures forms) {
    auto const code = form_reason(chamber, forms);
    auto const sure = code == ReasonCode::activity_form || code == ReasonCode::size_over_limit;
    // A commercial company cannot exercise otherwise than commercially where the activity allows it.
    auto const by_company = legal_ == LegalClass::commercial && chamber == Chamber::cci && code == ReasonCode::activity_form_one_of;
    add(chamber, AttachmentSource::activity, sure || by_company ? Confidence::medium : Confidence::low, activity_reason(code, forms));
  }

  [[nodiscard]] ReasonCode form_reason(Chamber chamber, Natures forms) const {
    auto const& table = internal::forms_of(naf_);
    auto const size_decides =
        (internal::chambers_of(table.under_11) & bit_of(chamber)) != (internal::chambers_of(table.from_11) & bit_of(chamber));
    auto const scale = scale_of(in_.size);
    if (size_decides && scale == Scale::straddling) return ReasonCode::size_straddles;
    if (size_decides && in_.size == size_unknown) return ReasonCode::unknown_size;
    auto const several = internal::chambers_of(forms) != bit_of(chamber) || internal::has_outside_form(forms);
    if (several) return ReasonCode::activity_form_one_of;
    return size_decides && scale == Scale::over ? ReasonCode::size_over_limit : ReasonCode::activity_form;
  }

  // A commercial company belongs to the trade register by its form: with a craft it is in both chambers, and with a
  // liberal activity still, less surely, in the chamber of commerce.
  void as_company() {
    if (legal_ != LegalClass::commercial || has(Chamber::cci)) return;
    auto const why = legal_reason(ReasonCode::commercial_company);
    if (has(Chamber::cma)) add(Chamber::cci, AttachmentSource::legal_form, Confidence::medium, why);
    if (membership_.outside) add(Chamber::cci, AttachmentSource::legal_form, Confidence::low, why);
  }

  ChamberInputs const& in_;
  LegalClass legal_;
  std::uint16_t naf_ = ActivityNomenclature::none;
  Membership membership_;
};

}  // namespace

ChamberMask Membership::mask() const {
  if (to_qualify) return chamber_to_qualify;
  ChamberMask bits = outside ? chamber_outside : ChamberMask{0};
  for (auto const& one : attachments) bits = static_cast<ChamberMask>(bits | bit_of(one.chamber));
  return bits;
}

Membership attach(ChamberInputs const& inputs) { return Attaching(inputs).run(); }

}  // namespace bassin::reference
