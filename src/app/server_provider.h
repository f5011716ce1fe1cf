// The provider of OpenID Connect by which people sign in to a running server: [provider] of the configuration.
#pragma once

#include <cstdint>
#include <functional>
#include <memory>
#include <string>
#include <thread>

#include "base/instant.h"
#include "base/result.h"
#include "openid/provider.h"

namespace bassin::base {
class FileSystem;
}
namespace bassin::service {
struct SignInProvider;
}

namespace bassin::app {

struct ProviderSettings {
  enum class Profile : std::uint8_t { generic, proconnect };
  std::string name;  // as screens say it; "": ProConnect, for that profile
  Profile profile = Profile::generic;
  std::string secret_file;  // its first line; "": the secret stands in `client`
  std::string scopes;       // "": those of the profile
  openid::Settings client;  // issuer "": no provider
};

// What of it does not go together, for the file of that path; `address`: installation.address. Errors: "config.bad_value" (path, key,
// value, allowed).
[[nodiscard]] base::Result<void> check_provider(ProviderSettings const& settings, std::string const& address, std::string const& path);

// Null provider where none is configured.
class ServerProvider {
 public:
  // Errors: "file.*" of the file of the secret; "config.bad_value" where it is empty.
  [[nodiscard]] static base::Result<std::unique_ptr<ServerProvider>> open(ProviderSettings const& settings, std::string const& address,
                                                                          base::FileSystem& files, base::Clock now);
  [[nodiscard]] service::SignInProvider shared() const;

 private:
  ServerProvider() = default;
  std::string name_;
  bool follows_siret_ = false;
  std::unique_ptr<openid::Provider> provider_;
  std::jthread look_;  // ends before what it looks at
};

using Say = std::function<void(base::Error const&)>;
// Each code once a minute at most; from several threads.
[[nodiscard]] Say once_a_minute(Say say, base::Clock now);

}  // namespace bassin::app
