#include "service/crisis_duplicates.h"

#include <algorithm>
#include <map>
#include <set>
#include <unordered_map>

#include "matching/words.h"

namespace bassin::service {

namespace {

constexpr std::array<std::string_view, alike_count> names_of_alike{"siret", "phone", "name", "address"};

using Group = std::vector<std::size_t>;

struct Looking {
  std::vector<AlikePlace> const& rows;
  std::vector<std::set<std::string>> words{};                              // of each name
  std::map<std::pair<std::size_t, std::size_t>, std::set<Alike>> found{};  // the lower place first

  void add(std::size_t a, std::size_t b, Alike why) {
    if (a != b) found[std::minmax(a, b)].insert(why);
  }
  void add_all(Group const& group, Alike why) {
    if (group.size() > crowd) return;
    for (std::size_t i = 0; i < group.size(); ++i)
      for (std::size_t j = i + 1; j < group.size(); ++j) add(group[i], group[j], why);
  }
  [[nodiscard]] std::optional<double> metres(std::size_t a, std::size_t b) const {
    auto const &one = rows[a].point, &other = rows[b].point;
    return one && other ? std::optional(geo::distance_m(*one, *other)) : std::nullopt;
  }
  [[nodiscard]] bool share_a_word(std::size_t a, std::size_t b) const {
    return std::any_of(words[a].begin(), words[a].end(), [&](auto const& it) { return it.size() > 2 && words[b].contains(it); });
  }
};

bool by_hand(AlikePlace const& it) { return it.business.starts_with("local:"); }

std::string name_key(AlikePlace const& it, std::set<std::string> const& words) {
  if (words.empty()) return "";
  auto out = it.commune;
  for (auto const& word : words) out += " " + word;
  return out;
}

std::string address_key(AlikePlace const& it) {
  if (it.street.empty() || it.number == 0) return "";
  return it.commune + " " + std::to_string(it.number) + it.repetition + " " + it.street;
}

void look_at_sirets(Looking& looking, std::vector<SiretOnCase> const& sirets) {
  std::unordered_map<std::string, Group> by_row;
  std::unordered_map<std::string, std::size_t> by_business, by_record;
  for (std::size_t i = 0; i < looking.rows.size(); ++i) {
    auto const& it = looking.rows[i];
    by_business.emplace(it.business, i);
    by_record.emplace(it.record, i);
    // A place entered by hand that was matched with an establishment since is shown as that establishment.
    if (!it.row.empty()) by_row[it.row].push_back(i);
  }
  for (auto const& [id, group] : by_row) looking.add_all(group, Alike::siret);
  for (auto const& it : sirets) {
    auto const one = by_record.find(it.record), other = by_business.find(it.siret);
    if (one != by_record.end() && other != by_business.end()) looking.add(one->second, other->second, Alike::siret);
  }
}

void look_at_phones(Looking& looking, Phones const& phones) {
  std::unordered_map<std::string, std::size_t> places;
  for (std::size_t i = 0; i < looking.rows.size(); ++i) places.emplace(looking.rows[i].business, i);
  std::map<std::string, std::set<std::size_t>> by_number;
  for (auto const& [business, number] : phones.all)
    if (auto const found = places.find(business); found != places.end()) by_number[number].insert(found->second);
  for (auto const& [number, group] : by_number) looking.add_all({group.begin(), group.end()}, Alike::phone);
}

void look_at_names(Looking& looking) {
  std::map<std::string, Group> by_name;
  for (std::size_t i = 0; i < looking.rows.size(); ++i)
    if (auto const key = name_key(looking.rows[i], looking.words[i]); !key.empty()) by_name[key].push_back(i);
  for (auto const& [name, group] : by_name) {
    if (group.size() > 4 * crowd) continue;
    for (std::size_t i = 0; i < group.size(); ++i)
      for (std::size_t j = i + 1; j < group.size(); ++j)
        if (looking.metres(group[i], group[j]).value_or(0) <= near_each_other) looking.add(group[i], group[j], Alike::name);
  }
}

void look_at_addresses(Looking& looking) {
  std::map<std::string, Group> by_address;
  for (std::size_t i = 0; i < looking.rows.size(); ++i)
    if (auto const key = address_key(looking.rows[i]); !key.empty()) by_address[key].push_back(i);
  for (auto const& [address, group] : by_address) {
    if (group.size() > crowd) continue;
    for (std::size_t i = 0; i < group.size(); ++i)
      for (std::size_t j = i + 1; j < group.size(); ++j) {
        auto const &a = looking.rows[group[i]], &b = looking.rows[group[j]];
        bool const one_unit = !a.siren.empty() && a.siren == b.siren;
        if (one_unit || by_hand(a) || by_hand(b) || looking.share_a_word(group[i], group[j]))
          looking.add(group[i], group[j], Alike::address);
      }
  }
}

// An establishment before a place entered by hand, then the one that was worked on further.
bool is_kept(AlikePlace const& a, AlikePlace const& b) {
  if (by_hand(a) != by_hand(b)) return by_hand(b);
  return a.reached >= b.reached;
}

}  // namespace

std::string_view id_of(Alike alike) { return names_of_alike[static_cast<std::size_t>(alike)]; }

std::vector<AlikeCases> alike_cases(std::vector<AlikePlace> const& places, Phones const& phones, std::vector<SiretOnCase> const& sirets,
                                    std::vector<std::pair<std::string, std::string>> const& apart) {
  Looking looking{places};
  for (auto const& it : places) {
    auto const words = matching::name_words(it.name);
    looking.words.emplace_back(words.begin(), words.end());
  }
  look_at_sirets(looking, sirets);
  look_at_phones(looking, phones);
  look_at_names(looking);
  look_at_addresses(looking);
  std::set<std::pair<std::string, std::string>> const said(apart.begin(), apart.end());
  std::vector<AlikeCases> out;
  for (auto const& [pair, reasons] : looking.found) {
    auto const& [a, b] = pair;
    if (said.contains(std::minmax(places[a].record, places[b].record))) continue;
    bool const first = is_kept(places[a], places[b]);
    out.push_back({first ? a : b, first ? b : a, {reasons.begin(), reasons.end()}, looking.metres(a, b)});
  }
  std::stable_sort(out.begin(), out.end(), [](auto const& x, auto const& y) {
    if (x.reasons.front() == Alike::siret || y.reasons.front() == Alike::siret)
      if (x.reasons.front() != y.reasons.front()) return x.reasons.front() == Alike::siret;
    return x.reasons.size() > y.reasons.size();
  });
  return out;
}

}  // namespace bassin::service
