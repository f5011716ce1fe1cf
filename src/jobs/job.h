// Work that outlives the request that asked for it: a row of the casework store, kept in the transaction of what it follows
// from, done by a worker (jobs/worker.h) of any server on the store.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/instant.h"
#include "base/result.h"

namespace bassin::sql {
class Session;
}

namespace bassin::jobs {

enum class State : std::uint8_t {
  waiting,  // for its time, or for a worker
  running,
  done,
  failed,   // for good
  stopped,  // as somebody asked
};
// "waiting".
[[nodiscard]] std::string_view id_of(State state);
[[nodiscard]] std::optional<State> parse_state(std::string_view id);

struct Job {
  std::string id, kind;
  std::string payload;  // JSON of its kind; "" once it is over: what a mail said is nobody's any more
  State state = State::waiting;
  std::int64_t attempts = 0;  // begun
  base::Instant next_at;      // not before
  bool stop_asked = false;
  std::string step;  // a word of its kind for what is under way; ""
  std::int64_t done = 0, total = 0;
  std::string error_code;    // of the last attempt that failed; ""
  std::string error_values;  // a JSON object of texts; ""
  std::string created_by;    // id of an agent; ""
  base::Instant created_at;
  std::optional<base::Instant> started_at, finished_at;

  // Of the last attempt, for the table of messages; refers to this job. Nothing where none failed.
  [[nodiscard]] std::optional<base::Error> error() const;
};

// Its id. Begun once the transaction is kept, by the next worker that knows the kind.
[[nodiscard]] base::Result<std::string> enqueue(sql::Session& session, std::string_view kind, std::string_view payload,
                                                std::string_view created_by, base::Instant now);

[[nodiscard]] base::Result<std::optional<Job>> find(sql::Session& session, std::string_view id);

struct ListQuery {
  std::optional<State> state;
  std::string kind;    // "": any
  std::string before;  // id of the last job of the page before; ""
  std::size_t limit = 50;
};
// Newest first.
[[nodiscard]] base::Result<std::vector<Job>> list(sql::Session& session, ListQuery const& query);

// A waiting job is stopped; a running one is told, and stops when it next listens; one that is over stays as it is. The job as it
// is then, or nothing for no such job.
[[nodiscard]] base::Result<std::optional<Job>> ask_to_stop(sql::Session& session, std::string_view id, base::Instant now);

// Deletes jobs that ended before that moment; how many.
[[nodiscard]] base::Result<std::uint64_t> purge(sql::Session& session, base::Instant ended_before);

// Deletes jobs of that kind that are done, however lately: of work that comes again and again.
[[nodiscard]] base::Result<void> forget_done(sql::Session& session, std::string_view kind);

struct Counts {
  std::int64_t waiting = 0, running = 0, failed = 0;
};
[[nodiscard]] base::Result<Counts> count(sql::Session& session);

}  // namespace bassin::jobs
