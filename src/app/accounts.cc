#include "app/accounts.h"

#include <nlohmann/json.hpp>

#include "app/casework.h"
#include "app/notice.h"
#include "app/server_jobs.h"
#include "partners/agent.h"
#include "partners/secret.h"
#include "partners/totp.h"
#include "service/export.h"
#include "sql/store.h"

namespace bassin::app {

namespace {

using access::Reader;
using base::Result;
using Found = Result<Reader>;

constexpr std::size_t version_length = 12;

base::Date today() { return base::Date{static_cast<std::int32_t>(now().ms / 86'400'000)}; }

partners::Policy policy_of(Configuration const& configuration) {
  partners::Policy policy;
  policy.second_factor = configuration.second_factor;
  policy.cost = configuration.password_cost;
  policy.installation = configuration.installation_name;
  policy.address = configuration.installation_address;
  policy.notice_version = partners::hash_of_text(notice_text).substr(0, version_length);
  return policy;
}

partners::Use use_of(http::Request const& request) {
  return request.header("X-Bassin-Unattended") ? partners::Use::unattended : partners::Use::by_hand;
}

}  // namespace

Result<std::unique_ptr<Accounts>> Accounts::open(Configuration const& configuration, std::string const& data, base::FileSystem& files) {
  sql::Settings settings;
  settings.url = casework_url(configuration.store_url, data);
  settings.connections =
      static_cast<int>(configuration.server.store_threads + configuration.server.secret_threads + configuration.server.outside_threads);
  BASSIN_TRY(auto store, open_casework(settings));
  std::unique_ptr<Accounts> accounts(new Accounts(configuration, std::move(store)));
  BASSIN_DO(accounts->look());
  BASSIN_TRY(accounts->provider_, ServerProvider::open(configuration.provider, configuration.installation_address, files, now));
  accounts->shared_.provider = accounts->provider_->shared();
  return accounts;
}

Accounts::Accounts(Configuration const& configuration, std::unique_ptr<sql::Store> store)
    : store_(std::move(store)), desk_{*store_, policy_of(configuration), now, mail_queue(configuration)} {
  readers_ = std::make_unique<partners::ReaderCache>(
      desk_, [](std::string const& territory) { return service::territory_communes(territory, today()); });
  shared_.desk = &desk_;
  shared_.readers = readers_.get();
  shared_.public_register = configuration.public_register;
  shared_.notice = notice_text;
}

Accounts::~Accounts() = default;

Result<void> Accounts::look() {
  BASSIN_TRY(auto const known, store_->read([](sql::Session& session) { return partners::has_agents(session); }));
  shared_.set_up = known;
  if (!known) shared_.setup_code = partners::new_recovery_codes().front();
  return {};
}

Result<void> Accounts::record_export(service::Call const& call, service::ExportRecord const& it) {
  nlohmann::ordered_json what{{"format", it.format}, {"question", it.question}, {"rows", it.rows}};
  if (!it.zone.empty()) what["zone"] = it.zone;
  return store_->write([&](sql::Session& session) {
    return access::record(session, {.actor = service::actor_of(call, desk_),
                                    .action = "export.taken",
                                    .kind = "export",
                                    .record = it.snapshot,
                                    .before = {},
                                    .after = what.dump(-1, ' ', false, nlohmann::ordered_json::error_handler_t::replace),
                                    .note = {},
                                    .subject = {}});
  });
}

bool Accounts::known(http::Request& request) const {
  auto reader = readers_->known(service::session_secret(request), use_of(request));
  if (!reader) return false;
  request.found = std::make_shared<Found const>(std::move(*reader));
  return true;
}

void Accounts::find(http::Request& request) const {
  request.found = std::make_shared<Found const>(readers_->load(service::session_secret(request), use_of(request)));
}

Result<Reader> Accounts::reader_of(http::Request const& request) const {
  auto const found = std::static_pointer_cast<Found const>(request.found);
  if (!found) return Reader{};
  if (!found->ok()) return found->error();
  auto reader = found->value();
  reader.public_register = shared_.public_register;
  return reader;
}

}  // namespace bassin::app
