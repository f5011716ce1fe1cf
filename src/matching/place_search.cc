#include "matching/place_search.h"

#include <algorithm>
#include <array>
#include <cstddef>

namespace bassin::matching {

namespace {

constexpr std::size_t by_name_most = 60;
constexpr std::size_t by_address_most = 30;
constexpr std::size_t alike_most = 40;
constexpr double street_is_same = 0.72;
constexpr double street_is_other = 0.5;

std::vector<AskedWord> ask(std::vector<std::string> const& words, Vocabulary const& vocabulary) {
  std::vector<AskedWord> out;
  for (auto const& word : words) {
    AskedWord asked{word, 1, vocabulary.alike(word)};
    if (asked.alike.size() > alike_most) asked.alike.resize(alike_most);
    out.push_back(std::move(asked));
  }
  return out;
}

// Of the word itself where the place knows it, else of what it may be a misspelling of; one that is like nothing weighs as a rare one.
double weight_of(AskedWord const& word, Vocabulary const& vocabulary) {
  constexpr double unknown = 10;
  if (word.text.size() == 1) return 1;
  return word.alike.empty() ? unknown : vocabulary[word.alike.front().word].weight;
}

// Entries by the words that they share with what is asked, the most first.
std::vector<std::uint32_t> sharing(std::vector<AskedWord> const& asked, Vocabulary const& vocabulary, std::size_t entries,
                                   std::size_t most) {
  std::vector<float> gained(entries, 0);
  std::vector<float> of_word(entries, 0);
  std::vector<std::uint32_t> touched, of_this;
  for (auto const& word : asked) {
    of_this.clear();
    for (auto const& alike : word.alike) {
      auto const gain = static_cast<float>(word.weight * alike.alike);
      for (auto const entry : vocabulary[alike.word].bearers) {
        if (of_word[entry] == 0) of_this.push_back(entry);
        of_word[entry] = std::max(of_word[entry], gain);
      }
    }
    for (auto const entry : of_this) {
      if (gained[entry] == 0) touched.push_back(entry);
      gained[entry] += of_word[entry];
      of_word[entry] = 0;
    }
  }
  auto const better = [&](std::uint32_t a, std::uint32_t b) { return gained[a] != gained[b] ? gained[a] > gained[b] : a < b; };
  auto const kept = std::min(most, touched.size());
  std::partial_sort(touched.begin(), touched.begin() + static_cast<std::ptrdiff_t>(kept), touched.end(), better);
  touched.resize(kept);
  return touched;
}

AddressLikeness compare_address(PlaceEntry const& entry, Vocabulary const& streets, std::vector<AskedWord> const& street,
                                AddressLine const& line) {
  bool const none = line.empty() || (entry.street.empty() && entry.kind.empty());
  if (none) return AddressLikeness::unknown;
  auto alike = likeness(street, entry.street, streets);
  if (line.street.empty() && entry.street.empty()) alike = line.kind == entry.kind ? 1 : 0;
  bool const other_kind = !line.kind.empty() && !entry.kind.empty() && line.kind != entry.kind;
  if (other_kind) alike -= 0.25;
  if (alike < street_is_other) return AddressLikeness::different;
  if (alike < street_is_same) return AddressLikeness::unknown;
  if (line.number == 0 || entry.number == 0) return AddressLikeness::same_street;
  return line.number == entry.number ? AddressLikeness::same : AddressLikeness::other_number;
}

}  // namespace

AskedName ask_name(std::vector<std::string> const& words, PlaceIndex const& index) {
  AskedName name{ask(words, index.names), {}};
  for (auto& word : name.words) {
    word.weight = weight_of(word, index.names);
    name.glued += word.text;
  }
  return name;
}

std::vector<AskedWord> ask_street(AddressLine const& address, PlaceIndex const& index) { return ask(address.street, index.streets); }

Compared compare(PlaceIndex const& index, std::uint32_t entry, AskedName const& name, std::vector<AskedWord> const& street,
                 AddressLine const& address) {
  Compared out{entry, 0, 0, name.glued.size(), compare_address(index.entries[entry], index.streets, street, address)};
  for (auto const& borne : index.entries[entry].names) {
    auto const alike = std::max(likeness(name.words, borne, index.names), glued_likeness(name.glued, borne, index.names));
    if (alike <= out.name) continue;
    out.name = alike;
    out.telling = 0;
    for (auto const id : borne) out.telling += index.names[id].weight * alike;
  }
  return out;
}

double score_of(Compared const& compared) {
  constexpr std::array<double, 5> worth{0.5, 0, 0.8, 0.55, 1};
  return 0.68 * compared.name + 0.32 * worth[static_cast<std::size_t>(compared.address)];
}

std::vector<Compared> search_place(PlaceIndex const& index, AskedName const& name, AddressLine const& address) {
  auto const street = ask_street(address, index);
  auto found = sharing(name.words, index.names, index.entries.size(), by_name_most);
  for (auto const entry : sharing(street, index.streets, index.entries.size(), 4 * by_name_most)) {
    if (found.size() == by_name_most + by_address_most) break;
    if (index.entries[entry].number == address.number) found.push_back(entry);
  }
  std::sort(found.begin(), found.end());
  found.erase(std::unique(found.begin(), found.end()), found.end());
  std::vector<Compared> out;
  out.reserve(found.size());
  for (auto const entry : found) out.push_back(compare(index, entry, name, street, address));
  std::sort(out.begin(), out.end(), [](Compared const& a, Compared const& b) {
    return score_of(a) != score_of(b) ? score_of(a) > score_of(b) : a.entry < b.entry;
  });
  return out;
}

}  // namespace bassin::matching
