// What the import refuses, and that the snapshot in use stays.
#include <gtest/gtest.h>

#include <algorithm>

#include "ingest/import_test_support.h"

namespace bassin::ingest {
namespace {

using testing::csv_of;
using testing::siret;
using testing::stock_row;
using testing::unit_row;

class ImportRefusal : public testing::ImportTest {
 protected:
  void SetUp() override {
    ImportTest::SetUp();
    std::vector<testing::Row> rows;
    for (unsigned i = 0; i < 100; ++i) rows.push_back(stock_row(siret(i)));
    good_ = csv_of(testing::stock_header(), rows);
    id_ = imported({give("good.csv", good_)}).manifest.id;
  }
  // Refused with that error; what was in use is in use.
  base::Error refused(std::vector<std::string> files, std::string_view code) {
    auto const done = import(std::move(files));
    EXPECT_FALSE(done.ok());
    if (done.ok()) return base::Error("");
    EXPECT_EQ(done.error().code, code) << done.error().debug();
    EXPECT_EQ(snapshot()->id(), id_);
    EXPECT_TRUE(snapshot()->verify().ok());
    return done.error();
  }
  std::string give_without(std::string const& column) {
    auto header = testing::stock_header();
    std::erase(header, column);
    return give("stock.csv", csv_of(header, {stock_row(siret(1))}));
  }

