// When letters go out: rounds of a day, each planned once however many servers run, and done as a job.
#pragma once

#include <functional>
#include <memory>
#include <stop_token>
#include <string>
#include <vector>

#include "access/reader.h"
#include "base/instant.h"
#include "base/result.h"
#include "jobs/worker.h"
#include "letters/agenda.h"

namespace bassin::sql {
class Store;
}

namespace bassin::letters {

inline constexpr char const* round_kind_name = "letters";

struct Timetable {
  int hour = 7;            // in Paris
  bool silence = true;     // letters about needs that wait
  int digest_weekday = 1;  // 1: Monday … 7: Sunday; 0: no digest
};

// Plans what is due at that moment and was not planned before, as jobs. A digest whose hour nobody was there for is made up for within two
// days; a round of silence within its day.
[[nodiscard]] base::Result<void> plan_rounds(sql::Store& store, Timetable const& timetable, base::Instant now);

// What letters need of the house around them.
struct Post {
  sql::Store& store;
  base::Clock now;
  std::string installation;  // its name, before subjects
  std::string address;       // before paths of links; "": letters without links
  std::function<std::shared_ptr<std::vector<std::string> const>(std::string const& territory)> communes_of;
  // Names that anybody may read.
  std::function<base::Result<PublicNames>(access::Reader const& reader, std::vector<std::string> const& businesses)> names_of;
};

// To whoever a waiting need was given, once it has passed 9, 21 and 45 days without an answer; at 21 and 45 also to who gave it and to who
// coordinates the receiving organisation. One letter an agent and day, each step told once. How many were
// queued. Errors: those of the store, "outward.stopped".
[[nodiscard]] base::Result<std::size_t> send_silence(Post const& post, base::Date day, std::stop_token const& stop = {});
// Once an agent, organisation and day; none to whom nothing waits. How many were queued.
[[nodiscard]] base::Result<std::size_t> send_digests(Post const& post, base::Date day, std::stop_token const& stop = {});

[[nodiscard]] jobs::Kind round_kind(Post post);

}  // namespace bassin::letters
