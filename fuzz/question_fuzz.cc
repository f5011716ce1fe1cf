// Any text as a question of a small snapshot: lines "name=value", of filters and of what else a question may say (own_names).
// What is no question is an error; what is one has the same rows whichever way they are counted.
#include <algorithm>
#include <array>
#include <charconv>
#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <map>
#include <memory>
#include <set>
#include <string>
#include <string_view>
#include <vector>

#include "query/count.h"
#include "query/describe.h"
#include "query/facets.h"
#include "query/internal/cursor.h"
#include "query/parse.h"
#include "query/search.h"
#include "query/testing/memory_files_test_support.h"
#include "query/testing/random_question_test_support.h"
#include "query/testing/records_test_support.h"
#include "registry/name_index_builder.h"

namespace {

using namespace bassin;

// `after`: a business of which a cursor is made; `cursor`: any text.
constexpr std::array<std::string_view, 13> own_names = {"audience", "perimeter", "sort", "limit",  "cursor", "after", "by",
                                                        "step",     "from",      "to",   "search", "file",   "point"};
constexpr std::size_t longest = 4096;
constexpr std::size_t least_page = 250;  // of the pages that are followed to the end

void require(bool holds) {
  if (!holds) std::abort();
}

struct Question {
  query::Parameters filter;
  std::map<std::string_view, std::string_view> own;

