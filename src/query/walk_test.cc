// Pages taken from the orders of the register are those of a scan, for each audience: what is hidden stands elsewhere in
// the orders than in the answer.
#include "query/internal/walk.h"

#include <gtest/gtest.h>

#include "query/internal/scan_rows.h"
#include "query/testing/memory_files_test_support.h"
#include "query/testing/random_question_test_support.h"

namespace bassin::query {
namespace {

using namespace testing;
using registry::Audience;

// Many rows a day of creation.
RegisterRecord crowded_register(std::uint64_t seed) {
  auto out = draw_register({.seed = seed, .rows = 9000, .communes = 4});
  for (auto& row : out.rows) {
    if (row.created) row.created = base::make_date(base::year_of(*row.created), 1, 1);
  }
  return out;
}

std::vector<std::string> ids(View const& view, std::vector<internal::Placed> const& rows) {
  std::vector<std::string> out;
  for (auto const& placed : rows) out.push_back(view.id_of(placed.row).text());
  return out;
}

class Walk : public ::testing::TestWithParam<Audience> {};
INSTANTIATE_TEST_SUITE_P(Audiences, Walk, ::testing::Values(Audience::open, Audience::agent, Audience::impersonal));

TEST_P(Walk, GivesTheRowsOfAScan) {
  std::size_t walked_pages = 0;
  for (std::uint64_t seed = 1; seed <= 3; ++seed) {
    auto const record = crowded_register(seed);
    MemoryFiles files;
    auto const view = *View::of(make_snapshot(record, files, "s"), seed == 1 ? nullptr : draw_overlay(record, seed));
    Filter everything;
    everything.field = reference::Field::all;
    auto const filter = *prepare(view, everything, GetParam());
    auto const& plan = filter.plan();
    for (auto const key : {SortKey::name, SortKey::created_desc, SortKey::created_asc}) {
      std::optional<internal::OrderKey> after;
      for (int pages = 0; pages < 40; ++pages) {
        auto const scanned = internal::scan_rows(plan, {key, {}}, plan.narrow, 20, after).rows;
        auto const walked = internal::walk(plan, {key, {}}, 20, after);
        after = scanned.back().key;
        if (!walked) continue;
        ++walked_pages;
        EXPECT_EQ(ids(*view, *walked), ids(*view, scanned)) << seed << ' ' << id_of(key) << ' ' << pages;
      }
    }
  }
  EXPECT_GT(walked_pages, 150U);
}

}  // namespace
}  // namespace bassin::query
