// Builds the component names.img: which rows bear which words and which names. Format: docs/formats/names.md.
//
// The import task is one call, once establishments.img and units.img of the new snapshot are written:
//
//   BASSIN_TRY(auto const bytes, build_name_index(files, establishments, units, work_folder, snapshot_folder + "/names.img"));
//
// It decides by the rows' privacy bits which audience may find which text. Memory stays under about
// 400 MB for the whole country (words of the dictionary and one run of pairs); pairs beyond go to files
// `names.*.run` in the work folder, removed at the end.
#pragma once

#include <cstddef>
#include <cstdint>
#include <functional>
#include <memory>
#include <string>
#include <string_view>

#include "base/file.h"
#include "base/result.h"
#include "registry/columns.h"

namespace bassin::registry {

// Told now and then: steps done, of how many. False stops with "names.stopped".
using NameIndexProgress = std::function<bool(std::uint64_t done, std::uint64_t total)>;

// Indexes the names of every establishment and its unit. Returns the size of the image in bytes.
// Errors: "names.stopped", those of files; throws column::Damaged as every read of a column does.
[[nodiscard]] base::Result<std::uint64_t> build_name_index(base::FileSystem& files, Establishments const& establishments,
                                                           Units const& units, std::string const& work_folder,
                                                           std::string const& image_path, NameIndexProgress const& progress = {});

class NameIndexBuilder {
 public:
  // `run_pairs`: pairs kept in memory before a sorted run is spilled (8 bytes each, per list).
  NameIndexBuilder(base::FileSystem& files, std::string const& work_folder, std::string image_path, std::size_t run_pairs = 2'600'000);
  ~NameIndexBuilder();
  NameIndexBuilder(NameIndexBuilder const&) = delete;
  NameIndexBuilder& operator=(NameIndexBuilder const&) = delete;

  // One whole name of a row, as the register writes it ("L'Épi d'Or"); rows and names in any order, each as often as
  // one likes. Empty texts and "[ND]" are passed over. `least`: the audience that sees the least of those that find it.
  // Adding the same text for several rows in turn folds it once.
  void add(std::uint32_t row, std::string_view name, Audience least);
  // Writes the image; errors met by add() come out here. Once.
  [[nodiscard]] base::Result<std::uint64_t> finish();

 private:
  struct Implementation;
  std::unique_ptr<Implementation> implementation_;
};

}  // namespace bassin::registry
