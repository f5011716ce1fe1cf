#include "matching/decision.h"

#include <algorithm>
#include <cstddef>

namespace bassin::matching {

namespace {

// Measured on rows misspelt on purpose (bench/matching): what is asked of a name alone, beside its street, beside its whole address.
constexpr double name_alone = 0.8;
constexpr double name_in_street = 0.8;
constexpr double name_at_address = 0.72;
constexpr double part_of_name_at_address = 0.5;
constexpr double telling_alone = 12;  // bits: one word in four thousand
constexpr double telling_in_street = 8;
constexpr std::size_t letters_least = 4;
// A rival is somebody who comes nearly as near.
constexpr double margin = 0.07;
constexpr double rival_of_the_name = 0.7;
constexpr double rival_at_the_address = 0.4;
// What a person is shown at all.
constexpr double shown_name = 0.5;
constexpr double shown_name_at_address = 0.25;

double score(Contender const& contender) { return score_of(contender.compared); }

bool before(Contender const& a, Contender const& b) {
  // Who closed and who took over often bear one name at one address.
  bool const close = score(a) - score(b) < 0.04 && score(b) - score(a) < 0.04;
  if (close && a.active != b.active) return a.active;
  return score(a) != score(b) ? score(a) > score(b) : a.row < b.row;
}

Reason reason_of(Contender const& best) {
  auto const& [entry, name, told, letters, address] = best.compared;
  // Two or three letters are anybody's: only the whole address makes them somebody's.
  double const telling = letters < letters_least ? 0 : told;
  if (address == AddressLikeness::same && name >= part_of_name_at_address) return Reason::name_and_address;
  if (address == AddressLikeness::same_street && name >= name_in_street && telling >= telling_in_street) return Reason::name_and_street;
  bool const tells = name >= name_alone && telling >= telling_alone;
  if (address == AddressLikeness::other_number && tells) return Reason::name_and_street;
  if (address == AddressLikeness::unknown && tells && best.in_named_commune) return Reason::name_and_commune;
  return Reason::none;
}

// Whether the other may be meant as well.
bool rivals(Contender const& best, Contender const& other, Reason reason) {
  bool const gone = best.active && !other.active;
  if (score(other) > score(best) - margin && !gone) return true;
  if (reason == Reason::name_and_commune || best.compared.address == AddressLikeness::other_number) {
    return other.compared.name >= rival_of_the_name && (other.active || !best.active);
  }
  bool const weak = best.compared.name < name_at_address;
  return weak && other.compared.address == AddressLikeness::same && other.compared.name >= rival_at_the_address && !gone;
}

bool worth_showing(Contender const& contender) {
  auto const& compared = contender.compared;
  return compared.name >= shown_name || (compared.address == AddressLikeness::same && compared.name >= shown_name_at_address);
}

}  // namespace

Match decide(std::vector<Contender> contenders, bool sure) {
  Match match;
  std::sort(contenders.begin(), contenders.end(),
            [](Contender const& a, Contender const& b) { return score(a) != score(b) ? score(a) > score(b) : a.row < b.row; });
  if (contenders.size() > 1) {
    auto const best = std::min_element(
        contenders.begin(), contenders.begin() + static_cast<std::ptrdiff_t>(std::min<std::size_t>(contenders.size(), 8)), before);
    std::rotate(contenders.begin(), best, best + 1);
  }
  for (auto const& contender : contenders) {
    if (match.candidates.size() == candidates_most) break;
    if (!worth_showing(contender)) continue;
    auto const& compared = contender.compared;
    match.candidates.push_back(
        {contender.row, score(contender), compared.name, compared.address == AddressLikeness::same, contender.active});
  }
  if (match.candidates.empty()) return match;
  match.verdict = Verdict::doubtful;
  auto const& best = contenders.front();
  auto const reason = worth_showing(best) && sure ? reason_of(best) : Reason::none;
  bool const alone =
      std::none_of(contenders.begin() + 1, contenders.end(), [&](Contender const& other) { return rivals(best, other, reason); });
  if (reason != Reason::none && alone) {
    match.verdict = Verdict::certain;
    match.reason = reason;
    if (!best.active) match.oddities.push_back(Oddity::closed);
  }
  return match;
}

}  // namespace bassin::matching
