#include "synthesis/internal/rows.h"

// The official header lines, as INSEE publishes them; docs/formats/synthetic.md names the editions.
#define BASSIN_STOCK_START                                                                                         \
  "siren,nic,siret,statutDiffusionEtablissement,dateCreationEtablissement,trancheEffectifsEtablissement,"          \
  "anneeEffectifsEtablissement,activitePrincipaleRegistreMetiersEtablissement,dateDernierTraitementEtablissement," \
  "etablissementSiege,nombrePeriodesEtablissement,complementAdresseEtablissement,numeroVoieEtablissement,"         \
  "indiceRepetitionEtablissement,"
#define BASSIN_STOCK_LOCALITY                                                                           \
  "typeVoieEtablissement,libelleVoieEtablissement,codePostalEtablissement,libelleCommuneEtablissement," \
  "libelleCommuneEtrangerEtablissement,distributionSpecialeEtablissement,codeCommuneEtablissement,"     \
  "codeCedexEtablissement,libelleCedexEtablissement,codePaysEtrangerEtablissement,libellePaysEtrangerEtablissement,"
#define BASSIN_STOCK_END                                                                                            \
  "complementAdresse2Etablissement,numeroVoie2Etablissement,indiceRepetition2Etablissement,typeVoie2Etablissement," \
  "libelleVoie2Etablissement,codePostal2Etablissement,libelleCommune2Etablissement,"                                \
  "libelleCommuneEtranger2Etablissement,distributionSpeciale2Etablissement,codeCommune2Etablissement,"              \
  "codeCedex2Etablissement,libelleCedex2Etablissement,codePaysEtranger2Etablissement,"                              \
  "libellePaysEtranger2Etablissement,dateDebut,etatAdministratifEtablissement,enseigne1Etablissement,"              \
  "enseigne2Etablissement,enseigne3Etablissement,denominationUsuelleEtablissement,activitePrincipaleEtablissement," \
  "nomenclatureActivitePrincipaleEtablissement,caractereEmployeurEtablissement"
#define BASSIN_STOCK_53                                                                                                     \
  BASSIN_STOCK_START "dernierNumeroVoieEtablissement,indiceRepetitionDernierNumeroVoieEtablissement," BASSIN_STOCK_LOCALITY \
                     "identifiantAdresseEtablissement,coordonneeLambertAbscisseEtablissement,"                              \
                     "coordonneeLambertOrdonneeEtablissement," BASSIN_STOCK_END
#define BASSIN_UNIT_START                                                                                              \
  "siren,statutDiffusionUniteLegale,unitePurgeeUniteLegale,dateCreationUniteLegale,sigleUniteLegale,sexeUniteLegale,"  \
  "prenom1UniteLegale,prenom2UniteLegale,prenom3UniteLegale,prenom4UniteLegale,prenomUsuelUniteLegale,"                \
  "pseudonymeUniteLegale,identifiantAssociationUniteLegale,trancheEffectifsUniteLegale,anneeEffectifsUniteLegale,"     \
  "dateDernierTraitementUniteLegale,nombrePeriodesUniteLegale,categorieEntreprise,anneeCategorieEntreprise,dateDebut," \
  "etatAdministratifUniteLegale,nomUniteLegale,nomUsageUniteLegale,denominationUniteLegale,"                           \
  "denominationUsuelle1UniteLegale,denominationUsuelle2UniteLegale,denominationUsuelle3UniteLegale,"                   \
  "categorieJuridiqueUniteLegale,activitePrincipaleUniteLegale,nomenclatureActivitePrincipaleUniteLegale,"             \
  "nicSiegeUniteLegale,economieSocialeSolidaireUniteLegale,"

namespace bassin::synthesis::internal {

std::string_view stock_header(int columns) {
  if (columns == 48) return BASSIN_STOCK_START BASSIN_STOCK_LOCALITY BASSIN_STOCK_END "\n";
  if (columns == 53) return BASSIN_STOCK_53 "\n";
  return BASSIN_STOCK_53 ",activitePrincipaleNAF25Etablissement\n";
}

std::string_view unit_header(int columns) {
  if (columns == 33) return BASSIN_UNIT_START "caractereEmployeurUniteLegale\n";
  return BASSIN_UNIT_START "societeMissionUniteLegale,caractereEmployeurUniteLegale,activitePrincipaleNAF25UniteLegale\n";
}

std::string_view history_header() {
  return "siren,nic,siret,dateFin,dateDebut,etatAdministratifEtablissement,changementEtatAdministratifEtablissement,"
         "enseigne1Etablissement,enseigne2Etablissement,enseigne3Etablissement,changementEnseigneEtablissement,"
         "denominationUsuelleEtablissement,changementDenominationUsuelleEtablissement,activitePrincipaleEtablissement,"
         "nomenclatureActivitePrincipaleEtablissement,changementActivitePrincipaleEtablissement,"
         "caractereEmployeurEtablissement,changementCaractereEmployeurEtablissement\n";
}

std::string_view position_header() {
  return "siret;x;y;qualite_xy;epsg;plg_qp24;plg_iris;plg_zus;plg_qp15;plg_qva;plg_code_commune;distance_precision;"
         "qualite_qp24;qualite_iris;qualite_zus;qualite_qp15;qualite_qva;y_latitude;x_longitude\n";
}

}  // namespace bassin::synthesis::internal
