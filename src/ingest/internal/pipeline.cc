#include "ingest/internal/pipeline.h"

#include <algorithm>
#include <condition_variable>
#include <deque>
#include <exception>
#include <optional>
#include <thread>
#include <utility>
#include <vector>

namespace bassin::ingest::internal {

namespace {

using Clock = std::chrono::steady_clock;
constexpr auto report_interval = std::chrono::milliseconds(200);

double seconds_between(Clock::time_point first, Clock::time_point last) { return std::chrono::duration<double>(last - first).count(); }

}  // namespace

TaskProgress::TaskProgress(Progress& progress, std::string_view task, std::uint64_t total_bytes)
    : progress_(progress), task_(task), total_(total_bytes), start_(Clock::now()), last_report_(start_) {}

double TaskProgress::seconds() const { return seconds_between(start_, Clock::now()); }

void TaskProgress::advance(std::uint64_t done_bytes, std::uint64_t rows) {
  std::lock_guard const guard(mutex_);
  done_ = std::min(bytes_before_ + done_bytes, total_);
  rows_ = rows_before_ + rows;
  auto const now = Clock::now();
  if (now - last_report_ < report_interval) return;
  last_report_ = now;
  report(false);
}

void TaskProgress::start_after(std::uint64_t bytes) {
  std::lock_guard const guard(mutex_);
  bytes_before_ = bytes;
  rows_before_ = rows_;
}

void TaskProgress::finish() {
  std::lock_guard const guard(mutex_);
  done_ = total_;
  report(true);
}

void TaskProgress::report(bool finished) {
  auto const elapsed = seconds_between(start_, Clock::now());
  ProgressTick tick{.task = task_, .done_bytes = done_, .total_bytes = total_, .rows = rows_, .finished = finished};
  if (elapsed > 0) tick.rows_per_second = static_cast<double>(rows_) / elapsed;
  if (done_ > 0) tick.remaining_seconds = elapsed * static_cast<double>(total_ - done_) / static_cast<double>(done_);
  progress_.report(tick);
}

namespace {

// Blocks waiting for a worker, and whose turn it is to commit.
class Exchange {
 public:
  explicit Exchange(std::size_t room) : room_(room) {}

  struct Numbered {
    std::uint64_t number = 0;
    RecordBlock block;
  };

  // False when all shall end.
  bool put(RecordBlock block) {
    std::unique_lock lock(mutex_);
    changed_.wait(lock, [&] { return waiting_.size() < room_ || ended_; });
    if (ended_) return false;
    waiting_.push_back({next_number_++, std::move(block)});
    changed_.notify_all();
    return true;
  }

  void close() {
    std::lock_guard const guard(mutex_);
    closed_ = true;
    changed_.notify_all();
  }

  std::optional<Numbered> take() {
    std::unique_lock lock(mutex_);
    changed_.wait(lock, [&] { return !waiting_.empty() || closed_ || ended_; });
    if (ended_ || waiting_.empty()) return std::nullopt;
    auto block = std::move(waiting_.front());
    waiting_.pop_front();
    changed_.notify_all();
    return block;
  }

  // Waits until every block before `number` was committed; false when all shall end.
  bool wait_turn(std::uint64_t number) {
    std::unique_lock lock(mutex_);
    changed_.wait(lock, [&] { return turn_ == number || ended_; });
    return !ended_;
  }

  void pass_turn() {
    std::lock_guard const guard(mutex_);
    ++turn_;
    changed_.notify_all();
  }

  void fail(base::Error error) {
    std::lock_guard const guard(mutex_);
    if (!ended_) error_ = std::move(error);
    ended_ = true;
    changed_.notify_all();
  }

  void fail(std::exception_ptr thrown) {
    std::lock_guard const guard(mutex_);
    if (!ended_) thrown_ = std::move(thrown);
    ended_ = true;
    changed_.notify_all();
  }

  // After all threads ended.
  base::Result<void> outcome() {
    if (thrown_) std::rethrow_exception(thrown_);
    if (error_) return *std::move(error_);
    return {};
  }

 private:
  std::size_t room_;
  std::mutex mutex_;
  std::condition_variable changed_;
  std::deque<Numbered> waiting_;
  std::uint64_t next_number_ = 0;
  std::uint64_t turn_ = 0;
  bool closed_ = false;
  bool ended_ = false;
  std::optional<base::Error> error_;
  std::exception_ptr thrown_;
};

template <class Work>
void guarded(Exchange& exchange, Work work) {
  try {
    work();
  } catch (...) {
    exchange.fail(std::current_exception());
  }
}

void read_all(Source& source, Exchange& exchange, std::stop_token const& stop) {
  while (true) {
    if (stop.stop_requested()) return exchange.fail(base::Error("ingest.stopped"));
    auto block = source.next();
    if (!block.ok()) return exchange.fail(std::move(block).error());
    if (!block->has_value()) return exchange.close();
    if (!exchange.put(*std::move(*block))) return;
  }
}

void work_on(Source& source, BlockTask& task, Exchange& exchange, unsigned worker, TaskProgress& progress) {
  while (auto const numbered = exchange.take()) {
    auto const parsed = task.parse(numbered->block, worker);
    if (!exchange.wait_turn(numbered->number)) return;
    auto committed = task.commit(*parsed);
    if (!committed.ok()) return exchange.fail(std::move(committed).error());
    progress.advance(source.done_bytes(), task.rows());
    exchange.pass_turn();
  }
}

}  // namespace

base::Result<void> run_blocks(Source& source, BlockTask& task, unsigned threads, TaskProgress& progress, std::stop_token const& stop) {
  Exchange exchange(threads + 2);
  {
    std::vector<std::jthread> workers;
    for (unsigned worker = 0; worker < threads; ++worker) {
      workers.emplace_back([&, worker] { guarded(exchange, [&] { work_on(source, task, exchange, worker, progress); }); });
    }
    guarded(exchange, [&] { read_all(source, exchange, stop); });
  }
  return exchange.outcome();
}

}  // namespace bassin::ingest::internal
