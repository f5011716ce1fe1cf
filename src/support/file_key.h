// The key of whose file it is: an establishment of the register, its whole legal unit, a business that the register lacks, somebody's
// project. docs/decisions/0034-whose-file-it-is.md
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

namespace bassin::support {

enum class KeyKind : std::uint8_t {
  establishment,  // SIRET of 14 digits
  unit,           // "unit:" and a SIREN of nine digits
  local,          // "local:" and an id
  project,        // "project:" and an id
};
inline constexpr std::string_view unit_prefix = "unit:";
inline constexpr std::string_view local_prefix = "local:";
inline constexpr std::string_view project_prefix = "project:";

// Of a key as casework keeps it: it is not looked into beyond its beginning.
[[nodiscard]] constexpr KeyKind kind_of_key(std::string_view key) {
  if (key.starts_with(unit_prefix)) return KeyKind::unit;
  if (key.starts_with(local_prefix)) return KeyKind::local;
  return key.starts_with(project_prefix) ? KeyKind::project : KeyKind::establishment;
}

// The legal unit of an establishment.
[[nodiscard]] inline std::string unit_key_of(std::string_view siret) { return std::string(unit_prefix).append(siret.substr(0, 9)); }

}  // namespace bassin::support
