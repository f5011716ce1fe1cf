// The files of one run: written under a provisional name, renamed together at the end.
#pragma once

#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "base/file.h"
#include "base/result.h"
#include "synthesis/internal/csv.h"
#include "synthesis/internal/sink.h"

namespace bassin::synthesis::internal {

// One official file: lines gather in text() and go out in large pieces.
class OutputFile {
 public:
  OutputFile(std::unique_ptr<Sink> sink, std::string path, char separator)
      : text_(separator), sink_(std::move(sink)), path_(std::move(path)) {}

  [[nodiscard]] CsvText& text() { return text_; }
  // Hands on what has gathered once it is worth it.
  [[nodiscard]] base::Result<void> flush(bool everything = false);
  [[nodiscard]] base::Result<void> finish();
  [[nodiscard]] std::string const& path() const { return path_; }
  [[nodiscard]] std::uint64_t bytes() const { return bytes_; }

 private:
  CsvText text_;
  std::unique_ptr<Sink> sink_;
  std::string path_;
  std::uint64_t bytes_ = 0;
};

class Output {
 public:
  Output(base::FileSystem& files, std::string folder, bool zipped) : files_(files), folder_(std::move(folder)), zipped_(zipped) {}
  // Removes what was not published.
  ~Output();
  Output(Output const&) = delete;
  Output& operator=(Output const&) = delete;

  // "<name>.csv" or "<name>.zip"; the result lives as long as this object.
  [[nodiscard]] base::Result<OutputFile*> open(std::string const& name, char separator, std::string_view header);
  // A small file written whole, never zipped.
  [[nodiscard]] base::Result<void> write_whole(std::string const& name, std::string_view content);
  [[nodiscard]] base::Result<void> flush();
  // Gives every file its name. Afterwards paths() and bytes() tell what there is.
  [[nodiscard]] base::Result<void> publish();
  [[nodiscard]] std::vector<std::string> const& paths() const { return paths_; }
  [[nodiscard]] std::uint64_t bytes() const;

 private:
  base::FileSystem& files_;
  std::string folder_;
  bool zipped_;
  bool published_ = false;
  std::vector<std::unique_ptr<OutputFile>> open_;
  std::vector<std::string> paths_;
};

}  // namespace bassin::synthesis::internal
