#include "printing/report_page.h"

#include <gtest/gtest.h>

#include <nlohmann/json.hpp>

#include "printing/french.h"

namespace bassin::printing {
namespace {

using Json = nlohmann::json;

Json report() {
  return Json::parse(R"({
    "id": "r", "title": "Bilan 2026", "from": "2026-01-01", "to": "2026-12-31", "status": "draft", "issuedAt": null, "issuedBy": null,
    "version": 1, "mayReport": true, "documents": [],
    "blocks": [{"section": "opening", "text": "Une année.\nDeux lignes.\n\nUn <b>autre</b> paragraphe.", "version": 1},
               {"section": "axis:x", "text": "Trente visites.", "version": 1},
               {"section": "party:cci", "text": "Deux permanences.", "version": 1},
               {"section": "outlook", "text": "L'an prochain.", "version": 1}],
    "figures": {
      "convention": {"id": "c", "title": "Convention & partenaires", "kind": "framework", "reference": "2026-ECO-07",
                     "keeper": {"id": "pays", "name": "Pays Créçois", "kind": "intercommunality"}},
      "from": "2026-01-01", "to": "2026-12-31", "countedOn": "2026-11-28", "communes": 19, "dataDate": "2026-11-01",
      "whole": {"contributions": 1234, "businesses": 320, "visited": 40, "minutes": 8400, "covered": 300, "establishments": 1200},
      "before": {"from": "2025-01-01", "to": "2025-12-31", "contributions": 900, "businesses": 1, "visited": 0, "minutes": 420},
      "axes": [{"id": "x", "code": "1", "title": "Développement", "actions": 1, "contributions": 10, "businesses": 8, "visited": 2,
                "minutes": 420}],
      "actions": [{"id": "a", "axis": "x", "code": "1.1", "title": "Visiter", "lead": {"id": "cma", "name": "CMA 77", "kind": "cma"},
                   "progress": "running", "late": false, "startsOn": null, "endsOn": null, "plannedHalfDays": 21, "planned": 1200050,
                   "committed": 0, "spent": 100, "contributions": 1, "businesses": 1, "visited": 0, "minutes": 630,
                   "members": [{"organisation": {"id": "cma", "name": "CMA 77", "kind": "cma"}, "part": "lead", "plannedHalfDays": 21,
                                "minutes": 630}]}],
      "partners": [{"organisation": {"id": "cci", "name": "CCI 77", "kind": "cci"}, "leads": 0, "plannedHalfDays": 0, "contributions": 1,
                    "businesses": 1, "visited": 1, "minutes": 60}],
      "kinds": [{"kind": "visit", "contributions": 40, "businesses": 40, "visited": 40, "minutes": 60}],
      "months": [{"month": "2026-01", "contributions": 4, "businesses": 1, "visited": 1, "minutes": 1},
                 {"month": "2026-02", "contributions": 0, "businesses": 0, "visited": 0, "minutes": 0}],
      "money": [{"financer": "Région", "nature": "subsidy", "planned": 500000, "committed": 0, "spent": 0}],
      "indicators": [{"id": "i", "code": "V1", "label": "Entreprises visitées", "effect": "output", "unit": "entreprises", "value": 34.5,
                      "target": 70, "progress": 0.493, "computed": {"measure": "visited"}, "gathering": "sum",
                      "action": {"id": "a", "code": "1.1", "title": "Visiter"}}],
      "sittings": [{"committee": "steering", "on": "2026-03-01",
                    "decisions": [{"text": "Inviter la Région", "follower": {"id": "cci", "name": "CCI 77", "kind": "cci"},
                                   "dueOn": null, "outcome": "done"}]}]
    }})");
}
bool has(std::string const& page, std::string const& text) { return page.find(text) != std::string::npos; }

TEST(ReportPage, TellsFiguresAsFrenchReadersWriteThem) {
  auto const page = report_page(report(), Layout::whole);
  EXPECT_TRUE(has(page, "du 1er janvier 2026 au 31 décembre 2026"));
  EXPECT_TRUE(has(page, "1\u202f234"));
  EXPECT_TRUE(has(page, "un an avant : 900"));
  EXPECT_TRUE(has(page, "25\u202f%"));
  EXPECT_TRUE(has(page, "34,5"));
  EXPECT_TRUE(has(page, "49\u202f%"));
  EXPECT_TRUE(has(page, "12\u202f000,50\u00a0€ prévus"));
  EXPECT_TRUE(has(page, "Inviter la Région (CCI 77, faite)"));
  EXPECT_TRUE(has(page, "Sirene du 1er novembre 2026"));
  EXPECT_TRUE(has(page, "janv. 26"));
  EXPECT_TRUE(has(page, "Projet :"));
  EXPECT_FALSE(has(page, "Publié le"));
}

TEST(ReportPage, ShowsWhatWasWrittenAsTextAndNeverAsMarkup) {
  auto const page = report_page(report(), Layout::whole);
  EXPECT_TRUE(has(page, "<p>Une année.<br>Deux lignes.</p>"));
  EXPECT_TRUE(has(page, "Un &lt;b&gt;autre&lt;/b&gt; paragraphe."));
  EXPECT_TRUE(has(page, "Convention &amp; partenaires"));
  EXPECT_TRUE(has(page, "Trente visites."));
  EXPECT_TRUE(has(page, "Deux permanences."));
  EXPECT_TRUE(has(page, "L&#39;an prochain."));
}

TEST(ReportPage, OfOnePageHoldsNoWordOfCommitteesAndPartners) {
  auto it = report();
  it["blocks"][0]["text"] = std::string(2000, 'x') + " fin";
  auto const page = report_page(it, Layout::one_page);
  EXPECT_FALSE(has(page, "Inviter la Région"));
  EXPECT_FALSE(has(page, "Deux permanences."));
  EXPECT_FALSE(has(page, "Trente visites."));
  EXPECT_FALSE(has(page, " fin"));
  EXPECT_TRUE(has(page, "0 objectif atteint sur 1."));
}

TEST(ReportPage, ThatIsEditableHasNoDrawingAndNoStyle) {
  auto it = report();
  it["status"] = "issued";
  it["issuedAt"] = "2027-01-15T08:00:00.000Z";
  auto const page = report_page(it, Layout::editable);
  EXPECT_FALSE(has(page, "<svg"));
  EXPECT_FALSE(has(page, "<style"));
  EXPECT_TRUE(has(page, "Publié le 15 janvier 2027"));
  EXPECT_FALSE(has(page, "Projet :"));
}

TEST(French, WritesFiguresOfAnySize) {
  EXPECT_EQ(number(-1234567), "−1\u202f234\u202f567");
  EXPECT_EQ(number(12), "12");
  EXPECT_EQ(figure(0.04), "0");
  EXPECT_EQ(figure(-0.04), "0");
  EXPECT_EQ(figure(999.96), "1\u202f000");
  EXPECT_EQ(euros(5), "0,05\u00a0€");
  EXPECT_EQ(days_of_minutes(630), "1,5");
  EXPECT_EQ(long_day("demain"), "demain");
  EXPECT_EQ(word("progress", "unheard_of"), "unheard_of");
}

}  // namespace
}  // namespace bassin::printing
