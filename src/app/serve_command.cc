#include <chrono>
#include <condition_variable>
#include <mutex>
#include <set>

#include "app/accounts.h"
#include "app/casework.h"
#include "app/commands.h"
#include "app/configuration.h"
#include "app/export_parts.h"
#include "app/messages.h"
#include "app/options.h"
#include "app/parcel_reader.h"
#include "app/routes.h"
#include "app/server_jobs.h"
#include "app/server_provider.h"
#include "app/sheet_reader.h"
#include "app/texts_serve.h"
#include "app/web_application.h"
#include "app/zone_reader.h"
#include "convention/sharing.h"
#include "crisis/anonymise.h"
#include "crisis/parcel_links.h"
#include "documents/documents.h"
#include "exposure/readiness.h"
#include "jobs/job.h"
#include "letters/rounds.h"
#include "query/view.h"
#include "retention/journal.h"
#include "retention/settings.h"
#include "service/call.h"
#include "service/casework_call.h"
#include "service/casework_source.h"
#include "service/contour_source.h"
#include "service/ledger_cache.h"
#include "service/metrics.h"
#include "service/public_names.h"
#include "service/register_source.h"
#include "service/retention_endpoints.h"
#include "service/sheet_endpoints.h"
#include "service/zone_endpoints.h"
#include "service/zone_source.h"
#include "sql/erasure.h"
#include "sql/store.h"
#include "succession/carrying.h"
#include "support/hand_over.h"
#include "support/imports.h"
#include "waters/levels.h"
#include "waters/round.h"

namespace bassin::app {
namespace {

constexpr std::uint64_t sheet_bytes_most = 16U << 20U;  // of a spreadsheet that an agent sends

using base::Result;

http::Pairs safety_headers(WebApplication const& web) {
  return {{"X-Content-Type-Options", "nosniff"},
          {"Referrer-Policy", "same-origin"},
          {"X-Frame-Options", "DENY"},
          {"Content-Security-Policy", web.content_security_policy()}};
}

Result<Configuration> serve_configuration(Arguments const& arguments, Session const& session) {
  BASSIN_TRY(auto configuration, read_configuration(arguments, session));
  BASSIN_TRY(auto const port, number_of(arguments, "--port", configuration.server.port, 0, 65535));
  configuration.server.port = static_cast<std::uint16_t>(port);
  if (auto const address = arguments.value("--address")) configuration.server.address = *address;
  return configuration;
}

service::Spoken speak(base::Error const& error, reference::Language language) {
  return {static_cast<unsigned>(message_for(error.code).http), message_text(error, language)};
}

// The parts of a running server, in the order in which they need each other.
class Serving {
 public:
  Serving(Configuration const& configuration, Session& session)
      : configuration_(configuration), session_(session), registry_(*session.environment.files, configuration.data) {
    context_ = {.registry = &registry_,
                .metrics = &metrics_,
                .contours = &contours_,
                .speak = speak,
                .today = [&session] { return session.environment.today(); },
                .reader_of = [this](http::Request const& request) { return accounts_->reader_of(request); }};
  }

  [[nodiscard]] Result<void> start() {
    context_.basemap = {configuration_.web.basemap, configuration_.web.attribution};
    BASSIN_TRY(web_, WebApplication::load(*session_.environment.files, configuration_.web, session_.environment.program_path));
    if (!web_->is_there()) tell(texts::serve_without_web, {"text", {}});
    refresh();
    BASSIN_DO(session_.environment.files->make_directories(configuration_.data));
    BASSIN_TRY(accounts_, Accounts::open(configuration_, configuration_.data, *session_.environment.files));
    accounts_->shared().provider.said = once_a_minute([this](base::Error const& error) { log(error); }, now);
    exports_.record = [this](service::Call const& call, service::ExportRecord const& it) { return accounts_->record_export(call, it); };
    BASSIN_DO(start_retention());
    BASSIN_DO(start_casework());
    http::Site site;
    service::Routes routes(site.router, context_);
    add_routes(routes, {&metrics_, &exports_, &accounts_->shared(), &casework_parts_, &zones_parts_, &sheets_parts_, &retention_parts_,
                        configuration_.document_bytes, &parcel_parts_});
    site.known = [this](http::Request& request) { return accounts_->known(request); };
    site.find = [this](http::Request& request) { accounts_->find(request); };
    site.takes_large = [this](http::Request const& request) {
      auto const reader = accounts_->reader_of(request);
      return reader.ok() && reader->standing == access::Reader::Standing::member;
    };
    site.failure = [this](unsigned status, http::Request const& request) { return service::failure_of(status, context_, request); };
    site.other = [this](http::Request const& request) { return web_->answer(request); };
    site.headers = safety_headers(*web_);
    site.answered = [this](http::Answered const& answer) { metrics_.answered(answer); };
    BASSIN_TRY(server_, http::Server::start(configuration_.server, std::move(site)));
    certificate_ = certificate_files();
    tell(texts::serve_started, {"text", {{"address", url()}}});
    BASSIN_DO(start_jobs());
    auto const& code = accounts_->shared().setup_code;
    if (!code.empty()) tell(texts::serve_set_up, {"text", {{"address", url()}, {"code", code}}});
    return {};
  }

