// Whoever asks: an agent who signed in, or the public.
#pragma once

#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "access/role.h"

namespace bassin::access {

// How much of a row of the register a reader is shown; registry::Audience by other names, since `access` knows no register.
enum class Sight : std::uint8_t {
  open,        // what is public
  impersonal,  // of that, nothing of natural persons
  agent,       // all
};

struct Reader {
  enum class Standing : std::uint8_t {
    stranger,    // not signed in
    unfinished,  // signed in, a step still to take: second factor, confidentiality notice
    member,
  };
  Standing standing = Standing::stranger;
  bool public_register = false;  // this installation shows the register's public values to strangers

  // Of members:
  std::string agent;         // id
  std::string organisation;  // id of that for which they act now
  Role role = Role::elected;
  bool installation = false;  // runs the installation
  // Codes of the communes of the organisation's territory, current, sorted; null: none.
  std::shared_ptr<std::vector<std::string> const> communes;
  std::string token;  // what each writing request must repeat (X-Bassin-Token); also while unfinished
};

// Whether the reader has what an endpoint needs.
[[nodiscard]] bool allows(Reader const& reader, Need need);
// Needs that the reader has, for screens that offer only what works.
[[nodiscard]] std::vector<Need> needs_of(Reader const& reader);

// What is kept from the public is for the reader's own territory: the mission that entitles them ends there
// (docs/decisions). `communes`: those that the question is about, each a current code.
[[nodiscard]] Sight sight_of(Reader const& reader, std::vector<std::string> const& communes);

}  // namespace bassin::access
