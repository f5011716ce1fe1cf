// Whether a business may be reached by some means for a purpose, and by which contact: what persons opposed is honoured, whoever was told
// (docs/decisions/0023-an-opposition-goes-with-the-number.md).
#pragma once

#include <optional>
#include <span>
#include <string>
#include <vector>

#include "support/campaigns.h"

namespace bassin::support {

// Why a target is set aside.
enum class Aside : std::uint8_t {
  none,
  opposed,     // whom one could have reached does not want it
  no_contact,  // nobody is known there with such a number or address
  purpose,     // what is known was not collected for this purpose
  past,        // what is known is past its last day
  no_address,  // the register tells none to the reader, for a letter
  gone,        // closed, or not in the register any more
};
inline constexpr std::size_t aside_count = 7;
// "no_contact"; "" of none.
[[nodiscard]] std::string_view id_of(Aside aside);
[[nodiscard]] std::optional<Aside> parse_aside(std::string_view id);

struct Via {
  std::string contact, channel;  // ids; no channel by post and visit
  std::string name, function, shown;
  bool own = false;
};
struct Reachable {
  std::vector<Via> via;  // the best first; by post and visit none is needed
  Aside aside = Aside::none;
};

// Whom something that names a contact and a channel is still for; nothing where they may not be used any more. Without a contact it is for
// the business itself, by post and visit.
[[nodiscard]] std::optional<Via> still_for(Reachable const& reachable, Means means, std::string const& contact, std::string const& channel);

inline constexpr std::size_t reach_block = 250;

// Of each business, at most reach_block, in their order; a bounded number of statements. To who sees personal data. By post and visit a
// business is opposed where a person linked to it opposed everything, to whomever, and nobody else is known there.
[[nodiscard]] base::Result<std::vector<Reachable>> reach(sql::Session& session, access::Reader const& reader, base::Date day, Means means,
                                                         Purpose purpose, std::span<std::string const> businesses);

}  // namespace bassin::support
