#include "service/job_endpoints.h"

#include <nlohmann/json.hpp>

#include "access/audit.h"
#include "base/uuid.h"
#include "jobs/job.h"
#include "service/accounts.h"
#include "service/body.h"
#include "sql/session.h"
#include "sql/store.h"

namespace bassin::service {

namespace {

using base::Error;
using base::Result;

constexpr std::size_t most_jobs = 200;

Json or_null(std::optional<base::Instant> const& moment) { return moment ? Json(to_iso(*moment)) : Json(nullptr); }
Json or_null(std::string const& text) { return text.empty() ? Json(nullptr) : Json(text); }

// The payload is not shown: a mail is between its writer and its reader.
Json json_of(jobs::Job const& job, Call const& call) {
  Json error = nullptr;
  if (auto const failed = job.error())
    error = {{"error", job.error_code}, {"message", call.context.speak(*failed, call.language()).message}};
  return {{"id", job.id},
          {"kind", job.kind},
          {"state", jobs::id_of(job.state)},
          {"attempts", job.attempts},
          {"stop_asked", job.stop_asked},
          {"progress", {{"step", or_null(job.step)}, {"done", job.done}, {"total", job.total}}},
          {"error", std::move(error)},
          {"created_by", or_null(job.created_by)},
          {"created_at", to_iso(job.created_at)},
          {"next_at", job.state == jobs::State::waiting ? Json(to_iso(job.next_at)) : Json(nullptr)},
          {"started_at", or_null(job.started_at)},
          {"finished_at", or_null(job.finished_at)}};
}

Result<std::size_t> limit_of(std::string const& text) {
  bool const digits = !text.empty() && text.size() <= 3 && text.find_first_not_of("0123456789") == std::string::npos;
  auto const number = digits ? std::stoul(text) : 0;
  if (number < 1 || number > most_jobs)
    return Error("query.bad_value", {{"name", "limit"}, {"value", text}, {"allowed", "1–" + std::to_string(most_jobs)}});
  return number;
}

Result<jobs::ListQuery> query_of(http::Pairs const& pairs) {
  jobs::ListQuery out;
  for (auto const& [name, value] : pairs) {
    if (name == "state") {
      out.state = jobs::parse_state(value);
      if (!out.state)
        return Error("query.bad_value", {{"name", "state"}, {"value", value}, {"allowed", "waiting, running, done, failed, stopped"}});
    } else if (name == "kind") {
      out.kind = value;
    } else if (name == "cursor") {
      out.before = value;
    } else if (name == "limit") {
      BASSIN_TRY(out.limit, limit_of(value));
    } else {
      return Error("query.unknown_parameter", {{"name", name}, {"allowed", "state, kind, cursor, limit"}});
    }
  }
  return out;
}

Result<Json> get_jobs(Call const& call, Accounts const& accounts) {
  BASSIN_TRY(auto const query, query_of(call.request.query));
  BASSIN_TRY(auto const found, accounts.desk->store.read([&](sql::Session& session) { return jobs::list(session, query); }));
  Json out{{"jobs", Json::array()}, {"next", nullptr}};
  for (auto const& job : found) out["jobs"].push_back(json_of(job, call));
  if (found.size() == query.limit) out["next"] = found.back().id;
  return out;
}

Error unknown_job() { return Error("jobs.unknown"); }

Result<Json> get_job(Call const& call, Accounts const& accounts) {
  BASSIN_TRY(auto const job,
             accounts.desk->store.read([&](sql::Session& session) { return jobs::find(session, call.request.path_value("id")); }));
  if (!job) return unknown_job();
  return json_of(*job, call);
}

Result<void> note(sql::Session& session, Call const& call, Accounts const& accounts, std::string action, std::string const& job,
                  std::string after) {
  return access::record(session, {.actor = actor_of(call, *accounts.desk),
                                  .action = std::move(action),
                                  .kind = "job",
                                  .record = job,
                                  .before = "",
                                  .after = std::move(after),
                                  .note = "",
                                  .subject = ""});
}

Result<Json> post_stop(Call const& call, Accounts const& accounts) {
  BASSIN_TRY([[maybe_unused]] auto const body, Body::of(call.request, {}));
  auto const& desk = *accounts.desk;
  BASSIN_TRY(auto const job, desk.store.write([&](sql::Session& session) -> Result<std::optional<jobs::Job>> {
    BASSIN_TRY(auto stopped, jobs::ask_to_stop(session, call.request.path_value("id"), desk.now()));
    if (stopped && stopped->stop_asked) BASSIN_DO(note(session, call, accounts, "job.stopped", stopped->id, ""));
    return stopped;
  }));
  if (!job) return unknown_job();
  return json_of(*job, call);
}

// One at a time: a second one would wait for the first, and then find nothing new.
Result<void> no_import_under_way(sql::Session& session) {
  for (auto const state : {jobs::State::waiting, jobs::State::running}) {
    BASSIN_TRY(auto const there, jobs::list(session, {.state = state, .kind = import_kind_name, .limit = 1}));
    if (!there.empty()) return Error("jobs.import_under_way", {{"id", there.front().id}});
  }
  return {};
}

Result<std::string> import_payload(Call const& call) {
  BASSIN_TRY(auto const body, Body::of(call.request, {"source", "scope", "force"}));
  BASSIN_TRY(auto const source, body.text("source"));
  if (source != "folder" && source != "fetch") return bad_field("source", "folder, fetch");
  BASSIN_TRY(auto const scope, body.optional_text("scope"));
  BASSIN_TRY(auto const force, body.optional_flag("force"));
  return Json{{"source", source}, {"scope", scope.value_or("country")}, {"force", force.value_or(false)}}.dump();
}

Result<Json> post_import(Call const& call, Accounts const& accounts) {
  BASSIN_TRY(auto const payload, import_payload(call));
  auto const& desk = *accounts.desk;
  BASSIN_TRY(auto const job, desk.store.write([&](sql::Session& session) -> Result<std::optional<jobs::Job>> {
    BASSIN_DO(no_import_under_way(session));
    BASSIN_TRY(auto const id, jobs::enqueue(session, import_kind_name, payload, call.reader.agent, desk.now()));
    BASSIN_DO(note(session, call, accounts, "import.asked", id, payload));
    return jobs::find(session, id);
  }));
  return json_of(*job, call);
}

}  // namespace

void add_job_endpoints(Routes& routes, Accounts& accounts) {
  using http::Method;
  auto const add = [&](Method method, std::string_view path, auto endpoint) {
    routes.add({method, path, access::Need::manage_installation, http::Lane::store},
               [&accounts, endpoint](Call const& call) { return endpoint(call, accounts); });
  };
  add(Method::get, "/api/v1/jobs", get_jobs);
  add(Method::get, "/api/v1/jobs/{id}", get_job);
  add(Method::post, "/api/v1/jobs/{id}/stop", post_stop);
  add(Method::post, "/api/v1/imports", post_import);
}

}  // namespace bassin::service
