#include "app/official_sources.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <sstream>

#include "base/date.h"
#include "base/file.h"
#include "outward/download.h"

namespace bassin::app {

namespace {

using base::Error;
using base::Result;

struct Source {
  std::string_view id, file;
  std::string FetchSettings::*address;
  bool imported = true;
};

constexpr Source sources[] = {
    {"establishments", "StockEtablissement_utf8.zip", &FetchSettings::establishments},
    {"units", "StockUniteLegale_utf8.zip", &FetchSettings::units},
    {"history", "StockEtablissementHistorique_utf8.zip", &FetchSettings::history},
    {"positions", "GeolocalisationEtablissement_utf8.zip", &FetchSettings::positions},
    {"contours", "communes.geojson.gz", &FetchSettings::contours, false},
};

Source const* source_of(std::string_view id) {
  auto const* const found = std::ranges::find(sources, id, &Source::id);
  return found == std::end(sources) ? nullptr : found;
}

Result<Fetched> fetch(FetchSettings const& settings, Source const& source, std::string const& folder, base::FileSystem& files,
                      FetchProgress const& progress, std::stop_token const& stop) {
  outward::DownloadOrder order;
  order.url = settings.*source.address;
  order.path = folder + "/" + std::string(source.file);
  order.ca_file = settings.ca_file;
  order.plain_allowed = settings.plain_allowed;
  order.most_bytes = static_cast<std::uint64_t>(settings.most_gib * (1 << 30));
  order.stalled_seconds = settings.stalled_seconds;
  order.progress = [&](std::uint64_t done, std::uint64_t total) { progress(source.id, done, total); };
  BASSIN_TRY(auto const done, outward::download(order, files, stop));
  return Fetched{std::string(source.id), order.path, done.changed, done.bytes, done.resumed_from};
}

}  // namespace

std::string sources_folder(std::string const& data) { return data + (data.ends_with('/') ? "sources" : "/sources"); }

std::vector<std::string> import_files(std::span<Fetched const> fetched) {
  std::vector<std::string> paths;
  for (auto const& file : fetched)
    if (source_of(file.id)->imported) paths.push_back(file.path);
  return paths;
}

std::vector<std::string> import_files_in(std::string const& folder, base::FileSystem& files) {
  std::vector<std::string> paths;
  for (auto const& source : sources) {
    auto path = folder + "/" + std::string(source.file);
    if (source.imported && files.exists(path)) paths.push_back(std::move(path));
  }
  return paths;
}

std::string contours_file_in(std::string const& folder) { return folder + "/" + std::string(source_of("contours")->file); }

// The third line beside a download: "Wed, 21 Oct 2026 07:28:00 GMT".
std::string published_on(std::string const& path, base::FileSystem& files) {
  if (!files.exists(path + ".from")) return {};
  auto const kept = files.read(path + ".from");
  if (!kept.ok()) return {};
  std::istringstream lines(*kept);
  std::string line;
  for (int i = 0; i < 3; ++i) std::getline(lines, line);
  static constexpr std::array<std::string_view, 12> months = {"Jan", "Feb", "Mar", "Apr", "May", "Jun",
                                                              "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"};
  std::istringstream words(line);
  std::string weekday, day, month, year;
  words >> weekday >> day >> month >> year;
  auto const* const found = std::ranges::find(months, month);
  if (found == months.end() || day.size() != 2 || year.size() != 4) return {};
  auto const iso = fmt::format("{}-{:02}-{}", year, found - months.begin() + 1, day);
  return base::parse_date(iso) ? iso : std::string();
}

Result<std::vector<Fetched>> fetch_sources(FetchSettings const& settings, std::span<std::string_view const> ids, std::string const& folder,
                                           base::FileSystem& files, FetchProgress const& progress, std::stop_token const& stop) {
  BASSIN_DO(files.make_directories(folder));
  BASSIN_TRY([[maybe_unused]] auto const lock, files.lock(folder + "/lock"));
  std::vector<Fetched> fetched;
  for (auto const& source : sources) {
    if (std::ranges::find(ids, source.id) == ids.end() || (settings.*source.address).empty()) continue;
    BASSIN_TRY(auto one, fetch(settings, source, folder, files, progress, stop));
    fetched.push_back(std::move(one));
  }
  if (fetched.empty()) return Error("app.nothing_to_fetch");
  return fetched;
}

}  // namespace bassin::app
