#include "access/role.h"

#include <gtest/gtest.h>

#include <string>

#include "access/reader.h"

namespace bassin::access {
namespace {

Reader member(Role role, bool installation = false) {
  Reader reader;
  reader.standing = Reader::Standing::member;
  reader.role = role;
  reader.installation = installation;
  reader.communes = std::make_shared<std::vector<std::string> const>(std::vector<std::string>{"77142", "77171"});
  return reader;
}

std::string needs_text(Reader const& reader) {
  std::string out;
  for (auto const need : needs_of(reader)) out += (out.empty() ? "" : " ") + std::string(id_of(need));
  return out;
}

TEST(Role, MayDoWhatItsOfficeAsks) {
  EXPECT_EQ(needs_text(member(Role::administrator)),
            "see_aggregates see_businesses see_personal edit_businesses export_businesses see_conventions run_conventions manage_partners");
  EXPECT_EQ(needs_text(member(Role::coordinator)),
            "see_aggregates see_businesses see_personal edit_businesses export_businesses see_conventions run_conventions");
  EXPECT_EQ(needs_text(member(Role::adviser)),
            "see_aggregates see_businesses see_personal edit_businesses export_businesses see_conventions");
  EXPECT_EQ(needs_text(member(Role::analyst)), "see_aggregates see_businesses export_businesses see_conventions");
  EXPECT_EQ(needs_text(member(Role::elected)), "see_aggregates see_conventions");
  EXPECT_EQ(needs_text(member(Role::field_agent)), "see_aggregates see_businesses see_personal edit_businesses see_conventions");
}

TEST(Role, TheInstallationIsRunByThoseNamedForIt) {
  EXPECT_FALSE(allows(member(Role::administrator), Need::manage_installation));
  EXPECT_EQ(needs_text(member(Role::elected, true)), "see_aggregates see_conventions manage_partners manage_installation");
}

TEST(Role, NamesGoAndComeBack) {
  for (std::size_t i = 0; i < role_count; ++i) EXPECT_EQ(parse_role(id_of(static_cast<Role>(i))), static_cast<Role>(i));
  EXPECT_EQ(parse_role("root"), std::nullopt);
}

TEST(Reader, AStrangerSeesThePublicRegisterWhereItIsOpen) {
  Reader stranger;
  EXPECT_EQ(needs_text(stranger), "");
  EXPECT_TRUE(allows(stranger, Need::nothing));
  stranger.public_register = true;
  EXPECT_EQ(needs_text(stranger), "see_aggregates see_businesses");
  EXPECT_EQ(sight_of(stranger, {"77142"}), Sight::open);
}

TEST(Reader, WhoHasAStepToTakeIsAStranger) {
  auto reader = member(Role::administrator, true);
  reader.standing = Reader::Standing::unfinished;
  EXPECT_EQ(needs_text(reader), "");
  EXPECT_EQ(sight_of(reader, {"77142"}), Sight::open);
}

TEST(Reader, WhatIsKeptFromThePublicIsForTheOwnTerritory) {
  auto const adviser = member(Role::adviser);
  EXPECT_EQ(sight_of(adviser, {"77142"}), Sight::agent);
  EXPECT_EQ(sight_of(adviser, {"77142", "77171"}), Sight::agent);
  EXPECT_EQ(sight_of(adviser, {"77142", "75056"}), Sight::open);
  EXPECT_EQ(sight_of(adviser, {}), Sight::open);
}

TEST(Reader, AnAnalystSeesNoPerson) {
  EXPECT_EQ(sight_of(member(Role::analyst), {"77142"}), Sight::impersonal);
  EXPECT_EQ(sight_of(member(Role::elected), {"77142"}), Sight::impersonal);
}

}  // namespace
}  // namespace bassin::access
