// Where the bytes of one official file go: straight to a file, or into a zip with one entry.
#pragma once

#include <cstdint>
#include <memory>
#include <string>
#include <string_view>

#include "base/file.h"
#include "base/result.h"

namespace bassin::synthesis::internal {

class Sink {
 public:
  virtual ~Sink() = default;
  [[nodiscard]] virtual base::Result<void> write(std::string_view bytes) = 0;
  // Everything is in the file, and the file is closed.
  [[nodiscard]] virtual base::Result<void> finish() = 0;
};

[[nodiscard]] base::Result<std::unique_ptr<Sink>> open_plain(base::FileSystem& files, std::string const& path);
// `entry` is the name inside. Errors of the archive: "synthesis.zip" {path, reason}.
[[nodiscard]] base::Result<std::unique_ptr<Sink>> open_zip(base::FileSystem& files, std::string const& path, std::string const& entry);

}  // namespace bassin::synthesis::internal