  explicit Question(std::string_view text) {
    while (!text.empty()) {
      auto const line = text.substr(0, text.find('\n'));
      text.remove_prefix(std::min(text.size(), line.size() + 1));
      auto const equals = std::min(line.find('='), line.size());
      auto const name = line.substr(0, equals);
      auto const value = line.substr(std::min(line.size(), equals + 1));
      if (std::find(own_names.begin(), own_names.end(), name) != own_names.end()) {
        own[name] = value;
      } else {
        filter.emplace_back(name, value);
      }
    }
  }
  [[nodiscard]] bool has(std::string_view name) const { return own.contains(name); }
  [[nodiscard]] std::string_view value(std::string_view name, std::string_view otherwise = {}) const {
    auto const found = own.find(name);
    return found == own.end() ? otherwise : found->second;
  }
  [[nodiscard]] registry::Audience audience() const {
    return value("audience") == "agent" ? registry::Audience::agent : registry::Audience::open;
  }
  [[nodiscard]] base::Date perimeter() const { return base::parse_date(value("perimeter")).value_or(base::make_date(2026, 1, 1)); }
  [[nodiscard]] std::size_t limit() const {
    auto const text = value("limit", "25");
    std::size_t limit = 0;
    std::from_chars(text.data(), text.data() + text.size(), limit);
    return limit;
  }
};

std::shared_ptr<query::View const> make_view() {
  auto const record = query::testing::draw_register({.seed = 11, .rows = 1000});
  query::testing::MemoryFiles files;
  auto const bare = query::testing::make_snapshot(record, files, "s");
  require(registry::build_name_index(files, bare->establishments(), bare->units(), "s", "s/names.img").ok());
  return query::View::of(registry::Snapshot::open(files, "s").value(), query::testing::draw_overlay(record, 11)).value();
}

struct Asked {
  std::shared_ptr<query::View const> const& view;
  query::PreparedFilter const& filter;
  std::vector<std::uint32_t> rows;
};

void check_totals(Asked const& asked) {
  require(std::is_sorted(asked.rows.begin(), asked.rows.end()));
  auto const facets = query::facets(asked.filter, {});
  require(facets.ok() && facets->total == asked.rows.size());
  auto const count = query::count(asked.filter, {});
  require(count.ok() && count->total == asked.rows.size());
  for (std::uint32_t row = 0; row < asked.view->rows(); row += 7) {
    require(asked.filter.matches(row) == std::binary_search(asked.rows.begin(), asked.rows.end(), row));
  }
}

// The first two pages are walked in the order kept, where there is one; an export looks at every row.
void check_first_pages(Asked const& asked, query::PageRequest request) {
  std::vector<query::BusinessId> first;
  for (int i = 0; i < 2 && (i == 0 || !request.cursor.empty()); ++i) {
    auto const page = query::page(asked.filter, request);
    require(page.ok() && page->total == asked.rows.size());
    for (auto const& row : page->rows) first.push_back(row.id);
    request.cursor = page->next;
  }
  std::size_t next = 0;
  auto const compare = [&](query::Row const& row) {
    if (next == first.size()) return false;
    require(row.id == first[next++]);
    return true;
  };
  require(query::for_each_row(asked.filter, request.sort, compare).ok() && next == first.size());
}

void check_all_pages(Asked const& asked, query::PageRequest request) {
  std::set<std::string> ids;
  request.limit = std::max(request.limit, least_page);
  do {
    auto const page = query::page(asked.filter, request);
    require(page.ok() && page->total == asked.rows.size() && page->rows.size() <= request.limit);
    for (auto const& row : page->rows) require(ids.insert(row.id.text()).second);
    request.cursor = page->next;
  } while (!request.cursor.empty());
  require(ids.size() == asked.rows.size());
}

void ask_pages(Asked const& asked, Question const& question) {
  auto const sort = query::parse_sort_text(question.value("sort", "name"));
  if (!sort.ok()) return;
  query::PageRequest request{*sort, question.limit(), "", true};
  bool const allowed = request.limit > 0 && request.limit <= query::page_limit;
  if (!allowed) return require(!query::page(asked.filter, request).ok());
  check_first_pages(asked, request);
  check_all_pages(asked, request);
  request.cursor = question.value("cursor");
  if (auto const id = query::parse_business_id(question.value("after"))) {
    request.cursor = query::internal::make_cursor(asked.filter.plan(), *sort, *id);
  }
  auto const page = query::page(asked.filter, request);
  require(page.ok() || page.error().code.starts_with("query.cursor_"));
}

void check_facet(query::Facet const& facet) {
  std::uint64_t sum = facet.beyond;
  for (auto const& bucket : facet.buckets) sum += bucket.count;
  require(!query::is_disjoint(facet.dimension) || sum <= facet.total);
}

void ask_facets(Asked const& asked, Question const& question) {
  auto const dimensions = query::parse_dimensions(question.value("by"));
  if (!dimensions.ok()) return;
  auto const facets = query::facets(asked.filter, {*dimensions, question.limit(), true});
  require(facets.ok() == (dimensions->size() <= 16));
  if (!facets.ok()) return;
  require(facets->total == asked.rows.size());
  for (auto const& facet : facets->facets) check_facet(facet);
  query::CountRequest request{dimensions->front(), {}};
  if (dimensions->size() > 1) request.across = dimensions->back();
  auto const count = query::count(asked.filter, request);
  require(count.ok() == (request.by != request.across));
  require(!count.ok() || (count->total == asked.rows.size() && count->by->total == count->total));
}

void ask_series(Asked const& asked, Question const& question) {
  auto const request = query::parse_series(question.value("step", "year"), question.value("from"), question.value("to"));
  if (!request.ok()) return;
  auto const series = query::series(asked.filter, *request);
  if (!series.ok()) return;
  for (std::size_t i = 0; i < series->points.size(); ++i) {
    auto const& p = series->points[i];
    auto const next = i + 1 < series->points.size() ? series->points[i + 1].stock : series->stock_after;
    require(p.stock + p.creations + p.reopenings + p.changes_in - p.closures - p.changes_out == next);
  }
}

void ask_search(Asked const& asked, query::Filter const& filter, Question const& question) {
  auto const found = query::search(asked.view, {std::string(question.value("search")), filter, question.limit()}, question.audience());
  if (!found.ok()) return;
  require(found->hits.size() <= question.limit());
  for (std::size_t i = 0; i < found->hits.size(); ++i) {
    auto const& hit = found->hits[i];
    require(std::binary_search(asked.rows.begin(), asked.rows.end(), hit.row));
    require(i == 0 || hit.score <= found->hits[i - 1].score);
  }
}

void ask_file(Asked const& asked, Question const& question) {
  auto const id = query::parse_business_id(question.value("file"));
  if (!id) return;
  auto const file = query::describe(*asked.view, *id, question.audience());
  require(file.ok() ? file->row.id == *id : file.error().code == "query.unknown_business");
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(std::uint8_t const* data, std::size_t size) {
  static auto const view = make_view();
  Question const question(std::string_view(reinterpret_cast<char const*>(data), std::min(size, longest)));
  if (question.has("point")) {
    auto const point = query::parse_point("point", question.value("point"));
    require(!point.ok() || point->known());
  }
  auto const filter = query::parse_filter(question.filter, question.perimeter());
  if (!filter.ok()) return 0;
  auto const prepared = query::prepare(view, *filter, question.audience());
  if (!prepared.ok()) return 0;
  Asked const asked{view, *prepared, prepared->rows()};
  check_totals(asked);
  ask_pages(asked, question);
  if (question.has("by")) ask_facets(asked, question);
  if (question.has("from")) ask_series(asked, question);
  if (question.has("search")) ask_search(asked, *filter, question);
  if (question.has("file")) ask_file(asked, question);
  return 0;
}
