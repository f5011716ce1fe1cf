// What the user typed, told apart by a table of options. The parsing library is behind this header.
#pragma once

#include <cstdint>
#include <map>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"
#include "reference/language.h"

namespace bassin::app {

using reference::Label;

enum class OptionShape : std::uint8_t { flag, value, repeated };

struct OptionSpec {
  std::string_view name;  // "--field"
  OptionShape shape = OptionShape::value;
  Label value;  // what stands for the value in the help: DATE; empty for a flag
  Label help;
};

struct PositionalSpec {
  Label name;  // FILE
  Label help;
  std::size_t least = 1;
  std::size_t most = 1;
};

class Arguments {
 public:
  [[nodiscard]] bool has(std::string_view option) const { return values_.contains(option); }
  // The option's value, or nothing.
  [[nodiscard]] std::optional<std::string> value(std::string_view option) const;
  // All values of a repeated option, in order.
  [[nodiscard]] std::vector<std::string> values(std::string_view option) const;
  [[nodiscard]] std::vector<std::string> const& positionals() const { return positionals_; }

 private:
  friend base::Result<Arguments> parse_arguments(std::span<OptionSpec const>, std::optional<PositionalSpec> const&,
                                                 std::span<std::string const>);
  std::map<std::string, std::vector<std::string>, std::less<>> values_;
  std::vector<std::string> positionals_;
};

// "--name value" or "--name=value"; after "--" everything is positional.
// Errors: "app.unknown_option" (option, suggestion), "app.missing_value" (option), "app.repeated_option" (option),
// "app.missing_argument" (), "app.extra_argument" (argument), "app.bad_flag" (argument).
[[nodiscard]] base::Result<Arguments> parse_arguments(std::span<OptionSpec const> options, std::optional<PositionalSpec> const& positional,
                                                      std::span<std::string const> words);

}  // namespace bassin::app
