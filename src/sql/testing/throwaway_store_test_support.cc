#include "sql/testing/throwaway_store_test_support.h"

#include <libpq-fe.h>
#include <unistd.h>

#include <atomic>
#include <cstdio>
#include <cstdlib>
#include <filesystem>
#include <fstream>

namespace bassin::sql {
namespace {

namespace fs = std::filesystem;

[[noreturn]] void give_up(std::string const& what) {
  std::fprintf(stderr, "%s\n", what.c_str());
  std::abort();
}

// "postgresql://postgres@/postgres?host=<folder>", by test/postgresql/cluster.
std::string administration_url() {
  auto const* const file = std::getenv("BASSIN_TEST_POSTGRESQL");
  std::ifstream in(file == nullptr ? "" : file);
  std::string url;
  if (!std::getline(in, url)) {
    give_up("no PostgreSQL: run by ctest, or `test/postgresql/cluster start FILE` and BASSIN_TEST_POSTGRESQL=FILE");
  }
  return url;
}

std::string url_of(std::string const& database) {
  auto url = administration_url();
  auto const at = url.find("/postgres?");
  if (at == std::string::npos) give_up("unexpected address: " + url);
  return url.replace(at, std::string_view("/postgres").size(), "/" + database);
}

std::string own_name() {
  static std::atomic<int> count = 0;
  return "bassin_" + std::to_string(::getpid()) + "_" + std::to_string(++count);
}

}  // namespace

std::string name_of(Dialect dialect) { return dialect == Dialect::sqlite ? "Sqlite" : "Postgresql"; }

void PrintTo(Dialect dialect, std::ostream* out) { *out << name_of(dialect); }

void administer_postgresql(std::string const& statement) {
  std::unique_ptr<PGconn, decltype(&PQfinish)> const connection(PQconnectdb(administration_url().c_str()), PQfinish);
  std::unique_ptr<PGresult, decltype(&PQclear)> const result(PQexec(connection.get(), statement.c_str()), PQclear);
  auto const status = PQresultStatus(result.get());
  if (status != PGRES_COMMAND_OK && status != PGRES_TUPLES_OK) give_up(statement + ": " + PQerrorMessage(connection.get()));
}

ThrowawayStore::ThrowawayStore(Dialect dialect) : folder_((fs::temp_directory_path() / own_name()).string()) {
  fs::remove_all(folder_);
  fs::create_directories(folder_);
  if (dialect == Dialect::sqlite) {
    url_ = "sqlite:" + folder_ + "/casework.sqlite";
    return;
  }
  database_ = fs::path(folder_).filename().string();
  administer_postgresql("drop database if exists " + database_ + " with (force)");
  administer_postgresql("create database " + database_ + " template template0");
  url_ = url_of(database_);
}

ThrowawayStore::~ThrowawayStore() {
  if (!database_.empty()) administer_postgresql("drop database if exists " + database_ + " with (force)");
  std::error_code ignored;
  fs::remove_all(folder_, ignored);
}

std::unique_ptr<Store> ThrowawayStore::open(std::span<Migration const> migrations) const { return open(Settings{}, migrations); }

std::unique_ptr<Store> ThrowawayStore::open(Settings settings, std::span<Migration const> migrations) const {
  settings.url = url_;
  auto store = Store::open(settings);
  if (!store.ok()) give_up(store.error().debug());
  if (!migrations.empty()) {
    auto const done = migrate(**store, migrations);
    if (!done.ok()) give_up(done.error().debug());
  }
  return std::move(*store);
}

}  // namespace bassin::sql
