#include "query/search_rank.h"

#include <algorithm>
#include <set>
#include <string>
#include <unordered_set>
#include <utility>

#include "base/fold.h"

namespace bassin::query {

namespace {

// Rows whose names are compared word by word, at least; four times the limit where that is more.
constexpr std::size_t compared_least = 300;
// Rows whose names are compared as a whole.
constexpr std::size_t whole_most = 1200;
// Names beyond so many (about 50 ms) are looked at for whole-name misspellings only where words found nothing good.
constexpr std::uint64_t names_at_once = 6'000'000;
constexpr double good_score = 0.8;
// Places in the order of scores that are looked through for other names, and the least score of one.
constexpr std::size_t looked_for_others = 300;
constexpr double other_score = 0.7;

struct Scored {
  std::uint32_t row = 0;
  double score = 0;
  bool active = false;
  std::uint64_t siret = 0;
};

bool before(Scored const& a, Scored const& b) {
  if (a.score != b.score) return a.score > b.score;
  return a.active != b.active ? a.active : a.siret < b.siret;
}

class Ranker {
 public:
  Ranker(Question const& question, NameLists const& lists, std::span<registry::NameRows const> within, SearchRows const& rows)
      : question_(question), lists_(lists), within_(within), rows_(rows) {}

  [[nodiscard]] Ranking run(std::span<std::uint32_t const> more, std::size_t limit) {
    for (auto const row : more) compare(row);
    by_words(std::max(compared_least, 4 * limit));
    if (names() <= names_at_once || best_ < good_score) by_whole_name(limit);
    std::sort(scored_.begin(), scored_.end(), before);
    keep_other_names(limit);
    Ranking ranking;
    ranking.complete = complete_;
    for (auto const& scored : scored_) ranking.hits.push_back(hit(scored));
    return ranking;
  }

 private:
  // The best `limit` rows stay. The last quarter goes to other good names than those before, so that twenty bearers of
  // one name do not hide the name that was meant.
  void keep_other_names(std::size_t limit) {
    if (scored_.size() <= limit) return;
    auto const sure = limit - limit / 4;
    std::set<std::string> said;
    for (std::size_t i = 0; i < sure; ++i) said.insert(best_name(scored_[i].row));
    auto const end = std::min(scored_.size(), looked_for_others);
    auto next = scored_.begin() + static_cast<std::ptrdiff_t>(sure);
    auto const last = scored_.begin() + static_cast<std::ptrdiff_t>(limit);
    for (auto i = sure; i < end && next != last && scored_[i].score >= other_score; ++i) {
      auto const other = scored_.begin() + static_cast<std::ptrdiff_t>(i);
      if (said.insert(best_name(other->row)).second) std::rotate(next++, other, other + 1);
    }
    std::sort(scored_.begin() + static_cast<std::ptrdiff_t>(sure), last, before);
    scored_.resize(limit);
  }

  [[nodiscard]] std::string best_name(std::uint32_t row) {
    names_.clear();
    rows_.names(row, names_);
    return base::fold(names_[score_names(question_, names_, false).best_name].text);
  }

  [[nodiscard]] std::uint64_t names() const {
    std::uint64_t sum = 0;
    for (auto const* list : lists_) sum += list->names_to_compare(within_);
    return sum;
  }

  void by_words(std::size_t most) {
    auto found = candidates_by_words(question_, lists_, within_);
    complete_ = complete_ && found.complete;
    std::size_t compared = 0;
    while (auto const row = found.rows.take_best()) {
      if (compared == most) {
        complete_ = false;
        break;
      }
      if (compare(*row)) ++compared;
    }
  }

  void by_whole_name(std::size_t limit) {
    auto const found = candidates_by_whole_name(question_, lists_, within_, limit, whole_most);
    complete_ = complete_ && found.complete;
    for (auto const row : found.rows) {
      if (seen_.contains(row)) continue;
      names_.clear();
      rows_.names(row, names_);
      if (any_whole_name_near(question_, names_)) compare(row);
    }
  }

  // Whether the row was there to compare.
  bool compare(std::uint32_t row) {
    if (!seen_.insert(row).second || !rows_.passes(row)) return false;
    names_.clear();
    rows_.names(row, names_);
    auto const score = score_names(question_, names_, false).score;
    if (score <= 0) return true;
    best_ = std::max(best_, score);
    scored_.push_back({row, score, rows_.active(row), rows_.siret(row)});
    return true;
  }

  [[nodiscard]] SearchHit hit(Scored const& scored) {
    names_.clear();
    rows_.names(scored.row, names_);
    auto score = score_names(question_, names_, true);
    return {scored.row, score.score, std::move(names_[score.best_name].text), std::move(score.words)};
  }

  Question const& question_;
  NameLists const& lists_;
  std::span<registry::NameRows const> within_;
  SearchRows const& rows_;
  std::unordered_set<std::uint32_t> seen_;
  std::vector<Scored> scored_;
  std::vector<RowName> names_;
  double best_ = 0;
  bool complete_ = true;
};

}  // namespace

Ranking rank_rows(Question const& question, NameLists const& lists, std::span<registry::NameRows const> within, SearchRows const& rows,
                  std::span<std::uint32_t const> more, std::size_t limit) {
  return Ranker(question, lists, within, rows).run(more, limit);
}

}  // namespace bassin::query
