// Which communes a row may mean by its postcode and the name of its commune.
#pragma once

#include <cstdint>
#include <map>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "registry/name_index_signature.h"
#include "registry/snapshot.h"

namespace bassin::matching {

// Communes by their place in the snapshot.
using Communes = std::vector<std::uint32_t>;

struct Whereabouts {
  Communes all;    // ascending: where to look; empty where nothing is known
  Communes named;  // those of them whose name is the one given, or one like it; empty where none is
};

class Places {
 public:
  explicit Places(registry::Snapshot const& snapshot);

  // The communes of the postcode; where the name given is none of theirs, those of that name, or of one like it, in the same département
  // besides. Without a postcode those of that name, or of one like it, in `home` first.
  [[nodiscard]] Whereabouts find(std::string_view postal_code, std::string_view commune, Communes const& home) const;

 private:
  // Those of that name; without any, those of a name like it.
  [[nodiscard]] Communes named(std::string_view key) const;
  [[nodiscard]] bool bears(std::uint32_t commune, std::string_view key, bool misspelt) const;

  registry::Snapshot const* snapshot_;
  std::map<std::string, Communes, std::less<>> by_postal_code_;
  std::map<std::string, Communes, std::less<>> by_name_;  // by commune_key()
  // Of the names above, with what tells roughly which letters each holds.
  std::vector<std::pair<registry::Signature, std::map<std::string, Communes, std::less<>>::const_iterator>> signatures_;
  std::vector<std::vector<std::string>> names_;  // keys of each commune
};

// "77 120", "77120 CEDEX", "1000": "77120", "01000". Empty where it is none.
[[nodiscard]] std::string read_postal_code(std::string_view cell);

}  // namespace bassin::matching
