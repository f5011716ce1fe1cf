#include "http/static_files.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <utility>

#include "base/checksum.h"
#include "http/compress.h"

namespace bassin::http {

std::string_view content_type_of(std::string_view file_name) {
  using Entry = std::pair<std::string_view, std::string_view>;
  constexpr std::array<Entry, 15> types{{{".html", "text/html; charset=utf-8"},
                                         {".js", "text/javascript; charset=utf-8"},
                                         {".mjs", "text/javascript; charset=utf-8"},
                                         {".css", "text/css; charset=utf-8"},
                                         {".json", "application/json"},
                                         {".yaml", "application/yaml"},
                                         {".svg", "image/svg+xml"},
                                         {".png", "image/png"},
                                         {".jpg", "image/jpeg"},
                                         {".webp", "image/webp"},
                                         {".ico", "image/x-icon"},
                                         {".woff2", "font/woff2"},
                                         {".webmanifest", "application/manifest+json"},
                                         {".txt", "text/plain; charset=utf-8"},
                                         {".pdf", "application/pdf"}}};
  auto const found = std::find_if(types.begin(), types.end(), [&](Entry const& e) { return file_name.ends_with(e.first); });
  return found == types.end() ? "application/octet-stream" : found->second;
}

base::Result<void> StaticFiles::add(base::FileSystem& files, std::string const& folder, std::string const& path) {
  BASSIN_TRY(auto const names, files.list(folder + path));
  for (auto const& name : names) {
    auto const below = path + "/" + name;
    BASSIN_TRY(auto const status, files.status(folder + below));
    if (status.is_directory) {
      BASSIN_DO(add(files, folder, below));
      continue;
    }
    BASSIN_TRY(auto bytes, files.read(folder + below));
    File file;
    file.content_type = content_type_of(name);
    file.etag = fmt::format("\"{:016x}\"", base::checksum(bytes));
    constexpr int hardest = 9;  // once, at start
    auto packed = is_compressible(file.content_type) ? gzip(bytes, hardest) : std::nullopt;
    if (packed && packed->size() < bytes.size()) file.packed = std::make_shared<std::string const>(std::move(*packed));
    file.plain = std::make_shared<std::string const>(std::move(bytes));
    files_.emplace(below, std::move(file));
  }
  return {};
}

base::Result<StaticFiles> StaticFiles::load(base::FileSystem& files, std::string const& folder) {
  StaticFiles loaded;
  BASSIN_DO(loaded.add(files, folder, ""));
  return loaded;
}

// Of a folder that has a page of its own, its address is the one below which its files stand.
std::optional<Response> StaticFiles::folder_of(std::string const& path) const {
  if (path.empty() || path.ends_with('/') || !files_.contains(path + "/index.html")) return std::nullopt;
  Response response;
  response.status = 308;
  response.set_header("Location", path + "/");
  return response;
}

std::optional<Response> StaticFiles::answer(Request const& request) const {
  auto const found = files_.find(request.path.ends_with('/') ? request.path + "index.html" : request.path);
  if (found == files_.end()) return folder_of(request.path);
  auto const& [path, file] = *found;
  Response response;
  response.set_header("Content-Type", file.content_type);
  response.set_header("ETag", file.etag);
  response.set_header("Cache-Control", path.find("/assets/") != std::string::npos ? "public, max-age=31536000, immutable" : "no-cache");
  if (file.packed) response.set_header("Vary", "Accept-Encoding");
  if (request.header("If-None-Match") == file.etag) {
    response.status = 304;
    return response;
  }
  bool const packed = file.packed && accepts_gzip(request.header("Accept-Encoding").value_or(""));
  response.shared_body = packed ? file.packed : file.plain;
  if (packed) response.set_header("Content-Encoding", "gzip");
  return response;
}

}  // namespace bassin::http
