// The options that several commands share: their table, and what they mean.
#pragma once

#include <span>
#include <string>
#include <vector>

#include "app/command.h"
#include "app/output.h"
#include "registry/values.h"

namespace bassin::app {

struct GroupOfOptions {
  unsigned bit = no_group;  // no_group: every command accepts them
  Label title;
  std::span<OptionSpec const> options;
};
[[nodiscard]] std::span<GroupOfOptions const> option_groups();

// --data, else BASSIN_DATA, else "bassin-data".
[[nodiscard]] std::string data_folder(Arguments const& arguments, Session const& session);
// --json, --csv, --geojson: at most one. Errors: "app.two_outputs" (first, second).
[[nodiscard]] base::Result<OutputStyle> output_style(Arguments const& arguments, Session const& session);
// Errors: "app.bad_value" (option, value, allowed, suggestion).
[[nodiscard]] base::Result<registry::Audience> audience_of(Arguments const& arguments);
[[nodiscard]] std::string_view id_of(registry::Audience audience);
// --at, or nothing. Errors: "app.bad_date" (option, value).
[[nodiscard]] base::Result<std::optional<base::Date>> date_of(Arguments const& arguments, std::string_view option);
// Errors: "app.bad_number" (option, value, least, most).
[[nodiscard]] base::Result<std::uint64_t> number_of(Arguments const& arguments, std::string_view option, std::uint64_t fallback,
                                                    std::uint64_t least, std::uint64_t most);
// "app.bad_value" with the nearest of the allowed words.
[[nodiscard]] base::Error bad_value(std::string_view option, std::string_view value, std::span<std::string_view const> allowed);
// "a,b" -> a, b; empty parts are left out.
[[nodiscard]] std::vector<std::string> split_commas(std::string_view text);

}  // namespace bassin::app
