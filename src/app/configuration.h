// The configuration of the server: one TOML file, every key typed and with a default, unknown keys refused. docs/server.md
// lists them.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

#include "app/official_sources.h"
#include "app/server_jobs.h"
#include "app/server_provider.h"
#include "app/web_application.h"
#include "base/result.h"
#include "http/server.h"
#include "letters/rounds.h"
#include "partners/desk.h"

namespace bassin::app {

// Files of zones that agents send.
struct ZoneSettings {
  std::uint64_t bytes = std::uint64_t{50} << 20U;  // of one file
  std::size_t vertices = 500'000;                  // of one zone
};

struct Configuration {
  std::string data;  // folder; "" : as every command (--data, BASSIN_DATA)
  http::ServerSettings server;
  WebSettings web;
  double refresh_seconds = 2;  // how often a fresh snapshot is looked for
  double grace_seconds = 20;   // for what is under way when the server is stopped
  FetchSettings fetch;
  std::string import_folder;  // where POST /api/v1/imports finds files; "": <data>/sources
  MailSettings mail;
  letters::Timetable letters;
  ZoneSettings zones;
  std::uint64_t document_bytes = std::uint64_t{20} << 20U;  // of a file attached to a record
  ProviderSettings provider;

  std::string store_url;  // "": SQLite, casework.db in the data folder
  std::string installation_name = "Bassin";
  std::string installation_address;  // "https://bassin.example.fr": for links in mails
  bool public_register = false;      // strangers read the register's public values
  partners::Policy::SecondFactor second_factor = partners::Policy::SecondFactor::administrators;
  partners::PasswordCost password_cost;
};

// Errors: "config.syntax" (path, line, reason), "config.unknown_key" (path, key, suggestion), "config.bad_value" (path, key,
// value, allowed).
[[nodiscard]] base::Result<Configuration> parse_configuration(std::string_view toml, std::string const& path);

class Arguments;
struct Session;
// That of --config, or the defaults; `data` by --data, the file, BASSIN_DATA. Errors also: "file.*".
[[nodiscard]] base::Result<Configuration> read_configuration(Arguments const& arguments, Session const& session);

}  // namespace bassin::app
