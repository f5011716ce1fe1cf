#include "query/testing/search_quality_test_support.h"

#include <fmt/format.h>

#include <algorithm>
#include <chrono>
#include <ctime>
#include <utility>

#include "base/fold.h"
#include "registry/name_index_builder.h"
#include "registry/schema.h"

namespace bassin::query::testing {

namespace {

// Whole characters of UTF-8.
std::vector<std::string> characters(std::string_view text) {
  std::vector<std::string> found;
  for (char const c : text) {
    bool const continues = (static_cast<unsigned char>(c) & 0xC0U) == 0x80U && !found.empty();
    if (!continues) found.emplace_back();
    found.back() += c;
  }
  return found;
}

// Uniform below `limit`, the same on every machine.
std::size_t below(std::mt19937_64& random, std::size_t limit) { return static_cast<std::size_t>(random() % limit); }

std::string letter(std::mt19937_64& random) { return std::string(1, static_cast<char>('A' + below(random, 26))); }

void edit(std::vector<std::string>& text, std::mt19937_64& random) {
  auto const place = [&](std::size_t end) { return static_cast<std::ptrdiff_t>(below(random, std::max<std::size_t>(end, 1))); };
  switch (text.empty() ? 0 : below(random, 4)) {
    case 0: text.insert(text.begin() + place(text.size() + 1), letter(random)); return;
    case 1: text.erase(text.begin() + place(text.size())); return;
    case 2: text[static_cast<std::size_t>(place(text.size()))] = letter(random); return;
    default:
      if (text.size() < 2) return;
      auto const first = static_cast<std::size_t>(place(text.size() - 1));
      std::swap(text[first], text[first + 1]);
  }
}

double percentile(std::vector<double> const& sorted, double part) {
  if (sorted.empty()) return 0;
  return sorted[std::min(sorted.size() - 1, static_cast<std::size_t>(part * static_cast<double>(sorted.size())))];
}

double cpu_milliseconds_now() { return 1000.0 * static_cast<double>(std::clock()) / CLOCKS_PER_SEC; }

}  // namespace

std::string misspell(std::string_view text, unsigned edits, std::mt19937_64& random) {
  auto const folded = base::fold(text);
  for (;;) {
    auto changed = characters(text);
    for (unsigned i = 0; i < edits; ++i) edit(changed, random);
    std::string typed;
    for (auto const& c : changed) typed += c;
    auto const read = base::fold(typed);
    if (read != folded && !read.empty()) return typed;
  }
}

void MemoryRows::names(std::uint32_t row, std::vector<RowName>& out) const {
  for (auto const& name : rows_[row].names) out.push_back({name, {}});
}

base::Result<registry::NameIndex> index_of(MemoryRows const& rows, base::FileSystem& files, std::string const& folder) {
  auto const path = folder + "/names.img";
  registry::NameIndexBuilder builder(files, folder, path);
  for (std::uint32_t row = 0; row < rows.entries().size(); ++row) {
    for (auto const& name : rows.entries()[row].names) builder.add(row, name, registry::Audience::open);
  }
  BASSIN_TRY(auto const bytes, builder.finish());
  (void)bytes;
  BASSIN_TRY(auto image, column::Image::open(files, path, registry::schema::names.kind, registry::schema::names.version));
  return registry::NameIndex::open(std::move(image));
}

double Quality::share() const {
  Part const all{one_edit.cases + two_edits.cases, one_edit.found + two_edits.found};
  return all.share();
}

std::string Quality::text() const {
  return fmt::format(
      "{} cases: found {:.2f} % (one edit {:.2f} %, two edits {:.2f} %); p50 {:.2f} ms, p99 {:.2f} ms, longest {:.2f} ms; "
      "of CPU p50 {:.2f} ms, p99 {:.2f} ms",
      one_edit.cases + two_edits.cases, 100 * share(), 100 * one_edit.share(), 100 * two_edits.share(), percentile(milliseconds, 0.5),
      percentile(milliseconds, 0.99), percentile(milliseconds, 1), percentile(cpu_milliseconds, 0.5), percentile(cpu_milliseconds, 0.99));
}

Quality measure(DrawName const& draw, FindNames const& find, std::size_t cases, std::uint64_t seed) {
  std::mt19937_64 random(seed);
  Quality quality;
  for (std::size_t i = 0; i < cases;) {
    auto const name = draw(random);
    auto const wanted = base::fold(name);
    if (wanted.empty()) continue;
    auto& part = i % 2 == 0 ? quality.one_edit : quality.two_edits;
    auto const typed = misspell(name, i % 2 == 0 ? 1 : 2, random);
    auto const start = std::chrono::steady_clock::now();
    auto const cpu_start = cpu_milliseconds_now();
    auto const rows = find(typed);
    quality.cpu_milliseconds.push_back(cpu_milliseconds_now() - cpu_start);
    quality.milliseconds.push_back(std::chrono::duration<double, std::milli>(std::chrono::steady_clock::now() - start).count());
    bool const found = std::any_of(rows.begin(), rows.end(), [&](auto const& names) {
      return std::any_of(names.begin(), names.end(), [&](auto const& other) { return base::fold(other) == wanted; });
    });
    ++part.cases;
    part.found += found ? 1 : 0;
    if (!found && quality.missed.size() < 100) quality.missed.push_back(typed + " <- " + name);
    ++i;
  }
  std::sort(quality.milliseconds.begin(), quality.milliseconds.end());
  std::sort(quality.cpu_milliseconds.begin(), quality.cpu_milliseconds.end());
  return quality;
}

Quality measure(MemoryRows const& rows, registry::NameIndex const& index, std::size_t cases, std::uint64_t seed) {
  auto const count = static_cast<std::uint32_t>(rows.entries().size());
  registry::NameRows const all{0, count};
  NameLists const lists{&index.open_names()};
  auto const draw = [&](std::mt19937_64& random) {
    auto const& names = rows.entries()[below(random, count)].names;
    return names.empty() ? std::string{} : names[below(random, names.size())];
  };
  auto const find = [&](std::string const& typed) {
    std::vector<std::vector<std::string>> found;
    auto question = parse_question(typed);
    if (!question) return found;
    weigh_words(*question, lists, count);
    for (auto const& hit : rank_rows(*question, lists, std::span(&all, 1), rows, {}, 20).hits)
      found.push_back(rows.entries()[hit.row].names);
    return found;
  };
  return measure(draw, find, cases, seed);
}

}  // namespace bassin::query::testing
