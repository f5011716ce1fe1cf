// One thread reads blocks of a source, several parse them, and their results are taken in the order of the file.
#pragma once

#include <chrono>
#include <cstdint>
#include <functional>
#include <memory>
#include <mutex>
#include <stop_token>
#include <string_view>

#include "base/result.h"
#include "ingest/import.h"
#include "ingest/source.h"

namespace bassin::ingest::internal {

// Told by long work what is done of it, at least once in so many rows; false: the work is to end with "ingest.stopped".
using Step = std::function<bool(std::uint64_t done)>;
inline constexpr std::uint32_t step_rows = 65536;

// How far one task is; passes it on to Progress a few times a second. Any thread may call it.
class TaskProgress {
 public:
  TaskProgress(Progress& progress, std::string_view task, std::uint64_t total_bytes);
  void advance(std::uint64_t done_bytes, std::uint64_t rows);
  // What advance() is told from now on comes after so many bytes, and after the rows so far.
  void start_after(std::uint64_t bytes);
  // The last report, which says finished.
  void finish();
  [[nodiscard]] double seconds() const;

 private:
  void report(bool finished);

  Progress& progress_;
  std::string_view task_;
  std::uint64_t total_;
  std::uint64_t done_ = 0;
  std::uint64_t rows_ = 0;
  std::uint64_t bytes_before_ = 0;
  std::uint64_t rows_before_ = 0;
  std::chrono::steady_clock::time_point start_;
  std::chrono::steady_clock::time_point last_report_;
  std::mutex mutex_;
};

struct ParsedBlock {
  virtual ~ParsedBlock() = default;
};

class BlockTask {
 public:
  virtual ~BlockTask() = default;
  // By several threads at once, each with its own worker number from 0 on.
  [[nodiscard]] virtual std::unique_ptr<ParsedBlock> parse(RecordBlock const& block, unsigned worker) = 0;
  // By one thread at a time, in the order of the file.
  [[nodiscard]] virtual base::Result<void> commit(ParsedBlock& parsed) = 0;
  [[nodiscard]] virtual std::uint64_t rows() const = 0;  // committed
};

// Errors: those of source and commit; "ingest.stopped" when asked to stop.
[[nodiscard]] base::Result<void> run_blocks(Source& source, BlockTask& task, unsigned threads, TaskProgress& progress,
                                            std::stop_token const& stop);

}  // namespace bassin::ingest::internal
