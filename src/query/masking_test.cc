// What the audience `open` is not shown changes nothing that it gets: two registers that differ in hidden values only
// give the same bytes, and no hidden position can be found by asking again and again.
#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include <random>

#include "query/testing/answer_text_test_support.h"
#include "query/testing/memory_files_test_support.h"
#include "query/testing/random_question_test_support.h"

namespace bassin::query {
namespace {

using namespace testing;
using registry::Audience;

std::shared_ptr<View const> view_of(RegisterRecord const& record, std::shared_ptr<Overlay const> overlay) {
  MemoryFiles files;
  return *View::of(make_snapshot(record, files, "s"), std::move(overlay));
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
  RC_ASSERT(ours == theirs);
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
  // Cursors hold the version of the overlay: compared without.
  auto const answers = [&](std::shared_ptr<View const> const& view) {
    auto const prepared = *prepare(view, filter, Audience::open);
    auto out = text_of(*facets(prepared, {{Dimension::position_quality, Dimension::commune}}));
    for (std::size_t key = 0; key < 8; ++key) {
      out += text_of(*page(prepared, {{static_cast<SortKey>(key), geo::Point{29'000'000, 488'000'000}}, 1000, "", true}));
    }
    return without_version(std::move(out), *view);
  };
  RC_ASSERT(answers(first) == answers(second));
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

std::uint64_t found(std::shared_ptr<View const> const& view, std::uint64_t siret, NamedZone zone, Audience audience) {
  Filter filter;
  filter.field = reference::Field::all;
  filter.zone = std::move(zone);
  filter.businesses = {BusinessId::of(siret)};
  auto const prepared = *prepare(view, filter, audience);
  auto const counted = facets(prepared, {});
  auto const listed = page(prepared, {{SortKey::distance, geo::Point{29'000'000, 488'000'000}}, 10, "", true});
  EXPECT_EQ(counted->total, listed->rows.size());
  return counted->total;
}

void expect_never_found(std::shared_ptr<View const> const& view, std::uint64_t siret, geo::Point place) {
  for (double radius = 1'000'000; radius > 0.01; radius /= 2) {
    auto const zone = *radius_zone("r", place, radius);
    EXPECT_EQ(found(view, siret, zone, Audience::open), 0U) << radius;
    EXPECT_EQ(found(view, siret, zone, Audience::agent), 1U) << radius;
  }
  for (std::int32_t half = 1'000'000'000; half > 0; half /= 4) {
    geo::Ring const square{{place.lon - half, place.lat - half / 4},
                           {place.lon + half, place.lat - half / 4},
                           {place.lon + half, place.lat + half / 4},
                           {place.lon - half, place.lat + half / 4}};
    auto const zone = polygon_zone("p", {{{{square}}}});
    EXPECT_EQ(found(view, siret, zone, Audience::open), 0U) << half;
    EXPECT_EQ(found(view, siret, zone, Audience::agent), 1U) << half;
  }
}

TEST(Masking, ShrinkingZonesNeverFindAHiddenPosition) {
  auto const hidden = hidden_business();
  expect_never_found(view_of(hidden.record, nullptr), hidden.siret, hidden.place);
}

TEST(Masking, ShrinkingZonesNeverFindACorrectedPosition) {
  auto const hidden = hidden_business();
  geo::Point const corrected{28'765'432, 489'012'345};
  OverlayBuilder builder;
  builder.position(BusinessId::of(hidden.siret), corrected);
  expect_never_found(view_of(hidden.record, *std::move(builder).build()), hidden.siret, corrected);
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

}  // namespace
}  // namespace bassin::query
