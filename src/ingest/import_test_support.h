// For tests of the import: fictitious rows in the official formats, and a folder to import them into.
#pragma once

#include <gtest/gtest.h>

#include <cstdint>
#include <map>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "base/file.h"
#include "ingest/import.h"
#include "registry/snapshot.h"
#include "registry/store.h"

namespace bassin::ingest::testing {

// Column -> value; a column that is not named is empty.
using Row = std::map<std::string, std::string, std::less<>>;
using Header = std::vector<std::string>;

[[nodiscard]] Header const& stock_header();  // 54 columns
[[nodiscard]] Header stock_header_48();
[[nodiscard]] Header const& unit_header();  // 35 columns
[[nodiscard]] Header const& history_header();
[[nodiscard]] Header const& geolocation_header();

// The file's text: header and rows, quotes where needed.
[[nodiscard]] std::string csv_of(Header const& header, std::vector<Row> const& rows, char separator = ',');

// The n-th fictitious SIREN, and a SIRET of it whose control digits hold.
[[nodiscard]] std::string siren(unsigned n);
[[nodiscard]] std::string siret(unsigned n, unsigned establishment = 1);

// An active establishment of commune 77142, diffusion O, with `changes` made to it.
[[nodiscard]] Row stock_row(std::string const& siret, Row const& changes = {});
// A company of category 5499 named "SOCIETE <SIREN>".
[[nodiscard]] Row unit_row(std::string const& siren, Row const& changes = {});
[[nodiscard]] Row period(std::string const& siret, std::string const& start, std::string const& end, Row const& changes = {});

class ImportTest : public ::testing::Test {
 protected:
  void SetUp() override;
  void TearDown() override;

  // Writes an input file and returns its path.
  std::string give(std::string const& name, std::string const& text);
  std::string give_stock(std::vector<Row> const& rows) { return give("StockEtablissement_utf8.csv", csv_of(stock_header(), rows)); }
  std::string give_units(std::vector<Row> const& rows) { return give("StockUniteLegale_utf8.csv", csv_of(unit_header(), rows)); }
  std::string give_history(std::vector<Row> const& rows) {
    return give("StockEtablissementHistorique_utf8.csv", csv_of(history_header(), rows));
  }
  [[nodiscard]] ImportRequest request(std::vector<std::string> files) const;
  [[nodiscard]] base::Result<ImportReport> import(std::vector<std::string> files) const;
  // The import must succeed.
  ImportReport imported(std::vector<std::string> files) const;
  // The snapshot in use.
  [[nodiscard]] std::shared_ptr<registry::Snapshot const> snapshot() const;
  // Row of a SIRET that must be there.
  [[nodiscard]] std::uint32_t row_of(std::string const& siret) const;
  [[nodiscard]] std::string data() const { return folder_ + "/data"; }
  [[nodiscard]] std::string folder() const { return folder_; }

 private:
  std::string folder_;
};

// Rows of a note, 0 where it is not there.
[[nodiscard]] std::uint64_t noted(ImportReport const& report, std::string_view code);
// Rows rejected for that reason in the file of that kind.
[[nodiscard]] std::uint64_t rejected(ImportReport const& report, std::string_view kind, std::string_view reason);

}  // namespace bassin::ingest::testing
