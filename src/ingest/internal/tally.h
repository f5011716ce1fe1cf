// What became of the rows of a file: counts, reasons, rejected lines, notes. Filled block by block by several
// threads, added up in the order of the file.
#pragma once

#include <array>
#include <cstdint>
#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "base/file.h"
#include "ingest/import.h"

namespace bassin::ingest::internal {

enum class Reason : std::uint8_t {
  wrong_field_count,
  open_quote,
  bad_utf8,
  bad_siret,
  siret_mismatch,
  duplicate_siret,
  bad_siren,
  duplicate_siren,
  bad_state,
  bad_diffusion,
  bad_date,
  bad_commune,
  text_too_long,
  bad_position,
  bad_epsg,
  duplicate_position,
  count
};
[[nodiscard]] std::string_view id_of(Reason reason);

struct Reject {
  std::uint64_t line = 0;
  Reason reason = Reason::count;
  std::string beginning;  // of what is shown of the line, at most 200 bytes
};

// Notes by code, with a few examples: the smallest ones, so that they do not depend on the order of work.
class Notes {
 public:
  void add(std::string_view code, std::string_view example = {}, std::uint64_t rows = 1);
  void add(Notes const& other);
  [[nodiscard]] std::vector<Note> list() const;
  [[nodiscard]] static Notes of(std::vector<Note> const& list);

 private:
  std::map<std::string, Note, std::less<>> notes_;
};

struct Tally {
  std::uint64_t rows = 0;
  std::uint64_t kept = 0;
  std::uint64_t out_of_scope = 0;
  std::vector<Reject> rejects;
  Notes notes;

  // `shown` is what the file of rejected lines may show of it: rejects.h.
  void reject(std::uint64_t line, Reason reason, std::string_view shown);
};

// Adds the tallies of blocks up and writes rejected lines to a CSV file (file, line, reason, text), which is only
// made when a line is rejected.
class TallySink {
 public:
  TallySink(base::FileSystem& files, std::string path, std::string source_name)
      : files_(files), path_(std::move(path)), source_name_(std::move(source_name)) {}

  // Takes the tally and leaves it empty.
  void add(Tally& tally);
  // Closes the file. `report` gets counts and reasons, `made` the file's name if it was made.
  [[nodiscard]] base::Result<void> finish(SourceReport& report, std::vector<std::string>& made);
  [[nodiscard]] std::uint64_t rows() const { return rows_; }
  [[nodiscard]] std::uint64_t kept() const { return kept_; }
  [[nodiscard]] Notes& notes() { return notes_; }

 private:
  [[nodiscard]] base::Result<void> write(Reject const& reject);

  base::FileSystem& files_;
  std::string path_;
  std::string source_name_;
  std::unique_ptr<base::WritableFile> out_;
  base::Result<void> status_;
  std::string buffer_;
  std::uint64_t rows_ = 0;
  std::uint64_t kept_ = 0;
  std::uint64_t out_of_scope_ = 0;
  std::array<std::uint64_t, static_cast<std::size_t>(Reason::count)> by_reason_{};
  Notes notes_;
};

}  // namespace bassin::ingest::internal
