// The establishments of a place that a name and an address may mean, compared.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "matching/place_index.h"
#include "matching/words.h"

namespace bassin::matching {

enum class AddressLikeness : std::uint8_t {
  unknown,  // one of the two has none
  different,
  same_street,   // a number is missing on one side
  other_number,  // of the same street
  same,
};

struct Compared {
  std::uint32_t entry = 0;  // of the index
  double name = 0;          // 0 to 1
  double telling = 0;       // bits of what the two names share
  std::size_t letters = 0;  // of the name that was asked
  AddressLikeness address = AddressLikeness::unknown;
};

struct AskedName {
  std::vector<AskedWord> words;
  std::string glued;
};

[[nodiscard]] AskedName ask_name(std::vector<std::string> const& words, PlaceIndex const& index);

[[nodiscard]] std::vector<AskedWord> ask_street(AddressLine const& address, PlaceIndex const& index);

// Those that share words of the name or the address, best first.
[[nodiscard]] std::vector<Compared> search_place(PlaceIndex const& index, AskedName const& name, AddressLine const& address);

// One entry compared.
[[nodiscard]] Compared compare(PlaceIndex const& index, std::uint32_t entry, AskedName const& name, std::vector<AskedWord> const& street,
                               AddressLine const& address);

// Name and address in one, 0 to 1, for ordering candidates.
[[nodiscard]] double score_of(Compared const& compared);

}  // namespace bassin::matching
