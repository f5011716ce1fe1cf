// What a selection holds, as it is kept from one look to the next: each business with its codes, and its name as a checksum only, so that
// no name of a person stays behind in it.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "service/context.h"

namespace bassin::query {
struct Row;
}

namespace bassin::service {

struct Holding {
  std::string id;
  std::string state, activity, size, legal, chambers, commune;  // codes; "" unknown
  std::string name, address;                                    // checksums
  friend bool operator==(Holding const&, Holding const&) = default;
};

[[nodiscard]] Holding holding_of(query::Row const& row);

// Sorted by id. One line each; read() gives nothing for a text that write() did not make.
[[nodiscard]] std::string write_holdings(std::vector<Holding> holdings);
[[nodiscard]] std::optional<std::vector<Holding>> read_holdings(std::string_view text);

struct HoldingChanges {
  std::vector<std::string> in, out;
  struct Value {
    std::string_view name;    // "state"
    std::string before, now;  // codes; "" where only that it changed is known
  };
  struct Changed {
    std::string id;
    std::vector<Value> values;
  };
  std::vector<Changed> changed;
};
// Both sorted by id.
[[nodiscard]] HoldingChanges compare(std::vector<Holding> const& before, std::vector<Holding> const& now);

}  // namespace bassin::service
