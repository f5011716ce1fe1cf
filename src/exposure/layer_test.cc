#include "exposure/layer.h"

#include <gmock/gmock.h>

#include "access/audit.h"
#include "exposure/testing/territory_test_support.h"
#include "sql/session.h"

namespace bassin::exposure {
namespace {

using sql::Session;
using testing::ElementsAre;
using testing::IsEmpty;

class Layers : public InATerritory {
 protected:
  Layer find(access::Reader const& who, std::string const& id) {
    return read([&](Session& s) { return find_layer(s, who, id); });
  }
  std::string outline(std::string const& id) {
    return read([&](Session& s) { return layer_outline(s, id); });
  }
};
INSTANTIATE_TEST_SUITE_P(Both, Layers, testing::ValuesIn(sql::both_dialects), sql::dialect_name);

TEST_P(Layers, WhatWasBroughtIsRead) {
  auto const made = add(maud_, ppri(), file({"77142", "77171"}));
  auto const found = find(anne_, made.id);
  EXPECT_EQ(found.facts.name, "PPRI du Grand Morin");
  EXPECT_EQ(found.facts.source, "DDT 77");
  EXPECT_EQ(found.facts.dated_on, "2010-11-12");
  EXPECT_EQ(found.facts.peril, crisis::Peril::flood);
  EXPECT_EQ(found.facts.level, Level::high);
  EXPECT_THAT(found.communes, ElementsAre("77142", "77171"));
  EXPECT_EQ(found.file.file_name, "ppri.geojson");
  EXPECT_EQ(found.file.vertices, 4);
  EXPECT_EQ(found.edition, 1);
  EXPECT_FALSE(found.changeable) << "an adviser";
  EXPECT_TRUE(find(maud_, made.id).changeable);
  EXPECT_EQ(outline(made.id), file().outline);
}

TEST_P(Layers, WhoServesOneOfItsCommunesSeesIt) {
  add(maud_, ppri("Amont"), file({"77142"}));
  add(nora_, ppri("Aval"), file({"77200"}));
  EXPECT_THAT(names(anne_), ElementsAre("Amont"));
  EXPECT_THAT(names(nora_), ElementsAre("Aval"));
  EXPECT_THAT(names(paul_), ElementsAre("Amont", "Aval"));
  access::Reader const stranger;
  EXPECT_THAT(names(stranger), IsEmpty());
}

TEST_P(Layers, ANewerEditionTakesThePlaceOfTheOneBefore) {
  auto const made = add(maud_, ppri(), file());
  auto newer = ppri();
  newer.dated_on = "2026-01-15";
  auto other = file({"77171"});
  other.outline = R"({"type":"MultiPolygon","coordinates":[[[[2.8,48.8],[2.9,48.8],[2.9,48.9],[2.8,48.8]]]]})";
  auto const after = write([&](Session& s) { return replace_layer(s, as(maud_), made.id, made.version, newer, other); });
  EXPECT_EQ(after.edition, 2);
  EXPECT_EQ(after.id, made.id);
  EXPECT_EQ(outline(made.id), other.outline);
  EXPECT_THAT(find(maud_, made.id).communes, ElementsAre("77171"));
  EXPECT_EQ(find(maud_, made.id).facts.dated_on, "2026-01-15");
  auto const trail = read([&](Session& s) {
    access::AuditQuery asked;
    asked.kind = "hazard_layer";
    return access::audit_trail(s, asked);
  });
  ASSERT_EQ(trail.size(), 2U);
  EXPECT_EQ(trail[0].action, "hazard_layer.replaced");
  EXPECT_THAT(trail[0].before, testing::HasSubstr("2010-11-12"));
}

TEST_P(Layers, WordsAreChangedWithoutTheOutline) {
  auto const made = add(maud_, ppri(), file());
  auto facts = ppri("PPRI, zone rouge");
  facts.level = Level::untold;
  auto const after = write([&](Session& s) { return change_layer(s, as(maud_), made.id, 1, facts); });
  EXPECT_EQ(after.version, 2);
  EXPECT_EQ(after.edition, 1);
  EXPECT_EQ(find(maud_, made.id).facts.level, Level::untold);
  EXPECT_EQ(outline(made.id), file().outline);
}

TEST_P(Layers, WhoMayNotIsRefused) {
  auto const made = add(maud_, ppri(), file());
  auto const added = [&](access::Reader const& who, LayerFacts const& facts, LayerFile const& from) {
    return refusal([&](Session& s) { return add_layer(s, as(who), facts, from); });
  };
  auto const dropped = [&](access::Reader const& who, std::int64_t version) {
    return refusal([&](Session& s) { return drop_layer(s, as(who), made.id, version); });
  };
  EXPECT_EQ(added(anne_, ppri(), file()), "exposure.not_yours");
  EXPECT_EQ(added(maud_, ppri(), file({})), "exposure.elsewhere");
  EXPECT_EQ(added(maud_, ppri(""), file()), "text.empty");
  auto ahead = ppri();
  ahead.dated_on = "2027-01-01";
  EXPECT_EQ(added(maud_, ahead, file()), "exposure.bad_value");
  ahead.dated_on = "hier";
  EXPECT_EQ(added(maud_, ahead, file()), "exposure.bad_value");
  auto large = file();
  large.facts.vertices = static_cast<std::int64_t>(vertices_most) + 1;
  EXPECT_EQ(added(maud_, ppri(), large), "exposure.bad_value");
  EXPECT_EQ(dropped(nadia_, 1), "exposure.not_yours") << "the chamber's coordinator sees it and leaves it alone";
  EXPECT_EQ(dropped(nora_, 1), "exposure.unknown_layer");
  EXPECT_EQ(dropped(maud_, 2), "exposure.changed");
  EXPECT_EQ(dropped(maud_, 1), "");
  EXPECT_THAT(names(maud_), IsEmpty());
}

TEST_P(Layers, WhoTookOverKeepsItUpToDate) {
  auto const former = organisation("CC du Haut Morin", "intercommunality", pays_);
  auto const before = serving(former, "yves@haut.fr", access::Role::coordinator, {"77142"});
  auto const made = add(before, ppri(), file());
  EXPECT_TRUE(find(maud_, made.id).changeable);
  EXPECT_FALSE(find(nadia_, made.id).changeable);
  EXPECT_EQ(refusal([&](Session& s) { return change_layer(s, as(maud_), made.id, 1, ppri("Repris")); }), "");
}

TEST_P(Layers, ThereIsAnEndToThem) {
  for (std::size_t i = 0; i < layers_most; ++i) add(maud_, ppri("Zone " + std::to_string(i)), file());
  EXPECT_EQ(refusal([&](Session& s) { return add_layer(s, as(maud_), ppri(), file()); }), "exposure.too_many_layers");
  EXPECT_EQ(names(maud_).size(), layers_most);
}

}  // namespace
}  // namespace bassin::exposure
