// One person written down twice by one organisation: found, merged field by field, and parted again until somebody changes the result.
#pragma once

#include <cstdint>
#include <map>
#include <string>
#include <vector>

#include "support/contacts.h"

namespace bassin::support {

struct DuplicatePair {
  std::string one, other;         // ids, the older one first
  std::vector<std::string> same;  // "phone", "email", "name" (on one business); sorted
};
inline constexpr std::size_t duplicates_most = 50;
// Of the reader's own organisation, newest first; `business` "": of all. Pairs that somebody said to be two persons are left out.
[[nodiscard]] base::Result<std::vector<DuplicatePair>> duplicates_of(sql::Session& session, access::Reader const& reader,
                                                                     std::string const& business);
// They are two persons. Errors: "support.unknown_contact" (id).
[[nodiscard]] base::Result<void> tell_apart(sql::Session& session, Act const& act, std::string const& one, std::string const& other);

struct MergeChoice {
  std::string one, other;  // ids
  std::int64_t one_version = 0, other_version = 0;
  std::string name_of;                           // id of that whose name counts
  bool kept_in = false;                          // the merged one is
  std::map<std::string, std::string> functions;  // business -> id of that whose function counts, where both are known there
  std::vector<std::string> channels;             // ids of those that stay; of two that are the same the first
};
// The merged contact, which is a new one; both former ones are kept beside it, seen by nobody, until it is changed. What the person opposed
// stays, whatever was chosen. Errors: those of contacts.h, "support.bad_merge".
[[nodiscard]] base::Result<Contact> merge_contacts(sql::Session& session, Act const& act, MergeChoice const& choice);
// Both as they were. Errors: those of contacts.h, "support.merge_settled": it is none, or was changed since.
[[nodiscard]] base::Result<void> part_contacts(sql::Session& session, Act const& act, std::string const& id, std::int64_t version);

}  // namespace bassin::support
