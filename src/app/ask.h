// What a command asks for when its options do not say it. A password is never an option: others see those.
#pragma once

#include <string>
#include <string_view>

#include "app/command.h"

namespace bassin::app {

// The option's value, else a line of the standard input. Errors: "app.no_answer" (question) at its end.
[[nodiscard]] base::Result<std::string> given_or_asked(Arguments const& arguments, std::string_view option, Label question,
                                                       Session& session);
// The first line of --password-file, else a line of the standard input, which a terminal does not show.
[[nodiscard]] base::Result<std::string> password_of(Arguments const& arguments, Session& session);

}  // namespace bassin::app