  // Until the token asks for the end.
  void run(std::stop_token const& stop) {
    std::mutex mutex;
    std::condition_variable_any wake;
    std::unique_lock lock(mutex);
    auto const pause = std::chrono::duration<double>(configuration_.refresh_seconds);
    while (!wake.wait_for(lock, stop, pause, [&stop] { return stop.stop_requested(); })) {
      if (stop.stop_requested()) break;
      refresh();
      renew_certificate();
      metrics_.connections(server_->connections());
      count_work();
      plan_letters();
      watch_waters();
      drop_what_is_past();
      change_territories();
    }
    tell(texts::serve_stopping, {"text", {}});
    server_->stop(std::chrono::milliseconds(static_cast<std::int64_t>(configuration_.grace_seconds * 1000)));
  }

 private:
  [[nodiscard]] Result<void> start_jobs() {
    auto& files = *session_.environment.files;
    BASSIN_TRY(jobs_, ServerJobs::start(accounts_->store(), configuration_, files, session_.environment.variable("TMPDIR").value_or("/tmp"),
                                        letters::round_kind(post()), waters::round_kind(accounts_->store(), waters::Sources{}, now),
                                        [this](base::Error const& error) { log(error); }));
    return {};
  }

  [[nodiscard]] letters::Post post() {
    return {.store = accounts_->store(),
            .now = now,
            .installation = configuration_.installation_name,
            .address = configuration_.installation_address,
            .communes_of =
                [this](std::string const& territory) { return service::territory_communes(territory, session_.environment.today()); },
            .names_of = [this](access::Reader const& reader,
                               std::vector<std::string> const& of) { return service::public_names(*casework_, reader, of); }};
  }

  // What fails is tried again at the next look: each trouble is said once.
  void plan_letters() {
    if (configuration_.mail.server.host.empty()) return;
    auto const planned = letters::plan_rounds(accounts_->store(), configuration_.letters, now());
    std::string const trouble = planned.ok() ? "" : std::string(planned.error().code);
    if (!trouble.empty() && trouble != letters_trouble_) log(planned.error());
    letters_trouble_ = trouble;
  }

  // The same of river levels.
  void watch_waters() {
    auto const planned = waters::plan_round(accounts_->store(), now());
    std::string const trouble = planned.ok() ? "" : std::string(planned.error().code);
    if (!trouble.empty() && trouble != waters_trouble_) log(planned.error());
    waters_trouble_ = trouble;
  }

  void count_work() {
    auto const counts = accounts_->store().read([](sql::Session& session) { return jobs::count(session); });
    if (counts.ok()) metrics_.jobs(counts->waiting, counts->running, counts->failed);
    auto const documents = accounts_->store().read([](sql::Session& session) { return documents::totals(session); });
    if (documents.ok()) metrics_.documents(documents->documents, documents->bytes);
  }

  static Result<void> forget_old_crises(sql::Store& store, base::Date today) {
    BASSIN_TRY(auto const months, store.read([](sql::Session& session) { return retention::months_of(session, "crisis"); }));
    auto const before = to_iso(retention::began_before(today, months));
    for (std::uint64_t last = 1; last > 0;) {
      BASSIN_TRY(last, store.write([&](sql::Session& session) { return crisis::anonymise_one(session, before); }));
      if (last > 0) (void)sql::empty_journal(store);
    }
    return {};
  }

  static Result<void> forget_old_links(sql::Store& store, base::Date today) {
    BASSIN_TRY(auto const months, store.read([](sql::Session& session) { return retention::months_of(session, "parcel_link"); }));
    auto const before = to_iso(retention::began_before(today, months));
    BASSIN_TRY(auto const gone, store.write([&](sql::Session& session) { return crisis::drop_old_links(session, before); }));
    if (gone > 0) (void)sql::empty_journal(store);
    return {};
  }

