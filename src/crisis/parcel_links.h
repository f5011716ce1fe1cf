// Which farm works a parcel: nothing that the public register says, so somebody says it, or the PACAGE number that a farm once gave does. A
// parcel belongs to one farm at a time. docs/decisions/0048-losses-lie-on-parcels.md
#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <vector>

#include "crisis/cases.h"
#include "crisis/touched_parcel.h"

namespace bassin::crisis {

inline constexpr std::size_t parcels_linked_most = 500;  // at once

struct Taken {
  ParcelId parcel;
  std::string business;  // that has it
};
struct Linked {
  std::uint64_t linked = 0;   // new to this farm
  std::uint64_t already = 0;  // were its own
  std::vector<Taken> taken;   // another farm's: left as they are, unless `over`
  std::string record;         // the farm's case in this room, where a parcel of it is touched; ""
};
// By who works in the room, whose list the farm comes on at once where a parcel of it is touched. `over`: also what is another farm's.
// Errors: "crisis.unknown" (id), "crisis.closed", "crisis.not_yours", "crisis.unknown_parcel" (key), "crisis.bad_value" (field, allowed).
[[nodiscard]] base::Result<Linked> link_parcels(sql::Session& session, Act const& act, std::string const& crisis, Place const& farm,
                                                std::span<ParcelId const> parcels, bool over);
// How many were anybody's. A farm that came on the list by them stays on it until the zone is drawn or crossed again. Errors as above.
[[nodiscard]] base::Result<std::uint64_t> unlink_parcels(sql::Session& session, Act const& act, std::string const& crisis,
                                                         std::span<ParcelId const> parcels);
// The number of the farm in the declarations of the common agricultural policy: nine digits, "" to take it away. Its parcels in every layer
// go to it, but for those that another farm has. Errors: also "crisis.pacage_taken" (business).
[[nodiscard]] base::Result<Linked> set_pacage(sql::Session& session, Act const& act, std::string const& crisis, Place const& farm,
                                              std::string const& pacage);

struct FarmNumber {
  std::string pacage, organisation, given_at;
};
[[nodiscard]] base::Result<std::optional<FarmNumber>> pacage_of(sql::Session& session, std::string const& business);
// To whoever is not of the organisation that wrote it down: the département alone.
[[nodiscard]] std::string masked_pacage(std::string const& pacage);

// Links and PACAGE numbers written down before that day (ISO), and farms' own exports taken before it: gone for good, with what the trail
// says of them. How many links and numbers.
[[nodiscard]] base::Result<std::uint64_t> drop_old_links(sql::Session& session, std::string const& before);

}  // namespace bassin::crisis
