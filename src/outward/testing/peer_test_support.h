// A Python program of test/outward/ as a peer: started, asked for its port, ended with this object.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

namespace bassin::outward {

struct Certificate {
  std::string file, key;  // PEM, for 127.0.0.1
};

// Made on the spot, an hour long, its own authority.
[[nodiscard]] Certificate make_certificate(std::string const& name);

class Peer {
 public:
  Peer(std::string const& program, std::vector<std::string> const& words);
  ~Peer();
  Peer(Peer const&) = delete;
  Peer& operator=(Peer const&) = delete;

  [[nodiscard]] std::uint16_t port() const { return port_; }
  // The next line that it prints; empty when it has ended.
  [[nodiscard]] std::string line();

 private:
  int in_ = -1, out_ = -1;
  int process_ = -1;
  std::uint16_t port_ = 0;
  std::string read_;
};

}  // namespace bassin::outward
