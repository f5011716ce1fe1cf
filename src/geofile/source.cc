#include "geofile/source.h"

#include <sys/stat.h>

#include <algorithm>
#include <array>
#include <cstdlib>
#include <memory>
#include <optional>
#include <string_view>
#include <utility>

#include <cpl_conv.h>
#include <cpl_error.h>
#include <cpl_string.h>
#include <cpl_vsi.h>
#include <ogr_core.h>

namespace bassin::geofile {

namespace {

using base::Error;
using base::Result;

// File formats only: no database server, no web service, and none that names other files to read.
constexpr std::array<char const*, 9> kDrivers{"GeoJSON",      "GPKG", "ESRI Shapefile", "KML", "FlatGeobuf", "GML",
                                              "MapInfo File", "CSV",  nullptr};
constexpr std::array<std::string_view, 10> kExtensions{"shp", "gpkg", "geojson", "json", "kml", "fgb", "gml", "tab", "mif", "csv"};
constexpr std::size_t kMostMessages = 8;
constexpr std::size_t kLongestMessage = 200;
constexpr int kMostArchiveEntries = 2'000;
constexpr std::size_t kMostDatasets = 50;

std::vector<std::string>& messages() {
  static std::vector<std::string> list;
  return list;
}

void CPL_STDCALL keep_message(CPLErr kind, CPLErrorNum, char const* text) {
  if (kind < CE_Warning || messages().size() >= kMostMessages) return;
  messages().emplace_back(std::string(text).substr(0, kLongestMessage));
}

Error unreadable(std::string const& path, std::string detail) {
  return Error{"geofile.unreadable", {{"file", CPLGetFilename(path.c_str())}, {"detail", std::move(detail)}}};
}

// Why nothing could be opened, in the library's words.
std::string last_message() {
  auto const list = take_messages();
  return list.empty() ? "not a known format" : list.back();
}

// An option that a driver does not know is a mere warning to it.
std::vector<char const*> open_options(GDALDriver& driver) {
  std::string_view const name = driver.GetDescription();
  if (name == "CSV") return {"GEOM_POSSIBLE_NAMES=WKT,geom,geometry,the_geom,wkt_geom,geo_shape", "KEEP_GEOM_COLUMNS=NO", nullptr};
  if (name == "GML") return {"WRITE_GFS=NO", "DOWNLOAD_SCHEMA=NO", nullptr};
  if (name == "GPKG") return {"LIST_ALL_TABLES=NO", nullptr};
  return {nullptr};
}

Result<GDALDatasetUniquePtr> open_one(std::string const& path, std::string const& file) {
  auto* driver = static_cast<GDALDriver*>(GDALIdentifyDriverEx(path.c_str(), GDAL_OF_VECTOR, kDrivers.data(), nullptr));
  if (driver == nullptr) return unreadable(file, last_message());
  auto const options = open_options(*driver);
  GDALDatasetUniquePtr dataset(
      GDALDataset::Open(path.c_str(), GDAL_OF_VECTOR | GDAL_OF_READONLY | GDAL_OF_VERBOSE_ERROR, kDrivers.data(), options.data()));
  if (!dataset) return unreadable(file, last_message());
  return dataset;
}

bool is_archive(std::string const& path) {
  std::array<char, 4> start{};
  auto const close = [](VSILFILE* file) { VSIFCloseL(file); };
  std::unique_ptr<VSILFILE, decltype(close)> const file(VSIFOpenL(path.c_str(), "rb"), close);
  if (!file || VSIFReadL(start.data(), 1, start.size(), file.get()) != start.size()) return false;
  return std::string_view(start.data(), start.size()) == "PK\x03\x04";
}

bool has_known_extension(std::string const& entry) {
  std::string const extension = CPLString(CPLGetExtension(entry.c_str())).tolower();
  bool const hidden = entry.starts_with("__MACOSX/") || std::string_view(CPLGetFilename(entry.c_str())).starts_with('.');
  return !hidden && std::find(kExtensions.begin(), kExtensions.end(), extension) != kExtensions.end();
}

// A layer's attribute table beside its shapes is no data set of its own.
bool stands_alone(std::string const& entry, std::vector<std::string> const& entries) {
  if (!EQUAL(CPLGetExtension(entry.c_str()), "csv")) return true;
  return std::none_of(entries.begin(), entries.end(), [](auto const& other) { return EQUAL(CPLGetExtension(other.c_str()), "shp"); });
}

Result<std::vector<std::string>> archive_entries(std::string const& archive, std::string const& file) {
  CPLStringList const list(VSIReadDirRecursive(archive.c_str()));
  if (list.size() > kMostArchiveEntries) return Error{"geofile.limit", {{"what", "files in the archive"}}};
  std::vector<std::string> entries;
  for (int i = 0; i < list.size(); ++i) {
    if (has_known_extension(list[i])) entries.emplace_back(list[i]);
  }
  std::sort(entries.begin(), entries.end());
  if (entries.empty()) return unreadable(file, "no geographic file in the archive");
  if (entries.size() > kMostDatasets) return Error{"geofile.limit", {{"what", "files in the archive"}}};
  return entries;
}

}  // namespace

void prepare_library() {
  constexpr std::array<std::pair<char const*, char const*>, 8> kSettings{{{"GDAL_DRIVER_PATH", "disable"},
                                                                          {"CPL_VSIL_CURL_ALLOWED_FILENAME", "none"},
                                                                          {"GDAL_PAM_ENABLED", "NO"},
                                                                          {"GDAL_NUM_THREADS", "1"},
                                                                          {"GML_PARSER", "EXPAT"},
                                                                          {"GML_DOWNLOAD_WFS_SCHEMA", "NO"},
                                                                          {"OGR_GEOJSON_MAX_OBJ_SIZE", "100"},
                                                                          {"OGR_SQLITE_LIST_VIRTUAL_OGR", "NO"}}};
  for (auto const& [name, value] : kSettings) CPLSetConfigOption(name, value);
  setenv("PROJ_NETWORK", "OFF", 1);
  CPLSetErrorHandler(keep_message);
  GDALAllRegister();
}

std::vector<std::string> take_messages() { return std::exchange(messages(), {}); }

Result<std::string> resolve(std::string const& file) {
  std::unique_ptr<char, decltype(&std::free)> const full(realpath(file.c_str(), nullptr), std::free);
  if (!full) return unreadable(file, "no such file");
  std::string path(full.get());
  struct stat status {};
  if (stat(path.c_str(), &status) != 0 || !S_ISREG(status.st_mode)) return unreadable(file, "not a regular file");
  if (path.starts_with("/vsi")) return unreadable(file, "not a regular file");
  return path;
}

Result<Opened> open_datasets(std::string const& path) {
  Opened opened;
  if (!is_archive(path)) {
    BASSIN_TRY(auto dataset, open_one(path, path));
    opened.datasets.push_back(std::move(dataset));
    return opened;
  }
  std::string const archive = "/vsizip/{" + path + "}";
  BASSIN_TRY(auto const entries, archive_entries(archive, path));
  std::optional<Error> problem;
  for (auto const& entry : entries) {
    if (!stands_alone(entry, entries)) continue;
    auto dataset = open_one(archive + "/" + entry, path);
    if (dataset.ok()) {
      opened.datasets.push_back(std::move(dataset).value());
    } else {
      opened.left_out.push_back(entry);
      if (!problem) problem = std::move(dataset).error();
    }
  }
  if (opened.datasets.empty()) return *problem;
  return opened;
}

}  // namespace bassin::geofile
