#include "registry/name_index.h"

#include <algorithm>
#include <utility>

#include "registry/internal/name_blocks.h"
#include "registry/name_index_distance.h"

namespace bassin::registry {

namespace {

namespace block = internal::name_block;

// Places of the signatures that may be close, ascending, to `out`, which has room for all and one more; how many.
[[gnu::always_inline]] inline std::size_t scan(Signature wanted, unsigned edits, std::span<Signature const> signatures, std::uint32_t* out) {
  std::size_t found = 0;
  for (std::size_t i = 0; i < signatures.size(); ++i) {
    out[found] = static_cast<std::uint32_t>(i);
    found += may_be_within(wanted, signatures[i], edits) ? 1 : 0;
  }
  return found;
}

#if defined(__x86_64__)
// The baseline of x86-64 counts bits in a dozen steps; nearly every processor does it in one.
[[gnu::target("popcnt")]] std::size_t scan_counting(Signature wanted, unsigned edits, std::span<Signature const> signatures, std::uint32_t* out) {
  return scan(wanted, edits, signatures, out);
}
#endif

constexpr std::size_t batch = 4096;

using Places = std::array<std::uint32_t, batch + 1>;

// The part of `places` that is filled: up to `batch` signatures at a time.
std::span<std::uint32_t const> places_like(Signature wanted, unsigned edits, std::span<Signature const> signatures, Places& places) {
#if defined(__x86_64__)
  static bool const counts = __builtin_cpu_supports("popcnt") != 0;
  if (counts) return std::span(places).first(scan_counting(wanted, edits, signatures, places.data()));
#endif
  return std::span(places).first(scan(wanted, edits, signatures, places.data()));
}

struct Candidate {
  std::uint32_t pattern = 0;
  std::uint32_t word = 0;
  friend auto operator<=>(Candidate const&, Candidate const&) = default;
};

// The words that the patterns' signatures and prefixes let through.
class Sieve {
 public:
  explicit Sieve(std::span<WordPattern const> patterns) : patterns_(patterns) {
    for (auto const& pattern : patterns) signatures_.push_back(signature_of(pattern.word));
  }

  // Up to `batch` words by ascending id, with their signatures.
  void look(std::span<std::uint32_t const> words, std::span<Signature const> signatures) {
    for (std::uint32_t p = 0; p < patterns_.size(); ++p) {
      for (auto const i : places_like(signatures_[p], patterns_[p].edits, signatures, places_)) found_.push_back({p, words[i]});
      if (!patterns_[p].prefix) continue;
      auto begun = std::lower_bound(words.begin(), words.end(), patterns_[p].prefix->first);
      for (; begun != words.end() && *begun < patterns_[p].prefix->last; ++begun) found_.push_back({p, *begun});
    }
  }

  // Each once, in order.
  [[nodiscard]] std::vector<Candidate> take() {
    std::sort(found_.begin(), found_.end());
    found_.erase(std::unique(found_.begin(), found_.end()), found_.end());
    return std::move(found_);
  }

 private:
  std::span<WordPattern const> patterns_;
  std::vector<Signature> signatures_;
  std::vector<Candidate> found_;
  Places places_{};
};

// Gathers words and their signatures into batches for the sieve.
class Batches {
 public:
  Batches(Sieve& sieve, std::span<Signature const> signatures) : sieve_(sieve), signatures_(signatures) {}
  ~Batches() { flush(); }
  Batches(Batches const&) = delete;
  Batches& operator=(Batches const&) = delete;

  void add(std::uint32_t word) {
    words_[count_] = word;
    gathered_[count_] = signatures_[word];
    if (++count_ == batch) flush();
  }

 private:
  void flush() {
    sieve_.look(std::span(words_).first(count_), std::span(gathered_).first(count_));
    count_ = 0;
  }

