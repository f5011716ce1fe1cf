// Threads that work off a bounded queue. What does not fit is refused at once: a queue without end only hides overload.
#pragma once

#include <condition_variable>
#include <cstddef>
#include <deque>
#include <functional>
#include <mutex>
#include <thread>
#include <vector>

namespace bassin::http {

class WorkerPool {
 public:
  // `waiting`: jobs that may wait beside those at work.
  WorkerPool(std::size_t threads, std::size_t waiting);
  // Jobs that wait are still done.
  ~WorkerPool();
  WorkerPool(WorkerPool const&) = delete;
  WorkerPool& operator=(WorkerPool const&) = delete;

  // False when the queue is full or stop() was called. A job must not throw.
  [[nodiscard]] bool submit(std::function<void()> job);
  // The next part of work that was taken already: it has its place however long the queue is. False after stop().
  [[nodiscard]] bool resume(std::function<void()> job);
  // No more jobs; returns when those that wait are done.
  void stop();
  [[nodiscard]] std::size_t waiting() const;

 private:
  void work();

  std::size_t most_waiting_;
  mutable std::mutex mutex_;
  std::condition_variable wake_;
  std::deque<std::function<void()>> jobs_;
  std::size_t idle_ = 0;
  bool stopped_ = false;
  std::vector<std::thread> threads_;
};

}  // namespace bassin::http
