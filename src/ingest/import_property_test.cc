// Random rows, imported and read back, against the rows themselves.
#include <gtest/gtest.h>

#include <algorithm>
#include <random>
#include <set>

#include "geo/hilbert.h"
#include "ingest/import_test_support.h"
#include "reference/chambers.h"
#include "reference/fields.h"
#include "reference/size_bands.h"

namespace bassin::ingest {
namespace {

using registry::Snapshot;
using testing::period;
using testing::Row;
using testing::siren;
using testing::siret;
using testing::stock_row;
using testing::unit_row;
namespace schema = registry::schema;

using Pool = std::vector<std::string>;

class Draw {
 public:
  explicit Draw(unsigned seed) : random_(seed) {}
  unsigned below(unsigned limit) { return static_cast<unsigned>(random_() % limit); }
  std::string const& from(Pool const& pool) { return pool[below(static_cast<unsigned>(pool.size()))]; }
  std::string text() {
    return from({"", "", "", "[ND]", "LE BON PAIN", "L'Épi d'Or", "a \"b\" c", "x, y", "two\nlines", "ÆTHER & Cie", "-", " blank "});
  }
  std::string date() {
    return from({"", "1900-01-01", "1899-12-31", "2015-06-30", "2024-02-29", "7490-01-01", "0001-01-01", "2079-06-04", "2079-06-03"});
  }
  std::string flag() { return from({"", "true", "false", "O", "N"}); }

 private:
  std::mt19937 random_;
};

Row random_stock(Draw& draw, std::string const& of) {
  auto row = stock_row(of);
  for (auto const& text : schema::texts) {
    if (!text.source.empty()) row[std::string(text.source)] = draw.text();
  }
  row["statutDiffusionEtablissement"] = draw.from({"O", "O", "O", "P", "N"});
  row["codeCommuneEtablissement"] = draw.from({"77142", "77142", "01001", "2A004", "97411", "75110", "", "77999"});
  row["dateCreationEtablissement"] = draw.date();
  row["dateDebut"] = draw.date();
  row["trancheEffectifsEtablissement"] = draw.from({"", "NN", "00", "01", "11", "53"});
  row["anneeEffectifsEtablissement"] = draw.from({"", "2019", "2023"});
  row["activitePrincipaleRegistreMetiersEtablissement"] = draw.from({"", "", "4932ZA"});
  row["dateDernierTraitementEtablissement"] = draw.from({"", "2021-11-14T14:00:59", "2019-01-01T00:00:00"});
  row["etablissementSiege"] = draw.flag();
  row["caractereEmployeurEtablissement"] = draw.flag();
  row["nombrePeriodesEtablissement"] = draw.from({"", "1", "19"});
  row["numeroVoieEtablissement"] = draw.from({"", "1", "12", "99B", "-", "[ND]"});
  row["indiceRepetitionEtablissement"] = draw.from({"", "B", "T"});
  row["typeVoieEtablissement"] = draw.from({"", "RUE", "AV"});
  row["libelleVoieEtablissement"] = draw.text();
  row["codePostalEtablissement"] = draw.from({"", "77580", "[ND]"});
  row["libelleCommuneEtablissement"] = draw.from({"CRECY LA CHAPELLE", "PARIS", ""});
  row["etatAdministratifEtablissement"] = draw.from({"A", "A", "F", ""});
  row["activitePrincipaleEtablissement"] = draw.from({"62.01Z", "01.11Z", "56.10A", "68.20B", "75.2G", "43.21A", ""});
  row["nomenclatureActivitePrincipaleEtablissement"] = draw.from({"NAFRev2", "NAFRev2", "NAFRev1", "NAP", ""});
  row["activitePrincipaleNAF25Etablissement"] = draw.from({"", "62.10Y"});
  return row;
}

Row random_unit(Draw& draw, std::string const& of) {
  auto row = unit_row(of);
  for (auto const& text : schema::unit_texts) {
    if (!text.source.empty()) row[std::string(text.source)] = draw.text();
  }
  row["statutDiffusionUniteLegale"] = draw.from({"O", "O", "P"});
  row["categorieJuridiqueUniteLegale"] = draw.from({"1000", "5499", "6540", "7210", "9220", "", "57"});
  row["sexeUniteLegale"] = draw.from({"", "F", "M", "[ND]"});
  row["categorieEntreprise"] = draw.from({"", "PME", "ETI", "GE"});
  row["nicSiegeUniteLegale"] = draw.from({"", "00012"});
  row["dateCreationUniteLegale"] = draw.date();
  row["economieSocialeSolidaireUniteLegale"] = draw.flag();
  row["societeMissionUniteLegale"] = draw.flag();
  return row;
}

std::string value(Row const& row, std::string_view column) {
  auto const found = row.find(column);
  return found == row.end() || found->second == "[ND]" ? std::string() : found->second;
}

registry::Diffusion diffusion(Row const* row, std::string_view column) {
  if (row == nullptr) return registry::Diffusion::unknown;
  return value(*row, column) == "O" ? registry::Diffusion::open : registry::Diffusion::partial;
}

int flag(std::string const& text) { return text.empty() ? 0 : text == "true" || text == "O" ? 2 : 1; }

std::string activity_key(std::string const& code, std::string const& nomenclature) {
  return code.empty() ? std::string() : std::to_string(static_cast<int>(reference::parse_nomenclature(nomenclature))) + code;
}

class ImportProperty : public testing::ImportTest {
 protected:
  std::map<std::string, Row> stock_, units_;
  std::multimap<std::string, Row> periods_;
  std::map<std::string, geo::Point> points_;
  bool with_units_ = false;

