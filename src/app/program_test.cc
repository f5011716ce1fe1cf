#include "app/program.h"

#include <gtest/gtest.h>

#include <sstream>
#include <vector>

#include "app/command.h"

namespace bassin::app {
namespace {

struct Said {
  std::string out, err;
  ExitCode exit = ExitCode::internal;
};

Said run(std::vector<std::string> const& words) {
  std::ostringstream out;
  std::ostringstream err;
  Environment environment;
  environment.out = &out;
  environment.err = &err;
  environment.variable = [](std::string const&) { return std::nullopt; };
  auto const exit = run_program(words, environment);
  return {out.str(), err.str(), exit};
}

TEST(Help, ShortAndLongAreTheSame) {
  auto const general = run({"-h"});
  EXPECT_EQ(general.exit, ExitCode::ok);
  EXPECT_FALSE(general.out.empty());
  EXPECT_EQ(general.out, run({"--help"}).out);
  EXPECT_EQ(general.out, run({"help"}).out);
  for (auto const* const command : all_commands()) {
    auto const name = std::string(command->name);
    auto const about = run({name, "-h"});
    EXPECT_EQ(about.exit, ExitCode::ok) << name;
    EXPECT_NE(about.out, general.out) << name;
    EXPECT_EQ(about.out, run({name, "--help"}).out) << name;
    EXPECT_EQ(about.out, run({"-h", name}).out) << name;
    EXPECT_EQ(about.out, run({"help", name}).out) << name;
  }
}

TEST(Help, IsAskedForBehindAnyOption) {
  auto const help = run({"count", "--help"}).out;
  EXPECT_EQ(run({"count", "--feild", "all", "-h"}).out, help);
  EXPECT_EQ(run({"count", "-h", "--json"}).out, help);
}

TEST(Help, IsAWordBehindTwoDashes) {
  auto const said = run({"version", "--", "-h"});
  EXPECT_EQ(said.exit, ExitCode::usage);
  EXPECT_TRUE(said.out.empty()) << said.out;
}

}  // namespace
}  // namespace bassin::app
