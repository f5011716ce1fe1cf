// The web application beside the API: its files, its page for every address that is one of its pages, and what a browser may
// load while it shows it.
#pragma once

#include <memory>
#include <optional>
#include <string>

#include "base/result.h"

namespace bassin::base {
class FileSystem;
}
namespace bassin::http {
class StaticFiles;
struct Request;
struct Response;
}  // namespace bassin::http

namespace bassin::app {

struct WebSettings {
  std::string folder;       // "": looked for beside the program
  std::string basemap;      // address of a public raster map, "https://…/{z}/{x}/{y}.png"; "": none
  std::string attribution;  // who made that map
};

class WebApplication {
 public:
  // Reads the files once. Where no folder is named and none stands beside the program, the API alone is served.
  // Errors: "web.no_application" (path) where the folder named holds no index.html; those of files.
  [[nodiscard]] static base::Result<WebApplication> load(base::FileSystem& files, WebSettings const& settings, std::string const& program);
  WebApplication(WebApplication&&) noexcept;
  WebApplication& operator=(WebApplication&&) noexcept;
  WebApplication(WebApplication const&) = delete;
  WebApplication& operator=(WebApplication const&) = delete;
  ~WebApplication();

  // A file, or the application's page for what may be an address of it: no dot in its last segment, not below /api/.
  [[nodiscard]] std::optional<http::Response> answer(http::Request const& request) const;
  // Of each answer: nothing but our own files, and the map's server where one is configured.
  [[nodiscard]] std::string content_security_policy() const;
  [[nodiscard]] bool is_there() const { return files_ != nullptr; }

 private:
  WebApplication();
  std::unique_ptr<http::StaticFiles const> files_;
  std::string map_origin_;
};

// "https://tiles.example.org" of "https://tiles.example.org/a/{z}/{x}/{y}.png"; nothing where that is no such address.
[[nodiscard]] std::optional<std::string> origin_of(std::string_view address);

}  // namespace bassin::app
