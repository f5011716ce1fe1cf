#include "app/environment.h"

#include <pthread.h>
#include <signal.h>
#include <sys/ioctl.h>
#include <termios.h>
#include <unistd.h>

#include <array>
#include <chrono>
#include <cstdlib>
#include <filesystem>
#include <iostream>
#include <thread>

namespace bassin::app {
namespace {

using reference::Language;

std::size_t columns_of_terminal() {
  winsize size{};
  if (isatty(STDOUT_FILENO) == 0 || ioctl(STDOUT_FILENO, TIOCGWINSZ, &size) != 0) return 0;
  return size.ws_col;
}

base::Date today() {
  auto const now = std::chrono::floor<std::chrono::days>(std::chrono::system_clock::now());
  return base::Date{static_cast<std::int32_t>(now.time_since_epoch().count())};
}

// The terminal as it was, when this goes.
class Unseen {
 public:
  Unseen() {
    if (tcgetattr(STDIN_FILENO, &before_) != 0) return;
    is_terminal_ = true;
    termios quiet = before_;
    quiet.c_lflag &= ~static_cast<tcflag_t>(ECHO);
    tcsetattr(STDIN_FILENO, TCSAFLUSH, &quiet);
  }
  ~Unseen() {
    if (!is_terminal_) return;
    tcsetattr(STDIN_FILENO, TCSAFLUSH, &before_);
    std::cerr << std::endl;  // the one that was typed was not shown
  }
  Unseen(Unseen const&) = delete;
  Unseen& operator=(Unseen const&) = delete;

 private:
  termios before_{};
  bool is_terminal_ = false;
};

std::optional<std::string> read_line(bool hidden) {
  std::optional<Unseen> unseen;
  if (hidden) unseen.emplace();
  std::string line;
  if (!std::getline(std::cin, line)) return std::nullopt;
  if (line.ends_with('\r')) line.pop_back();
  return line;
}

// A thread waits for the signals, so that no code runs inside a handler. Every thread started later inherits the mask.
std::stop_token stop_on_signals() {
  static std::stop_source source;
  sigset_t signals;
  sigemptyset(&signals);
  sigaddset(&signals, SIGINT);
  sigaddset(&signals, SIGTERM);
  pthread_sigmask(SIG_BLOCK, &signals, nullptr);
  std::thread([signals] {
    int which = 0;
    sigwait(&signals, &which);
    source.request_stop();
    sigwait(&signals, &which);
    _exit(5);
  }).detach();
  return source.get_token();
}

}  // namespace

Environment real_environment() {
  Environment environment;
  environment.files = &base::real_files();
  environment.out = &std::cout;
  environment.err = &std::cerr;
  environment.read_line = read_line;
  environment.variable = [](std::string const& name) -> std::optional<std::string> {
    char const* const value = std::getenv(name.c_str());
    return value == nullptr ? std::nullopt : std::optional<std::string>(value);
  };
  std::error_code ignored;
  environment.program_path = std::filesystem::read_symlink("/proc/self/exe", ignored).string();
  environment.terminal_columns = columns_of_terminal();
  environment.err_is_terminal = isatty(STDERR_FILENO) != 0;
  environment.today = today;
  environment.stop_on_signals = stop_on_signals;
  return environment;
}

std::optional<Language> choose_language(std::optional<std::string> const& option, Environment const& environment) {
  if (option) return *option == "fr" ? std::optional(Language::fr) : *option == "en" ? std::optional(Language::en) : std::nullopt;
  for (auto const* const name : {"LC_ALL", "LC_MESSAGES", "LANG"}) {
    auto const value = environment.variable(name);
    if (value && !value->empty()) return value->starts_with("en") ? Language::en : Language::fr;
  }
  return Language::fr;
}

}  // namespace bassin::app
