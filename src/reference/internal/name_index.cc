#include "reference/internal/name_index.h"

#include <algorithm>
#include <array>

#include "base/edit_distance.h"
#include "base/fold.h"

namespace bassin::reference::internal {
namespace {

using base::has_word_beginning_with;
using namespace std::string_view_literals;

// Longest first where one begins another.
constexpr std::array epci_words{
    "COMMUNAUTE DE COMMUNES "sv, "COMMUNAUTE D AGGLOMERATION "sv, "COMMUNAUTE URBAINE "sv, "METROPOLE "sv, "CC "sv, "CA "sv, "CU "sv};
constexpr std::array links{"DE LA "sv, "DE L "sv, "DU "sv, "DES "sv, "DE "sv, "D "sv};
constexpr std::array articles{"LE "sv, "LA "sv, "LES "sv, "L "sv};

template <std::size_t n>
std::size_t skip(std::string_view text, std::size_t from, std::array<std::string_view, n> const& words) {
  for (auto const word : words) {
    if (text.substr(from).starts_with(word) && from + word.size() < text.size()) return from + word.size();
  }
  return from;
}

// ST and STE as whole words.
void write_out(std::string& text) {
  std::string out;
  for (auto const word : base::words(text)) {
    if (!out.empty()) out.push_back(' ');
    out += word == "ST" ? "SAINT" : word == "STE" ? "SAINTE" : word;
  }
  text = std::move(out);
}

// Where the name begins behind words for a kind of EPCI, or behind an article.
std::size_t key_of(std::string_view text) {
  auto const after_kind = skip(text, 0, epci_words);
  return skip(text, after_kind > 0 ? skip(text, after_kind, links) : 0, articles);
}

// A text of two letters is near to everything.
unsigned most_edits(std::size_t letters) {
  if (letters < 3) return 0;
  return letters <= 4 ? 1 : 2;
}

}  // namespace

NameForm name_form(std::string_view name) {
  NameForm form;
  form.text = base::fold(name);
  if (has_word_beginning_with(form.text, "ST")) write_out(form.text);
  form.says_epci = skip(form.text, 0, epci_words) > 0;
  form.key = key_of(form.text);
  return form;
}

NameIndex::NameIndex(GeographyTables const& tables) : tables_(tables) {
  auto const add_all = [&](TerritoryKind kind, auto const& rows) {
    for (std::size_t i = 0; i < rows.size(); ++i) add(kind, i, tables_.text(rows[i].name));
  };
  entries_.reserve(tables_.versions.size() + tables_.epcis.size() + tables_.departements.size() + tables_.regions.size());
  names_.reserve(tables_.texts.size() * 2);
  add_all(TerritoryKind::commune, tables_.versions);
  add_all(TerritoryKind::epci, tables_.epcis);
  add_all(TerritoryKind::departement, tables_.departements);
  add_all(TerritoryKind::region, tables_.regions);
}

void NameIndex::add(TerritoryKind kind, std::size_t row, std::string_view name) {
  auto const begin = names_.size();
  base::fold_into(name, names_);
  auto text = std::string_view(names_).substr(begin);
  if (has_word_beginning_with(text, "ST")) {
    names_.replace(begin, text.size(), name_form(name).text);
    text = std::string_view(names_).substr(begin);
  }
  entries_.push_back({static_cast<std::uint32_t>(row), static_cast<std::uint32_t>(begin), static_cast<std::uint16_t>(text.size()),
                      static_cast<std::uint8_t>(key_of(text)), kind});
}

NamedPlace NameIndex::place(Entry const& entry) const {
  auto const period = [](auto const& row) { return Validity{{row.from}, {row.to}}; };
  switch (entry.kind) {
    case TerritoryKind::commune: {
      auto const& row = tables_.versions[entry.row];
      return {entry.kind, row.kind, row.code.view(), period(row)};
    }
    case TerritoryKind::epci: {
      auto const& row = tables_.epcis[entry.row];
      return {entry.kind, {}, row.siren.view(), period(row)};
    }
    case TerritoryKind::departement: return {entry.kind, {}, tables_.departements[entry.row].code.view(), {}};
    case TerritoryKind::region: return {entry.kind, {}, tables_.regions[entry.row].code.view(), {}};
    case TerritoryKind::list: break;
  }
  return {};
}

NameMatch NameIndex::match(Entry const& entry, NameForm const& wanted) const {
  auto const text = std::string_view(names_).substr(entry.begin, entry.size);
  if (text == wanted.text) return NameMatch::exact;
  if (wanted.says_epci && entry.kind != TerritoryKind::epci) return NameMatch::none;
  auto const key = text.substr(entry.key);
  auto const wanted_key = std::string_view(wanted.text).substr(wanted.key);
  if (key == wanted_key) return NameMatch::exact_key;
  if (text.starts_with(wanted.text) || key.starts_with(wanted_key)) return NameMatch::prefix;
  return base::has_all_words(text, wanted_key) ? NameMatch::words : NameMatch::none;
}

std::vector<NameIndex::Found> NameIndex::find(std::string_view text, TerritoryKinds kinds) const {
  auto const wanted = name_form(text);
  if (wanted.text.empty()) return {};
  std::vector<Found> found;
  auto best = NameMatch::words;  // of what is kept; both exact matches count alike
  for (auto const& entry : entries_) {
    if (!kinds.has(entry.kind)) continue;
    auto const how = match(entry, wanted);
    if (how > best) continue;
    best = std::min(best, std::max(how, NameMatch::exact_key));
    found.push_back({place(entry), how});
  }
  std::erase_if(found, [&](Found const& one) { return one.match > best; });
  return found;
}

std::string_view NameIndex::name(Entry const& entry) const {
  switch (entry.kind) {
    case TerritoryKind::commune: return tables_.text(tables_.versions[entry.row].name);
    case TerritoryKind::epci: return tables_.text(tables_.epcis[entry.row].name);
    case TerritoryKind::departement: return tables_.text(tables_.departements[entry.row].name);
    case TerritoryKind::region: return tables_.text(tables_.regions[entry.row].name);
    case TerritoryKind::list: break;
  }
  return {};
}

unsigned NameIndex::edits_between(Entry const& entry, NameForm const& wanted, unsigned most) const {
  if (wanted.says_epci && entry.kind != TerritoryKind::epci) return most + 1;
  auto const text = std::string_view(names_).substr(entry.begin, entry.size);
  auto const wanted_key = std::string_view(wanted.text).substr(wanted.key);
  return std::min(base::edit_distance(wanted.text, text, most), base::edit_distance(wanted_key, text.substr(entry.key), most));
}

std::vector<NameIndex::Near> NameIndex::near(std::string_view text, TerritoryKinds kinds) const {
  auto const wanted = name_form(text);
  auto const most = most_edits(wanted.text.size() - wanted.key);
  std::vector<Near> found;
  for (auto const& entry : entries_) {
    if (most == 0 || !kinds.has(entry.kind)) continue;
    auto const edits = edits_between(entry, wanted, most);
    if (edits <= most) found.push_back({place(entry), name(entry), edits});
  }
  return found;
}

NameIndex const& name_index() {
  static NameIndex const made(geography_tables());
  return made;
}

}  // namespace bassin::reference::internal
