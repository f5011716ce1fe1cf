// The outlines of communes in use. A request takes them once and keeps them: fresh ones are swapped in under running requests.
#pragma once

#include <memory>
#include <mutex>
#include <string>

#include "base/file.h"

namespace bassin::contours {
class Contours;
}

namespace bassin::service {

class ContourSource {
 public:
  // `folder`: the data folder. Nothing is opened before refresh().
  ContourSource(base::FileSystem& files, std::string const& folder);

  // Null where none were loaded.
  [[nodiscard]] std::shared_ptr<contours::Contours const> contours() const;
  // Takes up the image that is there, where it is another one than that in use; whether it is. On an error the one in use stays. One
  // thread at a time. Errors: those of contours::Contours::open().
  [[nodiscard]] base::Result<bool> refresh();

 private:
  base::FileSystem& files_;
  std::string path_;
  base::FileStatus known_;
  mutable std::mutex mutex_;
  std::shared_ptr<contours::Contours const> contours_;
};

}  // namespace bassin::service
