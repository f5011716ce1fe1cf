// The official files that a register is made of, where they are published, and how they come here.
#pragma once

#include <array>
#include <cstdint>
#include <functional>
#include <span>
#include <stop_token>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"

namespace bassin::base {
class FileSystem;
}

namespace bassin::app {

// [fetch] of the configuration.
struct FetchSettings {
  // The addresses of data.gouv.fr that stay the same from month to month and redirect to the file of the day.
  std::string establishments = "https://www.data.gouv.fr/api/1/datasets/r/0651fb76-bcf3-4f6a-a38d-bc04fa708576";
  std::string units = "https://www.data.gouv.fr/api/1/datasets/r/825f4199-cadd-486c-ac46-a65a8ea1a047";
  std::string history = "https://www.data.gouv.fr/api/1/datasets/r/88fbb6b4-0320-443e-b739-b4376a012c32";
  std::string positions = "https://www.data.gouv.fr/api/1/datasets/r/ba6a4e4c-aac6-4764-bbd2-f80ae345afc5";
  std::string contours = "https://etalab-datasets.geo.data.gouv.fr/contours-administratifs/latest/geojson/communes-100m.geojson.gz";
  std::string ca_file;         // PEM; "": the authorities that the system trusts
  bool plain_allowed = false;  // http to another machine than this one
  double most_gib = 16;        // of one file
  double stalled_seconds = 60;
};

// "establishments", "units", "history", "positions": what an import is made of; then "contours".
inline constexpr std::array<std::string_view, 5> source_ids{"establishments", "units", "history", "positions", "contours"};

struct Fetched {
  std::string id, path;
  bool changed = false;  // false: the server has none newer
  std::uint64_t bytes = 0, resumed_from = 0;
};

// <data>/sources.
[[nodiscard]] std::string sources_folder(std::string const& data);
// Of those among them that an import takes, the paths, whether they are there or not.
[[nodiscard]] std::vector<std::string> import_files(std::span<Fetched const> fetched);
// What of an import's files is in that folder.
[[nodiscard]] std::vector<std::string> import_files_in(std::string const& folder, base::FileSystem& files);

// The file of contours in that folder, whether it is there or not, who made it, and the day at which its server says that it was made: ISO;
// "" where it did not say.
inline constexpr std::string_view official_contours = "IGN, Admin Express ; Etalab (Licence Ouverte 2.0)";
[[nodiscard]] std::string contours_file_in(std::string const& folder);
[[nodiscard]] std::string published_on(std::string const& path, base::FileSystem& files);

using FetchProgress = std::function<void(std::string_view id, std::uint64_t done, std::uint64_t total)>;
// One after the other into that folder, which is made; each file that is there when a later one fails stays. An address "" is passed
// over. Errors: "app.nothing_to_fetch" (), those of outward::download().
[[nodiscard]] base::Result<std::vector<Fetched>> fetch_sources(FetchSettings const& settings, std::span<std::string_view const> ids,
                                                               std::string const& folder, base::FileSystem& files,
                                                               FetchProgress const& progress, std::stop_token const& stop);

}  // namespace bassin::app