  void draw_all(unsigned seed) {
    Draw draw(seed);
    with_units_ = seed % 3 != 0;
    auto const count = 1 + draw.below(seed % 5 == 0 ? 700 : 60);
    for (unsigned i = 0; i < count; ++i) {
      auto const of = siret(draw.below(200), 1 + draw.below(4));
      stock_[of] = random_stock(draw, of);
      if (draw.below(4) != 0) units_[of.substr(0, 9)] = random_unit(draw, of.substr(0, 9));
      if (draw.below(3) == 0) points_[of] = *geo::Point::from_degrees(2 + draw.below(1000) * 0.0001, 48 + draw.below(1000) * 0.0001);
      for (unsigned p = draw.below(4); p > 0; --p) {
        periods_.emplace(of, period(of, draw.date(), draw.date(),
                                    {{"enseigne1Etablissement", draw.text()}, {"etatAdministratifEtablissement", draw.from({"A", "F"})}}));
      }
    }
  }

  std::vector<std::string> give_all(unsigned seed) {
    std::vector<Row> rows;
    for (auto const& [of, row] : stock_) rows.push_back(row);
    std::shuffle(rows.begin(), rows.end(), std::mt19937(seed));
    std::vector<std::string> files{give_stock(rows)};
    std::vector<Row> units;
    for (auto const& [of, row] : units_) units.push_back(row);
    std::shuffle(units.begin(), units.end(), std::mt19937(seed));
    if (with_units_) files.push_back(give_units(units));
    std::vector<Row> periods;
    for (auto const& [of, row] : periods_) periods.push_back(row);
    std::shuffle(periods.begin(), periods.end(), std::mt19937(seed));
    files.push_back(give_history(periods));
    std::string points = "siret,longitude,latitude\n";
    for (auto const& [of, point] : points_)
      points += of + "," + std::to_string(point.lon_degrees()) + "," + std::to_string(point.lat_degrees()) + "\n";
    files.push_back(give("points.csv", points));
    return files;
  }

