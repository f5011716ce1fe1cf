// What the law gives a person: to know all that is held of them (article 15), and that who looked is written down.
#pragma once

#include <string>
#include <vector>

#include "access/audit.h"
#include "support/campaign_figures.h"
#include "support/contacts.h"

namespace bassin::support {

struct PersonQuery {  // one of the first three, or a name; a name beside them is what else the person is called
  std::string contact;
  std::string phone, email;
  std::string name;
};
struct PersonFile {
  std::vector<Contact> contacts;        // those that the reader sees, of whatever organisation; what a merge keeps of its own too
  std::vector<Opposition> marks;        // of the reader's organisation, whose record is gone
  std::vector<NamedTarget> campaigns;   // of the reader's organisation, that were to reach the person
  std::vector<access::AuditRow> trail;  // of the reader's organisation's contacts, oldest first, whoever acted
};
// Contacts that share a number or an address with it are the same person's; by a name alone, the organisation's own of the same words.
// Noted in the audit trail. Errors: "support.unknown_contact"
// (id), those of reach_of().
[[nodiscard]] base::Result<PersonFile> person_file(sql::Session& session, Act const& act, PersonQuery const& query);

// Of those, the contacts of other organisations of which the reader was opened the content and which they have not read yet that day.
[[nodiscard]] base::Result<std::vector<std::string>> unread_of(sql::Session& session, Act const& act, std::vector<Contact> const& contacts);
// Written down, once a day for each agent and contact.
[[nodiscard]] base::Result<void> note_reads(sql::Session& session, Act const& act, std::vector<std::string> const& contacts);

}  // namespace bassin::support
