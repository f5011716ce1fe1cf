#include "jobs/job.h"

#include <array>
#include <nlohmann/json.hpp>

#include "base/uuid.h"
#include "jobs/internal/lease.h"
#include "sql/session.h"

namespace bassin::jobs {

namespace {

using base::Error;
using base::Instant;
using base::Result;

constexpr std::array<std::string_view, 5> state_ids{"waiting", "running", "done", "failed", "stopped"};

std::optional<Instant> instant_of(std::optional<std::string> const& text) { return text ? base::parse_instant(*text) : std::nullopt; }

}  // namespace

std::string_view id_of(State state) { return state_ids.at(static_cast<std::size_t>(state)); }

std::optional<State> parse_state(std::string_view id) {
  for (std::size_t i = 0; i < state_ids.size(); ++i)
    if (state_ids[i] == id) return static_cast<State>(i);
  return std::nullopt;
}

Job job_of(sql::Row const& row) {
  Job job{.id = row.text("id"), .kind = row.text("kind"), .payload = row.text("payload")};
  job.state = parse_state(row.text("state")).value_or(State::failed);
  job.attempts = row.integer("attempts");
  job.next_at = base::parse_instant(row.text("next_at")).value_or(Instant{});
  job.stop_asked = row.flag("stop_asked");
  job.step = row.text("step");
  job.done = row.integer("steps_done");
  job.total = row.integer("steps_total");
  job.error_code = row.optional_text("error_code").value_or("");
  job.error_values = row.optional_text("error_values").value_or("");
  job.created_by = row.optional_text("created_by").value_or("");
  job.created_at = base::parse_instant(row.text("created_at")).value_or(Instant{});
  job.started_at = instant_of(row.optional_text("started_at"));
  job.finished_at = instant_of(row.optional_text("finished_at"));
  return job;
}

std::optional<Error> Job::error() const {
  if (error_code.empty()) return std::nullopt;
  Error error(error_code);
  auto const values = nlohmann::json::parse(error_values, nullptr, false);
  if (!values.is_object()) return error;
  for (auto const& [name, value] : values.items())
    if (value.is_string()) error.values.emplace_back(name, value.get<std::string>());
  return error;
}

Result<std::string> enqueue(sql::Session& session, std::string_view kind, std::string_view payload, std::string_view created_by,
                            Instant now) {
  auto id = base::new_uuid();
  auto const by = created_by.empty() ? std::nullopt : std::optional(std::string(created_by));
  BASSIN_TRY([[maybe_unused]] auto const rows,
             session.execute("insert into job (id, kind, payload, state, attempts, next_at, stop_asked, step, steps_done, steps_total, "
                             "created_by, created_at) values (:id, :kind, :payload, 'waiting', 0, :now, 0, '', 0, 0, :by, :now)",
                             {{"id", id}, {"kind", kind}, {"payload", payload}, {"now", to_iso(now)}, {"by", by}}));
  return id;
}

Result<std::optional<Job>> find(sql::Session& session, std::string_view id) {
  BASSIN_TRY(auto const row, session.row("select * from job where id = :id", {{"id", id}}));
  return row ? std::optional(job_of(*row)) : std::nullopt;
}

Result<std::vector<Job>> list(sql::Session& session, ListQuery const& query) {
  std::string_view const state = query.state ? id_of(*query.state) : "";
  BASSIN_TRY(auto const rows, session.rows("select * from job where (:state = '' or state = :state) and (:kind = '' or kind = :kind) "
                                           "and (:before = '' or id < :before) order by id desc limit :limit",
                                           {{"state", state}, {"kind", query.kind}, {"before", query.before}, {"limit", query.limit}}));
  std::vector<Job> jobs;
  for (auto const& row : rows) jobs.push_back(job_of(row));
  return jobs;
}

Result<std::optional<Job>> ask_to_stop(sql::Session& session, std::string_view id, Instant now) {
  BASSIN_TRY([[maybe_unused]] auto const stopped,
             session.execute("update job set state = 'stopped', payload = '', stop_asked = 1, finished_at = :now "
                             "where id = :id and state = 'waiting'",
                             {{"id", id}, {"now", to_iso(now)}}));
  BASSIN_TRY([[maybe_unused]] auto const told,
             session.execute("update job set stop_asked = 1 where id = :id and state = 'running'", {{"id", id}}));
  return find(session, id);
}

Result<std::uint64_t> purge(sql::Session& session, Instant ended_before) {
  return session.execute("delete from job where state in ('done', 'failed', 'stopped') and finished_at < :moment",
                         {{"moment", to_iso(ended_before)}});
}

Result<void> forget_done(sql::Session& session, std::string_view kind) {
  return session.run("delete from job where kind = :kind and state = 'done'", {{"kind", kind}});
}

Result<Counts> count(sql::Session& session) {
  BASSIN_TRY(auto const rows, session.rows("select state, count(*) as n from job group by state"));
  Counts counts;
  for (auto const& row : rows) {
    auto const state = row.text("state");
    if (state == "waiting") counts.waiting = row.integer("n");
    if (state == "running") counts.running = row.integer("n");
    if (state == "failed") counts.failed = row.integer("n");
  }
  return counts;
}

}  // namespace bassin::jobs
