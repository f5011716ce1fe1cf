#include "service/contour_source.h"

#include "contours/contours.h"

namespace bassin::service {

ContourSource::ContourSource(base::FileSystem& files, std::string const& folder) : files_(files), path_(contours::image_path(folder)) {}

std::shared_ptr<contours::Contours const> ContourSource::contours() const {
  std::lock_guard const guard(mutex_);
  return contours_;
}

base::Result<bool> ContourSource::refresh() {
  if (!files_.exists(path_)) return false;
  BASSIN_TRY(auto const status, files_.status(path_));
  if (status.size == known_.size && status.modified_ns == known_.modified_ns) return false;
  known_ = status;  // one that cannot be read is said once
  BASSIN_TRY(auto fresh, contours::Contours::open(files_, path_));
  std::lock_guard const guard(mutex_);
  contours_.swap(fresh);
  return true;
}

}  // namespace bassin::service
