#include "access/reader.h"

#include <algorithm>

namespace bassin::access {

namespace {

bool all_within(std::vector<std::string> const& communes, std::vector<std::string> const& territory) {
  return !communes.empty() && std::all_of(communes.begin(), communes.end(), [&territory](std::string const& code) {
    return std::binary_search(territory.begin(), territory.end(), code);
  });
}

}  // namespace

bool allows(Reader const& reader, Need need) {
  if (need == Need::nothing) return true;
  bool const is_public = need == Need::see_aggregates || need == Need::see_businesses;
  if (reader.standing != Reader::Standing::member) return is_public && reader.public_register;
  if (need == Need::manage_installation) return reader.installation;
  if (need == Need::manage_partners && reader.installation) return true;
  return allows(reader.role, need);
}

std::vector<Need> needs_of(Reader const& reader) {
  std::vector<Need> out;
  for (std::size_t i = static_cast<std::size_t>(Need::see_aggregates); i < need_count; ++i) {
    if (allows(reader, static_cast<Need>(i))) out.push_back(static_cast<Need>(i));
  }
  return out;
}

Sight sight_of(Reader const& reader, std::vector<std::string> const& communes) {
  if (reader.standing != Reader::Standing::member) return Sight::open;
  if (!allows(reader.role, Need::see_personal)) return Sight::impersonal;
  return reader.communes && all_within(communes, *reader.communes) ? Sight::agent : Sight::open;
}

}  // namespace bassin::access