  std::string good_;
  std::string id_;
};

TEST_F(ImportRefusal, AMissingColumnIsNamed) {
  auto const error = refused({give_without("codeCommuneEtablissement")}, "ingest.missing_column");
  EXPECT_EQ(error.value("file"), "stock.csv");
  EXPECT_EQ(error.value("column"), "codeCommuneEtablissement");
  refused({give_without("statutDiffusionEtablissement")}, "ingest.missing_column");
}

TEST_F(ImportRefusal, AFileOfAnotherKindIsNamed) {
  auto const error = refused({give("list.csv", "name;town\nA;B\n")}, "ingest.unknown_file");
  EXPECT_EQ(error.value("file"), "list.csv");
  EXPECT_EQ(error.value("found"), "name, town");
  refused({give("links.csv",
                "siretEtablissementPredecesseur,siretEtablissementSuccesseur,dateLienSuccession,transfertSiege,continuiteEconomique\n")},
          "ingest.unknown_file");
  refused({give("unit_history.csv", "siren,dateFin,dateDebut,etatAdministratifUniteLegale,nomUniteLegale,denominationUniteLegale\n")},
          "ingest.unknown_file");
}

TEST_F(ImportRefusal, TheFormatBefore2019IsNamed) {
  refused({give("old.csv", "SIREN,NIC,L1_NORMALISEE,APET700\n1,2,3,4\n")}, "ingest.old_format");
}

TEST_F(ImportRefusal, EmptyMissingDamagedAndDoubleFiles) {
  refused({give("empty.csv", "")}, "ingest.empty_file");
  refused({folder() + "/nowhere.csv"}, "file.missing");
  refused({give("broken.zip", "PK\3\4 this is no zip")}, "ingest.damaged_archive");
  auto const error = refused({give("a.csv", good_), give("b.csv", good_)}, "ingest.kind_twice");
  EXPECT_EQ(error.value("first"), "a.csv");
  EXPECT_EQ(error.value("second"), "b.csv");
  refused({give_units({unit_row(testing::siren(1))})}, "ingest.no_establishments");
  refused({}, "ingest.no_establishments");
  refused({give("header.csv", csv_of(testing::stock_header(), {}))}, "ingest.nothing_kept");
}

TEST_F(ImportRefusal, AFileOfWhichAllRowsAreRejectedTellsWhy) {
  auto text = csv_of(testing::stock_header(), {stock_row(siret(1), {{"etatAdministratifEtablissement", "X"}}),
                                               stock_row(siret(2), {{"etatAdministratifEtablissement", "X"}}),
                                               stock_row(siret(3), {{"dateCreationEtablissement", "1/1/2000"}})});
  auto const error = refused({give("stock.csv", text)}, "ingest.all_rejected");
  EXPECT_EQ(error.value("rejected"), "3");
  EXPECT_EQ(error.value("reason"), "bad_state");
  auto const lines = base::real_files().read(std::string(error.value("rejects"))).value();
  EXPECT_EQ(std::ranges::count(lines, '\n'), 4);
  auto const kept = csv_of(testing::stock_header(), {stock_row(siret(4))});
  auto const shrunk = refused({give("stock.csv", text + kept.substr(kept.find('\n') + 1))}, "ingest.shrunk");
  EXPECT_TRUE(base::real_files().exists(std::string(shrunk.value("rejects"))));
}

TEST_F(ImportRefusal, FarFewerRowsNeedForce) {
  auto const smaller = [&](unsigned rows) {
    std::size_t at = good_.find('\n') + 1;
    for (unsigned i = 0; i < rows; ++i) at = good_.find('\n', at) + 1;
    return give("fewer.csv", good_.substr(0, at));
  };
  auto const error = refused({smaller(97)}, "ingest.shrunk");
  EXPECT_EQ(error.value("before"), "100");
  EXPECT_EQ(error.value("after"), "97");
  EXPECT_EQ(error.value("percent"), "97.0");
  auto forced = request({smaller(97)});
  forced.force = true;
  EXPECT_TRUE(run_import(forced, base::real_files(), silent_progress(), {}).ok());
  EXPECT_EQ(imported({smaller(96)}).manifest.establishments, 96U);  // 99 % of 97
}

// Files of each kind, of so many rows.
class ImportShrinks : public ImportRefusal {
 protected:
  struct Rows {
    unsigned units = 100, periods = 100, points = 100;
  };
  std::vector<std::string> give_all(Rows const& rows) {
    std::vector<testing::Row> units;
    std::vector<testing::Row> periods;
    std::string points = "siret,longitude,latitude\n";
    for (unsigned i = 0; i < rows.units; ++i) units.push_back(unit_row(testing::siren(i)));
    for (unsigned i = 0; i < rows.periods; ++i) periods.push_back(testing::period(siret(i), "2015-03-01", ""));
    for (unsigned i = 0; i < rows.points; ++i) points += siret(i) + ",2.9,48.1\n";
    return {give("good.csv", good_), give_units(units), give_history(periods), give("points.csv", points)};
  }
  void SetUp() override {
    ImportRefusal::SetUp();
    id_ = imported(give_all({})).manifest.id;
  }
};

TEST_F(ImportShrinks, FarFewerUnitsPeriodsOrPositionsNeedForce) {
  auto error = refused(give_all({.units = 97}), "ingest.shrunk");
  EXPECT_EQ(error.value("kind"), "units");
  EXPECT_EQ(error.value("file"), "StockUniteLegale_utf8.csv");
  EXPECT_EQ(error.value("before"), "100");
  error = refused(give_all({.periods = 0}), "ingest.shrunk");
  EXPECT_EQ(error.value("kind"), "history");
  EXPECT_EQ(error.value("percent"), "0.0");
  error = refused(give_all({.points = 97}), "ingest.fewer_positions");
  EXPECT_EQ(error.value("after"), "97");
  EXPECT_EQ(imported(give_all({98, 98, 98})).manifest.positions, 98U);
}

TEST_F(ImportShrinks, AFileThatIsNotGivenAnyMoreNeedsForce) {
  auto const files = give_all({});
  for (std::size_t left_out = 1; left_out < files.size(); ++left_out) {
    auto given = files;
    given.erase(given.begin() + static_cast<std::ptrdiff_t>(left_out));
    auto const error = refused(given, "ingest.not_given");
    EXPECT_TRUE(files[left_out].ends_with("/" + std::string(error.value("file")))) << error.debug();
  }
  auto forced = request({files[0]});
  forced.force = true;
  EXPECT_TRUE(run_import(forced, base::real_files(), silent_progress(), {}).ok());
}

TEST_F(ImportRefusal, ASnapshotInUseThatDoesNotReadNeedsForce) {
  auto const current = data() + "/CURRENT";
  auto const manifest = data() + "/snapshots/" + id_ + "/manifest.json";
  for (auto const& path : {current, manifest}) {
    auto const before = base::real_files().read(path).value();
    ASSERT_TRUE(base::replace_file(base::real_files(), path, "?").ok());
    auto const done = import({give("few.csv", csv_of(testing::stock_header(), {stock_row(siret(1))}))});
    ASSERT_TRUE(base::replace_file(base::real_files(), path, before).ok());
    ASSERT_FALSE(done.ok()) << path;
    EXPECT_EQ(done.error().code, "ingest.current_unreadable");
    EXPECT_EQ(snapshot()->id(), id_);
  }
  ASSERT_TRUE(base::replace_file(base::real_files(), current, "?").ok());
  auto forced = request({give("good.csv", good_)});
  forced.force = true;
  EXPECT_TRUE(run_import(forced, base::real_files(), silent_progress(), {}).ok());
}

TEST_F(ImportRefusal, AnotherScopeIsNotCompared) {
  auto other = request({give("few.csv", csv_of(testing::stock_header(), {stock_row(siret(1))}))});
  other.scope = parse_scope("departements:77").value();
  EXPECT_TRUE(run_import(other, base::real_files(), silent_progress(), {}).ok());
}

TEST_F(ImportRefusal, OneImportAtATime) {
  auto const held = registry::Store(base::real_files(), data()).lock();
  refused({give("good.csv", good_)}, "file.locked");
}

TEST_F(ImportRefusal, KeepsAsManySnapshotsAsAsked) {
  for (int i = 0; i < 4; ++i) imported({give("good.csv", good_)});
  EXPECT_EQ(registry::Store(base::real_files(), data()).list().value().size(), 3U);
  EXPECT_TRUE(base::real_files().list(data() + "/work").value().empty());
}

}  // namespace
}  // namespace bassin::ingest