  Sieve& sieve_;
  std::span<Signature const> signatures_;
  std::array<std::uint32_t, batch> words_{};
  std::array<Signature, batch> gathered_{};
  std::size_t count_ = 0;
};

}  // namespace

base::Result<NameList> NameList::open(column::Image const& image, std::string const& prefix) {
  NameList list;
  auto const name = [&prefix](char const* which) { return prefix + "." + which; };
  BASSIN_TRY(list.word_offset_, image.column<std::uint32_t>(name(block::word_offsets)));
  BASSIN_TRY(list.word_bytes_, image.column<char>(name(block::word_bytes)));
  BASSIN_TRY(list.word_signature_, image.column<Signature>(name(block::word_signatures)));
  BASSIN_TRY(list.rows_of_word_, image.column<std::uint32_t>(name(block::word_rows)));
  BASSIN_TRY(list.posting_offset_, image.column<std::uint64_t>(name(block::posting_offsets)));
  BASSIN_TRY(list.posting_length_, image.column<std::uint32_t>(name(block::posting_lengths)));
  BASSIN_TRY(list.posting_bytes_, image.column<std::uint8_t>(name(block::posting_bytes)));
  BASSIN_TRY(list.stretch_offset_, image.column<std::uint64_t>(name(block::stretch_offsets)));
  BASSIN_TRY(list.stretch_words_, image.column<std::uint32_t>(name(block::stretch_words)));
  BASSIN_TRY(list.stretch_bytes_, image.column<std::uint8_t>(name(block::stretch_bytes)));
  BASSIN_TRY(list.stretch_name_, image.column<std::uint64_t>(name(block::stretch_names)));
  BASSIN_TRY(list.name_row_, image.column<std::uint16_t>(name(block::name_rows)));
  BASSIN_TRY(list.name_signature_, image.column<Signature>(name(block::name_signatures)));
  auto const words = list.rows_of_word_.size();
  bool const even = list.word_offset_.size() == words + 1 && list.word_signature_.size() == words && list.posting_offset_.size() == words &&
                    list.posting_length_.size() == words && list.stretch_offset_.size() == list.stretch_name_.size() &&
                    list.stretch_words_.size() + 1 == list.stretch_name_.size() && list.name_row_.size() == list.name_signature_.size();
  if (!even) return base::Error("image.element_size", {{"path", image.path()}, {"block", name("*")}});
  return list;
}

std::string_view NameList::word(WordId id) const {
  auto const first = word_offset_[id.v];
  auto const last = word_offset_[id.v + 1];
  if (first > last || last > word_bytes_.size()) return {};
  auto const text = word_bytes_.slice(first, last - first);
  return {text.data(), text.size()};
}

WordIds NameList::starting_with(std::string_view prefix) const {
  auto const boundary = [this](auto before) {
    std::uint32_t low = 0;
    for (auto high = words(); low < high;) {
      auto const middle = low + (high - low) / 2;
      if (before(word(WordId{middle}))) {
        low = middle + 1;
      } else {
        high = middle;
      }
    }
    return low;
  };
  return {boundary([prefix](auto text) { return text < prefix; }),
          boundary([prefix](auto text) { return text.substr(0, prefix.size()) <= prefix; })};
}

std::optional<WordId> NameList::find(std::string_view wanted) const {
  auto const range = starting_with(wanted);
  if (range.first == range.last || word(WordId{range.first}) != wanted) return std::nullopt;
  return WordId{range.first};
}

RowCursor NameList::rows(WordId id) const {
  auto const first = posting_offset_[id.v];
  auto const length = posting_length_[id.v];
  if (first > posting_bytes_.size() || length > posting_bytes_.size() - first) return {};
  return {posting_bytes_.slice(first, length), rows_of_word_[id.v]};
}

std::uint32_t NameList::stretches() const { return static_cast<std::uint32_t>(stretch_words_.size()); }

std::vector<std::uint32_t> NameList::stretches_of(std::span<NameRows const> rows) const {
  std::vector<std::uint32_t> found;
  for (auto const& range : rows) {
    if (range.first >= range.last) continue;
    auto const last = std::min((range.last - 1) / name_stretch_rows + 1, stretches());
    for (auto s = range.first / name_stretch_rows; s < last; ++s) found.push_back(s);
  }
  std::sort(found.begin(), found.end());
  found.erase(std::unique(found.begin(), found.end()), found.end());
  return found;
}

template <class Visit>
void NameList::for_words_of(std::uint32_t stretch, Visit visit) const {
  auto const first = stretch_offset_[stretch];
  auto const last = stretch_offset_[stretch + 1];
  if (first > last || last > stretch_bytes_.size()) return;
  auto const bytes = stretch_bytes_.slice(first, last - first);
  std::size_t at = 0;
  std::uint32_t word = 0;
  while (at < bytes.size()) {
    word += internal::take_number(bytes, at);
    if (word >= words()) return;
    visit(word);
  }
}

std::uint64_t NameList::words_to_compare(std::span<NameRows const> rows) const {
  std::uint64_t sum = 0;
  for (auto const s : stretches_of(rows)) sum += stretch_words_[s];
  return std::min<std::uint64_t>(sum, words());
}

std::vector<CloseWord> NameList::close_words(std::span<WordPattern const> patterns, std::span<NameRows const> rows) const {
  Sieve sieve(patterns);
  auto const signatures = word_signature_.all();
  auto const near = stretches_of(rows);
  // Reading a stretch's list costs about twice as much a word as reading the dictionary from end to end.
  std::uint64_t listed = 0;
  for (auto const s : near) listed += stretch_words_[s];
  if (2 * listed >= words()) {
    Batches batches(sieve, signatures);
    for (std::uint32_t word = 0; word < words(); ++word) batches.add(word);
  } else {
    for (auto const s : near) {
      Batches batches(sieve, signatures);
      for_words_of(s, [&](std::uint32_t word) { batches.add(word); });
    }
  }
  std::vector<CloseWord> close;
  for (auto const& candidate : sieve.take()) {
    auto const& pattern = patterns[candidate.pattern];
    // Of the words that only begin like the pattern most are far from it.
    auto const edits = edit_distance(pattern.word, word(WordId{candidate.word}), pattern.edits);
    bool const begun = pattern.prefix && pattern.prefix->holds(candidate.word);
    if (begun || edits <= pattern.edits) close.push_back({candidate.pattern, WordId{candidate.word}, edits, begun});
  }
  return close;
}

std::pair<std::uint64_t, std::uint64_t> NameList::names_of(std::uint32_t stretch, NameRows rows) const {
  auto first = stretch_name_[stretch];
  auto last = std::min<std::uint64_t>(stretch_name_[stretch + 1], name_row_.size());
  first = std::min(first, last);
  auto const start = static_cast<std::uint64_t>(stretch) * name_stretch_rows;
  auto const boundary = [&](std::uint64_t row) {
    if (row <= start) return first;
    if (row - start >= name_stretch_rows) return last;
    auto low = first;
    for (auto high = last; low < high;) {
      auto const middle = low + (high - low) / 2;
      if (name_row_[middle] < row - start) {
        low = middle + 1;
      } else {
        high = middle;
      }
    }
    return low;
  };
  return {boundary(rows.first), boundary(rows.last)};
}

std::uint64_t NameList::names_to_compare(std::span<NameRows const> rows) const {
  std::uint64_t sum = 0;
  for (auto const& range : rows) {
    for (auto const s : stretches_of(std::span(&range, 1))) {
      auto const [first, last] = names_of(s, range);
      sum += last - first;
    }
  }
  return sum;
}

std::vector<RowLike> NameList::rows_with_names_like(Signature wanted, unsigned edits, std::span<NameRows const> rows) const {
  std::vector<RowLike> found;
  Places places{};
  for (auto const& range : rows) {
    for (auto const s : stretches_of(std::span(&range, 1))) {
      auto [first, last] = names_of(s, range);
      for (; first < last; first += batch) {
        auto const signatures = name_signature_.slice(first, std::min<std::uint64_t>(batch, last - first));
        for (auto const place : places_like(wanted, edits, signatures, places)) {
          RowLike const like{s * name_stretch_rows + name_row_[first + place], letters_apart(wanted, signatures[place])};
          if (!found.empty() && found.back().row == like.row) {
            found.back().letters = std::min(found.back().letters, like.letters);
          } else {
            found.push_back(like);
          }
        }
      }
    }
  }
  return found;
}

base::Result<NameIndex> NameIndex::open(std::shared_ptr<column::Image const> image) {
  NameIndex index;
  BASSIN_TRY(index.open_, NameList::open(*image, "open"));
  BASSIN_TRY(index.protected_, NameList::open(*image, "protected"));
  index.image_ = std::move(image);
  return index;
}

}  // namespace bassin::registry