  // What partners noted before a flood and nobody said anew since.
  [[nodiscard]] static Result<void> forget_old_readiness(sql::Store& store, base::Date today) {
    BASSIN_TRY(auto const months, store.read([](sql::Session& session) { return retention::months_of(session, "readiness"); }));
    auto const before = to_iso(retention::began_before(today, months));
    for (std::uint64_t last = 1; last > 0;) {
      BASSIN_TRY(last, store.write([&](sql::Session& session) { return exposure::drop_readiness(session, before, 250); }));
      if (last > 0) (void)sql::empty_journal(store);
    }
    return {};
  }

  // Once a day: what imports kept of rows beyond its days, readings, names of agents, lists of crises, what was noted of
  // readiness and river levels past their time.
  void drop_what_is_past() {
    auto const today = session_.environment.today();
    if (to_iso(today) == dropped_on_) return;
    auto& store = accounts_->store();
    auto const cells = store.write([&](sql::Session& session) { return support::drop_import_cells(session, to_iso(today)); });
    auto const reads = retention::drop_old_reads(store, today);
    auto const names = retention::forget_old_names(store, today);
    auto const crises = forget_old_crises(store, today);
    auto const links = forget_old_links(store, today);
    auto const levels = store.write([](sql::Session& session) { return waters::drop_old(session, now()); });
    auto const readiness = forget_old_readiness(store, today);
    if (cells.ok() && reads.ok() && names.ok() && crises.ok() && links.ok() && levels.ok() && readiness.ok()) dropped_on_ = to_iso(today);
  }

  // Changes of territory whose day has come, and those that a server that is gone left half way.
  void change_territories() {
    auto const done = succession::carry_on(accounts_->store(), now(), session_.environment.today());
    std::string const trouble = done.ok() ? "" : std::string(done.error().code);
    if (!trouble.empty() && trouble != territory_trouble_) log(done.error());
    territory_trouble_ = trouble;
    if (done.ok() && *done) accounts_->shared().readers->forget();
  }

  // From several threads; a mail server's words name whom a mail was for.
  void log(base::Error error) {
    std::erase_if(error.values, [](auto const& value) { return value.first == "reply"; });
    say("bassin: " + message_text(error, session_.language));
  }

  // Before anybody reads: the store may be a backup of before a purge.
  [[nodiscard]] Result<void> start_retention() {
    auto& files = *session_.environment.files;
    auto const path = purges_path(configuration_.data);
    BASSIN_TRY([[maybe_unused]] auto const taken, retention::take_up_journal(files, path, accounts_->store()));
    retention_parts_.note = [this, &files, path](std::vector<retention::PurgedRecord> const& records) {
      std::scoped_lock const lock(journal_);
      return retention::append_journal(files, path, records);
    };
    return {};
  }

  [[nodiscard]] Result<void> start_casework() {
    (void)sql::empty_journal(accounts_->store());  // of a server that was killed behind an erasure
    BASSIN_TRY([[maybe_unused]] auto const refreshed, accounts_->store().write(convention::refresh_sharing));
    casework_ = std::make_unique<service::CaseworkSource>(accounts_->store(), registry_, context_.today);
    BASSIN_DO(casework_->refresh());
    casework_parts_ = {&accounts_->store(), casework_.get(), now};
    context_.casework = casework_.get();
    context_.ledger = &ledger_;
    zones_ = std::make_unique<service::ZoneSource>(accounts_->store(), *casework_);
    zones_parts_ = {zones_.get(), zone_reader(session_.environment, configuration_.zones.vertices), configuration_.zones.bytes,
                    configuration_.zones.vertices};
    context_.zones = zones_.get();
    parcel_parts_ = {parcel_reader(session_.environment), parcel_bytes_most};
    sheets_parts_ = {sheet_reader(session_.environment), sheet_bytes_most};
    accounts_->shared().hand_over.push_back(
        [](sql::Session& session, access::Actor const& actor, partners::HandOver const& what) -> Result<void> {
          BASSIN_DO(support::hand_over(session, actor, what.organisation, what.agent, what.to));
          return {};
        });
    // What fails is tried again a second later: each trouble is said once, not every second.
    casework_->watch([this, said = std::set<std::string_view>()](base::Error const& error) mutable {
      if (said.insert(error.code).second) log(error);
    });
    return {};
  }

