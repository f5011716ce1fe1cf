// A synthetic business register: fictitious rows in the official files' formats and names, the same bytes for
// the same parameters on every machine. docs/formats/synthetic.md says what is drawn how, and from which table.
#pragma once

#include <cstdint>
#include <functional>
#include <string>
#include <vector>

#include "base/date.h"
#include "base/file.h"
#include "base/result.h"

namespace bassin::synthesis {

struct Parameters {
  std::string output_folder;  // made where it is missing; files of the same name are replaced
  std::uint64_t seed = 1;
  // Rows of the stock file, 1 to 45,000,000. Ignored by the demonstration, which has its own size.
  std::uint64_t establishments = 100'000;
  int stock_columns = 54;  // 48 (2019), 53 (2023) or 54 (December 2025)
  int unit_columns = 35;   // 33 or 35
  // Each csv alone in a zip of the same name: StockEtablissement_utf8.zip holds StockEtablissement_utf8.csv.
  bool zipped = false;
  bool with_units = true;
  bool with_history = true;
  bool with_positions = true;
  // Share, 0 to 1, of the rows of partial diffusion (P) that carry names, street and position in clear, as files
  // before 2022 did; the others carry `[ND]`.
  double named_p = 0;
  bool employer_flag = false;  // caractereEmployeur is O or N; else empty, as in the files of 2025 and 2026
  // The day of the files: nothing is created later.
  base::Date as_of = base::Date{20636};  // 2026-07-02
  // Département codes ("77", "2A", "974") to keep to; empty means the whole country.
  std::vector<std::string> departements;
  // The fictitious demonstration territory: about 6,000 establishments on the communes of the Pays Créçois of 2019
  // and around, and beside the csv files its flood extent and the list of the 19 communes.
  bool demonstration = false;
};

// What was written.
struct Summary {
  std::uint64_t establishments = 0;
  std::uint64_t active_establishments = 0;
  std::uint64_t partial_establishments = 0;  // statutDiffusion P
  std::uint64_t units = 0;
  std::uint64_t periods = 0;       // rows of the history file
  std::uint64_t positions = 0;     // rows of the position file
  std::uint64_t bytes = 0;         // of csv text, before compression
  std::vector<std::string> files;  // paths, in the order of writing
};

// Told every so many rows: rows of the stock file done, of how many. False stops with synthesis.stopped.
using Progress = std::function<bool(std::uint64_t done, std::uint64_t total)>;

// File names inside the output folder, without ".csv" or ".zip".
inline constexpr char const* stock_file = "StockEtablissement_utf8";
inline constexpr char const* unit_file = "StockUniteLegale_utf8";
inline constexpr char const* history_file = "StockEtablissementHistorique_utf8";
inline constexpr char const* position_file = "GeolocalisationEtablissement_Sirene_pour_etudes_statistiques_utf8";
// Written by the demonstration only, in full:
inline constexpr char const* flood_file = "crue_grand_morin.geojson";
inline constexpr char const* commune_list_file = "pays_crecois_2019.txt";

// Writes under "<name>.partial" and renames at the end, so a stopped or failed run leaves no official name behind.
// Errors: synthesis.parameter (name, value, allowed), synthesis.unknown_departement (code), synthesis.stopped,
// synthesis.zip (path, reason), and "file.*".
[[nodiscard]] base::Result<Summary> generate(Parameters const& parameters, base::FileSystem& files, Progress const& progress = {});

}  // namespace bassin::synthesis
