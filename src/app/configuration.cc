#include "app/configuration.h"

#include <fmt/format.h>
#include <toml++/toml.h>

#include <algorithm>
#include <array>
#include <functional>
#include <limits>
#include <sstream>
#include <vector>

#include "app/options.h"
#include "app/suggest.h"

namespace bassin::app {

namespace {

using base::Error;
using base::Result;

// A key, what it may be, and where it goes. The setter says whether the value will do.
struct Key {
  std::string_view name;
  std::string allowed;
  std::function<bool(toml::node const&)> set;
};

Key text(std::string_view name, std::string& into) {
  return {name, "\"…\"", [&into](toml::node const& node) {
            auto const value = node.value_exact<std::string>();
            if (value) into = *value;
            return value.has_value();
          }};
}

Key flag(std::string_view name, bool& into) {
  return {name, "true, false", [&into](toml::node const& node) {
            auto const value = node.value_exact<bool>();
            if (value) into = *value;
            return value.has_value();
          }};
}

template <class Number>
Key whole(std::string_view name, Number& into, std::int64_t least, std::int64_t most) {
  return {name, fmt::format("{}–{}", least, most), [&into, least, most](toml::node const& node) {
            auto const value = node.value_exact<std::int64_t>();
            bool const fits = value && *value >= least && *value <= most;
            if (fits) into = static_cast<Number>(*value);
            return fits;
          }};
}

Key amount(std::string_view name, double& into, double least, double most) {
  return {name, fmt::format("{}–{}", least, most), [&into, least, most](toml::node const& node) {
            auto const value = node.is_number() ? node.value<double>() : std::nullopt;
            bool const fits = value && *value >= least && *value <= most;
            if (fits) into = *value;
            return fits;
          }};
}

Key seconds(std::string_view name, std::chrono::milliseconds& into) {
  constexpr double hour = 3600;
  return {name, "0.1–3600", [&into](toml::node const& node) {
            auto const value = node.is_number() ? node.value<double>() : std::nullopt;
            bool const fits = value && *value >= 0.1 && *value <= hour;
            if (fits) into = std::chrono::milliseconds(static_cast<std::int64_t>(*value * 1000));
            return fits;
          }};
}

// One of a few words, each a value of the enumeration in its order.
template <class Enum, std::size_t count>
Key word(std::string_view name, std::array<std::string_view, count> const& words, Enum& into) {
  return {name, fmt::format("\"{}\"", fmt::join(words, "\", \"")), [&into, words](toml::node const& node) {
            auto const value = node.value_exact<std::string>();
            auto const* const found = std::find(words.begin(), words.end(), value.value_or(""));
            if (found != words.end()) into = static_cast<Enum>(found - words.begin());
            return found != words.end();
          }};
}
template <std::size_t count>
using Words = std::array<std::string_view, count>;

// An address before which nothing stands and behind which paths are put.
Key site(std::string_view name, std::string& into) {
  return {name, "\"https://…\"", [&into](toml::node const& node) {
            auto const value = node.value_exact<std::string>();
            bool const fits = value && (value->starts_with("https://") || value->starts_with("http://")) && !value->ends_with('/');
            if (fits) into = *value;
            return fits;
          }};
}

Key host(std::string_view name, std::string& into) {
  return {name, "\"smtp.example.fr\"", [&into](toml::node const& node) {
            auto const value = node.value_exact<std::string>();
            bool const fits = value && value->find_first_of("/@ ") == std::string::npos;
            if (fits) into = *value;
            return fits;
          }};
}

Key address(std::string_view name, std::string& into) {
  return {name, "\"bassin@example.fr\"", [&into](toml::node const& node) {
            auto const value = node.value_exact<std::string>();
            bool const fits = value && outward::is_mail_address(*value);
            if (fits) into = *value;
            return fits;
          }};
}

std::vector<Key> keys_of(Configuration& c) {
  auto& s = c.server;
  auto& client = c.provider.client;
  constexpr std::int64_t mebibyte = 1 << 20;
  return {text("data.folder", c.data),
          amount("data.refresh_seconds", c.refresh_seconds, 0.1, 3600),
          text("store.url", c.store_url),
          text("installation.name", c.installation_name),
          site("installation.address", c.installation_address),
          flag("access.public_register", c.public_register),
          word("sign_in.second_factor", Words<3>{"nobody", "administrators", "everybody"}, c.second_factor),
          whole("sign_in.password_memory_mib", c.password_cost.memory_mib, 8, 1024),
          whole("sign_in.password_passes", c.password_cost.passes, 1, 10),
          text("server.address", s.address),
          whole("server.port", s.port, 0, 65535),
          text("web.folder", c.web.folder),
          text("web.basemap", c.web.basemap),
          text("web.attribution", c.web.attribution),
          text("server.certificate", s.certificate),
          text("server.private_key", s.private_key),
          flag("server.behind_proxy", s.behind_proxy),
          amount("server.grace_seconds", c.grace_seconds, 0, 3600),
          whole("threads.sockets", s.socket_threads, 1, 64),
          whole("threads.queries", s.query_threads, 1, 256),
          whole("threads.exports", s.bulk_threads, 1, 64),
          whole("threads.store", s.store_threads, 1, 256),
          whole("threads.secret", s.secret_threads, 1, 16),
          whole("limits.waiting", s.waiting, 0, 100'000),
          whole("limits.connections", s.connections, 1, 1'000'000),
          whole("limits.connections_of_client", s.connections_of_client, 1, 1'000'000),
          amount("limits.requests_per_second", s.rate.per_second, 0.01, 1e6),
          amount("limits.requests_at_once", s.rate.burst, 1, 1e6),
          whole("limits.header_bytes", s.header_bytes, 1024, mebibyte),
          whole("limits.body_bytes", s.body_bytes, 1024, 1024 * mebibyte),
          whole("limits.document_bytes", c.document_bytes, 1024, 256 * mebibyte),
          whole("limits.zone_bytes", c.zones.bytes, 1024, 1024 * mebibyte),
          whole("limits.zone_vertices", c.zones.vertices, 100, 2'000'000),
          seconds("limits.header_seconds", s.header_time),
          seconds("limits.body_seconds", s.body_time),
          seconds("limits.idle_seconds", s.idle_time),
          seconds("limits.write_seconds", s.write_time),
          text("import.folder", c.import_folder),
          host("mail.host", c.mail.server.host),
          whole("mail.port", c.mail.server.port, 1, 65535),
          word("mail.security", Words<3>{"starttls", "tls", "none"}, c.mail.server.security),
          text("mail.user", c.mail.server.user),
          text("mail.password_file", c.mail.password_file),
          text("mail.ca_file", c.mail.server.ca_file),
          address("mail.from", c.mail.from),
          whole("letters.hour", c.letters.hour, 0, 23),
          flag("letters.silence", c.letters.silence),
          whole("letters.digest_day", c.letters.digest_weekday, 0, 7),
          text("provider.name", c.provider.name),
          word("provider.profile", Words<2>{"generic", "proconnect"}, c.provider.profile),
          text("provider.issuer", client.issuer),
          text("provider.client_id", client.client),
          text("provider.client_secret", client.secret),
          text("provider.client_secret_file", c.provider.secret_file),
          word("provider.authentication", Words<2>{"client_secret_basic", "client_secret_post"}, client.authentication),
          text("provider.scopes", c.provider.scopes),
          text("provider.acr_values", client.acr_values),
          flag("provider.amr", client.asks_methods),
          flag("provider.hs256", client.symmetric),
          text("provider.ca_file", client.ca_file),
          whole("provider.document_seconds", client.document_seconds, 1, 3600),
          text("fetch.establishments", c.fetch.establishments),
          text("fetch.units", c.fetch.units),
          text("fetch.history", c.fetch.history),
          text("fetch.positions", c.fetch.positions),
          text("fetch.contours", c.fetch.contours),
          text("fetch.ca_file", c.fetch.ca_file),
          flag("fetch.plain_allowed", c.fetch.plain_allowed),
          amount("fetch.most_gib", c.fetch.most_gib, 0.001, 1024),
          amount("fetch.stalled_seconds", c.fetch.stalled_seconds, 1, 3600)};
}

std::string shown(toml::node const& node) {
  std::ostringstream out;
  if (auto const* const value = node.as_string()) {
    out << value->get();
  } else {
    node.visit([&out](auto const& it) { out << it; });
  }
  return out.str();
}

Result<void> set(std::vector<Key> const& keys, std::string const& name, toml::node const& node, std::string const& path) {
  for (auto const& key : keys) {
    if (key.name != name) continue;
    if (key.set(node)) return {};
    return Error("config.bad_value", {{"path", path}, {"key", name}, {"value", shown(node)}, {"allowed", key.allowed}});
  }
  std::vector<std::string_view> names;
  for (auto const& key : keys) names.push_back(key.name);
  return Error("config.unknown_key", {{"path", path}, {"key", name}, {"suggestion", nearest_word(name, names)}});
}

Result<void> read_table(std::vector<Key> const& keys, toml::table const& table, std::string const& prefix, std::string const& path) {
  for (auto const& [key, node] : table) {
    auto const name = prefix + std::string(key.str());
    if (auto const* const below = node.as_table()) {
      BASSIN_DO(read_table(keys, *below, name + ".", path));
    } else {
      BASSIN_DO(set(keys, name, node, path));
    }
  }
  return {};
}

}  // namespace

Result<Configuration> parse_configuration(std::string_view toml, std::string const& path) {
  Configuration configuration;
  try {
    auto const table = toml::parse(toml, path);
    BASSIN_DO(read_table(keys_of(configuration), table, "", path));
  } catch (toml::parse_error const& error) {
    return Error("config.syntax",
                 {{"path", path}, {"line", std::to_string(error.source().begin.line)}, {"reason", std::string(error.description())}});
  }
  auto const& s = configuration.server;
  if (s.certificate.empty() != s.private_key.empty()) {
    auto const* const missing = s.certificate.empty() ? "server.certificate" : "server.private_key";
    return Error("config.bad_value", {{"path", path}, {"key", missing}, {"value", ""}, {"allowed", "\"…\""}});
  }
  auto const& basemap = configuration.web.basemap;
  if (!basemap.empty() && !origin_of(basemap)) {
    return Error("config.bad_value",
                 {{"path", path}, {"key", "web.basemap"}, {"value", basemap}, {"allowed", "\"https://…/{z}/{x}/{y}.png\""}});
  }
  if (!configuration.mail.server.host.empty() && configuration.mail.from.empty())
    return Error("config.bad_value", {{"path", path}, {"key", "mail.from"}, {"value", ""}, {"allowed", "\"bassin@example.fr\""}});
  BASSIN_DO(check_provider(configuration.provider, configuration.installation_address, path));
  return configuration;
}

Result<Configuration> read_configuration(Arguments const& arguments, Session const& session) {
  Configuration configuration;
  if (auto const path = arguments.value("--config")) {
    BASSIN_TRY(auto const text, session.environment.files->read(*path));
    BASSIN_TRY(configuration, parse_configuration(text, *path));
  }
  if (configuration.data.empty() || arguments.has("--data")) configuration.data = data_folder(arguments, session);
  return configuration;
}

}  // namespace bassin::app
