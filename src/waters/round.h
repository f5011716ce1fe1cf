// The rounds: every quarter of an hour the sources of the stations are asked, by one server of those on the store, as a job.
#pragma once

#include <cstddef>
#include <stop_token>
#include <string>

#include "base/instant.h"
#include "base/result.h"
#include "jobs/worker.h"

namespace bassin::sql {
class Store;
}

namespace bassin::waters {

inline constexpr char const* round_kind_name = "waters";
inline constexpr std::int64_t round_seconds = 900;

// Of a question to a source.
struct Sources {
  std::string ca_file;         // PEM; "": the authorities that the system trusts
  double answer_seconds = 20;  // the whole of an answer
};

// Plans a round as a job where watching is on, a station has an address and the last one was planned a quarter of an hour ago. A round that
// is not done yet has no other beside it.
[[nodiscard]] base::Result<void> plan_round(sql::Store& store, base::Instant now);
// At once, whatever the time. Errors: "waters.not_watching".
[[nodiscard]] base::Result<void> ask_for_round(sql::Session& session, std::string const& agent, base::Instant now);

struct Round {
  std::size_t heard = 0, failed = 0, proposals = 0;
};
// Asks each source once, those of one address together, and notes which of them fail. What one source answers, or does not, touches the
// levels of no other. Errors: those of the store, "outward.stopped".
[[nodiscard]] base::Result<Round> do_round(sql::Store& store, Sources const& sources, base::Clock const& now,
                                           std::stop_token const& stop = {});

[[nodiscard]] jobs::Kind round_kind(sql::Store& store, Sources sources, base::Clock now);

}  // namespace bassin::waters
