#include "registry/name_index.h"

#include <algorithm>
#include <utility>

#include "base/edit_distance.h"
#include "registry/internal/name_blocks.h"

namespace bassin::registry {

namespace {

namespace block = internal::name_block;
using base::edit_distance;

constexpr std::size_t batch = 4096;
constexpr std::size_t lanes = 16;  // compared side by side: the compiler makes vector instructions of it

using Places = std::array<std::uint32_t, batch + 1>;

// may_be_within() for `lanes` signatures, as 0 or 1; whether any is 1.
bool compare(Signature wanted, unsigned edits, Signature const* signatures, std::array<int, lanes>& near) {
  auto const length = static_cast<int>(wanted >> signature_length_shift);
  auto const most = static_cast<int>(edits);
  for (std::size_t i = 0; i < lanes; ++i) {
    auto const bits = static_cast<int>(letters_apart(wanted, signatures[i]));
    auto const longer = static_cast<int>(signatures[i] >> signature_length_shift) - length;
    near[i] = static_cast<int>(bits <= 2 * most) & static_cast<int>(longer <= most) & static_cast<int>(longer >= -most);
  }
  int any = 0;
  for (auto const one : near) any |= one;
  return any != 0;
}

// Places of the signatures that may be close, ascending: the part of `places` that is filled. Up to `batch` signatures.
std::span<std::uint32_t const> places_like(Signature wanted, unsigned edits, std::span<Signature const> signatures, Places& places) {
  std::size_t found = 0;
  std::size_t i = 0;
  std::array<int, lanes> near{};
  for (; i + lanes <= signatures.size(); i += lanes) {
    if (!compare(wanted, edits, signatures.data() + i, near)) continue;
    for (std::size_t j = 0; j < lanes; ++j) {
      places[found] = static_cast<std::uint32_t>(i + j);
      found += static_cast<std::size_t>(near[j]);
    }
  }
  for (; i < signatures.size(); ++i) {
    places[found] = static_cast<std::uint32_t>(i);
    found += may_be_within(wanted, signatures[i], edits) ? 1 : 0;
  }
  return std::span(places).first(found);
}

// The words that the patterns' signatures and prefixes let through.
class Sieve {
 public:
  explicit Sieve(std::span<WordPattern const> patterns) : patterns_(patterns), found_(patterns.size()) {
    for (auto const& pattern : patterns) signatures_.push_back(signature_of(pattern.word));
  }

  // Up to `batch` words by ascending id, with their signatures.
  void look(std::span<std::uint32_t const> words, std::span<Signature const> signatures) {
    for (std::size_t p = 0; p < patterns_.size(); ++p) {
      if (patterns_[p].edits > 0) {
        for (auto const i : places_like(signatures_[p], patterns_[p].edits, signatures, places_)) found_[p].push_back(words[i]);
      }
      if (!patterns_[p].prefix) continue;
      auto begun = std::lower_bound(words.begin(), words.end(), patterns_[p].prefix->first);
      for (; begun != words.end() && *begun < patterns_[p].prefix->last; ++begun) found_[p].push_back(*begun);
    }
  }

  // Words of one length, with their signatures.
  void look_at_length(unsigned length, std::span<std::uint32_t const> words, std::span<Signature const> signatures) {
    for (std::size_t p = 0; p < patterns_.size(); ++p) {
      auto const wanted = signatures_[p] >> signature_length_shift;
      auto const edits = patterns_[p].edits;
      if (edits == 0 || wanted > length + edits || length > wanted + edits) continue;
      for (std::size_t first = 0; first < signatures.size(); first += batch) {
        auto const part = signatures.subspan(first, std::min(batch, signatures.size() - first));
        for (auto const i : places_like(signatures_[p], edits, part, places_)) found_[p].push_back(words[first + i]);
      }
    }
  }

  void add_prefixes() {
    for (std::size_t p = 0; p < patterns_.size(); ++p) {
      if (!patterns_[p].prefix) continue;
      for (auto word = patterns_[p].prefix->first; word < patterns_[p].prefix->last; ++word) found_[p].push_back(word);
    }
  }

  void add(std::size_t pattern, std::uint32_t word) { found_[pattern].push_back(word); }

  // The words for a pattern, each once, ascending.
  [[nodiscard]] std::vector<std::uint32_t> take(std::size_t pattern) {
    auto words = std::move(found_[pattern]);
    std::sort(words.begin(), words.end());
    words.erase(std::unique(words.begin(), words.end()), words.end());
    return words;
  }

