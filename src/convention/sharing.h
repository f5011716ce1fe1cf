// What a convention opens of its parties' work to one another: from its term, its parties and its sharing annex, written for `access` in
// the transaction that changes any of these. docs/decisions/0019-what-a-convention-opens.md
#pragma once

#include <string>
#include <vector>

#include "access/sharing.h"
#include "convention/convention.h"
#include "partners/organisation.h"

namespace bassin::convention {

using access::Level;
using access::RecordKind;

struct Shown {
  RecordKind kind = RecordKind::exchange;
  std::string reader;  // organisation; "": every other party that is not named
  Level level = access::default_level;
};
// What an annex says of the records of one party, from a day on.
struct Statement {
  std::string owner;
  base::Date from;
  std::vector<Shown> shown;

  // What it says of that reader; of all others; access::default_level where it says nothing.
  [[nodiscard]] Level level(RecordKind kind, std::string const& reader) const;
};

// The statements on an owner that hold on some day, by day: of `all`, in the order in which they took effect, each ends what was stated for
// its first day and later.
[[nodiscard]] std::vector<Statement> statements_on(std::string const& owner, std::vector<Statement> const& all);
// What its records show that reader on a day.
[[nodiscard]] Level level_on(std::vector<Statement> const& all, std::string const& owner, RecordKind kind, std::string const& reader,
                             base::Date day);

// For each two parties and each kind, from the day on which the convention binds both to the last one; none for a convention that binds
// nobody, and for an amendment.
[[nodiscard]] std::vector<access::Grant> grants_of(Convention const& convention, std::vector<Party> const& parties,
                                                   std::vector<Statement> const& statements);

// Who stands in a party's place in some communes, since a change of territory: heirs of heirs too.
struct Substitute {
  std::string party, organisation;
  base::Date from;
  std::vector<std::string> communes;  // sorted codes
  bool rest = false;                  // also all that no other substitute of the party has
};
[[nodiscard]] std::vector<Substitute> substitutes_of(std::string const& party, std::vector<partners::Heir> const& heirs);
// What the party opened and was opened, as the substitute's, from its first day on; until it is a party itself.
[[nodiscard]] std::vector<access::Grant> grants_of(Substitute const& substitute, std::vector<access::Grant> const& grants,
                                                   std::vector<Party> const& parties);
// Of all conventions with one of these as a party, after their heirs changed.
[[nodiscard]] base::Result<void> rewrite_sharing(sql::Session& session, std::vector<std::string> const& organisations);

// Works out anew what all conventions open where that was done by other code lists than those of this program: once after an update.
// Answers how many.
[[nodiscard]] base::Result<std::size_t> refresh_sharing(sql::Session& session);

}  // namespace bassin::convention
