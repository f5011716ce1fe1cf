// Contacts as the API writes them; openapi.yaml is the contract.
#pragma once

#include <map>
#include <string>
#include <vector>

#include <nlohmann/json.hpp>

#include "service/casework_call.h"
#include "support/contacts.h"

namespace bassin::sql {
class Session;
}

namespace bassin::service {

// The names that contacts are written with, read once for a whole answer.
class ContactNames {
 public:
  // Those of businesses come from the register, as the reader may see them.
  [[nodiscard]] static base::Result<ContactNames> read(sql::Session& session, Call const& call, Casework const& casework,
                                                       std::vector<support::Contact> const& contacts);
  // {"id", "name"}; null for "", a null name for who is gone.
  [[nodiscard]] Json agent(std::string const& id) const;
  [[nodiscard]] Json organisation(std::string const& id) const;
  [[nodiscard]] Json business(std::string const& id) const;  // {"text"}, {"masked"} or null

 private:
  std::map<std::string, std::string> agents_, organisations_;
  std::map<std::string, Json> businesses_;
};

// Schema Contact. `today`: after which channels are past.
[[nodiscard]] Json to_json(support::Contact const& contact, ContactNames const& names, Call const& call);
[[nodiscard]] Json to_json(std::vector<support::Contact> const& contacts, ContactNames const& names, Call const& call);
// Schema ContactOpposition.
[[nodiscard]] Json to_json(support::Opposition const& opposition, ContactNames const& names);

// Written down where another organisation's content was shown.
[[nodiscard]] base::Result<void> note_contacts_read(Call const& call, Casework const& casework,
                                                    std::vector<support::Contact> const& contacts);

}  // namespace bassin::service
