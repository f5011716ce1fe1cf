// A database asked the same questions as Bassin. Each is driven through its own C interface with prepared statements.
#pragma once

#include <memory>
#include <stdexcept>
#include <string>
#include <vector>

namespace bassin::bench {

using Row = std::vector<std::string>;
using Rows = std::vector<Row>;

// The bench stops at the first thing that goes wrong: a figure from a half-working peer is worth nothing.
class Failure : public std::runtime_error {
 public:
  using std::runtime_error::runtime_error;
};

class Peer {
 public:
  Peer() = default;
  Peer(Peer const&) = delete;
  Peer& operator=(Peer const&) = delete;
  virtual ~Peer() = default;

  [[nodiscard]] virtual std::string name() const = 0;
  // Runs a script that returns nothing.
  virtual void run(std::string const& script) = 0;
  // One statement with parameters $1, $2, …; kept under that question.
  virtual void prepare(std::string const& question, std::string const& sql) = 0;
  // Every row fetched, every value as text ("" for null). The same question may be asked again at once.
  [[nodiscard]] virtual Rows ask(std::string const& question, Row const& parameters) = 0;
};

// `path`: the database file. Two threads.
[[nodiscard]] std::unique_ptr<Peer> open_duckdb(std::string const& path);
// `connection`: as libpq reads it.
[[nodiscard]] std::unique_ptr<Peer> open_postgres(std::string const& connection);
// `path`: the database file, read only. `in_zone(name, lon, lat)` is bassin's own test of a point in the zone of
// that name, since SQLite has none; zones are registered before the question is asked.
[[nodiscard]] std::unique_ptr<Peer> open_sqlite(std::string const& path);

}  // namespace bassin::bench
