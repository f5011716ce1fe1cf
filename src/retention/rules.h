// How long each kind of record is kept, from when on, and what becomes of it then: the one table, from which pages, purges and documents
// take it. docs/decisions/0029-retention-and-purge.md
#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <string_view>

#include "support/aged.h"

namespace bassin::retention {

// What becomes of a record whose time is over (sort final).
enum class Fate : std::uint8_t {
  keep,       // conservé: handed to the archives, never erased here
  destroy,    // détruit
  sort,       // trié: the archives choose what they keep of it, the rest is erased
  automatic,  // erased by the program itself, without anybody's asking
};
// "destroy".
[[nodiscard]] std::string_view id_of(Fate fate);

struct Rule {
  std::string_view kind;    // "exchange"
  int months = 0;           // 0: until a day that the record itself states
  int least = 0, most = 0;  // to which an installation may set them
  Fate fate = Fate::destroy;
  bool visa = false;                    // the archives départementales must have agreed to its destruction
  std::optional<support::Aged> purged;  // nothing: not by a purge
};

// In the order in which they are shown.
[[nodiscard]] std::span<Rule const> rules();
// nullptr: there is none.
[[nodiscard]] Rule const* rule_of(std::string_view kind);

}  // namespace bassin::retention
