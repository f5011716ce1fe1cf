#include "ingest/import.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <filesystem>

#include "ingest/import_test_support.h"
#include "reference/chambers.h"
#include "reference/fields.h"
#include "reference/size_bands.h"
#include "registry/reader.h"

namespace bassin::ingest {
namespace {

using registry::schema::Text;
using testing::csv_of;
using testing::noted;
using testing::rejected;
using testing::siren;
using testing::siret;
using testing::stock_row;
using testing::unit_row;

class Import : public testing::ImportTest {
 protected:
  // Imports one row of the stock file, which must be kept, and reads its column `of` it.
  template <class T>
  T column_of(testing::Row const& changes, registry::Column<T> registry::Establishments::*of) {
    imported({give_stock({stock_row(siret(1), changes)})});
    return (snapshot()->establishments().*of)[0];
  }
  // Imports one row that must be rejected for `reason`, beside one that is kept.
  void expect_rejected(testing::Row const& changes, std::string_view reason) {
    auto const report = imported({give_stock({stock_row(siret(1), changes), stock_row(siret(2))})});
    EXPECT_EQ(rejected(report, "establishments", reason), 1U) << reason;
    EXPECT_EQ(report.manifest.establishments, 1U);
  }
};

TEST_F(Import, ReadsEveryColumnByName) {
  testing::Row row = stock_row(siret(7, 3));
  for (auto const& text : registry::schema::texts) {
    if (!text.source.empty()) row[std::string(text.source)] = "value of " + std::string(text.block);
  }
  row["trancheEffectifsEtablissement"] = "12";
  row["anneeEffectifsEtablissement"] = "2023";
  row["activitePrincipaleRegistreMetiersEtablissement"] = "4932ZA";
  row["dateDernierTraitementEtablissement"] = "2021-11-14T14:00:59";
  row["etablissementSiege"] = "true";
  row["nombrePeriodesEtablissement"] = "4";
  row["numeroVoieEtablissement"] = "12";
  row["indiceRepetitionEtablissement"] = "B";
  row["typeVoieEtablissement"] = "RUE";
  row["libelleVoieEtablissement"] = "DU PONT";
  row["codePostalEtablissement"] = "77580";
  row["dateDebut"] = "2018-01-31";
  row["caractereEmployeurEtablissement"] = "O";
  row["activitePrincipaleNAF25Etablissement"] = "62.10Y";
  imported({give_stock({row})});
  auto const s = snapshot();
  auto const& e = s->establishments();
  ASSERT_EQ(s->rows(), 1U);
  EXPECT_EQ(s->siret(0), std::stoull(siret(7, 3)));
  EXPECT_EQ(e.state[0], static_cast<std::uint8_t>(registry::State::active));
  EXPECT_EQ(e.diffusion[0], static_cast<std::uint8_t>(registry::Diffusion::open));
  EXPECT_EQ(e.head_office[0], static_cast<std::uint8_t>(registry::Tri::yes));
  EXPECT_EQ(e.employer[0], static_cast<std::uint8_t>(registry::Tri::yes));
  EXPECT_EQ(e.size[0], reference::parse_size_band("12"));
  EXPECT_EQ(e.size_year[0], 2023 - 1950);
  EXPECT_EQ(e.period_count[0], 4);
  EXPECT_EQ(e.activities[e.activity[0]], "162.01Z");
  EXPECT_EQ(e.activities_2025[e.activity_2025[0]], "262.10Y");
  EXPECT_EQ(e.crafts[e.craft[0]], "4932ZA");
  EXPECT_EQ(base::DayCode{e.created[0]}.date(), base::parse_date("2015-03-01"));
  EXPECT_EQ(base::DayCode{e.period_start[0]}.date(), base::parse_date("2018-01-31"));
  EXPECT_EQ(e.processed[0], base::parse_timestamp("2021-11-14T14:00:59"));
  EXPECT_EQ(e.numbers[e.number[0]], "12");
  EXPECT_EQ(e.repetitions[e.repetition[0]], "B");
  EXPECT_EQ(e.street_types[e.street_type[0]], "RUE");
  EXPECT_EQ(e.streets[e.street[0]], "DU PONT");
  EXPECT_EQ(e.postal_codes[e.postal_code[0]], "77580");
  EXPECT_EQ(e.commune_labels[e.commune_label[0]], "CRECY LA CHAPELLE");
  EXPECT_EQ(s->commune_code(s->commune_of(0)), "77142");
  for (std::size_t i = 0; i < registry::schema::texts.size(); ++i) {
    auto const& text = registry::schema::texts[i];
    auto const expected = text.source.empty() ? std::string() : "value of " + std::string(text.block);
    EXPECT_EQ(e.text(static_cast<Text>(i), 0), expected);
  }
  EXPECT_TRUE(s->verify().ok());
}

TEST_F(Import, ColumnsMayMoveAndNewOnesAreIgnored) {
  auto header = testing::stock_header();
  std::reverse(header.begin(), header.end());
  header.insert(header.begin() + 3, "colonneNouvelleEtablissement");
  auto const report = imported({give("stock.csv", csv_of(header, {stock_row(siret(1))}))});
  EXPECT_EQ(report.sources[0].ignored_columns, (std::vector<std::string>{"colonneNouvelleEtablissement"}));
  EXPECT_EQ(snapshot()->siret(0), std::stoull(siret(1)));
}

TEST_F(Import, FileOf48ColumnsHasNoActivity2025) {
  auto const report = imported({give("stock.csv", csv_of(testing::stock_header_48(), {stock_row(siret(1))}))});
  EXPECT_EQ(report.manifest.sources[0].columns, 48U);
  EXPECT_FALSE(report.manifest.has_activity_2025);
  EXPECT_EQ(report.sources[0].absent_columns.size(), 6U);
  EXPECT_EQ(snapshot()->establishments().activity_2025[0], 0);
}

TEST_F(Import, SemicolonsByteOrderMarkAndCarriageReturnsAreRead) {
  auto text = "\xEF\xBB\xBF" + csv_of(testing::stock_header(), {stock_row(siret(1), {{"enseigne1Etablissement", "L'ÉPI; D'OR"}})}, ';');
  for (auto at = text.find('\n'); at != std::string::npos; at = text.find('\n', at + 2)) text.replace(at, 1, "\r\n");
  imported({give("stock.csv", text)});
  EXPECT_EQ(snapshot()->establishments().text(Text::brand_1, 0), "L'ÉPI; D'OR");
  EXPECT_EQ(snapshot()->establishments().activity_2025[0], 0);
}

TEST_F(Import, IdentifiersKeepTheirLeadingZeros) {
  auto const zeros = "00661079400023";
  imported({give_stock({stock_row(zeros)})});
  EXPECT_EQ(snapshot()->siret(0), 661079400023U);
  EXPECT_EQ(snapshot()->units().siren[0], 6610794U);
}

TEST_F(Import, TheDemonstrationIsFictitiousWithoutBeingSaid) {
  EXPECT_TRUE(imported({give_stock({stock_row("00032517400011"), stock_row("00000000100011")})}).manifest.fictitious);
  EXPECT_FALSE(imported({give_stock({stock_row("00032517500011"), stock_row("00000000100011")})}).manifest.fictitious);
}

TEST_F(Import, ControlDigitIsNotedAndNoReasonToReject) {
  auto wrong = siret(1);
  wrong.back() = wrong.back() == '9' ? '0' : static_cast<char>(wrong.back() + 1);
  EXPECT_EQ(noted(imported({give_stock({stock_row(wrong)})}), "siret_luhn"), 1U);
  // La Poste: a digit sum that is a multiple of 5. 3+5+6+1+5 = 20.
  EXPECT_EQ(noted(imported({give_stock({stock_row("35600000000105")})}), "siret_luhn"), 0U);
}

TEST_F(Import, BadIdentifiersAreRejected) {
  expect_rejected({{"siret", "1234567890123"}}, "bad_siret");
  expect_rejected({{"siret", "1234567890123X"}}, "bad_siret");
  expect_rejected({{"siret", ""}}, "bad_siret");
  expect_rejected({{"nic", "99999"}}, "siret_mismatch");
  expect_rejected({{"siren", "999999999"}}, "siret_mismatch");
}

TEST_F(Import, SecondRowOfASiretIsRejected) {
  auto const report = imported({give_stock({stock_row(siret(2), {{"libelleVoieEtablissement", "FIRST"}}), stock_row(siret(1)),
                                            stock_row(siret(2), {{"codeCommuneEtablissement", "01001"}}), stock_row(siret(1))})});
  EXPECT_EQ(rejected(report, "establishments", "duplicate_siret"), 2U);
  auto const s = snapshot();
  auto const& e = s->establishments();
  EXPECT_EQ(e.streets[e.street[row_of(siret(2))]], "FIRST");
  auto const lines = base::real_files().read(report.rejects_path).value();
  EXPECT_NE(lines.find("\"StockEtablissement_utf8.csv\",4,duplicate_siret,"), std::string::npos) << lines;
}

TEST_F(Import, StateIsActiveClosedOrUnknown) {
  EXPECT_EQ(column_of({{"etatAdministratifEtablissement", "F"}}, &registry::Establishments::state), 2);
  EXPECT_EQ(column_of({{"etatAdministratifEtablissement", ""}}, &registry::Establishments::state), 0);
  expect_rejected({{"etatAdministratifEtablissement", "C"}}, "bad_state");
}

TEST_F(Import, DiffusionBeforeNovember2022ReadsAsPartial) {
  EXPECT_EQ(column_of({{"statutDiffusionEtablissement", "N"}}, &registry::Establishments::diffusion),
            static_cast<std::uint8_t>(registry::Diffusion::partial));
  expect_rejected({{"statutDiffusionEtablissement", ""}}, "bad_diffusion");
}

TEST_F(Import, SizeUnknownNoneAndZeroDiffer) {
  EXPECT_EQ(column_of({{"trancheEffectifsEtablissement", ""}}, &registry::Establishments::size), reference::size_unknown);
  EXPECT_EQ(column_of({{"trancheEffectifsEtablissement", "NN"}}, &registry::Establishments::size), reference::size_none);
  EXPECT_EQ(column_of({{"trancheEffectifsEtablissement", "00"}}, &registry::Establishments::size), reference::size_zero);
  auto const report = imported({give_stock({stock_row(siret(1), {{"trancheEffectifsEtablissement", "99"}})})});
  EXPECT_EQ(noted(report, "value_unreadable"), 1U);
}

TEST_F(Import, FourNomenclaturesShareAColumn) {
  imported({give_stock(
      {stock_row(siret(1), {{"activitePrincipaleEtablissement", "75.2G"}, {"nomenclatureActivitePrincipaleEtablissement", "NAFRev1"}}),
       stock_row(siret(2), {{"activitePrincipaleEtablissement", "75.2E"}, {"nomenclatureActivitePrincipaleEtablissement", "NAF1993"}}),
       stock_row(siret(3), {{"activitePrincipaleEtablissement", "57.10"}, {"nomenclatureActivitePrincipaleEtablissement", "NAP"}}),
       stock_row(siret(4), {{"activitePrincipaleEtablissement", ""}})})});
  auto const s = snapshot();
  auto const& e = s->establishments();
  auto const activity = [&](unsigned n) { return registry::activity_of(e.activities, e.activity[row_of(siret(n))]); };
  EXPECT_EQ(activity(1).nomenclature, reference::Nomenclature::naf_rev1);
  EXPECT_EQ(activity(2).nomenclature, reference::Nomenclature::naf_1993);
  EXPECT_EQ(activity(3).nomenclature, reference::Nomenclature::nap);
  EXPECT_EQ(activity(3).code, "57.10");
  EXPECT_EQ(activity(4).code, "");
}

TEST_F(Import, DatesFarAwayAreKeptExactly) {
  auto const report = imported({give_stock({stock_row(siret(1), {{"dateCreationEtablissement", "1213-05-06"}}),
                                            stock_row(siret(2), {{"dateCreationEtablissement", "7490-01-01"}, {"dateDebut", "0001-01-01"}}),
                                            stock_row(siret(3), {{"dateCreationEtablissement", "1900-01-01"}}),
                                            stock_row(siret(4), {{"dateCreationEtablissement", ""}})})});
  auto const s = snapshot();
  auto const& e = s->establishments();
  EXPECT_EQ(e.created[row_of(siret(1))], base::DayCode::before);
  EXPECT_EQ(e.text(Text::created_exact, row_of(siret(1))), "1213-05-06");
  EXPECT_EQ(e.created[row_of(siret(2))], base::DayCode::after);
  EXPECT_EQ(e.text(Text::created_exact, row_of(siret(2))), "7490-01-01");
  EXPECT_EQ(e.text(Text::period_start_exact, row_of(siret(2))), "0001-01-01");
  EXPECT_EQ(base::DayCode{e.created[row_of(siret(3))]}.date(), base::parse_date("1900-01-01"));
  EXPECT_EQ(e.created[row_of(siret(4))], base::DayCode::unknown);
  EXPECT_EQ(noted(report, "date_far"), 3U);
  EXPECT_EQ(noted(report, "date_sentinel"), 1U);
}

TEST_F(Import, ImpossibleDatesAreRejected) {
  expect_rejected({{"dateCreationEtablissement", "2019-02-30"}}, "bad_date");
  expect_rejected({{"dateDebut", "01/02/2019"}}, "bad_date");
}

TEST_F(Import, CommuneOfCorsicaAbroadAndOfNoForm) {
  auto const report = imported(
      {give_stock({stock_row(siret(1), {{"codeCommuneEtablissement", "2A004"}}),
                   stock_row(siret(2), {{"codeCommuneEtablissement", ""}, {"codePaysEtrangerEtablissement", "99131"}}),
                   stock_row(siret(3), {{"codeCommuneEtablissement", ""}}), stock_row(siret(4), {{"codeCommuneEtablissement", "7714"}}),
                   stock_row(siret(5), {{"codeCommuneEtablissement", "77999"}})})});
  EXPECT_EQ(noted(report, "abroad"), 1U);
  EXPECT_EQ(noted(report, "commune_absent"), 1U);
  EXPECT_EQ(rejected(report, "establishments", "bad_commune"), 1U);
  EXPECT_EQ(noted(report, "commune_unresolved"), 1U);
  auto const s = snapshot();
  EXPECT_EQ(s->commune_code(s->commune_of(row_of(siret(2)))), "");
  EXPECT_EQ(s->commune_of(row_of(siret(2))), 0U);
  EXPECT_TRUE(s->find_commune("2A004"));
}

TEST_F(Import, OddStreetNumbersAreTexts) {
  imported(
      {give_stock({stock_row(siret(1), {{"numeroVoieEtablissement", "-"}}), stock_row(siret(2), {{"numeroVoieEtablissement", "99B"}})})});
  auto const s = snapshot();
  auto const& e = s->establishments();
  EXPECT_EQ(e.numbers[e.number[row_of(siret(1))]], "-");
  EXPECT_EQ(e.numbers[e.number[row_of(siret(2))]], "99B");
}

TEST_F(Import, MarkOfAbsentValuesIsNotStored) {
  auto row = stock_row(siret(1), {{"statutDiffusionEtablissement", "P"}});
  for (auto const* const column :
       {"enseigne1Etablissement", "denominationUsuelleEtablissement", "libelleVoieEtablissement", "numeroVoieEtablissement",
        "codePostalEtablissement", "coordonneeLambertAbscisseEtablissement", "coordonneeLambertOrdonneeEtablissement"}) {
    row[column] = "[ND]";
  }
  auto const unit = unit_row(siren(1), {{"statutDiffusionUniteLegale", "P"},
                                        {"categorieJuridiqueUniteLegale", "1000"},
                                        {"denominationUniteLegale", ""},
                                        {"nomUniteLegale", "[ND]"},
                                        {"prenom1UniteLegale", "[ND]"}});
  imported({give_stock({row}), give_units({unit})});
  auto const s = snapshot();
  EXPECT_EQ(s->establishments().privacy[0], registry::hides_all | registry::of_natural_person);
  EXPECT_EQ(s->establishments().text(Text::brand_1, 0), "");
  EXPECT_EQ(s->establishments().street[0], 0U);
  EXPECT_EQ(s->units().text(registry::schema::UnitText::family_name, 0), "");
  EXPECT_FALSE(s->position(0).known());
  registry::Reader const agent(*s, registry::Audience::agent);
  EXPECT_EQ(agent.display_name(0).presence, registry::Presence::masked);
}

TEST_F(Import, PartialRowsStandLastInTheirCommune) {
  imported({give_stock({stock_row(siret(1), {{"statutDiffusionEtablissement", "P"}}), stock_row(siret(2)),
                        stock_row(siret(3), {{"codeCommuneEtablissement", "77001"}})})});
  EXPECT_EQ(row_of(siret(3)), 0U);
  EXPECT_EQ(row_of(siret(2)), 1U);
  EXPECT_EQ(row_of(siret(1)), 2U);
}

TEST_F(Import, RowsThatHideTheirPositionStandBySiret) {
  std::vector<testing::Row> rows;
  std::string points = "siret,longitude,latitude\n";
  for (unsigned i = 0; i < 20; ++i) {
    rows.push_back(stock_row(siret(i), {{"statutDiffusionEtablissement", "P"}}));
    if (i % 3 != 0) points += siret(i) + ",2.9,48." + std::to_string(10 + i * 7 % 20) + "\n";
  }
  imported({give_stock(rows), give("points.csv", points)});
  for (unsigned i = 0; i < 20; ++i) EXPECT_EQ(row_of(siret(i)), i);
}

TEST_F(Import, UnitsGiveLegalFormPrivacyFieldsAndChambers) {
  auto const report =
      imported({give_stock({stock_row(siret(1)), stock_row(siret(1, 2)), stock_row(siret(2)), stock_row(siret(3))}),
                give_units({unit_row(siren(1), {{"categorieJuridiqueUniteLegale", "6540"}}), unit_row(siren(2)), unit_row(siren(9))})});
  EXPECT_EQ(noted(report, "unit_absent"), 1U);
  EXPECT_EQ(noted(report, "unit_without_establishment"), 1U);
  auto const s = snapshot();
  auto const& e = s->establishments();
  auto const economic = [&](std::string const& of) {
    return e.fields[row_of(of)] >> static_cast<unsigned>(reference::Field::economic_fabric) & 1;
  };
  EXPECT_EQ(economic(siret(1)), 0);  // a property company
  EXPECT_EQ(economic(siret(2)), 1);
  EXPECT_EQ(economic(siret(3)), 1);  // an unknown legal form excludes nothing
  EXPECT_EQ(e.legal[row_of(siret(2))], 5499);
  auto const membership =
      reference::attach({.legal_category = 5499, .nomenclature = reference::Nomenclature::naf_rev2, .activity = "62.01Z", .size = 1});
  EXPECT_EQ(e.chambers[row_of(siret(2))], membership.mask());
  auto const& u = s->units();
  ASSERT_EQ(u.rows(), 4U);  // three given, one only named
  auto const unit = *s->find_siren(static_cast<std::uint32_t>(std::stoul(siren(1))));
  EXPECT_EQ(u.establishment_first[unit + 1] - u.establishment_first[unit], 2U);
  EXPECT_EQ(u.establishment_row[u.establishment_first[unit]], row_of(siret(1)));
  EXPECT_EQ(u.known[*s->find_siren(static_cast<std::uint32_t>(std::stoul(siren(3))))], 0);
}

TEST_F(Import, ScopeKeepsDepartementsAndCommunesWithTheirFormerCodes) {
  auto const stock =
      give_stock({stock_row(siret(1)), stock_row(siret(2), {{"codeCommuneEtablissement", "75110"}}),
                  stock_row(siret(3), {{"codeCommuneEtablissement", "97411"}}), stock_row(siret(4), {{"codeCommuneEtablissement", ""}})});
  auto wanted = request({stock, give_units({unit_row(siren(1)), unit_row(siren(2))})});
  wanted.scope = parse_scope("departements:77,974").value();
  auto const report = run_import(wanted, base::real_files(), silent_progress(), {}).value();
  EXPECT_EQ(report.manifest.establishments, 2U);
  EXPECT_EQ(report.sources[0].file.out_of_scope, 2U);
  EXPECT_EQ(report.sources[1].file.out_of_scope, 1U);
  EXPECT_EQ(report.manifest.scope, "departements:77,974");

  wanted.scope = parse_scope("communes:75056").value();
  EXPECT_EQ(run_import(wanted, base::real_files(), silent_progress(), {}).value().manifest.establishments, 1U);
  EXPECT_EQ(snapshot()->siret(0), std::stoull(siret(2)));
}

TEST_F(Import, ScopeIsReadStrictly) {
  for (auto const* const text : {"", "departements:", "departements:7", "communes:77", "departements:77,zz", "regions:11"}) {
    EXPECT_EQ(parse_scope(text).error().code, "ingest.bad_scope") << text;
  }
  for (auto const& [text, code] : {std::pair("departements:77,20,2A", "20"), std::pair("departements:96", "96"),
                                   std::pair("communes:77142,77999", "77999"), std::pair("departements:970", "970")}) {
    auto const error = parse_scope(text).error();
    EXPECT_EQ(error.code, "ingest.bad_scope") << text;
    EXPECT_EQ(error.value("code"), code) << text;
  }
  // Overseas collectivities, a former commune, an arrondissement.
  for (auto const* const text : {"departements:974,975,987", "communes:77149,75110"}) EXPECT_TRUE(parse_scope(text).ok()) << text;
  EXPECT_EQ(parse_scope("departements:91,77,91").value().text(), "departements:77,91");
}

TEST_F(Import, RowsInAreRowsKeptRejectedAndOutOfScope) {
  auto text = csv_of(testing::stock_header(), {stock_row(siret(1)), stock_row(siret(2), {{"codeCommuneEtablissement", "01001"}})});
  text += "too,few,fields\n\n" + siret(3) + ",\"never closed\n" + "\xFF" +
          csv_of(testing::stock_header(), {stock_row(siret(4))}).substr(csv_of(testing::stock_header(), {}).size());
  auto wanted = request({give("stock.csv", text)});
  wanted.scope = parse_scope("departements:77").value();
  auto const report = run_import(wanted, base::real_files(), silent_progress(), {}).value();
  auto const& file = report.sources[0].file;
  EXPECT_EQ(file.rows, 5U);
  EXPECT_EQ(file.kept, 1U);
  EXPECT_EQ(file.out_of_scope, 1U);
  EXPECT_EQ(rejected(report, "establishments", "wrong_field_count"), 1U);
  EXPECT_EQ(rejected(report, "establishments", "open_quote"), 1U);
  EXPECT_EQ(rejected(report, "establishments", "bad_utf8"), 1U);
  EXPECT_EQ(file.rows, file.kept + file.rejected + file.out_of_scope);
  EXPECT_NE(base::real_files().read(report.rejects_path).value().find("\"stock.csv\",4,wrong_field_count,\"too,few,fields\"\n"),
            std::string::npos);
}

TEST_F(Import, RejectedRowsOfPersonsShowTheirIdentifierOnly) {
  auto const secret = [](testing::Row changes) {
    changes.insert({{"statutDiffusionEtablissement", "P"}, {"enseigne1Etablissement", "SECRET"}});
    return changes;
  };
  auto const unit = [](char const* diffusion, char const* state) {
    return testing::Row{{"statutDiffusionUniteLegale", diffusion}, {"nomUniteLegale", "SECRET"}, {"etatAdministratifUniteLegale", state}};
  };
  auto stock = csv_of(testing::stock_header(),
                      {stock_row(siret(1), secret({{"etatAdministratifEtablissement", "X"}})), stock_row(siret(2), secret({})),
                       stock_row(siret(2), secret({})), stock_row(siret(3), secret({{"statutDiffusionEtablissement", ""}})),
                       stock_row(siret(4), {{"enseigne1Etablissement", "SHOWN"}, {"etatAdministratifEtablissement", "X"}})});
  stock += siret(5) + ",P,SECRET\n";
  auto const report =
      imported({give("stock.csv", stock),
                give_units({unit_row(siren(1), unit("N", "X")), unit_row(siren(2), unit("P", "A")), unit_row(siren(2), unit("P", "A"))}),
                give_history({testing::period(siret(2), "never", "", {{"enseigne1Etablissement", "SECRET"}})}),
                give("points.csv", "siret,longitude,latitude\n" + siret(2) + ",2.1234567,200\n")});
  auto const lines = base::real_files().read(report.rejects_path).value();
  EXPECT_EQ(std::ranges::count(lines, '\n'), 10) << lines;
  EXPECT_EQ(lines.find("SECRET"), std::string::npos) << lines;
  EXPECT_EQ(lines.find("2.1234567"), std::string::npos) << lines;
  EXPECT_NE(lines.find("SHOWN"), std::string::npos) << lines;
  for (auto const& line : {"\"stock.csv\",2,bad_state,\"" + siret(1), "\"stock.csv\",4,duplicate_siret,\"" + siret(2),
                           "\"stock.csv\",7,wrong_field_count,\"" + siret(5), "4,duplicate_siren,\"" + siren(2), "bad_date,\"" + siret(2),
                           "bad_position,\"" + siret(2)}) {
    EXPECT_NE(lines.find(line + "\"\n"), std::string::npos) << line << " in " << lines;
  }
  auto const mode = std::filesystem::status(report.rejects_path).permissions();
  EXPECT_EQ(mode & std::filesystem::perms::all, std::filesystem::perms::owner_read | std::filesystem::perms::owner_write);
}

TEST_F(Import, AStrayQuoteCostsItsLineOnly) {
  std::vector<testing::Row> rows;
  for (unsigned i = 0; i < 3000; ++i) rows.push_back(stock_row(siret(i)));
  rows[2498]["enseigne1Etablissement"] = "AU \"BON\" COIN";
  auto text = csv_of(testing::stock_header(), rows);
  auto at = text.find(siret(98));
  text.insert(text.find(",CRECY", at) + 1, "\"LE BAR ");
  auto const report = imported({give("stock.csv", text)});
  auto const& file = report.sources[0].file;
  EXPECT_EQ(file.rows, 3000U);
  EXPECT_EQ(file.kept, 2999U);
  EXPECT_EQ(rejected(report, "establishments", "open_quote"), 1U);
  auto const lines = base::real_files().read(report.rejects_path).value();
  EXPECT_NE(lines.find("\"stock.csv\",100,open_quote,"), std::string::npos) << lines;
  EXPECT_EQ(snapshot()->establishments().text(Text::brand_1, row_of(siret(2498))), "AU \"BON\" COIN");
}

}  // namespace
}  // namespace bassin::ingest
