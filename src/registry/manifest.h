// What a snapshot is made of and where it came from: the file manifest.json of its folder.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/date.h"
#include "base/result.h"

namespace bassin::registry {

struct SourceFile {
  std::string kind;  // "establishments", "units", "history", "positions"
  std::string name;  // name of the file as given, without its folder
  std::uint64_t bytes = 0;
  std::int64_t modified = 0;  // seconds since 1970
  std::uint32_t columns = 0;
  std::uint64_t rows = 0;  // data rows read
  std::uint64_t kept = 0;
  std::uint64_t rejected = 0;
  std::uint64_t out_of_scope = 0;  // well-formed rows outside the scope
};

struct ComponentFile {
  std::string kind;
  std::string file;
  std::uint32_t version = 0;
  std::uint64_t bytes = 0;
};

struct Manifest {
  std::string id;                       // sorts by time of making: "20261123-231500-5f3a"
  std::string made_by;                  // version of the program
  std::string reference;                // edition of its reference tables, by which columns were derived
  std::int64_t made_at = 0;             // seconds since 1970
  std::string scope;                    // "country", "departements:77,91" or "communes:77142,…"
  std::optional<base::Date> data_date;  // of the state that the files describe, where known
  std::uint64_t establishments = 0;
  std::uint64_t units = 0;
  std::uint64_t periods = 0;
  std::uint64_t positions = 0;  // establishments whose position is known
  bool has_units = false;       // the file of legal units was given
  bool has_history = false;
  bool has_activity_2025 = false;
  bool fictitious = false;  // made by `synthesize`
  std::vector<SourceFile> sources;
  std::vector<ComponentFile> components;
};

[[nodiscard]] std::string to_json(Manifest const& manifest);
// Errors: "manifest.unreadable" (path, reason), "manifest.version" (path, found, expected).
[[nodiscard]] base::Result<Manifest> parse_manifest(std::string_view json, std::string const& path);

}  // namespace bassin::registry