  void expect_row(Snapshot const& s, std::string const& of, Row const& row) const {
    auto const at = *s.find_siret(std::stoull(of));
    auto const& e = s.establishments();
    EXPECT_EQ(s.commune_code(s.commune_of(at)), value(row, "codeCommuneEtablissement"));
    EXPECT_EQ(e.numbers[e.number[at]], value(row, "numeroVoieEtablissement"));
    EXPECT_EQ(e.repetitions[e.repetition[at]], value(row, "indiceRepetitionEtablissement"));
    EXPECT_EQ(e.street_types[e.street_type[at]], value(row, "typeVoieEtablissement"));
    EXPECT_EQ(e.streets[e.street[at]], value(row, "libelleVoieEtablissement"));
    EXPECT_EQ(e.postal_codes[e.postal_code[at]], value(row, "codePostalEtablissement"));
    EXPECT_EQ(e.commune_labels[e.commune_label[at]], value(row, "libelleCommuneEtablissement"));
    EXPECT_EQ(e.crafts[e.craft[at]], value(row, "activitePrincipaleRegistreMetiersEtablissement"));
    EXPECT_EQ(e.activities[e.activity[at]],
              activity_key(value(row, "activitePrincipaleEtablissement"), value(row, "nomenclatureActivitePrincipaleEtablissement")));
    EXPECT_EQ(e.activities_2025[e.activity_2025[at]], activity_key(value(row, "activitePrincipaleNAF25Etablissement"), "NAF2025"));
    EXPECT_EQ(e.size[at], reference::parse_size_band(value(row, "trancheEffectifsEtablissement")));
    EXPECT_EQ(e.head_office[at], flag(value(row, "etablissementSiege")));
    EXPECT_EQ(e.employer[at], flag(value(row, "caractereEmployeurEtablissement")));
    auto const processed = value(row, "dateDernierTraitementEtablissement");
    EXPECT_EQ(e.processed[at], processed.empty() ? 0 : *base::parse_timestamp(processed));
    expect_date(value(row, "dateCreationEtablissement"), e.created[at], e.text(schema::Text::created_exact, at));
    expect_date(value(row, "dateDebut"), e.period_start[at], e.text(schema::Text::period_start_exact, at));
    for (std::size_t i = 0; i < schema::texts.size(); ++i) {
      auto const source = schema::texts[i].source;
      EXPECT_TRUE(source.empty() || e.text(static_cast<schema::Text>(i), at) == value(row, source)) << source;
    }
    expect_derived(s, at, of, row);
    auto const point = points_.find(of);
    EXPECT_EQ(s.position(at), point == points_.end() ? geo::Point{} : point->second);
  }

  static void expect_date(std::string const& text, std::uint16_t code, std::string_view exact) {
    auto const expected = text.empty() ? base::DayCode{} : base::DayCode::of(*base::parse_date(text));
    EXPECT_EQ(code, expected.v);
    EXPECT_EQ(exact, text.empty() || expected.exact() ? std::string() : text);
  }

  static registry::Tri nature_of(Row const& unit, int legal) {
    bool personal = legal / 1000 == 1;
    for (auto const* const column :
         {"nomUniteLegale", "nomUsageUniteLegale", "prenom1UniteLegale", "prenom2UniteLegale", "prenom3UniteLegale", "prenom4UniteLegale",
          "prenomUsuelUniteLegale", "pseudonymeUniteLegale", "sexeUniteLegale"}) {
      personal = personal || !unit.at(column).empty();
    }
    if (personal) return registry::Tri::yes;
    return legal != 0 || !value(unit, "denominationUniteLegale").empty() ? registry::Tri::no : registry::Tri::unknown;
  }

  void expect_derived(Snapshot const& s, std::uint32_t at, std::string const& of, Row const& row) const {
    auto const& e = s.establishments();
    auto const found = units_.find(of.substr(0, 9));
    Row const* const unit = with_units_ && found != units_.end() ? &found->second : nullptr;
    auto const legal_text = unit == nullptr ? std::string() : value(*unit, "categorieJuridiqueUniteLegale");
    auto const legal = static_cast<std::uint16_t>(legal_text.empty() ? 0 : std::stoi(legal_text));
    auto const natural = unit == nullptr ? registry::Tri::unknown : nature_of(*unit, legal);
    auto const privacy =
        registry::privacy_of(diffusion(&row, "statutDiffusionEtablissement"), diffusion(unit, "statutDiffusionUniteLegale"), natural);
    EXPECT_EQ(e.privacy[at], privacy);
    EXPECT_EQ(e.legal[at], legal);
    auto const activity = value(row, "activitePrincipaleEtablissement");
    auto const nomenclature = activity.empty() ? reference::Nomenclature::unknown
                                               : reference::parse_nomenclature(value(row, "nomenclatureActivitePrincipaleEtablissement"));
    auto const craft = value(row, "activitePrincipaleRegistreMetiersEtablissement");
    auto const chambers =
        reference::attach(
            {.legal_category = legal, .nomenclature = nomenclature, .activity = activity, .craft_code = craft, .size = e.size[at]})
            .mask();
    EXPECT_EQ(e.chambers[at], chambers);
    for (std::size_t f = 0; f < reference::field_count; ++f) {
      bool const belongs =
          reference::belongs(static_cast<reference::Field>(f), {.legal_category = legal,
                                                                .activity = activity,
                                                                .nomenclature = nomenclature,
                                                                .employer = static_cast<reference::Employer>(e.employer[at]),
                                                                .size = e.size[at],
                                                                .chambers = chambers});
      EXPECT_EQ((e.fields[at] >> f & 1) != 0, belongs) << f;
    }
  }

