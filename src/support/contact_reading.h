// What a reader sees of contacts. Who may not see personal data sees none. Each of these takes a bounded number of statements.
#pragma once

#include <string>
#include <vector>

#include "support/contacts.h"

namespace bassin::support {

inline constexpr std::size_t contacts_most = 200;  // of one business, those last in touch first

struct ContactsOfBusiness {
  std::vector<Contact> contacts;   // one's own first, then by name; header and content
  std::vector<std::string> known;  // organisations that know somebody there, of which no more is opened; sorted
};
// `business`: as business_page() takes it. `day`: of the conventions, and after which channels are past.
[[nodiscard]] base::Result<ContactsOfBusiness> contacts_of(sql::Session& session, access::Reader const& reader, base::Date day,
                                                           std::string const& business);
// Errors: "support.unknown_contact" (id). One that was merged is what it was merged into.
[[nodiscard]] base::Result<Contact> find_contact(sql::Session& session, access::Reader const& reader, base::Date day,
                                                 std::string const& id);

struct ContactQuery {
  std::string text;   // words of a name, part of a number or of an address; "": all
  std::string after;  // id of the last one of the page before
  std::size_t limit = 50;
};
// By name.
[[nodiscard]] base::Result<std::vector<Contact>> search_contacts(sql::Session& session, access::Reader const& reader, base::Date day,
                                                                 ContactQuery const& query);
// Those ids that the reader sees, in their order.
[[nodiscard]] base::Result<std::vector<Contact>> read_contacts(sql::Session& session, access::Reader const& reader, base::Date day,
                                                               std::vector<std::string> const& ids);

}  // namespace bassin::support
