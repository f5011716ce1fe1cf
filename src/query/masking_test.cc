// What the audience `open` is not shown changes nothing that it gets: two registers that differ in hidden values only
// give the same bytes, and no hidden position can be found by asking again and again.
#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

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

std::shared_ptr<View const> view_of(RegisterRecord const& record, std::shared_ptr<Overlay const> overlay) {
  MemoryFiles files;
  auto const bare = make_snapshot(record, files, "s");
  EXPECT_TRUE(registry::build_name_index(files, bare->establishments(), bare->units(), "s", "s/names.img").ok());
  return *View::of(*registry::Snapshot::open(files, "s"), std::move(overlay));
}

// Everything that one can ask, as text.
std::string everything(std::shared_ptr<View const> const& view, RegisterRecord const& record, Filter filter, std::uint64_t seed) {
  std::string out;
  auto const prepared = *prepare(view, filter, Audience::open);
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
  for (auto const& row : record.rows) out += text_of(*describe(*view, BusinessId::of(record.siret(row)), Audience::open));
  filter.at.reset();
  filter.state.reset();
  out += text_of(*series(*prepare(view, filter, Audience::open), {Step::year, base::make_date(2000, 1, 1), base::make_date(2012, 1, 1)}));
  return out;
}

RC_GTEST_PROP(Masking, OtherSecretsSameAnswers, (std::uint64_t seed)) {
  auto const record =
      draw_register({.seed = seed, .rows = 20 + seed % 100, .has_history = seed % 3 != 0, .has_units = seed % 7 != 0, .communes = 4});
  auto const other = with_other_secrets(record, seed + 1);
  auto const overlay = seed % 2 == 0 ? nullptr : draw_overlay(record, seed);
  auto const filter = draw_filter(record, seed);
  auto const ours = everything(view_of(record, overlay), record, filter, seed);
  auto const theirs = everything(view_of(other, overlay), other, filter, seed);
  bool const same = ours == theirs;
  RC_ASSERT(same);
}

// The same for what the overlay says of rows that are hidden: another corrected position and name.
RC_GTEST_PROP(Masking, OverlayOfHiddenRows, (std::uint64_t seed)) {
  auto const record = draw_register({.seed = seed, .rows = 60, .communes = 3});
  auto const filter = draw_filter(record, seed);
  std::mt19937_64 engine(seed);
  auto const overlay_with = [&](std::int32_t shift, std::string const& name) {
    OverlayBuilder builder;
    for (auto const& row : record.rows) {
      if (record.privacy(row) == registry::hides_nothing) continue;
      auto const id = BusinessId::of(record.siret(row));
      builder.position(id, {29'000'000 + shift, 488'000'000 - shift});
      if ((record.privacy(row) & registry::hides_names) != 0) builder.name(id, name);
    }
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
    auto const answer = search(view, asked, Audience::open);
    if (!answer.ok()) return std::string(answer.error().code);
    return text_of(*answer, *view);
  };
  // Cursors hold the version of the overlay: compared without.
  auto const answers = [&](std::shared_ptr<View const> const& view) {
    auto const prepared = *prepare(view, filter, Audience::open);
    auto out = text_of(*facets(prepared, {{Dimension::position_quality, Dimension::commune}}));
    for (std::size_t key = 0; key < 8; ++key) {
      out += text_of(*page(prepared, {{static_cast<SortKey>(key), geo::Point{29'000'000, 488'000'000}}, 1000, "", true}));
    }
    for (auto const& row : record.rows) out += text_of(*describe(*view, BusinessId::of(record.siret(row)), Audience::open));
    for (auto const* text : {"aaa", "zzz", "Moulin"}) out += searched(view, text);
    auto const by = static_cast<Dimension>(seed % dimension_count);
    if (by != Dimension::commune) out += text_of(*count(prepared, {by, Dimension::commune}));
    auto undated = filter;
    undated.at.reset();
    undated.state.reset();
    out +=
        text_of(*series(*prepare(view, undated, Audience::open), {Step::year, base::make_date(2000, 1, 1), base::make_date(2012, 1, 1)}));
    return without_version(std::move(out), *view);
  };
  bool const same = answers(first) == answers(second);
  RC_ASSERT(same);
}

struct Hidden {
  RegisterRecord record;
  std::uint64_t siret = 0;
  geo::Point place;
};

