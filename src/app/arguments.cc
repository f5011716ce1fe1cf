#include "app/arguments.h"

#include <CLI/CLI.hpp>
#include <algorithm>

#include "app/suggest.h"

namespace bassin::app {
namespace {

using base::Error;

std::string option_of(std::string_view word) { return std::string(word.substr(0, word.find('='))); }

Error unknown_option(std::span<OptionSpec const> options, std::string_view word) {
  std::vector<std::string_view> names;
  for (auto const& option : options) names.push_back(option.name);
  auto const typed = option_of(word);
  return Error("app.unknown_option", {{"option", typed}, {"suggestion", nearest_word(typed, names)}});
}

Error missing_value(std::string_view option) { return Error("app.missing_value", {{"option", std::string(option)}}); }

// One run of the parsing library.
class Parser {
 public:
  explicit Parser(std::span<OptionSpec const> options) : options_(options), flags_(options.size()), values_(options.size()) {
    parser_.set_help_flag();
    parser_.allow_extras();
    for (std::size_t i = 0; i < options.size(); ++i) add(i);
  }

  // The words that belong to no option.
  base::Result<std::vector<std::string>> parse(std::vector<std::string> words) {
    auto const last = words.empty() ? std::string() : words.back();
    std::reverse(words.begin(), words.end());  // the library takes them from the back
    try {
      parser_.parse(std::move(words));
    } catch (CLI::ArgumentMismatch const&) {  // only the last option can find no word behind it
      return missing_value(last);
    } catch (CLI::ParseError const&) {  // "--json=maybe"
      return Error("app.bad_flag", {{"argument", last}});
    }
    return parser_.remaining();
  }

  [[nodiscard]] bool flag(std::size_t i) const { return flags_[i].set; }
  [[nodiscard]] std::vector<std::string> const& values(std::size_t i) const { return values_[i]; }

 private:
  struct Flag {  // std::vector<bool> has no references to hand out
    bool set = false;
  };

  void add(std::size_t i) {
    auto const name = std::string(options_[i].name);
    if (options_[i].shape == OptionShape::flag) {
      parser_.add_flag(name, flags_[i].set)->multi_option_policy(CLI::MultiOptionPolicy::TakeLast);
      return;
    }
    parser_.add_option(name, values_[i])->expected(1)->allow_extra_args(false)->multi_option_policy(CLI::MultiOptionPolicy::TakeAll);
  }

  std::span<OptionSpec const> options_;
  CLI::App parser_;
  std::vector<Flag> flags_;
  std::vector<std::vector<std::string>> values_;
};

bool is_option(std::span<OptionSpec const> options, std::string_view word) {
  return std::any_of(options.begin(), options.end(), [word](OptionSpec const& option) { return option.name == word; });
}

// "--circle --json" means that the value of --circle was forgotten.
base::Result<void> check_values(std::span<OptionSpec const> options, OptionSpec const& option, std::vector<std::string> const& values) {
  if (option.shape == OptionShape::value && values.size() > 1) {
    return Error("app.repeated_option", {{"option", std::string(option.name)}});
  }
  for (auto const& value : values) {
    if (value.empty() || is_option(options, value)) return missing_value(option.name);
  }
  return {};
}

base::Result<void> check_positionals(std::optional<PositionalSpec> const& spec, std::vector<std::string> const& given) {
  if (spec && given.size() < spec->least) return Error("app.missing_argument");
  auto const most = spec ? spec->most : 0;
  if (given.size() > most) return Error("app.extra_argument", {{"argument", given[most]}});
  return {};
}

}  // namespace

std::optional<std::string> Arguments::value(std::string_view option) const {
  auto const found = values_.find(option);
  if (found == values_.end() || found->second.empty()) return std::nullopt;
  return found->second.back();
}

std::vector<std::string> Arguments::values(std::string_view option) const {
  auto const found = values_.find(option);
  return found == values_.end() ? std::vector<std::string>() : found->second;
}

base::Result<Arguments> parse_arguments(std::span<OptionSpec const> options, std::optional<PositionalSpec> const& positional,
                                        std::span<std::string const> words) {
  auto const end = std::find(words.begin(), words.end(), "--");
  Parser parser(options);
  BASSIN_TRY(auto rest, parser.parse({words.begin(), end}));
  auto const strange = std::find_if(rest.begin(), rest.end(), [](std::string const& word) { return word.size() > 1 && word[0] == '-'; });
  if (strange != rest.end()) return unknown_option(options, *strange);
  Arguments arguments;
  for (std::size_t i = 0; i < options.size(); ++i) {
    BASSIN_DO(check_values(options, options[i], parser.values(i)));
    if (parser.flag(i) || !parser.values(i).empty()) arguments.values_.emplace(options[i].name, parser.values(i));
  }
  arguments.positionals_ = std::move(rest);
  if (end != words.end()) arguments.positionals_.insert(arguments.positionals_.end(), end + 1, words.end());
  BASSIN_DO(check_positionals(positional, arguments.positionals_));
  return arguments;
}

}  // namespace bassin::app
