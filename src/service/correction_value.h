// Values of corrections: as the API takes them, as casework keeps them (docs/casework.md), as the overlay needs them.
#pragma once

#include <string>
#include <string_view>

#include <nlohmann/json_fwd.hpp>

#include "base/result.h"
#include "reference/chambers.h"
#include "service/context.h"
#include "support/corrections.h"

namespace bassin::query {
class OverlayBuilder;
struct BusinessId;
struct Row;
}  // namespace bassin::query

namespace bassin::service {

// The kept form of what was sent, codes checked. `chambers`: those of today, for {"add", "remove"}. Errors: "query.bad_value" (name,
// value, allowed), "text.empty" and the like.
[[nodiscard]] base::Result<std::string> correction_value(support::CorrectionKind kind, Json const& sent, reference::ChamberMask chambers);

// What the register says, in the same form; "" where it says nothing.
[[nodiscard]] std::string register_value(support::CorrectionKind kind, query::Row const& row);

// Into the overlay. A description is none of its matters.
void apply_correction(support::Correction const& correction, query::BusinessId const& id, query::OverlayBuilder& builder);

}  // namespace bassin::service
