// Damage reports as the API writes them; openapi.yaml is the contract.
#pragma once

#include <nlohmann/json.hpp>

#include <span>

#include "crisis/damage_report.h"
#include "documents/documents.h"
#include "service/casework_names.h"

namespace bassin::service {

// Schema DamageAnswer.
[[nodiscard]] Json answer_json(crisis::Answer const& it);
// Schema DamageReport. `papers`: what is attached to reports, this one's among them.
[[nodiscard]] Json report_json(crisis::DamageReport const& it, CaseworkNames const& names, std::span<documents::Document const> papers);
// Agents whom it names.
void refer(crisis::DamageReport const& it, Referred& out);

}  // namespace bassin::service
