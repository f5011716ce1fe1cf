// What an organisation knows already of the businesses, numbers and addresses of some rows of an import.
#pragma once

#include <deque>
#include <optional>
#include <set>
#include <string>
#include <unordered_map>
#include <vector>

#include "sql/session.h"
#include "support/contacts.h"
#include "support/imports.h"
#include "support/memberships.h"

namespace bassin::support::internal {

struct KnownContact {
  std::string id;
  std::string name_key;
  std::int64_t version = 0;
  std::set<std::string> marks;
  std::set<std::string> businesses;
  bool opposed_phone = false, opposed_email = false;  // for whatever purpose, said by the person
};

// What bears on one number or address, whoever was told.
struct KnownOpposition {
  bool all = false;
  std::set<Purpose> purposes;
};

struct ImportKnowledge {
  std::deque<KnownContact> contacts;  // stay where they are
  std::unordered_map<std::string, KnownContact*> by_id;
  std::unordered_map<std::string, std::vector<KnownContact*>> by_business, by_mark;
  std::unordered_map<std::string, KnownOpposition> oppositions;  // by mark
  std::unordered_map<std::string, Membership> memberships;       // of the organisation and chamber, by business
  std::unordered_map<std::string, std::string> siret_of;         // of matched local businesses, by their key

  [[nodiscard]] std::string const& canonical(std::string const& business) const;
  KnownContact& contact(std::string const& id, std::string const& name_key, std::int64_t version);
  void link(KnownContact& contact, std::string const& business);
  void mark(KnownContact& contact, std::string const& mark);
};

// Nine statements at most for each listed_most businesses, and for each listed_most marks.
[[nodiscard]] base::Result<ImportKnowledge> read_knowledge(sql::Session& session, SheetImport const& import,
                                                           std::vector<std::string> const& businesses,
                                                           std::vector<std::string> const& marks);

}  // namespace bassin::support::internal
