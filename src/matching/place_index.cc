#include "matching/place_index.h"

#include <algorithm>

#include "base/edit_distance.h"

namespace bassin::matching {

namespace {

unsigned edits_of(std::size_t letters) { return letters < 4 ? 0 : letters < 7 ? 1 : 2; }

bool is_number(std::string_view word) { return word.find_first_not_of("0123456789") == std::string_view::npos; }

}  // namespace

double word_likeness(std::string_view a, std::string_view b) {
  if (a == b) return 1;
  if (a.empty() || b.empty() || is_number(a) || is_number(b)) return 0;
  auto const [shorter, longer] = a.size() < b.size() ? std::pair(a, b) : std::pair(b, a);
  if (longer.starts_with(shorter)) {
    if (shorter.size() == 1) return 0.7;
    if (shorter.size() >= 3) return shorter.size() + 1 >= longer.size() ? 0.9 : 0.8;
  }
  auto const most = edits_of(shorter.size());
  if (most == 0) return 0;
  auto const edits = base::edit_distance(a, b, most);
  if (edits > most) return 0;
  auto const share = static_cast<double>(edits) / static_cast<double>(longer.size());
  return share > 0.34 ? 0 : 1 - 1.1 * share;
}

std::uint32_t Vocabulary::add(std::string_view word, std::uint32_t bearer) {
  auto const [at, fresh] = ids_.try_emplace(std::string(word), static_cast<std::uint32_t>(words_.size()));
  if (fresh) words_.push_back({at->first, registry::signature_of(word), 1, {}});
  auto& bearers = words_[at->second].bearers;
  if (bearers.empty() || bearers.back() != bearer) bearers.push_back(bearer);
  return at->second;
}

void Vocabulary::weigh(std::function<double(std::string_view)> const& weight) {
  for (auto& word : words_) word.weight = weight(word.text);
}

std::vector<AlikeWord> Vocabulary::alike(std::string_view word) const {
  std::vector<AlikeWord> out;
  auto const signature = registry::signature_of(word);
  auto const edits = edits_of(word.size());
  for (std::uint32_t id = 0; id < words_.size(); ++id) {
    auto const& other = words_[id];
    bool const near = registry::may_be_within(signature, other.signature, edits);
    bool const begins = other.text.starts_with(word) || word.starts_with(other.text);
    if (!near && !begins) continue;
    if (auto const alike = word_likeness(word, other.text); alike > 0) out.push_back({id, alike});
  }
  std::sort(out.begin(), out.end(),
            [](AlikeWord const& a, AlikeWord const& b) { return a.alike != b.alike ? a.alike > b.alike : a.word < b.word; });
  return out;
}

double likeness(std::span<AskedWord const> asked, std::span<std::uint32_t const> borne, Vocabulary const& words) {
  double asked_all = 0;
  double asked_met = 0;
  double borne_all = 0;
  double borne_met = 0;
  std::uint64_t met = 0;  // of the first 64 words
  for (auto const& word : asked) {
    asked_all += word.weight;
    for (auto const& alike : word.alike) {
      auto const at = std::find(borne.begin(), borne.end(), alike.word);
      if (at == borne.end()) continue;
      auto const place = static_cast<std::size_t>(at - borne.begin());
      if (place < 64 && (met >> place & 1U) != 0) continue;
      if (place < 64) met |= std::uint64_t{1} << place;
      asked_met += word.weight * alike.alike;
      borne_met += words[alike.word].weight * alike.alike;
      break;
    }
  }
  for (auto const id : borne) borne_all += words[id].weight;
  if (asked_all <= 0 || borne_all <= 0) return 0;
  return (asked_met + borne_met) / (asked_all + borne_all);
}

double glued_likeness(std::string_view asked, std::span<std::uint32_t const> borne, Vocabulary const& words) {
  constexpr std::size_t shortest = 5;
  std::string glued;
  for (auto const id : borne) glued += words[id].text;
  auto const longer = std::max(asked.size(), glued.size());
  auto const most = static_cast<unsigned>(longer / 6);
  if (std::min(asked.size(), glued.size()) < shortest || longer - std::min(asked.size(), glued.size()) > most) return 0;
  auto const edits = base::edit_distance(asked, glued, most);
  if (edits > most) return 0;
  auto const share = 1 - 1.2 * static_cast<double>(edits) / static_cast<double>(longer);
  return share < 0.8 ? 0 : share;
}

}  // namespace bassin::matching
