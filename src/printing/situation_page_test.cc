#include "printing/report_page.h"

#include <gtest/gtest.h>

#include <nlohmann/json.hpp>

namespace bassin::printing {
namespace {

using Json = nlohmann::json;

Json figures(int potential, int reported, int visited, int closed) {
  Json out = Json::object();
  for (auto const* const id : {"potential",    "unlocated", "indirect",      "reported",    "contacted", "visited",    "qualified",
                               "filed",        "reopened",  "closedForGood", "nothingToDo", "closed",    "partlyOpen", "open",
                               "inaccessible", "urgent1",   "urgent2",       "urgent3",     "urgent4",   "nobodys"})
    out[id] = 0;
  out["potential"] = potential;
  out["reported"] = reported;
  out["visited"] = visited;
  out["closed"] = closed;
  return out;
}

Json findings(int stock) {
  Json out = Json::parse(R"({
    "cases": 100, "employees": {"cases": {"given": 40, "unknown": 2, "refused": 1}, "sum": 212},
    "stopped": {"cases": {"given": 0, "unknown": 0, "refused": 0}, "sum": 0}, "shortTime": [{"answer": "asked", "cases": 7}],
    "losses": [{"heading": "stock", "cases": {"given": 12, "unknown": 0, "refused": 3},
                "sum": {"cases": 12, "from": 0, "to": 90000, "endless": 0},
                "certainties": [{"certainty": "estimated", "sum": {"cases": 12, "from": 1, "to": 2, "endless": 0}}]},
               {"heading": "damage", "cases": {"given": 12, "unknown": 0, "refused": 3},
                "sum": {"cases": 12, "from": 513000, "to": 528000, "endless": 1}, "certainties": []}],
    "aid": [{"aid": "craft_fund", "asked": {"cases": 23, "priced": 23, "from": 38200, "to": 38200},
             "granted": {"cases": 1, "priced": 0, "from": 0, "to": 0}, "paid": {"cases": 0, "priced": 0, "from": 0, "to": 0},
             "refused": 2}],
    "needs": [{"need": "cash", "cases": 4}, {"need": "pumping", "cases": 9}],
    "words": [{"state": "reported", "cases": 9, "heard": 9, "newest": 3, "median": 600}], "silent": 5})");
  out["losses"][0]["sum"]["from"] = stock;
  return out;
}

Json report() {
  Json out = Json::parse(R"({
    "number": 2, "zone": 1, "words": "Décrue <b>amorcée</b>", "issuedAt": "2016-06-08T16:05:00.000Z",
    "organisation": {"id": "p", "name": "Pays Créçois", "kind": "intercommunality"}, "agent": null,
    "crisis": {"id": "c", "title": "Crue & suites", "exercise": false}, "audience": "room",
    "labels": {"figure": {"potential": "dans la liste"}, "heading": {"stock": "Stock", "damage": "Dommages, tous postes"},
               "certainty": {"estimated": "à vue"}, "short_time": {"asked": "demandée"}, "need": {"pumping": "pompage"},
               "aid": {"craft_fund": "Fonds de calamités"}, "state": {"reported": "signalée"}, "chamber": {"cci": "CCI"}},
    "drawing": {"width": 1000, "height": 600, "zone": "M1 2L3 4L5 6Z", "source": "IGN", "vintage": null, "communes": [
      {"place": {"code": "77142", "label": "Crécy"}, "path": "M10 10L90 10L90 90Z", "x": 50, "y": 50},
      {"place": {"code": "77171", "label": "Esbly"}, "path": null, "x": 500, "y": 300}]}})");
  out["all"] = figures(100, 79, 40, 79);
  out["communes"] = {{{"place", {{"code", "77142"}, {"label", "Crécy"}}}, {"figures", figures(80, 79, 40, 79)}},
                     {{"place", {{"code", "77171"}, {"label", "Esbly"}}}, {"figures", figures(20, 0, 0, 0)}}};
  out["chambers"] = {{{"chamber", "cci"}, {"figures", figures(60, 50, 30, 50)}}};
  out["findings"] = findings(13'000);
  out["before"] = {
      {"number", 1}, {"issuedAt", "2016-06-07T16:05:00.000Z"}, {"all", figures(100, 70, 10, 79)}, {"findings", findings(9'000)}};
  return out;
}

bool has(std::string const& page, std::string const& text) { return page.find(text) != std::string::npos; }

TEST(SituationPage, TellsWhatMovedSinceTheReportBefore) {
  auto const page = situation_page(report(), Layout::whole);
  EXPECT_TRUE(has(page, "Crue &amp; suites"));
  EXPECT_TRUE(has(page, "8 juin 2016 à 18\u00a0h\u00a005")) << "in Paris";
  EXPECT_TRUE(has(page, "+9 depuis le n°\u00a01"));
  EXPECT_TRUE(has(page, "13\u202f000\u00a0€ à 90\u202f000\u00a0€"));
  EXPECT_TRUE(has(page, "+4\u202f000\u00a0€"));
  EXPECT_TRUE(has(page, "au moins 513\u202f000\u00a0€"));
  EXPECT_TRUE(has(page, R"(<td class="n">12</td>)")) << "at sight";
  EXPECT_TRUE(has(page, "23 (38\u202f200\u00a0€)"));
  EXPECT_TRUE(has(page, "su pour 40 sur 100, 1\u00a0refus"));
  EXPECT_TRUE(has(page, "pompage\u00a09 (=)"));
  EXPECT_TRUE(has(page, "signalée\u00a010\u00a0h"));
  EXPECT_TRUE(has(page, "50\u202f%"));
  EXPECT_TRUE(has(page, "amorcée&lt;/b&gt;")) << "words are shown as they are";
  EXPECT_FALSE(has(page, "{{"));
}

TEST(SituationPage, DrawsCommunesWithTheirCounts) {
  auto const page = situation_page(report(), Layout::whole);
  EXPECT_TRUE(has(page, R"(<path d="M10 10L90 10L90 90Z")"));
  EXPECT_TRUE(has(page, R"(<path d="M1 2L3 4L5 6Z")"));
  EXPECT_TRUE(has(page, ">79</text>"));
  EXPECT_TRUE(has(page, "Contours : IGN."));
  auto fresh = report();
  for (auto* const it : {&fresh["all"], &fresh["communes"][0]["figures"]}) (*it)["reported"] = 0;
  auto const earlier = situation_page(fresh, Layout::whole);
  EXPECT_TRUE(has(earlier, "Entreprises de la liste par commune."));
  EXPECT_TRUE(has(earlier, ">20</text>"));
  EXPECT_FALSE(has(situation_page(report(), Layout::editable), "<svg"));
}

TEST(SituationPage, ForAllTellsStepsAndWhatIsNotTold) {
  auto told = report();
  told["audience"] = "all";
  told["findings"]["losses"][0]["sum"]["from"] = nullptr;
  told["findings"]["losses"][1]["sum"] = {{"cases", 10}, {"from", 0}, {"to", 500'000}, {"endless", 0}};
  told["findings"]["employees"]["sum"] = 200;
  auto const page = situation_page(told, Layout::whole);
  EXPECT_TRUE(has(page, "version pour\ntous"));
  EXPECT_TRUE(has(page, "n.\u00a0c."));
  EXPECT_TRUE(has(page, "&lt;\u00a0250\u202f000\u00a0€ à 500\u202f000\u00a0€"));
  EXPECT_TRUE(has(page, "≈\u00a0200"));
  EXPECT_TRUE(has(page, "arrondi à 5 près"));
}

TEST(SituationPage, OfBeforeFindingsSaysSo) {
  auto old = report();
  old["findings"] = nullptr;
  old["before"] = nullptr;
  auto const page = situation_page(old, Layout::whole);
  EXPECT_TRUE(has(page, "n’étaient pas comptés"));
  EXPECT_FALSE(has(page, "depuis le n°"));
  auto later = report();
  later["before"]["findings"] = nullptr;
  EXPECT_FALSE(has(situation_page(later, Layout::whole), "+4\u202f000"));
}

TEST(SituationPage, SaysWhatOnePageLeavesOut) {
  auto many = report();
  for (int i = 0; i < 40; ++i)
    many["communes"].push_back(
        {{"place", {{"code", std::to_string(i)}, {"label", "Lieu " + std::to_string(i)}}}, {"figures", figures(i, 0, 0, 0)}});
  EXPECT_TRUE(has(situation_page(many, Layout::whole), "32\u00a0autres communes"));
  EXPECT_TRUE(has(situation_page(many, Layout::editable), "Lieu 0"));
}

}  // namespace
}  // namespace bassin::printing
