#include "app/web_application.h"

#include <algorithm>

#include "base/file.h"
#include "http/message.h"
#include "http/static_files.h"

namespace bassin::app {

namespace {

// Installed below /usr/share, or built in build/web beside the preset's folder.
std::string folder_beside(base::FileSystem& files, std::string const& program) {
  auto const beside = base::parent_of(program);
  for (auto const* const place : {"/../share/bassin/web", "/../../../web"}) {
    if (files.exists(beside + place + "/index.html")) return beside + place;
  }
  return "";
}

bool may_be_page(std::string_view path) {
  if (path == "/api" || path.starts_with("/api/")) return false;
  return path.substr(path.rfind('/')).find('.') == std::string_view::npos;
}

bool is_host(std::string_view text) {
  return !text.empty() && std::ranges::all_of(text, [](char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '.' || c == '-' || c == ':';
  });
}

}  // namespace

std::optional<std::string> origin_of(std::string_view address) {
  for (std::string_view const scheme : {"https://", "http://"}) {
    if (!address.starts_with(scheme)) continue;
    auto const end = address.find('/', scheme.size());
    auto const host = address.substr(scheme.size(), end == std::string_view::npos ? end : end - scheme.size());
    if (!is_host(host)) return std::nullopt;
    return std::string(scheme) + std::string(host);
  }
  return std::nullopt;
}

WebApplication::WebApplication() = default;
WebApplication::WebApplication(WebApplication&&) noexcept = default;
WebApplication& WebApplication::operator=(WebApplication&&) noexcept = default;
WebApplication::~WebApplication() = default;

base::Result<WebApplication> WebApplication::load(base::FileSystem& files, WebSettings const& settings, std::string const& program) {
  WebApplication application;
  application.map_origin_ = origin_of(settings.basemap).value_or("");
  if (!settings.folder.empty() && !files.exists(settings.folder + "/index.html")) {
    return base::Error("web.no_application", {{"path", settings.folder}});
  }
  auto const folder = settings.folder.empty() ? folder_beside(files, program) : settings.folder;
  if (folder.empty()) return application;
  BASSIN_TRY(auto loaded, http::StaticFiles::load(files, folder));
  application.files_ = std::make_unique<http::StaticFiles const>(std::move(loaded));
  return application;
}

std::optional<http::Response> WebApplication::answer(http::Request const& request) const {
  if (!files_) return std::nullopt;
  if (auto response = files_->answer(request)) return response;
  if (!may_be_page(request.path)) return std::nullopt;
  auto page = request;
  page.path = "/";
  return files_->answer(page);
}

// Scripts and styles come from files; pictures of the map are drawn from bytes at hand (data:, blob:).
std::string WebApplication::content_security_policy() const {
  auto const map = map_origin_.empty() ? std::string() : " " + map_origin_;
  return "default-src 'self'; img-src 'self' data: blob:" + map + "; connect-src 'self'" + map +
         "; frame-ancestors 'none'; base-uri 'none'; form-action 'self'; object-src 'none'";
}

}  // namespace bassin::app
