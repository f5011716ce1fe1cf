// The file beside a download's goal: what an interrupted attempt has brought, and what tells whether more of the same is to be had.
#pragma once

#include <cstdint>
#include <memory>
#include <string>
#include <string_view>

#include "base/file.h"
#include "base/result.h"
#include "outward/download.h"

namespace bassin::outward {

class PartialFile {
 public:
  PartialFile(base::FileSystem& files, std::string url, std::string path) : files_(files), url_(std::move(url)), path_(std::move(path)) {}

  struct Held {
    std::uint64_t bytes = 0;
    Validators validators;
    // For If-Range: only what proves that each byte is the same. Empty: nothing to resume.
    [[nodiscard]] std::string_view proof() const;
  };
  // What is left of an earlier attempt, without bytes where nothing can be resumed.
  [[nodiscard]] Held held();
  // What stands at the goal from the same address, without bytes where nothing does.
  [[nodiscard]] Held complete();

  [[nodiscard]] base::Result<void> begin(Validators const& validators);
  [[nodiscard]] base::Result<void> resume();
  [[nodiscard]] base::Result<void> append(std::string_view bytes);
  // Keeps what was appended.
  [[nodiscard]] base::Result<void> close();
  // To the goal, whole; its checksum.
  [[nodiscard]] base::Result<std::uint64_t> finish(Validators const& validators);
  [[nodiscard]] base::Result<void> drop();

 private:
  [[nodiscard]] std::string partial() const { return path_ + ".partial"; }
  [[nodiscard]] std::string partial_note() const { return path_ + ".partial.from"; }
  [[nodiscard]] std::string note() const { return path_ + ".from"; }
  [[nodiscard]] Held read_note(std::string const& path);
  [[nodiscard]] std::string note_text(Validators const& validators, std::uint64_t bytes) const;

  base::FileSystem& files_;
  std::string url_, path_;
  std::unique_ptr<base::WritableFile> file_;
  std::string waiting_;  // gathered, so that the disk is not asked for each packet
};

}  // namespace bassin::outward