  [[nodiscard]] std::string url() const {
    auto const& server = configuration_.server;
    auto const host = server.address.find(':') == std::string::npos ? server.address : "[" + server.address + "]";
    return (server.certificate.empty() ? "http://" : "https://") + host + ":" + std::to_string(server_->port());
  }

  // A register that is not there yet, or is damaged, stops nobody: it is said once, and looked for again.
  void refresh() {
    auto const outlines = contours_.refresh();
    if (!outlines.ok()) log(outlines.error());
    auto const fresh = registry_.refresh();
    std::string const said = fresh.ok() ? "" : message_text(fresh.error(), session_.language);
    if (!said.empty() && said != said_) say("bassin: " + said);
    said_ = said;
    if (auto const view = registry_.view()) {
      auto const& manifest = view->snapshot().manifest();
      auto const age = manifest.data_date ? session_.environment.today().days - manifest.data_date->days : 0;
      metrics_.snapshot(manifest.establishments, static_cast<double>(age));
      if (fresh.ok() && *fresh)
        tell(texts::serve_snapshot, {"text", {{"id", manifest.id}, {"rows", std::to_string(manifest.establishments)}}});
    }
  }

  // What stands in both files, readable or not.
  [[nodiscard]] std::string certificate_files() const {
    std::string all;
    for (auto const& path : {configuration_.server.certificate, configuration_.server.private_key}) {
      auto const text = path.empty() ? Result<std::string>(std::string()) : session_.environment.files->read(path);
      all += (text.ok() ? *text : std::string(text.error().code)) + '\0';
    }
    return all;
  }

  // Certificates are replaced every few weeks, under a server that goes on.
  void renew_certificate() {
    auto files = certificate_files();
    if (files == certificate_) return;
    certificate_ = std::move(files);
    auto const renewed = server_->renew_certificate();
    if (renewed.ok()) return tell(texts::serve_certificate, {"text", {}});
    auto const& why = renewed.error();
    log(base::Error("http.tls_kept", {{"file", std::string(why.value("file"))}, {"reason", std::string(why.value("reason"))}}));
  }

  void tell(Label label, base::Error const& values) { say(fill(label, values, session_.language)); }

  // A line of the log, from any thread.
  void say(std::string const& line) {
    std::lock_guard const one_at_a_time(saying_);
    *session_.environment.err << line << std::endl;
  }

  Configuration configuration_;
  Session& session_;
  std::mutex saying_;  // before whatever has threads that say something
  service::RegisterSource registry_;
  service::ContourSource contours_{*session_.environment.files, configuration_.data};
  service::LedgerCache ledger_;
  service::Context context_;
  service::Metrics metrics_;
  service::ExportParts exports_ = export_parts(*session_.environment.files, session_.environment.variable("TMPDIR").value_or("/tmp"));
  std::unique_ptr<Accounts> accounts_;
  std::unique_ptr<ServerJobs> jobs_;  // ends before the store that it works on
  std::unique_ptr<service::CaseworkSource> casework_;
  service::Casework casework_parts_;
  std::unique_ptr<service::ZoneSource> zones_;
  service::ZoneParts zones_parts_;
  service::ParcelParts parcel_parts_;
  service::SheetParts sheets_parts_;
  service::RetentionParts retention_parts_;
  std::mutex journal_;
  std::string said_, certificate_, letters_trouble_, territory_trouble_, waters_trouble_, dropped_on_;
  std::optional<WebApplication> web_;
  std::unique_ptr<http::Server> server_;
};

Result<ExitCode> run(Arguments const& arguments, Session& session) {
  BASSIN_TRY(auto const configuration, serve_configuration(arguments, session));
  auto const stop = session.environment.stop_on_signals();  // before any thread: they inherit what it masks
  Serving serving(configuration, session);
  BASSIN_DO(serving.start());
  serving.run(stop);
  return ExitCode::ok;
}

constexpr OptionSpec options[] = {
    {"--config", OptionShape::value, {"FICHIER", "FILE"}, texts::serve_config},
    {"--address", OptionShape::value, {"ADRESSE", "ADDRESS"}, texts::serve_address},
    {"--port", OptionShape::value, {"PORT", "PORT"}, texts::serve_port},
};
constexpr std::string_view examples[] = {"serve", "serve --port 9000", "serve --config bassin.toml"};

}  // namespace

Command const serve_command{
    .name = "serve",
    .summary = texts::serve_summary,
    .details = texts::serve_details,
    .groups = data_group,
    .options = options,
    .examples = examples,
    .run = run,
};

}  // namespace bassin::app