  void expect_unit(Snapshot const& s, std::string const& of) const {
    auto const at = *s.find_siren(static_cast<std::uint32_t>(std::stoul(of)));
    auto const& u = s.units();
    auto const found = units_.find(of);
    bool const known = with_units_ && found != units_.end();
    EXPECT_EQ(u.known[at], known);
    std::set<std::uint32_t> rows;
    for (auto const& [siret, row] : stock_) {
      if (siret.starts_with(of)) rows.insert(*s.find_siret(std::stoull(siret)));
    }
    std::set<std::uint32_t> listed;
    for (auto i = u.establishment_first[at]; i < u.establishment_first[at + 1]; ++i) listed.insert(u.establishment_row[i]);
    EXPECT_EQ(listed, rows);
    for (std::size_t i = 0; known && i < schema::unit_texts.size(); ++i) {
      auto const source = schema::unit_texts[i].source;
      EXPECT_TRUE(source.empty() || u.text(static_cast<schema::UnitText>(i), at) == value(found->second, source)) << source;
    }
    if (!known) return;
    expect_date(value(found->second, "dateCreationUniteLegale"), u.created[at], u.text(schema::UnitText::created_exact, at));
    EXPECT_EQ(u.social_economy[at], flag(value(found->second, "economieSocialeSolidaireUniteLegale")));
    EXPECT_EQ(u.mission[at], flag(value(found->second, "societeMissionUniteLegale")));
    EXPECT_EQ(u.head_office_nic[at], value(found->second, "nicSiegeUniteLegale").empty() ? 0U : 12U);
  }

  void expect_periods(Snapshot const& s, std::string const& of) const {
    auto const at = *s.find_siret(std::stoull(of));
    auto const& h = *s.history();
    std::multiset<std::string> expected;
    auto const [first, last] = periods_.equal_range(of);
    for (auto each = first; each != last; ++each) {
      auto const& row = each->second;
      expected.insert(value(row, "dateDebut") + "|" + value(row, "dateFin") + "|" + value(row, "etatAdministratifEtablissement") + "|" +
                      value(row, "enseigne1Etablissement"));
    }
    std::multiset<std::string> found;
    auto const date = [](std::uint16_t code, std::string_view exact) {
      if (!exact.empty()) return std::string(exact);
      return code == 0 ? std::string() : base::to_iso(*base::DayCode{code}.date());
    };
    for (auto p = h.first[at]; p < h.first[at + 1]; ++p) {
      found.insert(date(h.start[p], h.start_exact[p]) + "|" + date(h.end[p], h.end_exact[p]) + "|" + (h.state[p] == 1 ? "A" : "F") + "|" +
                   std::string(h.brand_1[p]));
      EXPECT_TRUE(p == h.first[at] || h.start[p - 1] <= h.start[p]);
    }
    EXPECT_EQ(found, expected);
  }

  static void expect_order(Snapshot const& s) {
    auto const key = [&](std::uint32_t row) {
      bool const hidden = (s.establishments().privacy[row] & registry::hides_position) != 0;
      auto const point = hidden ? geo::Point{} : s.position(row);  // where it lies must not be told by its place
      return std::tuple(std::string(s.commune_code(s.commune_of(row))), hidden, !point.known(), point.known() ? geo::hilbert_key(point) : 0,
                        s.siret(row));
    };
    for (std::uint32_t row = 1; row < s.rows(); ++row) EXPECT_LT(key(row - 1), key(row));
  }
};

TEST_F(ImportProperty, WhatIsReadBackIsWhatWasWritten) {
  for (unsigned seed = 1; seed <= 20; ++seed) {
    SCOPED_TRACE(seed);
    stock_.clear(), units_.clear(), periods_.clear(), points_.clear();
    draw_all(seed);
    auto wanted = request(give_all(seed));
    wanted.force = true;
    auto const done = run_import(wanted, base::real_files(), silent_progress(), {});
    ASSERT_TRUE(done.ok()) << done.error().debug();
    auto const s = snapshot();
    ASSERT_EQ(s->rows(), stock_.size());
    for (auto const& [of, row] : stock_) {
      expect_row(*s, of, row);
      expect_unit(*s, of.substr(0, 9));
      expect_periods(*s, of);
    }
    expect_order(*s);
    EXPECT_TRUE(s->verify().ok());
    if (HasFailure()) break;
  }
}

}  // namespace
}  // namespace bassin::ingest
