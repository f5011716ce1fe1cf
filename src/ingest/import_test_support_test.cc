#include "ingest/import_test_support.h"

#include <unistd.h>

#include <algorithm>
#include <utility>

namespace bassin::ingest::testing {

namespace {

Header split(std::string_view text) {
  Header names;
  while (!text.empty()) {
    auto const comma = std::min(text.find(','), text.size());
    names.emplace_back(text.substr(0, comma));
    text.remove_prefix(std::min(comma + 1, text.size()));
  }
  return names;
}

char control_digit(std::string const& digits) {
  for (char last = '0'; last <= '9'; ++last) {
    unsigned sum = 0;
    auto const all = digits + last;
    for (std::size_t i = 0; i < all.size(); ++i) {
      auto const digit = static_cast<unsigned>(all[all.size() - 1 - i] - '0') * (i % 2 + 1);
      sum += digit > 9 ? digit - 9 : digit;
    }
    if (sum % 10 == 0) return last;
  }
  return '0';
}

std::string padded(unsigned value, std::size_t width) {
  auto const text = std::to_string(value);
  return std::string(width - text.size(), '0') + text;
}

std::string quoted(std::string const& value, char separator) {
  if (value.find(separator) == std::string::npos && value.find_first_of("\"\n") == std::string::npos) return value;
  std::string out = "\"";
  for (char const c : value) out += c == '"' ? std::string("\"\"") : std::string(1, c);
  return out + "\"";
}

Row changed(Row row, Row const& changes) {
  for (auto const& [column, value] : changes) row[column] = value;
  return row;
}

}  // namespace

Header const& stock_header() {
  static Header const names = split(
      "siren,nic,siret,statutDiffusionEtablissement,dateCreationEtablissement,trancheEffectifsEtablissement,anneeEffectifsEtablissement,"
      "activitePrincipaleRegistreMetiersEtablissement,dateDernierTraitementEtablissement,etablissementSiege,nombrePeriodesEtablissement,"
      "complementAdresseEtablissement,numeroVoieEtablissement,indiceRepetitionEtablissement,dernierNumeroVoieEtablissement,"
      "indiceRepetitionDernierNumeroVoieEtablissement,typeVoieEtablissement,libelleVoieEtablissement,codePostalEtablissement,"
      "libelleCommuneEtablissement,libelleCommuneEtrangerEtablissement,distributionSpecialeEtablissement,codeCommuneEtablissement,"
      "codeCedexEtablissement,libelleCedexEtablissement,codePaysEtrangerEtablissement,libellePaysEtrangerEtablissement,"
      "identifiantAdresseEtablissement,coordonneeLambertAbscisseEtablissement,coordonneeLambertOrdonneeEtablissement,"
      "complementAdresse2Etablissement,numeroVoie2Etablissement,indiceRepetition2Etablissement,typeVoie2Etablissement,"
      "libelleVoie2Etablissement,codePostal2Etablissement,libelleCommune2Etablissement,libelleCommuneEtranger2Etablissement,"
      "distributionSpeciale2Etablissement,codeCommune2Etablissement,codeCedex2Etablissement,libelleCedex2Etablissement,"
      "codePaysEtranger2Etablissement,libellePaysEtranger2Etablissement,dateDebut,etatAdministratifEtablissement,enseigne1Etablissement,"
      "enseigne2Etablissement,enseigne3Etablissement,denominationUsuelleEtablissement,activitePrincipaleEtablissement,"
      "nomenclatureActivitePrincipaleEtablissement,caractereEmployeurEtablissement,activitePrincipaleNAF25Etablissement");
  return names;
}

Header stock_header_48() {
  auto names = stock_header();
  for (auto const* const later :
       {"dernierNumeroVoieEtablissement", "indiceRepetitionDernierNumeroVoieEtablissement", "identifiantAdresseEtablissement",
        "coordonneeLambertAbscisseEtablissement", "coordonneeLambertOrdonneeEtablissement", "activitePrincipaleNAF25Etablissement"}) {
    std::erase(names, later);
  }
  return names;
}

Header const& unit_header() {
  static Header const names = split(
      "siren,statutDiffusionUniteLegale,unitePurgeeUniteLegale,dateCreationUniteLegale,sigleUniteLegale,sexeUniteLegale,"
      "prenom1UniteLegale,prenom2UniteLegale,prenom3UniteLegale,prenom4UniteLegale,prenomUsuelUniteLegale,pseudonymeUniteLegale,"
      "identifiantAssociationUniteLegale,trancheEffectifsUniteLegale,anneeEffectifsUniteLegale,dateDernierTraitementUniteLegale,"
      "nombrePeriodesUniteLegale,categorieEntreprise,anneeCategorieEntreprise,dateDebut,etatAdministratifUniteLegale,nomUniteLegale,"
      "nomUsageUniteLegale,denominationUniteLegale,denominationUsuelle1UniteLegale,denominationUsuelle2UniteLegale,"
      "denominationUsuelle3UniteLegale,categorieJuridiqueUniteLegale,activitePrincipaleUniteLegale,"
      "nomenclatureActivitePrincipaleUniteLegale,nicSiegeUniteLegale,economieSocialeSolidaireUniteLegale,societeMissionUniteLegale,"
      "caractereEmployeurUniteLegale,activitePrincipaleNAF25UniteLegale");
  return names;
}

Header const& history_header() {
  static Header const names = split(
      "siren,nic,siret,dateFin,dateDebut,etatAdministratifEtablissement,changementEtatAdministratifEtablissement,enseigne1Etablissement,"
      "enseigne2Etablissement,enseigne3Etablissement,changementEnseigneEtablissement,denominationUsuelleEtablissement,"
      "changementDenominationUsuelleEtablissement,activitePrincipaleEtablissement,nomenclatureActivitePrincipaleEtablissement,"
      "changementActivitePrincipaleEtablissement,caractereEmployeurEtablissement,changementCaractereEmployeurEtablissement");
  return names;
}

Header const& geolocation_header() {
  static Header const names =
      split("siret,x,y,qualite_xy,epsg,plg_qp24,plg_iris,plg_code_commune,distance_precision,y_latitude,x_longitude");
  return names;
}

std::string csv_of(Header const& header, std::vector<Row> const& rows, char separator) {
  std::string text;
  for (auto const& name : header) text += (text.empty() ? "" : std::string(1, separator)) + name;
  text += '\n';
  for (auto const& row : rows) {
    std::string line;
    for (std::size_t i = 0; i < header.size(); ++i) {
      auto const found = row.find(header[i]);
      if (i > 0) line += separator;
      if (found != row.end()) line += quoted(found->second, separator);
    }
    text += line + "\n";
  }
  return text;
}

std::string siren(unsigned n) {
  auto const digits = padded(10'000'000 + n, 8);
  return digits + control_digit(digits);
}

std::string siret(unsigned n, unsigned establishment) {
  auto const digits = siren(n) + padded(establishment, 4);
  return digits + control_digit(digits);
}

Row stock_row(std::string const& siret, Row const& changes) {
  Row const row{{"siren", siret.substr(0, 9)},
                {"nic", siret.substr(9)},
                {"siret", siret},
                {"statutDiffusionEtablissement", "O"},
                {"dateCreationEtablissement", "2015-03-01"},
                {"trancheEffectifsEtablissement", "NN"},
                {"codeCommuneEtablissement", "77142"},
                {"libelleCommuneEtablissement", "CRECY LA CHAPELLE"},
                {"etatAdministratifEtablissement", "A"},
                {"activitePrincipaleEtablissement", "62.01Z"},
                {"nomenclatureActivitePrincipaleEtablissement", "NAFRev2"}};
  return changed(row, changes);
}

Row unit_row(std::string const& siren, Row const& changes) {
  Row const row{{"siren", siren},
                {"statutDiffusionUniteLegale", "O"},
                {"dateCreationUniteLegale", "2015-03-01"},
                {"etatAdministratifUniteLegale", "A"},
                {"denominationUniteLegale", "SOCIETE " + siren},
                {"categorieJuridiqueUniteLegale", "5499"},
                {"activitePrincipaleUniteLegale", "62.01Z"},
                {"nomenclatureActivitePrincipaleUniteLegale", "NAFRev2"}};
  return changed(row, changes);
}

Row period(std::string const& siret, std::string const& start, std::string const& end, Row const& changes) {
  Row const row{{"siren", siret.substr(0, 9)},
                {"nic", siret.substr(9)},
                {"siret", siret},
                {"dateDebut", start},
                {"dateFin", end},
                {"etatAdministratifEtablissement", "A"},
                {"activitePrincipaleEtablissement", "62.01Z"},
                {"nomenclatureActivitePrincipaleEtablissement", "NAFRev2"}};
  return changed(row, changes);
}

void ImportTest::SetUp() {
  auto const* const info = ::testing::UnitTest::GetInstance()->current_test_info();
  folder_ = ::testing::TempDir() + "ingest_" + info->test_suite_name() + "_" + info->name() + "_" + std::to_string(::getpid());
  ASSERT_TRUE(base::real_files().remove(folder_).ok());
  ASSERT_TRUE(base::real_files().make_directories(folder_).ok());
}

void ImportTest::TearDown() { EXPECT_TRUE(base::real_files().remove(folder_).ok()); }

std::string ImportTest::give(std::string const& name, std::string const& text) {
  auto const path = folder_ + "/" + name;
  EXPECT_TRUE(base::replace_file(base::real_files(), path, text).ok());
  return path;
}

ImportRequest ImportTest::request(std::vector<std::string> files) const {
  ImportRequest made;
  made.files = std::move(files);
  made.data_folder = data();
  made.now = 1'790'000'000;
  made.made_by = "test";
  made.threads = 2;
  return made;
}

base::Result<ImportReport> ImportTest::import(std::vector<std::string> files) const {
  return run_import(request(std::move(files)), base::real_files(), silent_progress(), {});
}

ImportReport ImportTest::imported(std::vector<std::string> files) const {
  auto done = import(std::move(files));
  EXPECT_TRUE(done.ok()) << done.error().debug();
  return done.ok() ? *done : ImportReport{};
}

std::shared_ptr<registry::Snapshot const> ImportTest::snapshot() const {
  auto opened = registry::Store(base::real_files(), data()).current();
  EXPECT_TRUE(opened.ok()) << opened.error().debug();
  return opened.ok() ? *opened : nullptr;
}

std::uint32_t ImportTest::row_of(std::string const& siret) const {
  auto const row = snapshot()->find_siret(std::stoull(siret));
  EXPECT_TRUE(row) << siret;
  return row.value_or(0);
}

std::uint64_t noted(ImportReport const& report, std::string_view code) {
  auto const found = std::ranges::find(report.notes, code, &Note::code);
  return found == report.notes.end() ? 0 : found->rows;
}

std::uint64_t rejected(ImportReport const& report, std::string_view kind, std::string_view reason) {
  for (auto const& source : report.sources) {
    if (source.file.kind != kind) continue;
    auto const found = std::ranges::find(source.rejected, reason, &ReasonCount::reason);
    if (found != source.rejected.end()) return found->rows;
  }
  return 0;
}

}  // namespace bassin::ingest::testing