// One hidden business among open ones; its place is known to the test alone.
Hidden hidden_business() {
  Hidden out;
  out.record = draw_register({.seed = 7, .rows = 40, .communes = 1});
  for (auto& unit : out.record.units) unit.diffusion = registry::Diffusion::open;
  for (auto& row : out.record.rows) row.diffusion = registry::Diffusion::open;
  auto& row = out.record.rows.front();
  out.place = {29'123'457, 488'654'321};
  row.diffusion = registry::Diffusion::partial;
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

void expect_never_found(std::shared_ptr<View const> const& view, BusinessId const& id, geo::Point place) {
  for (auto const& zone : shrinking(place)) {
    EXPECT_EQ(found(view, id, zone, Audience::open), 0U) << zone.name;
    EXPECT_EQ(found(view, id, zone, Audience::agent), 1U) << zone.name;
  }
}

// Everything that a zone answers, without naming the business.
std::string answers_in(std::shared_ptr<View const> const& view, NamedZone const& zone) {
  Filter filter;
  filter.field = reference::Field::all;
  filter.zone = zone;
  auto const prepared = *prepare(view, filter, Audience::open);
  auto out = text_of(*facets(prepared, {{Dimension::commune, Dimension::position_quality, Dimension::diffusion}}));
  out += text_of(*count(prepared, {Dimension::subclass, Dimension::state}));
  out += text_of(*page(prepared, {{SortKey::distance, geo::Point{29'000'000, 488'000'000}}, 1000, "", true}));
  return out + text_of(*series(prepared, {Step::year, base::make_date(2000, 1, 1), base::make_date(2012, 1, 1)}));
}

TEST(Masking, ShrinkingZonesNeverFindAHiddenPosition) {
  auto const hidden = hidden_business();
  expect_never_found(view_of(hidden.record, nullptr), BusinessId::of(hidden.siret), hidden.place);
}

TEST(Masking, ShrinkingZonesAnswerAsIfTheBusinessWereElsewhere) {
  auto const hidden = hidden_business();
  auto elsewhere = hidden.record;
  elsewhere.rows.front().position = geo::Point{-400'000'000, 100'000'000};
  auto nowhere = hidden.record;
  nowhere.rows.front().position.reset();
  nowhere.rows.front().quality = registry::PositionQuality::none;
  auto const here = view_of(hidden.record, nullptr);
  auto const there = view_of(elsewhere, nullptr);
  auto const without = view_of(nowhere, nullptr);
  for (auto const& zone : shrinking(hidden.place)) {
    EXPECT_EQ(answers_in(here, zone), answers_in(there, zone));
    EXPECT_EQ(answers_in(here, zone), answers_in(without, zone));
  }
}

TEST(Masking, ShrinkingZonesNeverFindACorrectedPosition) {
  auto const hidden = hidden_business();
  geo::Point const corrected{28'765'432, 489'012'345};
  OverlayBuilder builder;
  builder.position(BusinessId::of(hidden.siret), corrected);
  expect_never_found(view_of(hidden.record, *std::move(builder).build()), BusinessId::of(hidden.siret), corrected);
}

TEST(Masking, ShrinkingZonesNeverFindAHiddenLocalBusiness) {
  auto const record = draw_register({.seed = 7, .rows = 40, .communes = 1});
  geo::Point const own{29'123'457, 488'654'321};
  geo::Point const corrected{28'765'432, 489'012'345};
  for (bool const moved : {false, true}) {
    OverlayBuilder builder;
    LocalBusiness business;
    business.id = "stall";
    business.commune = "77142";
    business.privacy = registry::hides_position;
    business.position = own;
    builder.add(business);
    auto const id = BusinessId::of_local("stall");
    if (moved) builder.position(id, corrected);
    expect_never_found(view_of(record, *std::move(builder).build()), id, moved ? corrected : own);
  }
}

TEST(Masking, AHiddenRowIsCountedWithoutItsPlace) {
  auto const hidden = hidden_business();
  auto const view = view_of(hidden.record, nullptr);
  Filter filter;
  filter.field = reference::Field::all;
  filter.territories = {*reference::find_territory("77142", base::make_date(2026, 1, 1))};
  filter.zone = *radius_zone("r", hidden.place, 10);
  auto const answer = *facets(*prepare(view, filter, Audience::open), {{Dimension::position_quality}});
  ASSERT_EQ(answer.unlocated.size(), 1U);
  EXPECT_EQ(answer.unlocated[0].key, "77142");
  auto const masked = std::find_if(answer.scope.caveats.begin(), answer.scope.caveats.end(),
                                   [](Caveat const& c) { return c.code == Caveat::Code::positions_masked; });
  ASSERT_NE(masked, answer.scope.caveats.end());
  EXPECT_EQ(masked->values, std::vector<std::string>{"1"});
}

TEST(Masking, ACursorTellsNothingOfTheRow) {
  auto const record = draw_register({.seed = 3, .rows = 60, .communes = 2});
  auto const other = with_other_secrets(record, 99);
  Filter filter;
  filter.field = reference::Field::all;
  for (auto const key : {SortKey::name, SortKey::street, SortKey::distance, SortKey::created_desc}) {
    PageRequest const request{{key, geo::Point{29'000'000, 488'000'000}}, 10, "", true};
    auto const first = *page(*prepare(view_of(record, nullptr), filter, Audience::open), request);
    auto const second = *page(*prepare(view_of(other, nullptr), filter, Audience::open), request);
    EXPECT_EQ(first.next, second.next);
  }
}

// More rows fit alike than a search compares: which ones it takes must not follow from where they are.
TEST(Masking, TiesOfASearchTellNothingOfPositions) {
  RegisterRecord record;
  for (std::uint32_t i = 0; i < 900; ++i) {
    UnitRecord unit;
    unit.siren = 100'000'000 + i;
    unit.denomination = "GARAGE DU PONT";
    unit.diffusion = registry::Diffusion::partial;
    record.units.push_back(unit);
    RowRecord row;
    row.unit = i;
    row.nic = 11;
    row.commune = i % 2 == 0 ? "77142" : "77171";
    row.position = geo::Point{29'000'000 + static_cast<std::int32_t>(i * 7919 % 1000) * 1000, 488'000'000};
    record.rows.push_back(row);
  }
  auto other = record;
  for (std::uint32_t i = 0; i < 900; ++i) {
    other.rows[i].position = geo::Point{29'000'000 + static_cast<std::int32_t>(i * 104'729 % 1000) * 1000, 489'000'000};
    if (i % 7 == 0) other.rows[i].position.reset();
  }
  auto const view = view_of(record, nullptr);
  auto const other_view = view_of(other, nullptr);
  for (auto const* text : {"garage", "garage du pont", "garqge", "pont", "garage pomt"}) {
    SearchRequest asked;
    asked.text = text;
    asked.filter.field = reference::Field::all;
    EXPECT_EQ(text_of(*search(view, asked, Audience::open), *view), text_of(*search(other_view, asked, Audience::open), *other_view))
        << text;
    EXPECT_FALSE(search(view, asked, Audience::open)->hits.empty()) << text;
  }
}

}  // namespace
}  // namespace bassin::query
