// Measures how often a search finds a name that was misspelt on purpose, and how long it takes.
#pragma once

#include <cstddef>
#include <cstdint>
#include <functional>
#include <memory>
#include <random>
#include <string>
#include <string_view>
#include <vector>

#include "base/file.h"
#include "query/search_rank.h"
#include "registry/name_index.h"

namespace bassin::query::testing {

// `text` with so many edits, each of the four kinds (insertion, deletion, substitution, swap of neighbours) as often, at
// any character, spaces and the first letter included; what comes out reads differently, folded.
[[nodiscard]] std::string misspell(std::string_view text, unsigned edits, std::mt19937_64& random);

// Rows kept in memory, by their names only.
class MemoryRows final : public SearchRows {
 public:
  struct Entry {
    std::vector<std::string> names;
    bool active = true;
    std::uint64_t siret = 0;
  };
  explicit MemoryRows(std::vector<Entry> rows) : rows_(std::move(rows)) {}

  [[nodiscard]] std::vector<Entry> const& entries() const { return rows_; }
  [[nodiscard]] bool passes(std::uint32_t) const override { return true; }
  void names(std::uint32_t row, std::vector<RowName>& out) const override;
  [[nodiscard]] bool active(std::uint32_t row) const override { return rows_[row].active; }
  [[nodiscard]] std::uint64_t siret(std::uint32_t row) const override { return rows_[row].siret; }

 private:
  std::vector<Entry> rows_;
};

// The names.img of these rows, all open, written in `folder`.
[[nodiscard]] base::Result<registry::NameIndex> index_of(MemoryRows const& rows, base::FileSystem& files, std::string const& folder);

struct Quality {
  struct Part {
    std::size_t cases = 0;
    std::size_t found = 0;
    [[nodiscard]] double share() const { return cases == 0 ? 0 : static_cast<double>(found) / static_cast<double>(cases); }
  };
  Part one_edit, two_edits;
  std::vector<double> milliseconds;      // of waiting, sorted
  std::vector<double> cpu_milliseconds;  // of work, sorted: other programs on the machine do not count
  std::vector<std::string> missed;       // "typed <- name", the first hundred

  [[nodiscard]] double share() const;
  [[nodiscard]] std::string text() const;  // one line
};

// A name to look for, from a row of the territory; "" to draw again.
using DrawName = std::function<std::string(std::mt19937_64&)>;
// Names of the best rows for what was typed.
using FindNames = std::function<std::vector<std::vector<std::string>>(std::string const& typed)>;

// As many cases of one edit as of two. A case is found when any row among those returned bears the name.
[[nodiscard]] Quality measure(DrawName const& draw, FindNames const& find, std::size_t cases, std::uint64_t seed);
[[nodiscard]] Quality measure(MemoryRows const& rows, registry::NameIndex const& index, std::size_t cases, std::uint64_t seed);

}  // namespace bassin::query::testing
