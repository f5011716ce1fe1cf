// Every parameter of a question: what it reads, and what it refuses.
#include "query/parse.h"

#include <fmt/format.h>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace bassin::query {
namespace {

using reference::Nomenclature;
using ::testing::ElementsAre;

base::Date const today = base::make_date(2026, 1, 1);

Filter read(Parameters const& parameters) {
  auto filter = parse_filter(parameters, today);
  EXPECT_TRUE(filter.ok()) << (parameters.empty() ? "" : parameters[0].first + "=" + parameters[0].second) << " "
                           << (filter.ok() ? "" : filter.error().debug());
  return filter.ok() ? *filter : Filter{};
}

Filter read(std::string name, std::string value) { return read({{std::move(name), std::move(value)}}); }

base::Error refused(std::string name, std::string value) {
  auto const filter = parse_filter({{name, value}}, today);
  EXPECT_FALSE(filter.ok()) << name << "=" << value;
  return filter.ok() ? base::Error("none") : filter.error();
}

TEST(ParseFilter, Places) {
  auto const filter = read({{"territory", "77"}, {"territory", "77142,51454"}, {"commune", "77142, 77171"}, {"commune", "51454"}});
  ASSERT_EQ(filter.territories.size(), 2U);
  EXPECT_EQ(filter.territories[0].id, "77");
  EXPECT_EQ(filter.territories[0].date, today);
  EXPECT_THAT(filter.territories[1].communes, ElementsAre("51454", "77142"));
  EXPECT_THAT(filter.communes, ElementsAre("77142", "77171", "51454"));
  EXPECT_EQ(refused("territory", "nowhere at all").code, "reference.unknown_territory");
}

TEST(ParseFilter, Zones) {
  auto const circle = *read("radius", "2.91, 48.86, 500").zone;
  EXPECT_EQ(circle.kind, ZoneKind::radius);
  EXPECT_TRUE(circle.zone.contains(*geo::Point::from_degrees(2.91, 48.8644)));
  EXPECT_FALSE(circle.zone.contains(*geo::Point::from_degrees(2.91, 48.8646)));
  auto const box = *read("box", "2.8,48.8,3.1,48.9").zone;
  EXPECT_EQ(box.kind, ZoneKind::box);
  EXPECT_TRUE(box.zone.contains(*geo::Point::from_degrees(3.0, 48.85)));
  for (auto const* value : {"", "2.91,48.86", "2.91,48.86,500,1", "a,48.86,500", "2.91,48.86,", "200,48.86,500", "2.91,99,500",
                            "2.91,48.86,0", "2.91,48.86,-1", "2.91,48.86,nan", "nan,48.86,500", "2.91,48.86,inf", "2.91,48.86,1e9"}) {
    EXPECT_EQ(refused("radius", value).code, "query.bad_value") << value;
  }
  EXPECT_EQ(refused("radius", "x").value("name"), "radius");
  for (auto const* value : {"", "2.8,48.8,3.1", "3.1,48.8,2.8,48.9", "2.8,48.9,3.1,48.8", "2.8,48.8,3.1,99", "a,b,c,d"}) {
    EXPECT_EQ(refused("box", value).code, "query.bad_value") << value;
  }
}

std::string corners(std::size_t count) {
  std::string out;
  for (std::size_t i = 0; i < count; ++i)
    out += fmt::format("{}{:.4f},{:.4f}", i == 0 ? "" : ",", 2.5 + 0.001 * double(i), 48 + 0.01 * double(i % 7));
  return out;
}

TEST(ParseFilter, DrawnPolygons) {
  auto const open = *read("polygon", "2.88,48.85, 2.92,48.85, 2.90,48.88").zone;
  EXPECT_EQ(open.kind, ZoneKind::polygon);
  EXPECT_TRUE(open.zone.contains(*geo::Point::from_degrees(2.90, 48.86)));
  EXPECT_FALSE(open.zone.contains(*geo::Point::from_degrees(2.885, 48.87)));
  auto const closed = *read("polygon", "2.88,48.85,2.92,48.85,2.90,48.88,2.88,48.85").zone;
  EXPECT_EQ(open.fingerprint, closed.fingerprint);
  // A figure of eight: both of its halves, as every zone reads a ring that crosses itself.
  auto const eight = *read("polygon", "2.8,48.8,3.0,48.9,3.0,48.8,2.8,48.9").zone;
  EXPECT_TRUE(eight.zone.contains(*geo::Point::from_degrees(2.82, 48.85)));
  EXPECT_TRUE(eight.zone.contains(*geo::Point::from_degrees(2.98, 48.85)));
  EXPECT_FALSE(eight.zone.contains(*geo::Point::from_degrees(2.9, 48.81)));
  EXPECT_TRUE(read("polygon", corners(500)).zone.has_value());
}

TEST(ParseFilter, RefusesPolygonsThatAreNone) {
  for (auto const& value :
       {std::string(), std::string("2.88,48.85"), std::string("2.88,48.85,2.92,48.85"), std::string("2.88,48.85,2.92,48.85,2.88,48.85"),
        std::string("2.88,48.85,2.92,48.85,2.9"), std::string("2.88,48.85,2.92,x,2.90,48.88"), std::string("2.88,48.85,2.92,48.85,2.90,99"),
        std::string("2.88,48.85,2.92,nan,2.90,48.88"), std::string("2.88,48.85,2.92,48.85,2.90,48.88,"), corners(501),
        std::string(100'000, ',')}) {
    auto const error = refused("polygon", value);
    EXPECT_EQ(error.code, "query.bad_value") << value;
    EXPECT_LT(error.value("value").size(), 70U);
  }
  auto const swapped = refused("polygon", "48.85,2.88,48.85,2.92,48.88,2.90");
  EXPECT_EQ(swapped.code, "query.swapped_point");
  EXPECT_EQ(swapped.value("suggestion"), "2.88,48.85,2.92,48.85,2.90,48.88");
}

TEST(ParseFilter, FieldStateAndDates) {
  EXPECT_EQ(read(Parameters{}).field, reference::Field::economic_fabric);
  for (auto const& definition : reference::field_definitions())
    EXPECT_EQ(read("field", std::string(definition.id)).field, definition.field) << definition.id;
  EXPECT_EQ(refused("field", "fabric").value("name"), "field");
  EXPECT_EQ(read(Parameters{}).state, std::nullopt);
  EXPECT_EQ(read("state", "active").state, StateFilter::active);
  EXPECT_EQ(read("state", "closed").state, StateFilter::closed);
  EXPECT_EQ(read("state", " any ").state, StateFilter::any);
  EXPECT_EQ(refused("state", "open").value("allowed"), "active, closed, any");
  auto const day = base::make_date(2018, 1, 31);
  EXPECT_EQ(read("at", "2018-01-31").at, day);
  EXPECT_EQ(read("created-from", "2018-01-31").created.from, day);
  EXPECT_EQ(read("created-to", "2018-01-31").created.to, day);
  EXPECT_EQ(read("closed-from", "2018-01-31").closed.from, day);
  EXPECT_EQ(read("closed-to", "2018-01-31").closed.to, day);
  EXPECT_EQ(read("contact-before", "2018-01-31").contact.before, day);
  EXPECT_EQ(read("contact-since", "2018-01-31").contact.since, day);
  for (auto const* name : {"at", "created-from", "created-to", "closed-from", "closed-to", "contact-before", "contact-since"}) {
    for (auto const* value : {"", "2018", "2018-13-01", "2018-02-30", "31/01/2018", "2018-1-31", "yesterday"}) {
      auto const error = refused(name, value);
      EXPECT_EQ(error.code, "query.bad_value");
      EXPECT_EQ(error.value("name"), name);
      EXPECT_EQ(error.value("value"), value);
      EXPECT_EQ(error.value("allowed"), "2018-01-31");
    }
  }
}

TEST(ParseFilter, Activities) {
  auto const filter = read("activity", "6201Z, 62,i,none,75.2E,NAP:57.10,NAF2025:62.10Y");
  std::vector<ActivityCode> const expected = {{Nomenclature::naf_rev2, "62.01Z"}, {Nomenclature::naf_rev2, "62"},
                                              {Nomenclature::naf_rev2, "I"},      {Nomenclature::unknown, ""},
                                              {Nomenclature::naf_rev1, "75.2E"},  {Nomenclature::naf_1993, "75.2E"},
                                              {Nomenclature::nap, "57.10"},       {Nomenclature::naf_2025, "62.10Y"}};
  EXPECT_EQ(filter.activities, expected);
  EXPECT_EQ(refused("activity", "99.99Z").code, "query.unknown_activity");
  EXPECT_EQ(refused("activity", "").code, "query.unknown_activity");
  EXPECT_EQ(refused("activity", "ABC:62").code, "query.bad_value");
  EXPECT_THAT(read("activity-2025", "62.10Y,62,none").activities_2025, ElementsAre("62.10Y", "62", ""));
  EXPECT_EQ(refused("activity-2025", "62.01Z").value("nomenclature"), "NAF2025");
  EXPECT_EQ(refused("activity-2025", "").code, "query.unknown_activity");
}

TEST(ParseFilter, SizesAndLegalForms) {
  EXPECT_THAT(read("size", "none,NN,00,53").sizes, ElementsAre(0, 1, 2, 16));
  for (auto const* value : {"", "1", "99", "nn"}) EXPECT_EQ(refused("size", value).value("name"), "size") << value;
  using reference::SizeGroup;
  auto const groups = read("size-group", "0,1-9,10-49,50-249,250+,none").size_groups;
  ASSERT_EQ(groups.size(), 6U);
  for (std::size_t g = 0; g < groups.size(); ++g) EXPECT_EQ(groups[g], static_cast<SizeGroup>(g));
  EXPECT_EQ(refused("size-group", "1-10").value("allowed"), "0, 1-9, 10-49, 50-249, 250+, none, 1+, 10+, 50+");
  using enum reference::SizeGroup;
  EXPECT_THAT(read("size-group", "10+").size_groups, ElementsAre(from_10_to_49, from_50_to_249, from_250));
  EXPECT_THAT(read("size-group", "1+").size_groups, ElementsAre(from_1_to_9, from_10_to_49, from_50_to_249, from_250));
  EXPECT_THAT(read("size-group", "0,50+").size_groups, ElementsAre(zero, from_50_to_249, from_250));
  EXPECT_EQ(refused("size-group", "20+").code, "query.bad_value");
  EXPECT_THAT(read("legal", "none,5,54,5499").legal_categories, ElementsAre(0, 5, 54, 5499));
  for (auto const* value : {"", "0", "05", "54999", "a", "5.4", "-5"}) {
    EXPECT_EQ(refused("legal", value).value("allowed"), "none, 5, 54, 5499") << value;
  }
}

TEST(ParseFilter, Words) {
  using registry::Diffusion;
  using registry::Tri;
  using registry::UnitCategory;
  EXPECT_EQ(read("head-office", "yes").head_office, Tri::yes);
  EXPECT_EQ(read("head-office", "none").head_office, Tri::unknown);
  EXPECT_EQ(read("employer", "no").employer, Tri::no);
  EXPECT_EQ(refused("employer", "oui").value("allowed"), "none, no, yes");
  EXPECT_EQ(read("diffusion", "partial").diffusion, Diffusion::partial);
  EXPECT_EQ(read("diffusion", "open").diffusion, Diffusion::open);
  EXPECT_EQ(refused("diffusion", "P").value("name"), "diffusion");
  EXPECT_THAT(read("category", "pme,eti,ge,none").unit_categories,
              ElementsAre(UnitCategory::pme, UnitCategory::eti, UnitCategory::ge, UnitCategory::unknown));
  EXPECT_EQ(refused("category", "PME").value("name"), "category");
  auto const chambers = read({{"chamber", "cci,ca"}, {"chamber-mode", "only"}}).chambers;
  EXPECT_EQ(chambers.chambers, reference::chamber_cci | reference::chamber_ca);
  EXPECT_EQ(chambers.mode, ChamberFilter::Mode::only);
  EXPECT_EQ(read("chamber", "outside,to-qualify").chambers.chambers, reference::chamber_outside | reference::chamber_to_qualify);
  EXPECT_EQ(read("chamber-mode", "all").chambers.mode, ChamberFilter::Mode::all_of);
  EXPECT_EQ(refused("chamber", "cciv").value("allowed"), "cci, cma, ca, outside, to-qualify");
  EXPECT_EQ(refused("chamber-mode", "both").value("allowed"), "any, all, only");
}

TEST(ParseFilter, Casework) {
  auto const filter =
      read({{"tag", "à voir, demain"}, {"tag", "flood"}, {"tag-all", "market"}, {"portfolio", "anna"}, {"contact", "never"}});
  EXPECT_THAT(filter.tags_any, ElementsAre("à voir, demain", "flood"));  // names may hold commas
  EXPECT_THAT(filter.tags_all, ElementsAre("market"));
  EXPECT_THAT(filter.portfolios, ElementsAre("anna"));
  EXPECT_TRUE(filter.contact.never);
  EXPECT_THAT(read("follow-up", "own, running").follow_ups, ElementsAre("own", "running"));
  EXPECT_EQ(refused("follow-up", "closed").value("allowed"), "running, own");
  EXPECT_EQ(refused("contact", "always").value("allowed"), "never");
  EXPECT_THAT(read("business", "123 456 789 00012,local:stall").businesses,
              ElementsAre(BusinessId::of(12'345'678'900'012), BusinessId::of_local("stall")));
  for (auto const* value : {"", "123456789", "123456789000123", "local:", "local:a b", "00000000000000"})
    EXPECT_EQ(refused("business", value).value("name"), "business") << value;
}

// Each parameter is read by one of the tests above, and nothing else is.
TEST(ParseFilter, KnowsNoOtherName) {
  EXPECT_THAT(filter_names(),
              ElementsAre("territory", "commune", "radius", "box", "polygon", "field", "state", "at", "activity", "activity-2025", "size",
                          "size-group", "legal", "head-office", "employer", "created-from", "created-to", "closed-from", "closed-to",
                          "chamber", "chamber-mode", "diffusion", "category", "tag", "tag-all", "portfolio", "follow-up", "contact-before",
                          "contact-since", "contact", "business"));
  for (auto const* name : {"", "feild", "Field", "field ", "unit-category", "sort"}) {
    auto const error = refused(name, "x");
    EXPECT_EQ(error.code, "query.unknown_parameter");
    EXPECT_EQ(error.value("name"), name);
  }
}

TEST(ParseSort, ReadsEveryKey) {
  for (auto const* key : {"name", "created-desc", "created-asc", "size", "activity", "street", "siret"}) {
    auto const sort = parse_sort_text(key);
    ASSERT_TRUE(sort.ok()) << key;
    EXPECT_EQ(id_of(sort->key), key);
    EXPECT_EQ(parse_sort_text(std::string(key) + ":1,2").error().code, "query.bad_value") << key;
  }
  auto const nearest = parse_sort_text("distance:2.9,48.85");
  ASSERT_TRUE(nearest.ok());
  EXPECT_EQ(nearest->origin, geo::Point::from_degrees(2.9, 48.85));
  for (auto const* text : {"", "nane", "distance", "distance:", "distance:2.9", "distance:2.9,95", "distance:a,b"})
    EXPECT_EQ(parse_sort_text(text).error().value("name"), "sort") << text;
}

TEST(ParseDimensions, ReadsEveryOne) {
  for (std::size_t d = 0; d < dimension_count; ++d) {
    auto const dimension = static_cast<Dimension>(d);
    EXPECT_THAT(*parse_dimensions(id_of(dimension)), ElementsAre(dimension));
  }
  EXPECT_THAT(*parse_dimensions("section, size"), ElementsAre(Dimension::section, Dimension::size));
  for (auto const* text : {"", "section,", "sections", "section;size"})
    EXPECT_EQ(parse_dimensions(text).error().value("name"), "by") << text;
}

TEST(ParseSeries, ReadsLooseDates) {
  auto const years = *parse_series("year", "2018", "2020-03");
  EXPECT_EQ(years.step, Step::year);
  EXPECT_EQ(years.from, base::make_date(2018, 1, 1));
  EXPECT_EQ(years.to, base::make_date(2020, 3, 1));
  EXPECT_EQ(parse_series("month", "2018-03-31", "2018")->from, base::make_date(2018, 3, 31));
  EXPECT_EQ(parse_series("week", "2018", "2019").error().value("allowed"), "year, month");
  for (auto const* text : {"", "18", "2018-", "2018-13", "2018-02-30", "x"}) {
    EXPECT_EQ(parse_series("year", text, "2019").error().value("name"), "from") << text;
    EXPECT_EQ(parse_series("year", "2018", text).error().value("name"), "to") << text;
    EXPECT_EQ(parse_series("year", "2018", text).error().value("allowed"), "2018, 2018-03, 2018-03-31") << text;
  }
}

TEST(ParsePoint, NamesItsParameter) {
  EXPECT_EQ(*parse_point("near", "2.9,48.85"), geo::Point::from_degrees(2.9, 48.85));
  EXPECT_EQ(parse_point("near", "48.85").error().value("name"), "near");
  EXPECT_EQ(parse_point("near", "inf,48.85").error().code, "query.bad_value");
}

}  // namespace
}  // namespace bassin::query