 private:
  std::span<WordPattern const> patterns_;
  std::vector<Signature> signatures_;
  std::vector<std::vector<std::uint32_t>> found_;
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
  BASSIN_TRY(list.length_start_, image.column<std::uint32_t>(name(block::length_starts)));
  BASSIN_TRY(list.length_word_, image.column<std::uint32_t>(name(block::length_words)));
  BASSIN_TRY(list.length_signature_, image.column<Signature>(name(block::length_signatures)));
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
  image.keep_to(name(block::length_starts), {.below = std::uint64_t{list.words()} + 1, .ascending = true});
  image.keep_to(name(block::length_words), {.below = list.words()});
  if (!list.even()) return base::Error("image.inconsistent", {{"path", image.path()}, {"block", name("*")}});
  return list;
}

bool NameList::even() const {
  auto const count = rows_of_word_.size();
  bool const by_word = word_offset_.size() == count + 1 && word_signature_.size() == count && posting_offset_.size() == count &&
                       posting_length_.size() == count && length_word_.size() == count && length_signature_.size() == count;
  bool const by_length = length_start_.size() == signature_lengths + 1;
  bool const by_stretch = stretch_offset_.size() == stretch_name_.size() && stretch_words_.size() + 1 == stretch_name_.size();
  return by_word && by_length && by_stretch && name_row_.size() == name_signature_.size();
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

RowCursor NameList::rows(WordId id, std::uint32_t from) const {
  auto const first = posting_offset_[id.v];
  auto const length = posting_length_[id.v];
  if (first > posting_bytes_.size() || length > posting_bytes_.size() - first) return {};
  return {posting_bytes_.slice(first, length), rows_of_word_[id.v], from};
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

bool NameList::dictionary_is_less(std::span<std::uint32_t const> near, std::size_t patterns) const {
  // Measured: a word of a list costs 3 ns and 2.2 for each pattern, its share of comparisons included, a word of the
  // dictionary 1.8 for each pattern, since only a third of the words have about its length.
  std::uint64_t listed = 0;
  for (auto const s : near) listed += stretch_words_[s];
  return listed * (15 + 11 * patterns) > std::uint64_t{words()} * 9 * patterns;
}

std::vector<CloseWord> NameList::close_words(std::span<WordPattern const> patterns, std::span<NameRows const> rows) const {
  Sieve sieve(patterns);
  auto const near = stretches_of(rows);
  if (dictionary_is_less(near, patterns.size())) {
    for (unsigned length = 0; length < signature_lengths; ++length) {
      auto const first = length_start_[length];
      auto const count = length_start_[length + 1] - first;
      sieve.look_at_length(length, length_word_.slice(first, count), length_signature_.slice(first, count));
    }
    sieve.add_prefixes();
  } else {
    auto const signatures = word_signature_.all();
    for (auto const s : near) {
      Batches batches(sieve, signatures);
      for_words_of(s, [&](std::uint32_t word) { batches.add(word); });
    }
  }
  std::vector<CloseWord> close;
  for (std::uint32_t p = 0; p < patterns.size(); ++p) {
    if (auto const known = find(patterns[p].word)) sieve.add(p, known->v);
    for (auto const candidate : sieve.take(p)) {
      auto const edits = edit_distance(patterns[p].word, word(WordId{candidate}), patterns[p].edits);
      bool const begun = patterns[p].prefix && patterns[p].prefix->holds(candidate);
      if (begun || edits <= patterns[p].edits) close.push_back({p, WordId{candidate}, edits, begun});
    }
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
          auto const row = s * name_stretch_rows + name_row_[first + place];
          // Always, as the list ascends in what the builder writes.
          if (row >= range.first && row < range.last) found.push_back({row, signatures[place]});
        }
      }
    }
  }
  return found;
}

base::Result<NameIndex> NameIndex::open(std::shared_ptr<column::Image const> image) {
  NameIndex index;
  BASSIN_TRY(index.open_, NameList::open(*image, "open"));
  BASSIN_TRY(index.impersonal_, NameList::open(*image, "impersonal"));
  BASSIN_TRY(index.protected_, NameList::open(*image, "protected"));
  index.image_ = std::move(image);
  return index;
}

}  // namespace bassin::registry
