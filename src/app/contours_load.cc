#include "app/contours_load.h"

#include "app/official_sources.h"

namespace bassin::app {

base::Result<std::optional<contours::Loaded>> load_fetched_contours(std::string const& data, base::FileSystem& files) {
  contours::LoadRequest request;
  request.path = contours_file_in(sources_folder(data));
  request.data_folder = data;
  request.source = official_contours;
  if (!files.exists(request.path)) return std::optional<contours::Loaded>();
  request.vintage = published_on(request.path, files);
  BASSIN_TRY(auto loaded, contours::load(request, files));
  return std::optional(std::move(loaded));
}

}  // namespace bassin::app
