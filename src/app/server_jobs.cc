#include "app/server_jobs.h"

#include <nlohmann/json.hpp>

#include "app/casework.h"
#include "app/configuration.h"
#include "app/contours_load.h"
#include "app/import_run.h"
#include "app/official_sources.h"
#include "app/report_job.h"
#include "base/file.h"
#include "column/image.h"
#include "jobs/mail.h"
#include "service/job_endpoints.h"

namespace bassin::app {

namespace {

using base::Error;
using base::Result;

class JobProgress : public ingest::Progress {
 public:
  explicit JobProgress(jobs::Attempt const& attempt) : attempt_(attempt) {}
  void report(ingest::ProgressTick const& tick) override {
    attempt_.progress(tick.task, static_cast<std::int64_t>(tick.done_bytes), static_cast<std::int64_t>(tick.total_bytes));
  }

 private:
  jobs::Attempt const& attempt_;
};

// Whatever files of the official formats somebody put there.
Result<std::vector<std::string>> files_in(std::string const& folder, base::FileSystem& files) {
  std::vector<std::string> paths;
  if (files.exists(folder)) {
    BASSIN_TRY(auto const names, files.list(folder));
    for (auto const& name : names)
      if (name.ends_with(".csv") || name.ends_with(".csv.gz") || name.ends_with(".zip")) paths.push_back(folder + "/" + name);
  }
  if (paths.empty()) return Error("jobs.nothing_to_import", {{"folder", folder}});
  return paths;
}

Result<void> bring(jobs::Attempt const& attempt, Configuration const& configuration, base::FileSystem& files) {
  BASSIN_TRY([[maybe_unused]] auto const fetched, fetch_sources(
                                                      configuration.fetch, source_ids, sources_folder(configuration.data), files,
                                                      [&](std::string_view id, std::uint64_t done, std::uint64_t total) {
                                                        attempt.progress("fetch-" + std::string(id), static_cast<std::int64_t>(done),
                                                                         static_cast<std::int64_t>(total));
                                                      },
                                                      attempt.stop));
  return {};
}

Result<void> import(jobs::Attempt const& attempt, Configuration const& configuration, base::FileSystem& files) {
  auto const payload = nlohmann::json::parse(attempt.job.payload);
  bool const fetches = payload.at("source") == "fetch";
  ingest::ImportRequest request;
  BASSIN_TRY(request.scope, ingest::parse_scope(payload.at("scope").get<std::string>()));
  if (fetches) BASSIN_DO(bring(attempt, configuration, files));
  auto const folder = configuration.import_folder.empty() ? sources_folder(configuration.data) : configuration.import_folder;
  if (fetches) {
    request.files = import_files_in(sources_folder(configuration.data), files);
  } else {
    BASSIN_TRY(request.files, files_in(folder, files));
  }
  request.data_folder = configuration.data;
  request.force = payload.at("force");
  sign(request);
  JobProgress progress(attempt);
  try {
    BASSIN_TRY([[maybe_unused]] auto const report, ingest::run_import(request, files, progress, attempt.stop));
  } catch (column::Damaged const& damaged) {
    return damaged.error();
  }
  BASSIN_TRY([[maybe_unused]] auto const contours, load_fetched_contours(configuration.data, files));
  return {};
}

}  // namespace

jobs::Kind import_kind(Configuration const& configuration, base::FileSystem& files) {
  // An import goes on where a killed one was: more than one attempt is for that, and for networks.
  return {.name = service::import_kind_name,
          .run = [&configuration, &files](jobs::Attempt const& attempt) { return import(attempt, configuration, files); },
          .most_attempts = 4,
          .pause_seconds = 600,
          .may_pass = outward::is_temporary};
}

Result<jobs::Kind> outgoing_mail(Configuration const& configuration, base::FileSystem& files) {
  auto server = configuration.mail.server;
  if (!configuration.mail.password_file.empty()) {
    BASSIN_TRY(auto const text, files.read(configuration.mail.password_file));
    server.password = text.substr(0, text.find_first_of("\r\n"));
  }
  return jobs::mail_kind(std::move(server), {.address = configuration.mail.from, .name = configuration.installation_name});
}

partners::MailQueue mail_queue(Configuration const& configuration) {
  if (configuration.mail.server.host.empty()) return nullptr;
  return [](sql::Session& session, partners::Mail const& mail) -> Result<void> {
    BASSIN_TRY([[maybe_unused]] auto const id, jobs::queue_mail(session, {mail.to, mail.name, mail.subject, mail.text, ""}, "", now()));
    return {};
  };
}

Result<std::unique_ptr<ServerJobs>> ServerJobs::start(sql::Store& store, Configuration const& configuration, base::FileSystem& files,
                                                      std::string const& temporary, jobs::Kind letters, jobs::Kind waters,
                                                      std::function<void(Error const&)> said) {
  std::unique_ptr<ServerJobs> jobs(new ServerJobs());
  if (!configuration.mail.server.host.empty()) {
    BASSIN_TRY(auto mail, outgoing_mail(configuration, files));
    jobs->mail_ = std::make_unique<jobs::Worker>(store, std::vector{std::move(mail), std::move(letters)}, now, said);
  }
  jobs->documents_ = std::make_unique<jobs::Worker>(store, std::vector{report_kind(store, files, temporary)}, now, said);
  jobs->long_ = std::make_unique<jobs::Worker>(store, std::vector{import_kind(configuration, files)}, now, said);
  jobs->waters_ = std::make_unique<jobs::Worker>(store, std::vector{std::move(waters)}, now, said);
  return jobs;
}

}  // namespace bassin::app
