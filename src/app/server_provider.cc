#include "app/server_provider.h"

#include <map>
#include <mutex>

#include "base/file.h"
#include "openid/document.h"
#include "service/accounts.h"

namespace bassin::app {

namespace {

using base::Error;
using base::Result;
using Profile = ProviderSettings::Profile;

constexpr std::int64_t minute = 60;
constexpr std::string_view generic_scopes = "openid profile email";
constexpr std::string_view proconnect_scopes = "openid given_name usual_name email uid siret idp_id";

Error bad(std::string const& path, std::string key, std::string value, std::string allowed) {
  return Error("config.bad_value", {{"path", path}, {"key", std::move(key)}, {"value", std::move(value)}, {"allowed", std::move(allowed)}});
}

std::string name_of(ProviderSettings const& settings) {
  return settings.name.empty() && settings.profile == Profile::proconnect ? "ProConnect" : settings.name;
}

bool asks_openid(std::string const& scopes) { return scopes.empty() || (" " + scopes + " ").find(" openid ") != std::string::npos; }

}  // namespace

Result<void> check_provider(ProviderSettings const& settings, std::string const& address, std::string const& path) {
  auto const& client = settings.client;
  if (client.issuer.empty()) {
    bool const nothing = client.client.empty() && client.secret.empty() && settings.secret_file.empty();
    return nothing ? Result<void>() : bad(path, "provider.issuer", "", "\"https://…\"");
  }
  if (!openid::is_endpoint(client.issuer) || client.issuer.find('?') != std::string::npos)
    return bad(path, "provider.issuer", client.issuer, "\"https://…\"");
  if (address.empty()) return bad(path, "installation.address", "", "\"https://…\"");
  if (client.client.empty()) return bad(path, "provider.client_id", "", "\"…\"");
  if (client.secret.empty() == settings.secret_file.empty())
    return bad(path, "provider.client_secret", client.secret.empty() ? "" : "…", "provider.client_secret | provider.client_secret_file");
  if (name_of(settings).empty()) return bad(path, "provider.name", "", "\"…\"");
  if (!asks_openid(settings.scopes)) return bad(path, "provider.scopes", settings.scopes, "\"openid …\"");
  if (client.symmetric && settings.profile != Profile::proconnect)
    return bad(path, "provider.hs256", "true", "provider.profile = \"proconnect\"");
  return {};
}

Result<std::unique_ptr<ServerProvider>> ServerProvider::open(ProviderSettings const& settings, std::string const& address,
                                                             base::FileSystem& files, base::Clock now) {
  std::unique_ptr<ServerProvider> out(new ServerProvider);
  if (settings.client.issuer.empty()) return out;
  bool const is_proconnect = settings.profile == Profile::proconnect;
  auto client = settings.client;
  if (!settings.secret_file.empty()) {
    BASSIN_TRY(auto const text, files.read(settings.secret_file));
    client.secret = text.substr(0, text.find_first_of("\r\n"));
    if (client.secret.empty()) return bad(settings.secret_file, "provider.client_secret_file", "", "\"…\"");
  }
  client.scopes = !settings.scopes.empty() ? settings.scopes : std::string(is_proconnect ? proconnect_scopes : generic_scopes);
  client.needs_idp = is_proconnect;
  client.redirect = address + "/api/v1/session/provider/callback";
  client.after_sign_out = address + "/connexion";
  out->name_ = name_of(settings);
  out->follows_siret_ = is_proconnect;
  out->provider_ = std::make_unique<openid::Provider>(std::move(client), std::move(now));
  out->look_ = std::jthread([provider = out->provider_.get()](std::stop_token const& stop) { provider->look(stop); });
  return out;
}

service::SignInProvider ServerProvider::shared() const { return {provider_.get(), name_, follows_siret_, nullptr}; }

Say once_a_minute(Say say, base::Clock now) {
  struct Said {
    std::mutex mutex;
    std::map<std::string_view, base::Instant> last;  // codes are literals
  };
  return [say = std::move(say), now = std::move(now), said = std::make_shared<Said>()](Error const& error) {
    std::lock_guard const guard(said->mutex);
    auto const at = now();
    auto const found = said->last.find(error.code);
    if (found != said->last.end() && at < found->second.plus_seconds(minute) && found->second <= at) return;
    said->last[error.code] = at;
    say(error);
  };
}

}  // namespace bassin::app
