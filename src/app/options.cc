#include "app/options.h"

#include <array>
#include <charconv>

#include "app/suggest.h"

namespace bassin::app {

using base::Error;
using base::Result;

std::string data_folder(Arguments const& arguments, Session const& session) {
  if (auto const given = arguments.value("--data")) return *given;
  auto const variable = session.environment.variable("BASSIN_DATA");
  return variable && !variable->empty() ? *variable : "bassin-data";
}

Result<OutputStyle> output_style(Arguments const& arguments, Session const& session) {
  static constexpr std::array<std::pair<std::string_view, OutputForm>, 3> forms{
      {{"--json", OutputForm::json}, {"--csv", OutputForm::csv}, {"--geojson", OutputForm::geojson}}};
  OutputStyle style{OutputForm::table, session.language, session.environment.terminal_columns};
  std::string_view chosen;
  for (auto const& [option, form] : forms) {
    if (!arguments.has(option)) continue;
    if (!chosen.empty()) return Error("app.two_outputs", {{"first", std::string(chosen)}, {"second", std::string(option)}});
    chosen = option;
    style.form = form;
  }
  return style;
}

Result<registry::Audience> audience_of(Arguments const& arguments) {
  static constexpr std::array<std::string_view, 3> allowed{"open", "agent", "impersonal"};
  auto const text = arguments.value("--audience").value_or("open");
  for (auto const audience : {registry::Audience::open, registry::Audience::agent, registry::Audience::impersonal}) {
    if (text == id_of(audience)) return audience;
  }
  return bad_value("--audience", text, allowed);
}

std::string_view id_of(registry::Audience audience) {
  switch (audience) {
    case registry::Audience::open: return "open";
    case registry::Audience::agent: return "agent";
    case registry::Audience::impersonal: break;
  }
  return "impersonal";
}

Result<std::optional<base::Date>> date_of(Arguments const& arguments, std::string_view option) {
  auto const text = arguments.value(option);
  if (!text) return std::optional<base::Date>();
  auto const date = base::parse_date(*text);
  if (!date) return Error("app.bad_date", {{"option", std::string(option)}, {"value", *text}});
  return date;
}

Result<std::uint64_t> number_of(Arguments const& arguments, std::string_view option, std::uint64_t fallback, std::uint64_t least,
                                std::uint64_t most) {
  auto const text = arguments.value(option);
  if (!text) return fallback;
  std::uint64_t number = 0;
  auto const [end, problem] = std::from_chars(text->data(), text->data() + text->size(), number);
  if (problem == std::errc{} && end == text->data() + text->size() && number >= least && number <= most) return number;
  return Error("app.bad_number",
               {{"option", std::string(option)}, {"value", *text}, {"least", std::to_string(least)}, {"most", std::to_string(most)}});
}

Error bad_value(std::string_view option, std::string_view value, std::span<std::string_view const> allowed) {
  std::string list;
  for (auto const word : allowed) list += (list.empty() ? "" : ", ") + std::string(word);
  return Error(
      "app.bad_value",
      {{"option", std::string(option)}, {"value", std::string(value)}, {"allowed", list}, {"suggestion", nearest_word(value, allowed)}});
}

std::vector<std::string> split_commas(std::string_view text) {
  std::vector<std::string> parts;
  while (!text.empty()) {
    auto const comma = text.find(',');
    if (comma != 0) parts.emplace_back(text.substr(0, comma));
    text.remove_prefix(comma == std::string_view::npos ? text.size() : comma + 1);
  }
  return parts;
}

}  // namespace bassin::app
