// What the caller asks of one run.
#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <variant>
#include <vector>

namespace bassin::geofile {

struct Options {
  std::string file;
  // Only this layer; every layer with areas when empty.
  std::string layer;
  // The coordinate system of the file ("EPSG:2154"), in place of what it says itself.
  std::string crs;
  // Attributes whose texts go along, by their names in any case.
  std::vector<std::string> fields;
  std::size_t most_vertices = 2'000'000;
  std::size_t most_features = 50'000;
  std::size_t most_memory_mib = 1536;
  std::size_t most_cpu_seconds = 20;
};

// The options, or the exit code when there is nothing to run: help was asked for (0) or the usage is wrong (2);
// the text has then been printed.
[[nodiscard]] std::variant<Options, int> parse_options(int argc, char const* const* argv);

}  // namespace bassin::geofile
