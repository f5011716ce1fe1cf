#include "reference/internal/name_index.h"

#include <algorithm>
#include <array>

#include "base/fold.h"

namespace bassin::reference::internal {
namespace {

using namespace std::string_view_literals;

// Longest first where one begins another.
constexpr std::array epci_words{"COMMUNAUTE DE COMMUNES "sv, "COMMUNAUTE D AGGLOMERATION "sv, "COMMUNAUTE URBAINE "sv, "METROPOLE "sv,
                                "CC "sv,                     "CA "sv,                         "CU "sv};
constexpr std::array links{"DE LA "sv, "DE L "sv, "DU "sv, "DES "sv, "DE "sv, "D "sv};
constexpr std::array articles{"LE "sv, "LA "sv, "LES "sv, "L "sv};

template <std::size_t n>
std::size_t skip(std::string_view text, std::size_t from, std::array<std::string_view, n> const& words) {
  for (auto const word : words) {
    if (text.substr(from).starts_with(word) && from + word.size() < text.size()) return from + word.size();
  }
  return from;
}

void write_out(std::string& text) {
  for (auto const& [from, to] : {std::pair(" ST "sv, " SAINT "sv), std::pair(" STE "sv, " SAINTE "sv)}) {
    for (auto at = text.find(from); at != std::string::npos; at = text.find(from, at)) text.replace(at, from.size(), to);
  }
}

bool has_word_beginning_with(std::string_view text, std::string_view beginning) {
  for (auto at = text.find(beginning); at != std::string_view::npos; at = text.find(beginning, at + 1)) {
    if (at == 0 || text[at - 1] == ' ') return true;
  }
  return false;
}

bool has_all_words(std::string_view text, std::string_view wanted) {
  auto const words = base::words(wanted);
  return !words.empty() && std::ranges::all_of(words, [&](auto word) { return has_word_beginning_with(text, word); });
}

}  // namespace

NameForm name_form(std::string_view name) {
  NameForm form;
  form.text.reserve(name.size() + 2);
  form.text.push_back(' ');
  base::fold_into(name, form.text);
  form.text.push_back(' ');
  if (form.text.find(" ST") != std::string::npos) write_out(form.text);
  form.text.pop_back();
  form.text.erase(0, 1);
  auto const after_kind = skip(form.text, 0, epci_words);
  form.says_epci = after_kind > 0;
  form.key = skip(form.text, form.says_epci ? skip(form.text, after_kind, links) : 0, articles);
  return form;
}

NameIndex::NameIndex(Geography const& geography) {
  auto const versions = geography.all_versions();
  entries_.reserve(versions.size() + 4000);
  names_.reserve(700'000);
  for (auto const& version : versions) add({TerritoryKind::commune, version.kind, version.code, version.valid}, version.name);
  for (auto const& epci : geography.epci_versions()) add({TerritoryKind::epci, {}, epci.siren, epci.valid}, epci.name);
  for (auto const& one : geography.departements()) add({TerritoryKind::departement, {}, one.code, {}}, one.name);
  for (auto const& one : geography.regions()) add({TerritoryKind::region, {}, one.code, {}}, one.name);
}

void NameIndex::add(NamedPlace const& place, std::string_view name) {
  auto const form = name_form(name);
  entries_.push_back({place, static_cast<std::uint32_t>(names_.size()), static_cast<std::uint16_t>(form.text.size()),
                      static_cast<std::uint16_t>(form.key)});
  names_ += form.text;
}

NameMatch NameIndex::match(Entry const& entry, NameForm const& wanted) const {
  if (wanted.says_epci && entry.place.kind != TerritoryKind::epci) {
    // "CA ..." may still be the beginning of a name of another kind, word for word.
    return std::string_view(names_).substr(entry.begin, entry.size) == wanted.text ? NameMatch::exact : NameMatch::none;
  }
  auto const text = std::string_view(names_).substr(entry.begin, entry.size);
  auto const key = text.substr(entry.key);
  auto const wanted_key = std::string_view(wanted.text).substr(wanted.key);
  if (text == wanted.text) return NameMatch::exact;
  if (key == wanted_key) return NameMatch::exact_key;
  if (text.starts_with(wanted.text) || key.starts_with(wanted_key)) return NameMatch::prefix;
  return has_all_words(text, wanted_key) ? NameMatch::words : NameMatch::none;
}

std::vector<NameIndex::Found> NameIndex::find(std::string_view text, TerritoryKinds kinds) const {
  auto const wanted = name_form(text);
  if (wanted.text.empty()) return {};
  std::vector<Found> found;
  auto best = NameMatch::words;
  for (auto const& entry : entries_) {
    if (!kinds.has(entry.place.kind)) continue;
    auto const how = match(entry, wanted);
    if (how > best) continue;
    best = std::max(how, NameMatch::exact_key) < best ? std::max(how, NameMatch::exact_key) : best;
    found.push_back({entry.place, how});
  }
  std::erase_if(found, [&](Found const& one) { return one.match > best; });
  return found;
}

NameIndex const& name_index() {
  static NameIndex const made(geography());
  return made;
}

}  // namespace bassin::reference::internal
