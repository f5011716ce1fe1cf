#include "crisis/gaspar.h"

#include <gmock/gmock.h>

namespace bassin::crisis {
namespace {

using testing::ElementsAre;
using testing::SizeIs;

base::Date day(std::string_view iso) { return base::parse_date(iso).value(); }
base::Date const today = day("2026-11-29");

constexpr std::string_view header =
    "cod_nat_catnat;cod_commune;lib_commune;num_risque_jo;lib_risque_jo;dat_deb;dat_fin;dat_pub_arrete;dat_pub_jo;dat_maj\n";

Gaspar taken(std::string const& text, GasparScope const& scope = {{"77"}, day("2000-01-01")}) {
  auto out = read_gaspar(text, scope, today);
  EXPECT_TRUE(out.ok());
  auto const& it = out.value();
  EXPECT_EQ(it.lines, it.rows.size() + it.elsewhere + it.earlier + it.unread);
  return std::move(out).value();
}
std::string with_header(std::string_view lines) {
  std::string out(header);
  out.append(lines);
  return out;
}
std::string refusal(std::string_view text) {
  auto const out = read_gaspar(text, {{"77"}, day("2000-01-01")}, today);
  return out.ok() ? "" : std::string(out.error().code);
}

// Shapes of the lines are those of the published file; the floods of 2018 and 2024 as the Journal officiel dated them.
TEST(GasparFiles, AreReadRowByRow) {
  auto const it = taken(with_header(
      "77PREF20180123;77219;Guérard;ICB;Inondations et/ou Coulées de Boue;2018-01-15 00:00:00;2018-02-05 "
      "00:00:00;2018-02-14 00:00:00;2018-02-15 00:00:00;2018-02-20 00:00:00\r\n"
      "INTE2427997A;77142;\"Crécy-la-Chapelle\";ICB;\"Inondations et/ou Coulées de "
      "Boue\";2024-10-09;2024-10-13;2024-10-25;2024-10-26;\n"
      "\n"
      "78PREF;78646;Versailles;SEC;Sécheresse;2018-01-01;2018-12-31;2019-06-01;2019-06-05;\n"
      "77PREF19990;77142;Crécy-la-Chapelle;ICB;Inondations et/ou Coulées de Boue;1999-12-25;1999-12-29;1999-12-29;1999-12-30;"));
  ASSERT_THAT(it.rows, SizeIs(2));
  EXPECT_EQ(it.rows[0], (Decree{"77219", Peril::flood, day("2018-01-15"), day("2018-02-05"), day("2018-02-15"), false, "77PREF20180123"}));
  EXPECT_EQ(it.rows[1], (Decree{"77142", Peril::flood, day("2024-10-09"), day("2024-10-13"), day("2024-10-26"), false, "INTE2427997A"}));
  EXPECT_EQ(it.elsewhere, 1U);
  EXPECT_EQ(it.earlier, 1U);
  EXPECT_EQ(it.unread, 0U);
}

TEST(GasparFiles, TellEachLineThatIsNotUnderstood) {
  auto const it = taken(with_header(
      "a;77142;Crécy;ICB;\"Inondations;2018-01-15;2018-02-05;2018-02-14;2018-02-15;\n"
      "b;77142;Crécy;ICB;Inondations;2018-01-15;2018-02-05;2018-02-15\n"
      "c;77999;Nulle part;ICB;Inondations;2018-01-15;2018-02-05;2018-02-14;2018-02-15;\n"
      "d;77142;Crécy;XYZ;Chute de météorite;2018-01-15;2018-02-05;2018-02-14;2018-02-15;\n"
      "e;77142;Crécy;ICB;Inondations;2018-01-15;2018-02-30;2018-02-14;2018-02-15;\n"
      "f;77142;Crécy;ICB;Inondations;2018-02-15;2018-02-05;2018-02-14;2018-02-15;\n"
      "g;77142;Crécy;ICB;Inondations;2018-01-15;2018-02-05;2018-02-14;;\n"
      "hhhhhhhhhhhhhhhhhhhhhhhhhhhhhhhhhhhhhhhhhhhhhhhhhh;77142;Crécy;ICB;Inondations;2018-01-15;2018-02-05;2018-02-14;2018-02-15;\n"));
  std::vector<std::string> told;
  for (auto const& line : it.told) told.push_back(std::to_string(line.line) + " " + std::string(id_of(line.why)));
  EXPECT_THAT(told, ElementsAre("2 quote", "3 fields", "4 commune", "5 peril", "6 day", "7 order", "8 day", "9 number"));
  EXPECT_THAT(it.told[0].text, testing::StartsWith("a;77142;Cr"));
  std::string many(header);
  for (int i = 0; i < 1'000; ++i) many += "x\n";
  auto const spoiled = taken(many);
  EXPECT_EQ(spoiled.unread, 1'000U);
  EXPECT_THAT(spoiled.told, SizeIs(gaspar_unread_told));
}

// The list of the insurers' fund holds refusals; the base of 2026 has other names of columns.
TEST(GasparFiles, OfOtherShapesAreReadByTheirNames) {
  auto const refused = taken(
      "Code commune,Libellé risque JO,Date début,Date fin,Date publication JO,Décision\n"
      "77142,Inondations et/ou Coulées de Boue,15/01/2018,05/02/2018,15/02/2018,Non reconnue\n"
      "77219,Inondations et/ou Coulées de Boue,15/01/2018,05/02/2018,15/02/2018,Reconnue (sans impact sur la modulation)\n"
      "77219,Inondations et/ou Coulées de Boue,15/01/2018,05/02/2018,15/02/2018,Peut-être\n");
  ASSERT_THAT(refused.rows, SizeIs(2));
  EXPECT_TRUE(refused.rows[0].refused);
  EXPECT_FALSE(refused.rows[1].refused);
  ASSERT_THAT(refused.told, SizeIs(1));
  EXPECT_EQ(refused.told[0].why, UnreadWhy::decision);
  auto const newer = taken(
      "\xEF\xBB\xBFid_gaspar;code_commune;libelle_commune;num_risque_jo;lib_risque_jo;date_debut;date_fin;date_signature_arrete;date_"
      "publication_jo\nINTE2427997A;77142;Crécy-la-Chapelle;ICB;Inondations Remontée Nappe;2024-10-09;2024-10-13;2024-10-25;2024-10-26\n");
  ASSERT_THAT(newer.rows, SizeIs(1));
  EXPECT_EQ(newer.rows[0].number, "INTE2427997A");
}

TEST(GasparFiles, ThatAreAnotherFileAreRefused) {
  EXPECT_EQ(refusal(""), "crisis.not_gaspar");
  EXPECT_EQ(refusal("siret;nom\n1;2\n"), "crisis.not_gaspar");
  EXPECT_EQ(refusal(header), "");
  EXPECT_EQ(read_gaspar(header, {}, today).error().code, "crisis.bad_value");
  std::string const huge(gaspar_bytes_most + 1, 'x');
  EXPECT_EQ(refusal(huge), "crisis.file_too_large");
  std::string many(header);
  for (std::size_t i = 0; i <= gaspar_rows_most; ++i) many += "a;77142;C;I;Inondations;2018-01-15;2018-02-05;2018-02-14;2018-02-15;\n";
  EXPECT_EQ(refusal(many), "crisis.too_many_decrees");
}

TEST(Perils, AreNamedAsTheJournalOfficielNamesThem) {
  for (auto const label : {"Inondations et/ou Coulées de Boue", "Inondations Remontée Nappe", "Coulée de Boue", "Lave Torrentielle",
                           "Chocs Mécaniques liés à l'action des Vagues", "Raz de Marée",
                           "Inondations, coulées de boue, glissements et chocs mécaniques liés à l'action des vagues"})
    EXPECT_EQ(peril_named(label), Peril::flood) << label;
  for (auto const label : {"Tempête", "Grêle", "Poids de la Neige", "Vents Cycloniques"})
    EXPECT_EQ(peril_named(label), Peril::storm) << label;
  for (auto const label :
       {"Mouvement de Terrain", "Glissement de Terrain", "Eboulement et/ou Chute de Blocs", "Effondrement et/ou Affaisement"})
    EXPECT_EQ(peril_named(label), Peril::ground) << label;
  EXPECT_EQ(peril_named("Mouvements de terrain différentiels consécutifs à la sécheresse et à la réhydratation des sols"), Peril::drought);
  EXPECT_EQ(peril_named("Secousse Sismique"), Peril::earthquake);
  EXPECT_EQ(peril_named("Eruption Volcanique"), Peril::eruption);
  EXPECT_EQ(peril_named("Avalanche"), Peril::avalanche);
  EXPECT_EQ(peril_named(""), std::nullopt);
  EXPECT_FALSE(speaks_for(Peril::drought, Kind::other));
  EXPECT_TRUE(speaks_for(Peril::earthquake, Kind::other));
  EXPECT_TRUE(speaks_for(Peril::flood, Kind::storm));
  EXPECT_FALSE(speaks_for(Peril::storm, Kind::flood));
  EXPECT_FALSE(speaks_for(Peril::flood, Kind::accident));
}

}  // namespace
}  // namespace bassin::crisis
