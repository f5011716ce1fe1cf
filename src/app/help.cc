#include "app/help.h"

#include <algorithm>

#include "app/format.h"
#include "app/options.h"
#include "app/texts_help.h"
#include "app/width.h"

namespace bassin::app {
namespace {

constexpr std::size_t line_width = 100;

// The text broken at spaces, every line after the first indented.
std::string wrapped(std::string_view text, std::size_t indent) {
  std::string out;
  std::size_t taken = indent;
  while (!text.empty()) {
    auto const space = text.find(' ');
    auto const word = text.substr(0, space);
    auto const width = display_width(word);
    if (taken > indent && taken + 1 + width > line_width) {
      out += "\n" + std::string(indent, ' ');
      taken = indent;
    }
    out += (taken > indent ? " " : "") + std::string(word);
    taken += width + (taken > indent ? 1 : 0);
    text.remove_prefix(space == std::string_view::npos ? text.size() : space + 1);
  }
  return out;
}

std::string entry(std::string const& left, std::string const& right, std::size_t width) {
  return "  " + pad_right(left, width) + "  " + wrapped(right, width + 4) + "\n";
}

std::string left_of(OptionSpec const& option, Language language) {
  auto const value = say(option.value, language);
  return std::string(option.name) + (value.empty() ? "" : " " + value);
}

std::string option_lines(Label title, std::span<OptionSpec const> options, Language language) {
  constexpr std::size_t width = 26;
  if (options.empty()) return {};
  auto const heading = say(title, language);
  std::string out = heading.empty() ? "" : "\n" + heading + "\n";
  for (auto const& option : options) out += entry(left_of(option, language), say(option.help, language), width);
  return out;
}

std::string usage_line(Command const& command, Language language) {
  std::string line = say(texts::usage, language) + " bassin " + std::string(command.name);
  if (command.positional) {
    auto const name = say(command.positional->name, language);
    auto const repeated = command.positional->most > 1 ? "…" : "";
    line += command.positional->least == 0 ? " [" + name + repeated + "]" : " " + name + repeated;
  }
  return line + " " + say(texts::options_word, language) + "\n";
}

std::string examples(Command const& command, Language language) {
  if (command.examples.empty()) return {};
  std::string out = "\n" + say(texts::examples, language) + "\n";
  for (auto const example : command.examples) out += "  bassin " + std::string(example) + "\n";
  return out;
}

}  // namespace

std::string general_help(Language language) {
  std::string out = wrapped(say(texts::program_summary, language), 0) + "\n\n" + say(texts::general_usage, language) + "\n\n";
  for (auto const* const command : all_commands()) out += entry(std::string(command->name), say(command->summary, language), 14);
  out += "\n" + say(texts::general_example, language) + "\n";
  return out + "\n" + wrapped(say(texts::general_more, language), 0) + "\n";
}

std::string command_help(Command const& command, Language language) {
  std::string out = wrapped(say(command.summary, language), 0) + "\n\n" + usage_line(command, language);
  if (command.positional) out += "\n" + entry(say(command.positional->name, language), say(command.positional->help, language), 26);
  auto const details = say(command.details, language);
  if (!details.empty()) out += "\n" + wrapped(details, 0) + "\n";
  out += option_lines(texts::own_options, command.options, language);
  for (auto const& group : option_groups()) {
    if (group.bit == no_group || (command.groups & group.bit) != 0) out += option_lines(group.title, group.options, language);
  }
  return out + examples(command, language);
}

}  // namespace bassin::app
