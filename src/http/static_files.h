// The files of the web application, read once into memory with their compressed form.
#pragma once

#include <map>
#include <memory>
#include <optional>
#include <string>
#include <string_view>

#include "base/file.h"
#include "http/message.h"

namespace bassin::http {

[[nodiscard]] std::string_view content_type_of(std::string_view file_name);

class StaticFiles {
 public:
  // Every file below `folder`. Errors: those of files.
  [[nodiscard]] static base::Result<StaticFiles> load(base::FileSystem& files, std::string const& folder);

  // The file of the request's path ("/assets/app-3f2a.js"; "/" and "/terrain/" are their index.html, "/terrain" leads there), 304 where the
  // client has it already. Files below a folder assets/ carry a hash in their name and are kept for a year; the others are asked for again
  // each time. A path is looked up, never opened: nothing beside the folder is ever read. Nothing where there is no such file.
  [[nodiscard]] std::optional<Response> answer(Request const& request) const;
  [[nodiscard]] std::size_t size() const { return files_.size(); }

 private:
  struct File {
    std::string_view content_type;
    std::string etag;
    std::shared_ptr<std::string const> plain, packed;  // packed: null where compression wins nothing
  };
  [[nodiscard]] std::optional<Response> folder_of(std::string const& path) const;
  [[nodiscard]] base::Result<void> add(base::FileSystem& files, std::string const& folder, std::string const& path);

  std::map<std::string, File, std::less<>> files_;
};

}  // namespace bassin::http
