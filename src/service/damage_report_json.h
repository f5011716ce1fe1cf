// Damage reports as the API writes and reads them; openapi.yaml is the contract.
#pragma once

#include <nlohmann/json.hpp>

#include <span>

#include "crisis/public_form.h"
#include "documents/documents.h"
#include "service/body.h"
#include "service/casework_names.h"

namespace bassin::service {

// Schemas DamageQuestion and DamageBand; `owners`: of their form alone.
[[nodiscard]] Json questions_json(bool owners);
// Those that farms alone are asked, with the headings of damage that concern them.
[[nodiscard]] Json farm_questions_json();
[[nodiscard]] Json bands_json();
// Schema DamageAnswer.
[[nodiscard]] Json answer_json(crisis::Answer const& it);
// Schema DamageReport. `papers`: what is attached to reports, this one's among them.
[[nodiscard]] Json report_json(crisis::DamageReport const& it, CaseworkNames const& names, std::span<documents::Document const> papers);
// Agents whom it names.
void refer(crisis::DamageReport const& it, Referred& out);

// Id, typed, seenAt and answers. Errors: those of Body.
[[nodiscard]] base::Result<crisis::ReportFacts> report_in(Body const& body);

}  // namespace bassin::service
