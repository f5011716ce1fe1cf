#include "matching/places.h"

#include <algorithm>
#include <set>

#include "base/edit_distance.h"
#include "base/fold.h"
#include "matching/place_index.h"
#include "matching/words.h"

namespace bassin::matching {

namespace {

constexpr std::size_t same_named_most = 20;

void add(Communes& communes, std::uint32_t commune) {
  if (communes.empty() || communes.back() != commune) communes.push_back(commune);
}

Communes united(Communes a, Communes const& b) {
  a.insert(a.end(), b.begin(), b.end());
  std::sort(a.begin(), a.end());
  a.erase(std::unique(a.begin(), a.end()), a.end());
  return a;
}

unsigned edits_of(std::string_view key) { return key.size() < 6 ? 1 : 2; }

// "CRECY CHAPELLE" and "CRECY", "ST GERMAIN MORIN" and "SAINT GERMAIN SUR MORIN": the words of the shorter stand in the longer.
bool shortened(std::string_view a, std::string_view b) {
  auto const shorter = base::words(a.size() < b.size() ? a : b);
  auto const longer = base::words(a.size() < b.size() ? b : a);
  return !shorter.empty() && std::all_of(shorter.begin(), shorter.end(), [&](std::string_view word) {
    return std::any_of(longer.begin(), longer.end(),
                       [&](std::string_view other) { return word.size() > 1 && word_likeness(word, other) >= 0.8; });
  });
}

}  // namespace

Places::Places(registry::Snapshot const& snapshot) : snapshot_(&snapshot), names_(snapshot.communes()) {
  auto const& e = snapshot.establishments();
  for (std::uint32_t commune = 0; commune < snapshot.communes(); ++commune) {
    std::set<std::uint32_t> labels;
    std::set<std::uint16_t> postal_codes;
    for (auto row = e.commune_first[commune]; row < e.commune_first[commune + 1]; ++row) {
      labels.insert(e.commune_label[row]);
      postal_codes.insert(e.postal_code[row]);
    }
    for (auto const code : postal_codes) {
      auto const text = e.postal_codes[code];
      if (text.size() == 5 && text.find_first_not_of("0123456789") == std::string_view::npos)
        add(by_postal_code_[std::string(text)], commune);
    }
    for (auto const label : labels) {
      auto key = commune_key(e.commune_labels[label]);
      if (key.empty()) continue;
      add(by_name_[key], commune);
      names_[commune].push_back(std::move(key));
    }
  }
  for (auto name = by_name_.begin(); name != by_name_.end(); ++name) signatures_.emplace_back(registry::signature_of(name->first), name);
}

bool Places::bears(std::uint32_t commune, std::string_view key, bool misspelt) const {
  return std::any_of(names_[commune].begin(), names_[commune].end(), [&](std::string const& name) {
    if (name == key) return true;
    return misspelt && (shortened(name, key) || base::edit_distance(name, key, edits_of(key)) <= edits_of(key));
  });
}

Communes Places::named(std::string_view key) const {
  auto const found = by_name_.find(key);
  if (found != by_name_.end()) return found->second;
  auto const edits = edits_of(key);
  auto const signature = registry::signature_of(key);
  Communes out;
  for (auto const& [other, name] : signatures_) {
    if (!registry::may_be_within(signature, other, edits) || base::edit_distance(key, name->first, edits) > edits) continue;
    out = united(std::move(out), name->second);
  }
  return out;
}

Whereabouts Places::find(std::string_view postal_code, std::string_view commune, Communes const& home) const {
  auto const key = commune_key(commune);
  auto const by_code = by_postal_code_.find(postal_code);
  Whereabouts out;
  if (by_code != by_postal_code_.end()) out.all = by_code->second;
  auto const keep_named = [&](Communes const& among, bool misspelt) {
    std::copy_if(among.begin(), among.end(), std::back_inserter(out.named), [&](auto c) { return bears(c, key, misspelt); });
  };
  if (key.empty()) return out;
  keep_named(out.all, false);
  if (out.named.empty()) keep_named(out.all, true);
  if (!out.named.empty()) return out;
  auto others = named(key);
  if (!out.all.empty() || postal_code.size() == 5) {  // a wrong figure in the postcode, or one of a CEDEX
    std::erase_if(others, [&](auto c) { return snapshot_->commune_code(c).substr(0, 2) != postal_code.substr(0, 2); });
  }
  if (others.empty()) std::copy_if(home.begin(), home.end(), std::back_inserter(others), [&](auto c) { return bears(c, key, true); });
  if (others.size() > same_named_most) std::erase_if(others, [&](auto c) { return !std::binary_search(home.begin(), home.end(), c); });
  out.named = others;
  out.all = united(std::move(out.all), others);
  return out;
}

std::string read_postal_code(std::string_view cell) {
  std::string digits;
  for (char const c : cell) {
    if (c >= '0' && c <= '9') digits += c;
    if (digits.size() == 5) break;
    if (c >= 'A' && c <= 'z' && digits.empty() && c != 'F' && c != '-') return {};
  }
  if (digits.size() == 4) digits.insert(0, 1, '0');
  return digits.size() == 5 ? digits : std::string();
}

}  // namespace bassin::matching
