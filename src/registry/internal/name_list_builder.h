// One of the three lists of names.img being built.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "base/file.h"
#include "column/image_writer.h"
#include "column/text.h"
#include "column/text_writer.h"
#include "registry/internal/pair_sorter.h"
#include "registry/name_index_signature.h"

namespace bassin::registry::internal {

class NameListBuilder {
 public:
  NameListBuilder(base::FileSystem& files, std::string const& run_path, std::string prefix, std::size_t run_pairs)
      : prefix_(std::move(prefix)), bearers_(files, run_path + ".words", run_pairs), names_(files, run_path + ".names", run_pairs) {}

  // The code by which add() takes a word.
  [[nodiscard]] std::uint32_t code(std::string_view word) { return words_.code(word); }
  void add(std::uint32_t row, std::vector<std::uint32_t> const& codes, Signature name);
  // `rows`: of the whole snapshot.
  [[nodiscard]] base::Result<void> write(column::ImageWriter& image, std::uint32_t rows);

 private:
  struct Postings;
  void write_words(column::ImageWriter& image) const;
  void write_by_length(column::ImageWriter& image, std::vector<std::vector<std::uint32_t>> const& by_length) const;
  [[nodiscard]] base::Result<void> write_postings(column::ImageWriter& image, std::vector<std::uint32_t> const& renamed,
                                                  std::vector<std::vector<std::uint32_t>>& stretches);
  void write_stretches(column::ImageWriter& image, std::vector<std::vector<std::uint32_t>>& stretches) const;
  [[nodiscard]] base::Result<void> write_names(column::ImageWriter& image, std::uint32_t stretches);
  [[nodiscard]] std::string name(char const* block) const { return prefix_ + "." + block; }

  std::string prefix_;
  column::DictionaryBuilder words_;
  PairSorter bearers_;  // (code of a word, row)
  PairSorter names_;    // (row, signature of a name)
};

}  // namespace bassin::registry::internal
