#include "app/arguments.h"

#include <gtest/gtest.h>

namespace bassin::app {
namespace {

constexpr OptionSpec specs[] = {
    {"--field", OptionShape::value, {"F", "F"}, {"", ""}},
    {"--territory", OptionShape::repeated, {"T", "T"}, {"", ""}},
    {"--circle", OptionShape::value, {"C", "C"}, {"", ""}},
    {"--json", OptionShape::flag, {"", ""}, {"", ""}},
};
PositionalSpec const any_words{{"W", "W"}, {"", ""}, 0, 9};

base::Result<Arguments> parse(std::vector<std::string> const& words, std::optional<PositionalSpec> const& positional = any_words) {
  return parse_arguments(specs, positional, words);
}

std::string code_of(base::Result<Arguments> const& parsed) { return parsed.ok() ? "" : std::string(parsed.error().code); }

TEST(Arguments, ReadsValuesFlagsAndWords) {
  auto const parsed = parse({"a", "--field", "all", "--territory=77", "--json", "b", "--territory", "Pays Créçois"});
  ASSERT_TRUE(parsed.ok()) << parsed.error().debug();
  EXPECT_EQ(parsed->value("--field"), "all");
  EXPECT_EQ(parsed->values("--territory"), (std::vector<std::string>{"77", "Pays Créçois"}));
  EXPECT_TRUE(parsed->has("--json"));
  EXPECT_FALSE(parsed->has("--circle"));
  EXPECT_EQ(parsed->positionals(), (std::vector<std::string>{"a", "b"}));
}

TEST(Arguments, NegativeNumbersAreValues) {
  auto const parsed = parse({"--circle", "-1.5,46,300"});
  ASSERT_TRUE(parsed.ok()) << parsed.error().debug();
  EXPECT_EQ(parsed->value("--circle"), "-1.5,46,300");
}

TEST(Arguments, BracketsAndCommasStayInOneValue) {
  auto const parsed = parse({"--territory", "[a,b]", "[ND]"});
  ASSERT_TRUE(parsed.ok()) << parsed.error().debug();
  EXPECT_EQ(parsed->values("--territory"), std::vector<std::string>{"[a,b]"});
  EXPECT_EQ(parsed->positionals(), std::vector<std::string>{"[ND]"});
}

TEST(Arguments, AfterTwoDashesEverythingIsAWord) {
  auto const parsed = parse({"--json", "--", "--field", "-x"});
  ASSERT_TRUE(parsed.ok()) << parsed.error().debug();
  EXPECT_EQ(parsed->positionals(), (std::vector<std::string>{"--field", "-x"}));
}

TEST(Arguments, SaysWhatIsWrong) {
  EXPECT_EQ(code_of(parse({"--feild", "all"})), "app.unknown_option");
  EXPECT_EQ(parse({"--feild", "all"}).error().value("suggestion"), "--field");
  EXPECT_EQ(code_of(parse({"--field"})), "app.missing_value");
  EXPECT_EQ(parse({"--field"}).error().value("option"), "--field");
  EXPECT_EQ(code_of(parse({"--field", "--json"})), "app.missing_value");
  EXPECT_EQ(code_of(parse({"--field="})), "app.missing_value");
  EXPECT_EQ(code_of(parse({"--field", "a", "--field", "b"})), "app.repeated_option");
  EXPECT_EQ(code_of(parse({"--json=maybe"})), "app.bad_flag");
  EXPECT_EQ(code_of(parse({"-x"})), "app.unknown_option");
}

TEST(Arguments, CountsWords) {
  PositionalSpec const one{{"W", "W"}, {"", ""}, 1, 1};
  EXPECT_EQ(code_of(parse({}, one)), "app.missing_argument");
  EXPECT_EQ(code_of(parse({"a", "b"}, one)), "app.extra_argument");
  EXPECT_EQ(code_of(parse({"a"}, std::nullopt)), "app.extra_argument");
}

}  // namespace
}  // namespace bassin::app
