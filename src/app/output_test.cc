#include "app/output.h"

#include <gtest/gtest.h>

#include <nlohmann/json.hpp>

#include "app/width.h"

namespace bassin::app {
namespace {

using Json = nlohmann::json;

Row row_of(std::vector<Cell> cells, geo::Point position = {}) {
  Row row;
  row.cells = std::move(cells);
  row.position = position;
  return row;
}

Answer two_bakers() {
  Table table;
  table.id = "rows";
  table.columns = {
      {"siret", {"SIRET", "SIRET"}}, {"name", {"Nom", "Name"}}, {"count", {"Compte", "Count"}}, {"created", {"Création", "Created"}}};
  table.rows = {
      row_of({std::string("90000001000011"), std::string("L'Épi, \"d'or\""), std::int64_t{77008}, *base::parse_date("2016-06-04")},
             geo::Point::from_degrees(2.5, 48.5).value()),
      row_of({std::string("90000002000022"), Masked{}, std::int64_t{7}, Absent{}})};
  Answer answer;
  answer.command = "list";
  answer.headline = {"2 établissements", "tissu économique"};
  answer.facts = {{"total", std::int64_t{2}}, {"at", Absent{}}};
  answer.tables.push_back(std::move(table));
  answer.sources = {"Insee"};
  return answer;
}

TEST(RenderTable, AlignsByWidthAndGroupsDigits) {
  auto const text = render_table(two_bakers(), {});
  EXPECT_EQ(text,
            "2 établissements · tissu économique\n"
            "\n"
            "SIRET           Nom            Compte  Création\n"
            "──────────────  ─────────────  ──────  ──────────\n"
            "90000001000011  L'Épi, \"d'or\"  77\u202f008  04/06/2016\n"
            "90000002000022  [masqué]            7  –\n"
            "\n"
            "Source\u00a0: Insee\n")
      << text;
}

TEST(RenderTable, EnglishKeepsIsoDatesAndCommas) {
  auto const text = render_table(two_bakers(), {OutputForm::table, Language::en, 0});
  EXPECT_NE(text.find("77,008  2016-06-04"), std::string::npos) << text;
  EXPECT_NE(text.find("[masked]"), std::string::npos) << text;
}

TEST(RenderTable, ShortensTextsToFitATerminal) {
  auto answer = two_bakers();
  answer.tables[0].rows[0].cells[1] = std::string("BOULANGERIE ARTISANALE DU GRAND MORIN ET DE LA MARNE");
  auto const text = render_table(answer, {OutputForm::table, Language::fr, 60});
  EXPECT_NE(text.find("BOULANGERIE"), std::string::npos);
  EXPECT_NE(text.find("90000001000011"), std::string::npos);  // a number is never cut
  for (std::size_t start = 0; start < text.size(); start = text.find('\n', start) + 1) {
    EXPECT_LE(display_width(text.substr(start, text.find('\n', start) - start)), 60U);
  }
}

TEST(RenderTable, NamesCannotMoveTheCursor) {
  auto answer = two_bakers();
  answer.tables[0].rows[0].cells[1] = std::string("a\033[2Jb\nc");
  auto const text = render_table(answer, {});
  EXPECT_EQ(text.find('\033'), std::string::npos);
  EXPECT_NE(text.find("a\ufffd[2Jb\ufffdc"), std::string::npos) << text;
}

TEST(RenderCsv, QuotesWhereNeededAndUsesTheRegistersMask) {
  EXPECT_EQ(render_csv(two_bakers()),
            "siret,name,count,created\r\n"
            "90000001000011,\"L'Épi, \"\"d'or\"\"\",77008,2016-06-04\r\n"
            "90000002000022,[ND],7,\r\n");
}

TEST(RenderJson, TellsMaskedFromAbsent) {
  auto const json = Json::parse(render_json(two_bakers()));
  EXPECT_EQ(json["command"], "list");
  EXPECT_EQ(json["total"], 2);
  EXPECT_TRUE(json["at"].is_null());
  EXPECT_EQ(json["rows"][0]["count"], 77008);
  EXPECT_EQ(json["rows"][0]["created"], "2016-06-04");
  EXPECT_FALSE(json["rows"][0].contains("masked"));
  EXPECT_EQ(json["rows"][0]["position"], Json::array({2.5, 48.5}));
  EXPECT_TRUE(json["rows"][1]["name"].is_null());
  EXPECT_TRUE(json["rows"][1]["created"].is_null());
  EXPECT_EQ(json["rows"][1]["masked"], Json::array({"name"}));
}

TEST(RenderJson, SurvivesTextThatIsNotUtf8) {
  auto answer = two_bakers();
  answer.tables[0].rows[0].cells[1] = std::string("caf\xe9");
  EXPECT_TRUE(Json::accept(render_json(answer)));
}

TEST(RenderGeojson, HoldsVisiblePositionsOnlyAndCountsTheOthers) {
  auto const json = Json::parse(render_geojson(two_bakers()));
  ASSERT_EQ(json["features"].size(), 1U);
  EXPECT_EQ(json["features"][0]["geometry"]["coordinates"], Json::array({2.5, 48.5}));
  EXPECT_EQ(json["features"][0]["properties"]["siret"], "90000001000011");
  EXPECT_EQ(json["withoutPosition"], 1);
}

TEST(RenderJson, RecordsBecomeObjects) {
  Table table;
  table.id = "identity";
  table.shape = Shape::record;
  table.columns = {{"value", {"", ""}}, {"source", {"", ""}}};
  auto row = row_of({Masked{}, std::string("Insee")});
  row.id = "name";
  table.rows = {row};
  Answer answer;
  answer.tables = {table};
  auto const json = Json::parse(render_json(answer));
  EXPECT_TRUE(json["identity"]["name"]["value"].is_null());
  EXPECT_EQ(json["identity"]["name"]["source"], "Insee");
  EXPECT_EQ(json["identity"]["name"]["masked"], Json::array({"value"}));
}

}  // namespace
}  // namespace bassin::app
