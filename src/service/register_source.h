// The snapshot in use, as the endpoints see it. A request takes the view once and keeps it: a fresh one is swapped in under
// running requests.
#pragma once

#include <memory>
#include <mutex>
#include <string>

#include "base/file.h"

namespace bassin::registry {
class Store;
}

namespace bassin::query {
class View;
}

namespace bassin::service {

class RegisterSource {
 public:
  // `folder`: the data folder. Nothing is opened before refresh().
  RegisterSource(base::FileSystem& files, std::string folder) : files_(files), folder_(std::move(folder)) {}

  // Null until a snapshot was opened.
  [[nodiscard]] std::shared_ptr<query::View const> view() const;
  // Takes up the snapshot that CURRENT names, where it is another one than that in use; whether it is. On an error the one
  // in use stays. One thread at a time. Errors: those of registry::Store and of images.
  [[nodiscard]] base::Result<bool> refresh();
  // The snapshots of the folder, of which one is in use.
  [[nodiscard]] registry::Store store() const;

 private:
  base::FileSystem& files_;
  std::string folder_;
  mutable std::mutex mutex_;
  std::shared_ptr<query::View const> view_;
};

}  // namespace bassin::service
