#include "misspelt.h"

#include "query/search.h"
#include "query/search_names.h"
#include "registry/reader.h"

namespace bassin::bench {

namespace {

constexpr std::uint64_t seed = 2026;

// The same names in the same order for whoever is asked.
query::testing::DrawName names_of(BassinSide const& bassin, std::vector<std::uint32_t> rows) {
  return [&bassin, rows = std::move(rows)](std::mt19937_64& random) -> std::string {
    registry::Reader const reader(bassin.view().snapshot(), registry::Audience::open);
    auto const name = reader.display_name(rows[random() % rows.size()]);
    return name.known() ? name.text : std::string();
  };
}

}  // namespace

query::testing::Quality ask_misspelt(BassinSide const& bassin, std::string const& department, std::size_t cases) {
  auto const filter = bassin.filter_of_all(department);
  auto const prepared = query::prepare(bassin.shared_view(), filter, registry::Audience::open).value();
  query::ViewRows const rows(prepared);
  auto const find = [&](std::string const& typed) {
    std::vector<std::vector<std::string>> found;
    auto const answer = query::search(bassin.shared_view(), {typed, filter, 20}, registry::Audience::open);
    if (!answer.ok()) return found;
    for (auto const& hit : answer->hits) {
      std::vector<query::RowName> names;
      rows.names(hit.row, names);
      auto& texts = found.emplace_back();
      for (auto const& name : names) texts.push_back(name.text);
    }
    return found;
  };
  return query::testing::measure(names_of(bassin, prepared.rows()), find, cases, seed);
}

query::testing::Quality ask_misspelt(Peer& peer, BassinSide const& bassin, std::string const& department, std::size_t cases) {
  auto const prepared = query::prepare(bassin.shared_view(), bassin.filter_of_all(department), registry::Audience::open).value();
  auto const find = [&](std::string const& typed) {
    std::vector<std::vector<std::string>> found;
    for (auto const& row : peer.ask("misspelt", {department, typed})) found.push_back({row.at(0)});
    return found;
  };
  return query::testing::measure(names_of(bassin, prepared.rows()), find, cases, seed);
}

}  // namespace bassin::bench
