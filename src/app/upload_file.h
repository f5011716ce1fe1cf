// A file that somebody sent, in a private folder of its own where a confined program reads it. Both go with this object.
#pragma once

#include <memory>
#include <string>
#include <string_view>
#include <utility>

#include "base/file.h"
#include "base/result.h"

namespace bassin::app {

class UploadFile {
 public:
  // In `place`. Of the name that the sender chose only the ending is kept, where it is letters and digits.
  [[nodiscard]] static base::Result<std::unique_ptr<UploadFile>> write(base::FileSystem& files, std::string const& place,
                                                                       std::string const& name, std::string_view bytes);
  ~UploadFile();
  UploadFile(UploadFile const&) = delete;
  UploadFile& operator=(UploadFile const&) = delete;
  [[nodiscard]] std::string const& path() const { return path_; }

 private:
  UploadFile(base::FileSystem& files, std::string folder) : files_(files), folder_(std::move(folder)) {}

  base::FileSystem& files_;
  std::string folder_, path_;
};

}  // namespace bassin::app
