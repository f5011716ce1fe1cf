#include "matching/place_cache.h"

#include <algorithm>
#include <set>
#include <string>

#include "query/search_question.h"
#include "query/view.h"

namespace bassin::matching {

namespace {

constexpr std::size_t entries_most = 600'000;

}  // namespace

PlaceCache::PlaceCache(query::PreparedFilter const& at_home, query::PreparedFilter const& elsewhere, Communes const& home,
                       registry::NameIndex names)
    : view_(&at_home.view()), at_home_(at_home), elsewhere_(elsewhere), home_(&home), names_(std::move(names)) {
  auto const& view = *view_;
  for (auto row = view.snapshot().rows(); row < view.rows(); ++row) {
    if (auto const commune = view.snapshot().find_commune(view.local(row).commune)) locals_[*commune].push_back(row);
  }
}

base::Result<PlaceCache> PlaceCache::create(query::PreparedFilter const& at_home, query::PreparedFilter const& elsewhere,
                                            Communes const& home) {
  BASSIN_TRY(auto names, registry::NameIndex::open(at_home.view().snapshot().names()));
  return PlaceCache(at_home, elsewhere, home, std::move(names));
}

AddressLine PlaceCache::address(std::uint32_t row, registry::Reader const& reader) const {
  auto const& view = *view_;
  if (view.is_local(row)) {
    bool const hidden = !registry::visible(query::privacy_of(view.local(row)), registry::hides_address, reader.audience());
    return hidden ? AddressLine() : read_address(view.local(row).address);
  }
  auto const address = reader.address(row);
  return address_of(address.number.text, address.repetition.text, address.street_type.text, address.street.text);
}

void PlaceCache::add(std::uint32_t row, std::uint32_t commune, PlaceIndex& index) const {
  auto const place = static_cast<std::uint32_t>(index.entries.size());
  PlaceEntry entry;
  entry.row = row;
  entry.commune = commune;
  auto const& sight = std::binary_search(home_->begin(), home_->end(), commune) ? at_home_ : elsewhere_;
  std::vector<query::RowName> names;
  sight.names.names(row, names);
  std::set<std::vector<std::string>> seen;
  for (auto const& name : names) {
    auto words = name_words(name.text);
    if (words.empty() || !seen.insert(words).second) continue;
    auto& ids = entry.names.emplace_back();
    for (auto const& word : words) ids.push_back(index.names.add(word, place));
  }
  auto line = address(row, sight.reader);
  entry.number = line.number;
  entry.repetition = std::move(line.repetition);
  entry.kind = std::move(line.kind);
  for (auto const& word : line.street) entry.street.push_back(index.streets.add(word, place));
  index.entries.push_back(std::move(entry));
}

// By the rarity of each word in the whole register, of what the audience elsewhere may search.
void PlaceCache::weigh(PlaceIndex& index) const {
  auto const audience = elsewhere_.reader.audience();
  bool const agent = audience == registry::Audience::agent;
  auto const& open = audience == registry::Audience::impersonal ? names_.impersonal_names() : names_.open_names();
  auto const rows = view_->snapshot().rows();
  index.names.weigh([&](std::string_view word) {
    std::uint64_t bearers = 0;
    if (auto const id = open.find(word)) bearers += open.rows_of(*id);
    if (auto const id = agent ? names_.protected_names().find(word) : std::nullopt) bearers += names_.protected_names().rows_of(*id);
    return query::word_weight(word, std::max<std::uint64_t>(bearers, 1), rows);
  });
}

PlaceIndex PlaceCache::of_rows(std::vector<std::uint32_t> const& rows) const {
  PlaceIndex index;
  auto const& view = *view_;
  for (auto const row : rows) {
    auto const commune =
        view.is_local(row) ? view.snapshot().find_commune(view.local(row).commune).value_or(0) : view.snapshot().commune_of(row);
    add(row, commune, index);
  }
  weigh(index);
  return index;
}

PlaceIndex const& PlaceCache::of(Communes const& communes) {
  auto const found = std::find_if(kept_.begin(), kept_.end(), [&](auto const& kept) { return kept.first == communes; });
  if (found != kept_.end()) {
    kept_.splice(kept_.begin(), kept_, found);
    return kept_.front().second;
  }
  PlaceIndex index;
  auto const& first = view_->snapshot().establishments().commune_first;
  for (auto const commune : communes) {
    for (auto row = first[commune]; row < first[commune + 1]; ++row) add(row, commune, index);
    auto const locals = locals_.find(commune);
    if (locals == locals_.end()) continue;
    for (auto const row : locals->second) add(row, commune, index);
  }
  weigh(index);
  entries_ += index.entries.size();
  kept_.emplace_front(communes, std::move(index));
  while (entries_ > entries_most && kept_.size() > 1) {
    entries_ -= kept_.back().second.entries.size();
    kept_.pop_back();
  }
  return kept_.front().second;
}

}  // namespace bassin::matching
