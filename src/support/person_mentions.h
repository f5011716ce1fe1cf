// Where an organisation's own records name a person in what was written: beside the contacts, for who asks what is held of them
// (docs/decisions/0036-what-is-held-of-a-person.md).
#pragma once

#include <span>
#include <string>
#include <vector>

#include "access/writing.h"
#include "support/contact_rights.h"

namespace bassin::support {

// By what a person is looked for.
struct Sought {
  std::vector<std::string> names;   // "Jeanne Durand"
  std::vector<std::string> phones;  // normal forms
  std::vector<std::string> emails;
  std::vector<std::string> businesses;  // keys of those that they are known in
};
// What the file knows of the person, and what they were asked for by.
[[nodiscard]] Sought sought_of(PersonFile const& file, PersonQuery const& query);

struct Mention {
  std::string kind, record;  // "exchange" and its id
  std::string business;      // its key; ""
  std::string on;            // day
  std::string theme;         // ""
  std::string text;          // the whole of what was written there
  bool certain = false;      // all words of a name, a number or an address; else one word of a name, on a business of theirs
};
inline constexpr std::size_t mentions_most = 1'000;
struct Mentions {
  std::vector<Mention> all;  // newest first
  bool more = false;         // there are others
};
// Of the reader's organisation and those that it took over, whoever wrote it. A bounded number of statements, each of which may read its
// whole table: for a request of article 15, outside transactions that write. `more`: what modules above this one declare.
[[nodiscard]] base::Result<Mentions> mentions_of(sql::Session& session, access::Reader const& reader, Sought const& sought,
                                                 std::span<access::Writing const> more = {});

}  // namespace bassin::support
