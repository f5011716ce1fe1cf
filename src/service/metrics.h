// What the server counts of itself, in the text format of Prometheus. Labels are routes and statuses, never paths.
#pragma once

#include <cstdint>
#include <memory>
#include <string>
#include <string_view>

#include "http/server.h"

namespace bassin::service {

class Metrics {
 public:
  Metrics();
  ~Metrics();
  Metrics(Metrics const&) = delete;
  Metrics& operator=(Metrics const&) = delete;

  void answered(http::Answered const& answer);
  // How often one request asked the store something.
  void statements(std::string_view method, std::string_view route, std::uint64_t count);
  void connections(std::size_t now);
  // Establishments, and the age of the register's data in days.
  void snapshot(std::uint64_t establishments, double data_age_days);
  // Background jobs: waiting and running now, failed for good within the last 30 days.
  void jobs(std::int64_t waiting, std::int64_t running, std::int64_t failed);
  // Files attached to records.
  void documents(std::int64_t count, std::int64_t bytes);
  [[nodiscard]] std::string text() const;

 private:
  struct Families;
  std::unique_ptr<Families> families_;
};

}  // namespace bassin::service
