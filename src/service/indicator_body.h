// Indicators and their values as a request states them.
#pragma once

#include <string_view>
#include <vector>

#include "convention/entered.h"
#include "service/body.h"

namespace bassin::service {

// What indicator_facts() and entered_facts() read.
[[nodiscard]] std::vector<std::string_view> const& indicator_fields();
[[nodiscard]] std::vector<std::string_view> const& entered_fields();

// Errors: those of Body; "service.bad_field" (field, allowed).
[[nodiscard]] base::Result<convention::IndicatorFacts> indicator_facts(Body const& body);
[[nodiscard]] base::Result<convention::EnteredFacts> entered_facts(Body const& body);

}  // namespace bassin::service
