// What an audience is not shown changes nothing that it gets: two registers that differ in hidden values only give the
// same bytes, and no hidden position can be found by asking again and again.
#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include <array>
#include <random>

#include "query/search.h"
#include "query/testing/answer_text_test_support.h"
#include "query/testing/memory_files_test_support.h"
#include "query/testing/random_question_test_support.h"
#include "registry/name_index_builder.h"

namespace bassin::query {
namespace {

using namespace testing;
using registry::Audience;

constexpr std::array restricted = {Audience::open, Audience::impersonal};

std::shared_ptr<View const> view_of(RegisterRecord const& record, std::shared_ptr<Overlay const> overlay) {
  MemoryFiles files;
  auto const bare = make_snapshot(record, files, "s");
  EXPECT_TRUE(registry::build_name_index(files, bare->establishments(), bare->units(), "s", "s/names.img").ok());
  return *View::of(*registry::Snapshot::open(files, "s"), std::move(overlay));
}

// Everything that one can ask, as text.
std::string everything(std::shared_ptr<View const> const& view, RegisterRecord const& record, Filter filter, std::uint64_t seed,
                       Audience audience) {
  std::string out;
  auto const prepared = *prepare(view, filter, audience);
  for (std::size_t d = 0; d < dimension_count; d += 16) {
    FacetRequest request;
    for (auto i = d; i < std::min(dimension_count, d + 16); ++i) request.dimensions.push_back(static_cast<Dimension>(i));
    out += text_of(*facets(prepared, request));
  }
  auto const by = static_cast<Dimension>(seed % dimension_count);
  if (by != Dimension::position_quality) out += text_of(*count(prepared, {by, Dimension::position_quality}));
  for (std::size_t key = 0; key < 8; ++key) {
    PageRequest request{{static_cast<SortKey>(key), geo::Point{29'000'000, 488'000'000}}, 7, "", true};
    for (int pages = 0; pages < 6; ++pages) {
      auto const answer = page(prepared, request);
      out += text_of(*answer);
      request.cursor = answer->next;
      if (request.cursor.empty()) break;
    }
  }
  for (auto const& row : record.rows) out += text_of(*describe(*view, BusinessId::of(record.siret(row)), audience));
  filter.at.reset();
  filter.state.reset();
  out += text_of(*series(*prepare(view, filter, audience), {Step::year, base::make_date(2000, 1, 1), base::make_date(2012, 1, 1)}));
  return out;
}

RC_GTEST_PROP(Masking, OtherSecretsSameAnswers, (std::uint64_t seed)) {
  auto const record =
      draw_register({.seed = seed, .rows = 20 + seed % 100, .has_history = seed % 3 != 0, .has_units = seed % 7 != 0, .communes = 4});
  auto const overlay = seed % 2 == 0 ? nullptr : draw_overlay(record, seed);
  auto const filter = draw_filter(record, seed);
  auto const view = view_of(record, overlay);
  for (auto const audience : restricted) {
    auto const other = with_other_secrets(record, seed + 1, audience);
    auto const ours = everything(view, record, filter, seed, audience);
    auto const theirs = everything(view_of(other, overlay), other, filter, seed, audience);
    bool const same = ours == theirs;
    RC_ASSERT(same);
  }
}

// The same for what the overlay says of rows that are hidden: another corrected position and name.
void overlay_of_hidden_rows(std::uint64_t seed, Audience audience) {
  auto const record = draw_register({.seed = seed, .rows = 60, .communes = 3});
  auto const filter = draw_filter(record, seed);
  auto const overlay_with = [&](std::int32_t shift, std::string const& name) {
    OverlayBuilder builder;
    for (auto const& row : record.rows) {
      auto const hidden = record.hidden(row, audience);
      if (hidden == registry::hides_nothing) continue;
      auto const id = BusinessId::of(record.siret(row));
      builder.position(id, {29'000'000 + shift, 488'000'000 - shift});
      if ((hidden & registry::hides_names) != 0) builder.name(id, name);
    }
    LocalBusiness stall;
    stall.id = "stall";
    stall.commune = "77142";
    stall.name = stall.address = name;
    stall.position = geo::Point{29'000'000 + shift, 488'000'000 - shift};
    if (audience == Audience::open) stall.privacy = registry::hides_all;
    builder.add(stall);
    return *std::move(builder).build();
  };
  auto const first = view_of(record, overlay_with(0, "Aaa"));
  auto const second = view_of(record, overlay_with(900'000, "Zzz"));
  auto const without_version = [](std::string text, View const& view) {
    for (auto at = text.find(view.overlay().version()); at != std::string::npos; at = text.find(view.overlay().version())) {
      text.replace(at, view.overlay().version().size(), "v");
    }
    return text;
  };
  auto const searched = [&](std::shared_ptr<View const> const& view, std::string const& text) -> std::string {
    SearchRequest asked;
    asked.text = text;
    asked.filter = filter;
    auto const answer = search(view, asked, audience);
    if (!answer.ok()) return std::string(answer.error().code);
    return text_of(*answer, *view);
  };
  // Cursors hold the version of the overlay: compared without.
  auto const answers = [&](std::shared_ptr<View const> const& view) {
    auto const prepared = *prepare(view, filter, audience);
    auto out = text_of(*facets(prepared, {{Dimension::position_quality, Dimension::commune}}));
    for (std::size_t key = 0; key < 8; ++key) {
      out += text_of(*page(prepared, {{static_cast<SortKey>(key), geo::Point{29'000'000, 488'000'000}}, 1000, "", true}));
    }
    for (auto const& row : record.rows) out += text_of(*describe(*view, BusinessId::of(record.siret(row)), audience));
    for (auto const* text : {"aaa", "zzz", "Moulin"}) out += searched(view, text);
    auto const by = static_cast<Dimension>(seed % dimension_count);
    if (by != Dimension::commune) out += text_of(*count(prepared, {by, Dimension::commune}));
    auto undated = filter;
    undated.at.reset();
    undated.state.reset();
    out += text_of(*series(*prepare(view, undated, audience), {Step::year, base::make_date(2000, 1, 1), base::make_date(2012, 1, 1)}));
    return without_version(std::move(out), *view);
  };
  bool const same = answers(first) == answers(second);
  RC_ASSERT(same);
}

RC_GTEST_PROP(Masking, OverlayOfHiddenRows, (std::uint64_t seed)) {
  for (auto const audience : restricted) overlay_of_hidden_rows(seed, audience);
}

struct Hidden {
  RegisterRecord record;
  std::uint64_t siret = 0;
  geo::Point place;
};

// One business hidden from the audience among others that it sees; its place is known to the test alone.
Hidden hidden_business(Audience audience) {
  Hidden out;
  out.record = draw_register({.seed = 7, .rows = 40, .communes = 1});
  for (auto& unit : out.record.units) {
    unit.diffusion = registry::Diffusion::open;
    unit.natural_person = registry::Tri::no;
  }
  for (auto& row : out.record.rows) row.diffusion = registry::Diffusion::open;
  auto& row = out.record.rows.front();
  out.place = {29'123'457, 488'654'321};
  if (audience == Audience::open) row.diffusion = registry::Diffusion::partial;
  if (audience == Audience::impersonal) out.record.units[row.unit].natural_person = registry::Tri::yes;
  for (auto& other : out.record.rows) {
    if (&other == &row || other.unit != row.unit) continue;
    other.unit = row.unit + 1 < out.record.units.size() ? row.unit + 1 : row.unit - 1;
    other.nic += 1000;
  }
  row.position = out.place;
  row.state = registry::State::active;
  out.siret = out.record.siret(row);
  return out;
}

std::uint64_t found(std::shared_ptr<View const> const& view, BusinessId const& id, NamedZone zone, Audience audience) {
  Filter filter;
  filter.field = reference::Field::all;
  filter.zone = std::move(zone);
  filter.businesses = {id};
  auto const prepared = *prepare(view, filter, audience);
  auto const faceted = facets(prepared, {});
  auto const listed = page(prepared, {{SortKey::distance, geo::Point{29'000'000, 488'000'000}}, 10, "", true});
  auto const counted = count(prepared, {Dimension::section, {}});
  EXPECT_EQ(faceted->total, listed->rows.size());
  EXPECT_EQ(faceted->total, counted->total);
  return faceted->total;
}

// Zones that shrink around a place.
std::vector<NamedZone> shrinking(geo::Point place) {
  std::vector<NamedZone> out;
  for (double radius = 1'000'000; radius > 0.01; radius /= 2) out.push_back(*radius_zone("r", place, radius));
  for (std::int32_t half = 1'000'000'000; half > 0; half /= 4) {
    geo::Point const least{place.lon - half, place.lat - half / 4};
    geo::Point const most{place.lon + half, place.lat + half / 4};
    geo::Ring const square{least, {most.lon, least.lat}, most, {least.lon, most.lat}};
    out.push_back(polygon_zone("p", {{{{square}}}}));
    geo::Box box;
    box.expand(least);
    box.expand(most);
    if (least.lat < most.lat) out.push_back(*box_zone("b", box));
  }
  return out;
}

void expect_never_found(std::shared_ptr<View const> const& view, BusinessId const& id, geo::Point place, Audience audience) {
  for (auto const& zone : shrinking(place)) {
    EXPECT_EQ(found(view, id, zone, audience), 0U) << zone.name;
    EXPECT_EQ(found(view, id, zone, Audience::agent), 1U) << zone.name;
  }
}

// Everything that a zone answers, without naming the business.
std::string answers_in(std::shared_ptr<View const> const& view, NamedZone const& zone, Audience audience) {
  Filter filter;
  filter.field = reference::Field::all;
  filter.zone = zone;
  auto const prepared = *prepare(view, filter, audience);
  auto out = text_of(*facets(prepared, {{Dimension::commune, Dimension::position_quality, Dimension::diffusion}}));
  out += text_of(*count(prepared, {Dimension::subclass, Dimension::state}));
  out += text_of(*page(prepared, {{SortKey::distance, geo::Point{29'000'000, 488'000'000}}, 1000, "", true}));
  return out + text_of(*series(prepared, {Step::year, base::make_date(2000, 1, 1), base::make_date(2012, 1, 1)}));
}

class HiddenFrom : public ::testing::TestWithParam<Audience> {};
INSTANTIATE_TEST_SUITE_P(Masking, HiddenFrom, ::testing::ValuesIn(restricted));

TEST_P(HiddenFrom, ShrinkingZonesNeverFindAPosition) {
  auto const hidden = hidden_business(GetParam());
  expect_never_found(view_of(hidden.record, nullptr), BusinessId::of(hidden.siret), hidden.place, GetParam());
}

TEST_P(HiddenFrom, ShrinkingZonesAnswerAsIfTheBusinessWereElsewhere) {
  auto const hidden = hidden_business(GetParam());
  auto elsewhere = hidden.record;
  elsewhere.rows.front().position = geo::Point{-400'000'000, 100'000'000};
  auto nowhere = hidden.record;
  nowhere.rows.front().position.reset();
  nowhere.rows.front().quality = registry::PositionQuality::none;
  auto const here = view_of(hidden.record, nullptr);
  auto const there = view_of(elsewhere, nullptr);
  auto const without = view_of(nowhere, nullptr);
  for (auto const& zone : shrinking(hidden.place)) {
    EXPECT_EQ(answers_in(here, zone, GetParam()), answers_in(there, zone, GetParam()));
    EXPECT_EQ(answers_in(here, zone, GetParam()), answers_in(without, zone, GetParam()));
  }
}

TEST_P(HiddenFrom, ShrinkingZonesNeverFindACorrectedPosition) {
  auto const hidden = hidden_business(GetParam());
  geo::Point const corrected{28'765'432, 489'012'345};
  OverlayBuilder builder;
  builder.position(BusinessId::of(hidden.siret), corrected);
  expect_never_found(view_of(hidden.record, *std::move(builder).build()), BusinessId::of(hidden.siret), corrected, GetParam());
}

// Of an unknown legal category, as of 1xxx, it may be a natural person's.
TEST_P(HiddenFrom, ShrinkingZonesNeverFindALocalBusiness) {
  auto const record = draw_register({.seed = 7, .rows = 40, .communes = 1});
  geo::Point const own{29'123'457, 488'654'321};
  geo::Point const corrected{28'765'432, 489'012'345};
  for (std::uint16_t const legal : {0, 1000, 1300, 5499}) {
    for (bool const moved : {false, true}) {
      OverlayBuilder builder;
      LocalBusiness business;
      business.id = "stall";
      business.commune = "77142";
      business.legal_category = legal;
      bool const as_person = GetParam() == Audience::impersonal && legal < 2000;
      business.privacy = as_person ? registry::hides_nothing : registry::hides_position;
      business.position = own;
      builder.add(business);
      auto const id = BusinessId::of_local("stall");
      if (moved) builder.position(id, corrected);
      expect_never_found(view_of(record, *std::move(builder).build()), id, moved ? corrected : own, GetParam());
    }
  }
}

TEST_P(HiddenFrom, ARowIsCountedWithoutItsPlace) {
  auto const hidden = hidden_business(GetParam());
  auto const view = view_of(hidden.record, nullptr);
  Filter filter;
  filter.field = reference::Field::all;
  filter.territories = {*reference::find_territory("77142", base::make_date(2026, 1, 1))};
  filter.zone = *radius_zone("r", hidden.place, 10);
  auto const answer = *facets(*prepare(view, filter, GetParam()), {{Dimension::position_quality}});
  ASSERT_EQ(answer.unlocated.size(), 1U);
  EXPECT_EQ(answer.unlocated[0].key, "77142");
  auto const masked = std::find_if(answer.scope.caveats.begin(), answer.scope.caveats.end(),
                                   [](Caveat const& c) { return c.code == Caveat::Code::positions_masked; });
  ASSERT_NE(masked, answer.scope.caveats.end());
  EXPECT_EQ(masked->values, std::vector<std::string>{"1"});
}

TEST_P(HiddenFrom, ACursorTellsNothingOfTheRow) {
  auto const record = draw_register({.seed = 3, .rows = 60, .communes = 2});
  auto const other = with_other_secrets(record, 99, GetParam());
  Filter filter;
  filter.field = reference::Field::all;
  for (auto const key : {SortKey::name, SortKey::street, SortKey::distance, SortKey::created_desc}) {
    PageRequest const request{{key, geo::Point{29'000'000, 488'000'000}}, 10, "", true};
    auto const first = *page(*prepare(view_of(record, nullptr), filter, GetParam()), request);
    auto const second = *page(*prepare(view_of(other, nullptr), filter, GetParam()), request);
    EXPECT_EQ(first.next, second.next);
  }
}

// More rows fit alike than a search compares: which ones it takes must not follow from where they, or rows that are not
// found at all, are.
RegisterRecord garages(Audience audience) {
  RegisterRecord record;
  for (std::uint32_t i = 0; i < 1800; ++i) {
    bool const person = i % 2 != 0;
    UnitRecord unit;
    unit.siren = 100'000'000 + i;
    unit.denomination = "GARAGE DU PONT";
    unit.natural_person = person ? registry::Tri::yes : registry::Tri::no;
    bool const hidden = audience == Audience::open || !person;
    unit.diffusion = hidden ? registry::Diffusion::partial : registry::Diffusion::open;
    record.units.push_back(unit);
    RowRecord row;
    row.unit = i;
    row.nic = 11;
    row.commune = i % 4 < 2 ? "77142" : "77171";
    row.position = geo::Point{29'000'000 + static_cast<std::int32_t>(i * 7919 % 1000) * 1000, 488'000'000};
    record.rows.push_back(row);
  }
  return record;
}

TEST_P(HiddenFrom, TiesOfASearchTellNothingOfPositions) {
  auto const record = garages(GetParam());
  auto other = record;
  for (std::uint32_t i = 0; i < other.rows.size(); ++i) {
    other.rows[i].position = geo::Point{29'000'000 + static_cast<std::int32_t>(i * 104'729 % 1000) * 1000, 489'000'000};
    if (i % 7 == 0) other.rows[i].position.reset();
  }
  auto const view = view_of(record, nullptr);
  auto const other_view = view_of(other, nullptr);
  for (auto const* text : {"garage", "garage du pont", "garqge", "pont", "garage pomt"}) {
    SearchRequest asked;
    asked.text = text;
    asked.filter.field = reference::Field::all;
    auto const ours = search(view, asked, GetParam());
    EXPECT_EQ(text_of(*ours, *view), text_of(*search(other_view, asked, GetParam()), *other_view)) << text;
    EXPECT_FALSE(ours->hits.empty()) << text;
  }
}

}  // namespace
}  // namespace bassin::query
