#include "app/upload_file.h"

#include <cstddef>

#include "base/uuid.h"

namespace bassin::app {

namespace {

using base::Result;

// What tells the format: letters and digits behind the last point.
std::string extension_of(std::string const& name) {
  constexpr std::size_t longest = 8;
  auto const point = name.rfind('.');
  std::string out;
  for (std::size_t i = point == std::string::npos ? name.size() : point + 1; i < name.size(); ++i) {
    char const c = name[i] >= 'A' && name[i] <= 'Z' ? static_cast<char>(name[i] - 'A' + 'a') : name[i];
    bool const plain = (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9');
    if (!plain || out.size() == longest) return {};
    out += c;
  }
  return out.empty() ? out : "." + out;
}

}  // namespace

Result<std::unique_ptr<UploadFile>> UploadFile::write(base::FileSystem& files, std::string const& place, std::string const& name,
                                                      std::string_view bytes) {
  std::unique_ptr<UploadFile> made(new UploadFile(files, place + "/bassin-upload-" + base::new_uuid()));
  BASSIN_DO(files.make_private_directory(made->folder_));
  made->path_ = made->folder_ + "/upload" + extension_of(name);
  BASSIN_TRY(auto const file, files.create_private(made->path_));
  BASSIN_DO(file->append(bytes));
  BASSIN_DO(file->close());
  return made;
}

UploadFile::~UploadFile() { (void)files_.remove(folder_); }

}  // namespace bassin::app
