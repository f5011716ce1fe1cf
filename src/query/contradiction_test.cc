// Images whose checksums are right and whose values contradict the rest: a code beyond its dictionary, a row beyond the
// rows, a list of ranges that falls. Every question answers "image.inconsistent" or leaves the value alone; `verify` names it.
#include <gtest/gtest.h>

#include <algorithm>
#include <cstring>
#include <set>

#include "query/describe.h"
#include "query/facets.h"
#include "query/page.h"
#include "query/search.h"
#include "query/series.h"
#include "query/testing/image_bytes_test_support.h"
#include "query/testing/memory_files_test_support.h"
#include "query/testing/random_question_test_support.h"
#include "query/testing/records_test_support.h"
#include "registry/name_index_builder.h"

namespace bassin::query {
namespace {

using namespace testing;

struct Value {
  std::string_view file, block;
};
// Those that a reader uses as an index.
constexpr Value ruled[] = {
    {"establishments", "unit"},
    {"establishments", "state"},
    {"establishments", "diffusion"},
    {"establishments", "privacy"},
    {"establishments", "head_office"},
    {"establishments", "employer"},
    {"establishments", "size"},
    {"establishments", "activity"},
    {"establishments", "activity_2025"},
    {"establishments", "street"},
    {"establishments", "postal_code"},
    {"establishments", "commune_first"},
    {"establishments", "commune_code"},
    {"positions", "quality"},
    {"positions", "source"},
    {"units", "establishment_first"},
    {"units", "establishment_row"},
    {"units", "natural_person"},
    {"units", "category"},
    {"units", "state"},
    {"units", "activity"},
    {"history", "first"},
    {"history", "state"},
    {"history", "employer"},
    {"history", "activity"},
    {"orders", "department_first"},
    {"orders", "by_name"},
    {"orders", "by_created"},
    {"names", "open.words.length_starts"},
    {"names", "open.words.length_words"},
};

class Contradiction : public ::testing::Test {
 protected:
  Contradiction() {
    auto const bare = make_snapshot(record_, files_, "s");
    EXPECT_TRUE(registry::build_name_index(files_, bare->establishments(), bare->units(), "s", "s/names.img").ok());
  }

  // All bits set in the value at the middle of the block.
  static void spoil(std::string& bytes, std::string_view block) {
    auto const entries = directory_of(bytes);
    auto const entry = std::find_if(entries.begin(), entries.end(), [&](auto const& e) { return e.name == block; });
    ASSERT_NE(entry, entries.end()) << block;
    ASSERT_GT(entry->count, 0U) << block;
    std::memset(bytes.data() + entry->offset + entry->count / 2 * entry->element_bytes, 0xff, entry->element_bytes);
    repair_chunks(bytes);
    repair_header(bytes);
  }

  // The codes of what every question says; an answer is "".
  static std::set<std::string> ask(std::shared_ptr<registry::Snapshot const> const& snapshot, RegisterRecord const& record) {
    std::set<std::string> out;
    auto const note = [&out](auto const& answer) { out.insert(answer.ok() ? "" : std::string(answer.error().code)); };
    auto const view = View::of(snapshot, nullptr);
    if (!view.ok()) return {std::string(view.error().code)};
    Filter filter;
    filter.field = reference::Field::all;
    for (auto const dated : {false, true}) {
      if (dated) filter.at = base::make_date(2012, 6, 1);
      auto const prepared = prepare(*view, filter, registry::Audience::agent);
      note(prepared);
      if (!prepared.ok()) continue;
      for (std::size_t d = 0; d < dimension_count; ++d) {
        FacetRequest by;
        by.dimensions = {static_cast<Dimension>(d)};
        note(facets(*prepared, by));
      }
      for (auto const key : {SortKey::name, SortKey::created_desc, SortKey::activity, SortKey::street})
        note(page(*prepared, {{key, {}}, 5, "", true}));
      if (!dated) note(series(*prepared, {Step::year, base::make_date(2000, 1, 1), base::make_date(2024, 1, 1)}));
    }
    for (auto const& row : record.rows) note(describe(**view, BusinessId::of(record.siret(row)), registry::Audience::agent));
    note(search(*view, {"bulangerie du moulin", filter, 10}, registry::Audience::agent));
    return out;
  }

  RegisterRecord record_ = draw_register({.seed = 11, .rows = 300, .communes = 6});
  MemoryFiles files_;
};

TEST_F(Contradiction, IsNeverFollowed) {
  for (auto const& [file, block] : ruled) {
    SCOPED_TRACE(std::string(file) + " " + std::string(block));
    auto& bytes = files_.bytes("s/" + std::string(file) + ".img");
    auto const clean = bytes;
    spoil(bytes, block);
    auto const snapshot = registry::Snapshot::open(files_, "s");
    if (snapshot.ok()) {
      auto const said = ask(*snapshot, record_);
      for (auto const& code : said) EXPECT_TRUE(code.empty() || code == "image.inconsistent") << code;
      auto const verified = (*snapshot)->verify();
      EXPECT_TRUE(file == "names" || (!verified.ok() && verified.error().code == "image.inconsistent"));
    } else {
      EXPECT_EQ(snapshot.error().code, "image.inconsistent");
    }
    bytes = clean;
  }
}

TEST_F(Contradiction, OfAnActivityStopsFacetsAndSeries) {
  spoil(files_.bytes("s/establishments.img"), "activity");
  auto const said = ask(registry::Snapshot::open(files_, "s").value(), record_);
  EXPECT_TRUE(said.contains("image.inconsistent"));
}

TEST_F(Contradiction, IsNotSeenWhereThereIsNone) {
  auto const snapshot = registry::Snapshot::open(files_, "s").value();
  EXPECT_EQ(ask(snapshot, record_), std::set<std::string>{""});
  EXPECT_TRUE(snapshot->verify().ok());
}

}  // namespace
}  // namespace bassin::query
