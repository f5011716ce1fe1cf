#include "jobs/internal/lease.h"

#include <nlohmann/json.hpp>

#include "sql/session.h"

namespace bassin::jobs {

namespace {

using base::Error;
using base::Instant;
using base::Result;

// The condition of a job that is due, and the values of its places.
class Due {
 public:
  Due(std::vector<std::string> const& kinds, Instant now) {
    std::string list;
    for (std::size_t i = 0; i < kinds.size(); ++i) names_.push_back("kind" + std::to_string(i));
    for (std::size_t i = 0; i < kinds.size(); ++i) {
      list += (i == 0 ? ":" : ", :") + names_[i];
      values_.emplace_back(names_[i], kinds[i]);
    }
    values_.emplace_back("now", to_iso(now));
    condition_ =
        " where kind in (" + list +
        ") and ((state = 'waiting' and next_at <= :now) or (state = 'running' and lease_until < :now)) order by next_at, id limit 1";
  }

  [[nodiscard]] std::string const& condition() const { return condition_; }
  [[nodiscard]] sql::Session::Values values() const { return values_; }

 private:
  std::vector<std::string> names_;
  std::vector<sql::Named> values_;
  std::string condition_;
};

std::optional<std::string> code_of(Error const* error) { return error == nullptr ? std::nullopt : std::optional(std::string(error->code)); }

std::optional<std::string> values_of(Error const* error) {
  if (error == nullptr) return std::nullopt;
  auto values = nlohmann::json::object();
  for (auto const& [name, value] : error->values) values[name] = value;
  return values.dump(-1, ' ', false, nlohmann::json::error_handler_t::replace);
}

}  // namespace

Result<bool> any_due(sql::Session& session, std::vector<std::string> const& kinds, Instant now) {
  Due const due(kinds, now);
  BASSIN_TRY(auto const row, session.row("select id from job" + due.condition(), due.values()));
  return row.has_value();
}

Result<std::optional<Job>> take(sql::Session& session, std::vector<std::string> const& kinds, Holder const& holder, Instant now) {
  Due const due(kinds, now);
  BASSIN_TRY(auto const row,
             session.row("select * from job" + due.condition() + std::string(sql::take_rows(session.dialect())), due.values()));
  if (!row) return std::optional<Job>();
  auto job = job_of(*row);
  ++job.attempts;
  job.state = State::running;
  BASSIN_TRY([[maybe_unused]] auto const taken,
             session.execute("update job set state = 'running', attempts = attempts + 1, owner = :worker, lease_until = :until, "
                             "started_at = :now where id = :id",
                             {{"worker", holder.worker}, {"until", holder.until}, {"now", to_iso(now)}, {"id", job.id}}));
  return std::optional(std::move(job));
}

Result<Beat> beat(sql::Session& session, Job const& job, Holder const& holder) {
  BASSIN_TRY(auto const renewed,
             session.execute("update job set lease_until = :until, step = :step, steps_done = :done, steps_total = :total "
                             "where id = :id and owner = :worker and state = 'running'",
                             {{"until", holder.until},
                              {"step", job.step},
                              {"done", job.done},
                              {"total", job.total},
                              {"id", job.id},
                              {"worker", holder.worker}}));
  if (renewed == 0) return Beat{};
  BASSIN_TRY(auto const row, session.row("select stop_asked from job where id = :id", {{"id", job.id}}));
  return Beat{.held = true, .stop_asked = row && row->flag("stop_asked")};
}

Result<bool> end(sql::Session& session, Job const& job, Holder const& holder, State state, Error const* error, Instant now) {
  BASSIN_TRY(auto const rows,
             session.execute("update job set state = :state, payload = '', owner = null, lease_until = null, finished_at = :now, "
                             "error_code = :code, error_values = :values, step = :step, steps_done = :done, steps_total = :total "
                             "where id = :id and owner = :worker and state = 'running'",
                             {{"state", id_of(state)},
                              {"now", to_iso(now)},
                              {"code", code_of(error)},
                              {"values", values_of(error)},
                              {"step", job.step},
                              {"done", job.done},
                              {"total", job.total},
                              {"id", job.id},
                              {"worker", holder.worker}}));
  return rows > 0;
}

Result<bool> give_back(sql::Session& session, Job const& job, Holder const& holder, Error const* error, Instant next_at, bool counted) {
  BASSIN_TRY(auto const rows,
             session.execute("update job set state = 'waiting', attempts = attempts - :not_counted, next_at = :next, owner = null, "
                             "lease_until = null, error_code = :code, error_values = :values "
                             "where id = :id and owner = :worker and state = 'running'",
                             {{"not_counted", counted ? 0 : 1},
                              {"next", to_iso(next_at)},
                              {"code", code_of(error)},
                              {"values", values_of(error)},
                              {"id", job.id},
                              {"worker", holder.worker}}));
  return rows > 0;
}

}  // namespace bassin::jobs
