// A file of communes as people publish it, GeoJSON or gzipped GeoJSON, becomes the image in the data folder.
#pragma once

#include <cstdint>
#include <string>

#include "base/file.h"
#include "base/result.h"
#include "contours/contours.h"

namespace bassin::contours {

struct LoadLimits {
  std::uint64_t text_bytes = std::uint64_t{600} << 20U;  // unpacked
  std::size_t communes = 60'000;
  std::size_t vertices = 12'000'000;
};

struct LoadRequest {
  std::string path, data_folder;
  std::string source;   // "": the file's name
  std::string vintage;  // ISO date; "": not known
  bool force = false;   // also where the same file with the same source and vintage was loaded
};

struct Loaded {
  bool changed = true;  // false: that file was loaded already
  std::uint64_t communes = 0;
  std::uint64_t skipped = 0;  // features whose code is no commune's
  std::uint64_t vertices = 0;
  std::uint64_t bytes = 0;  // of the image
  About about;
};

// The image is replaced by one rename; on any error the one before stays. Codes: 5 characters in the property `code`, `insee`,
// `insee_com`, `code_insee` or the feature's id; features of one code are one commune. Errors: "contours.unreadable" (path, detail),
// "contours.too_large" (path, what, limit), "contours.no_communes" (path, features), "file.*".
[[nodiscard]] base::Result<Loaded> load(LoadRequest const& request, base::FileSystem& files, LoadLimits const& limits = {});

}  // namespace bassin::contours
