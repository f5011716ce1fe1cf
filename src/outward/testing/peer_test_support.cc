#include "outward/testing/peer_test_support.h"

#include <fcntl.h>
#include <spawn.h>
#include <sys/wait.h>
#include <unistd.h>

#include <array>
#include <cstdlib>
#include <stdexcept>

namespace bassin::outward {

Certificate make_certificate(std::string const& name) {
  Certificate const made{name + ".crt", name + ".key"};
  auto const command =
      "openssl req -x509 -newkey ec -pkeyopt ec_paramgen_curve:prime256v1 -nodes -days 1 -subj /CN=127.0.0.1 "
      "-addext subjectAltName=IP:127.0.0.1 -out '" +
      made.file + "' -keyout '" + made.key + "' 2>/dev/null";
  if (std::system(command.c_str()) != 0) throw std::runtime_error("openssl made no certificate");
  return made;
}

Peer::Peer(std::string const& program, std::vector<std::string> const& words) {
  std::array<int, 2> to{}, from{};
  if (::pipe2(to.data(), O_CLOEXEC) != 0 || ::pipe2(from.data(), O_CLOEXEC) != 0) throw std::runtime_error("no pipe");
  posix_spawn_file_actions_t actions;
  posix_spawn_file_actions_init(&actions);
  posix_spawn_file_actions_adddup2(&actions, to[0], 0);
  posix_spawn_file_actions_adddup2(&actions, from[1], 1);
  // Debian's own interpreter: the one that its packages are installed for.
  std::vector<std::string> all{"/usr/bin/python3", std::string(BASSIN_PEERS) + "/" + program};
  all.insert(all.end(), words.begin(), words.end());
  std::vector<char*> arguments;
  for (auto& word : all) arguments.push_back(word.data());
  arguments.push_back(nullptr);
  bool const started = ::posix_spawn(&process_, arguments[0], &actions, nullptr, arguments.data(), environ) == 0;
  posix_spawn_file_actions_destroy(&actions);
  ::close(to[0]);
  ::close(from[1]);
  in_ = to[1];
  out_ = from[0];
  if (!started) throw std::runtime_error("not started: " + program);
  port_ = static_cast<std::uint16_t>(std::stoi(line()));
}

Peer::~Peer() {
  ::close(in_);
  ::close(out_);
  ::kill(process_, SIGKILL);
  ::waitpid(process_, nullptr, 0);
}

std::string Peer::line() {
  std::array<char, 4096> bytes{};
  while (read_.find('\n') == std::string::npos) {
    auto const got = ::read(out_, bytes.data(), bytes.size());
    if (got <= 0) return "";
    read_.append(bytes.data(), static_cast<std::size_t>(got));
  }
  auto const end = read_.find('\n');
  auto out = read_.substr(0, end);
  read_.erase(0, end + 1);
  return out;
}

}  // namespace bassin::outward
