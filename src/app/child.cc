#include "app/child.h"

#include <fcntl.h>
#include <poll.h>
#include <signal.h>
#include <spawn.h>
#include <sys/wait.h>
#include <unistd.h>

#include <array>
#include <cerrno>
#include <chrono>
#include <cstring>

namespace bassin::app {
namespace {

using base::Error;
using base::Result;
using Clock = std::chrono::steady_clock;

// Both ends of a pipe, closed when they go; neither is inherited unless asked for.
class Pipe {
 public:
  Pipe() { open_ = pipe2(ends_.data(), O_CLOEXEC) == 0; }
  ~Pipe() {
    close_read();
    close_write();
  }
  Pipe(Pipe const&) = delete;
  Pipe& operator=(Pipe const&) = delete;
  [[nodiscard]] bool ok() const { return open_; }
  [[nodiscard]] int read_end() const { return ends_[0]; }
  [[nodiscard]] int write_end() const { return ends_[1]; }
  void close_read() { close_end(0); }
  void close_write() { close_end(1); }

 private:
  void close_end(std::size_t which) {
    if (ends_[which] >= 0) close(ends_[which]);
    ends_[which] = -1;
  }
  std::array<int, 2> ends_{-1, -1};
  bool open_ = false;
};

Error failed(std::string const& path, int problem) {
  return Error("zone.reader_failed", {{"path", path}, {"reason", std::strerror(problem)}});
}

// Ended and waited for at the latest when it goes, so that no child outlives us.
class Child {
 public:
  explicit Child(pid_t pid) : pid_(pid) {}
  ~Child() {
    if (pid_ > 0) (void)end();
  }
  Child(Child const&) = delete;
  Child& operator=(Child const&) = delete;
  int end() {
    kill(pid_, SIGKILL);
    return wait();
  }
  int wait() {
    int status = 0;
    while (waitpid(pid_, &status, 0) < 0 && errno == EINTR) {
    }
    pid_ = -1;
    return WIFEXITED(status) ? WEXITSTATUS(status) : 128 + WTERMSIG(status);
  }

 private:
  pid_t pid_;
};

Result<pid_t> spawn(std::vector<std::string> const& words, Pipe const& out, Pipe const& err) {
  std::vector<char*> arguments;
  for (auto const& word : words) arguments.push_back(const_cast<char*>(word.c_str()));
  arguments.push_back(nullptr);
  posix_spawn_file_actions_t actions;
  posix_spawn_file_actions_init(&actions);
  posix_spawn_file_actions_addopen(&actions, STDIN_FILENO, "/dev/null", O_RDONLY, 0);
  posix_spawn_file_actions_adddup2(&actions, out.write_end(), STDOUT_FILENO);
  posix_spawn_file_actions_adddup2(&actions, err.write_end(), STDERR_FILENO);
  // Not all that a library of ours opened is closed by itself: a server's sockets, say.
  posix_spawn_file_actions_addclosefrom_np(&actions, STDERR_FILENO + 1);
  pid_t pid = 0;
  int const problem = posix_spawn(&pid, arguments[0], &actions, nullptr, arguments.data(), environ);
  posix_spawn_file_actions_destroy(&actions);
  if (problem != 0) return failed(words[0], problem);
  return pid;
}

// Reads what is there; false at the end of the stream.
bool drain(int descriptor, std::string& into) {
  std::array<char, 65536> buffer;
  auto const got = read(descriptor, buffer.data(), buffer.size());
  if (got <= 0) return got < 0 && errno == EINTR;
  into.append(buffer.data(), static_cast<std::size_t>(got));
  return true;
}

enum class Collected { all, out_of_time, too_much };

// Collects both streams until they end, time runs out or one says more than it may.
Collected collect(Pipe& out, Pipe& err, ChildOutput& output, ChildLimits const& limits) {
  auto const deadline = Clock::now() + std::chrono::duration<double>(limits.seconds);
  std::array<pollfd, 2> streams{{{out.read_end(), POLLIN, 0}, {err.read_end(), POLLIN, 0}}};
  while (streams[0].fd >= 0 || streams[1].fd >= 0) {
    auto const left = std::chrono::duration_cast<std::chrono::milliseconds>(deadline - Clock::now()).count();
    if (left <= 0) return Collected::out_of_time;
    if (poll(streams.data(), streams.size(), static_cast<int>(left)) < 0 && errno != EINTR) return Collected::out_of_time;
    if (streams[0].revents != 0 && !drain(streams[0].fd, output.out)) streams[0].fd = -1;
    if (streams[1].revents != 0 && !drain(streams[1].fd, output.err)) streams[1].fd = -1;
    if (output.out.size() > limits.output_bytes || output.err.size() > limits.error_bytes) return Collected::too_much;
  }
  return Collected::all;
}

}  // namespace

Result<ChildOutput> run_child(std::vector<std::string> const& words, ChildLimits const& limits) {
  Pipe out;
  Pipe err;
  if (!out.ok() || !err.ok()) return failed(words[0], errno);
  BASSIN_TRY(auto const pid, spawn(words, out, err));
  Child child(pid);
  out.close_write();
  err.close_write();
  ChildOutput output;
  switch (collect(out, err, output, limits)) {
    case Collected::out_of_time:
      return Error("zone.timeout", {{"path", words.back()}, {"seconds", std::to_string(static_cast<int>(limits.seconds))}});
    case Collected::too_much: return Error("zone.output_limit", {{"path", words.back()}, {"limit", std::to_string(limits.output_bytes)}});
    case Collected::all: break;
  }
  output.exit_code = child.wait();
  return output;
}

}  // namespace bassin::app
