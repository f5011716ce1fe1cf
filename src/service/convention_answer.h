// What each endpoint of a convention answers: its whole text, as the reader sees it then.
#pragma once

#include <functional>
#include <string>

#include "convention/convention.h"
#include "service/casework_call.h"

namespace bassin::service {

[[nodiscard]] base::Result<Json> convention_answer(sql::Session& session, Call const& call, std::string const& id);

// Carries out a change of the convention in the path, and answers it. Errors: those of service::change() and of `step`.
using ConventionStep = std::function<base::Result<convention::Convention>(sql::Session&, convention::Act const&, std::string const& id)>;
[[nodiscard]] base::Result<Json> change_convention(Call const& call, Casework const& casework, ConventionStep const& step);

}  // namespace bassin::service
