// The peer of the load figures: the same directory question answered from PostgreSQL behind the same HTTP layer, and nothing
// else: ten facets without their own filter and a page by name, as JSON.
//   postgres_service PORT CONNECTION
// GET /directory?department=77[&section=F][&size=2]
#include <fmt/format.h>
#include <libpq-fe.h>

#include <csignal>
#include <iostream>
#include <memory>
#include <string>

#include "http/server.h"

namespace bassin::bench {

namespace {

constexpr char const* facets_sql = R"(
WITH b AS MATERIALIZED (
  SELECT section, division, size, legal, commune, chambers, head_office, employer, diffusion, created_year,
         ($2 = '' OR section = $2) AS in_section, ($3 < 0 OR size = $3) AS in_size
  FROM e WHERE dep = $1 AND fabric AND state = 1)
SELECT 0, section::text, count(*) FROM b WHERE in_size GROUP BY section
UNION ALL SELECT 1, division::text, count(*) FROM b WHERE in_size GROUP BY division
UNION ALL SELECT 2, size::text, count(*) FROM b WHERE in_section GROUP BY size
UNION ALL SELECT 3, legal::text, count(*) FROM b WHERE in_section AND in_size GROUP BY legal
UNION ALL SELECT 4, commune::text, count(*) FROM b WHERE in_section AND in_size GROUP BY commune
UNION ALL SELECT 5, chambers::text, count(*) FROM b WHERE in_section AND in_size GROUP BY chambers
UNION ALL SELECT 6, head_office::text, count(*) FROM b WHERE in_section AND in_size GROUP BY head_office
UNION ALL SELECT 7, employer::text, count(*) FROM b WHERE in_section AND in_size GROUP BY employer
UNION ALL SELECT 8, diffusion::text, count(*) FROM b WHERE in_section AND in_size GROUP BY diffusion
UNION ALL SELECT 9, created_year::text, count(*) FROM b WHERE in_section AND in_size GROUP BY created_year)";
constexpr char const* page_sql = R"(
SELECT siret, name, commune, section, division, size, legal, chambers, created, numeroVoieEtablissement, typeVoieEtablissement,
       libelleVoieEtablissement, codePostalEtablissement, libelleCommuneEtablissement, activitePrincipaleEtablissement
FROM e WHERE dep = $1 AND fabric AND state = 1 AND name <> '' AND ($2 = '' OR section = $2) AND ($3 < 0 OR size = $3)
ORDER BY name_key, siret LIMIT 25)";

using Result = std::unique_ptr<PGresult, void (*)(PGresult*)>;

class Database {
 public:
  explicit Database(std::string const& connection) : connection_(PQconnectdb(connection.c_str()), PQfinish) {
    // The types are told: an untyped parameter would read as text. 25: text, 23: integer.
    Oid const types[] = {25, 25, 23};
    for (auto const& [name, sql] : {std::pair{"facets", facets_sql}, std::pair{"page", page_sql}}) {
      Result const prepared(PQprepare(connection_.get(), name, sql, 3, types), PQclear);
      if (PQresultStatus(prepared.get()) != PGRES_COMMAND_OK) throw std::runtime_error(PQerrorMessage(connection_.get()));
    }
  }

  std::string ask(char const* statement, std::string const& department, std::string const& section, std::string const& size) {
    char const* const values[] = {department.c_str(), section.c_str(), size.c_str()};
    Result const result(PQexecPrepared(connection_.get(), statement, 3, values, nullptr, nullptr, 0), PQclear);
    if (PQresultStatus(result.get()) != PGRES_TUPLES_OK) throw std::runtime_error(PQerrorMessage(connection_.get()));
    std::string out = "[";
    for (int row = 0; row < PQntuples(result.get()); ++row) {
      out += row == 0 ? "[" : ",[";
      for (int column = 0; column < PQnfields(result.get()); ++column)
        out += fmt::format("{}\"{}\"", column == 0 ? "" : ",", PQgetvalue(result.get(), row, column));
      out += "]";
    }
    return out + "]";
  }

 private:
  std::unique_ptr<PGconn, void (*)(PGconn*)> connection_;
};

std::string value_of(http::Request const& request, std::string_view name, std::string fallback) {
  for (auto const& [known, value] : request.query) {
    if (known == name) return value;
  }
  return fallback;
}

int serve(std::string const& port, std::string const& connection) {
  http::ServerSettings settings;
  settings.port = static_cast<std::uint16_t>(std::stoul(port));
  settings.rate = {1e6, 1e6};
  settings.connections_of_client = settings.connections;
  http::Site site;
  site.failure = [](unsigned status, http::Request const&) { return http::make_response(status, "text/plain", "failed\n"); };
  site.router.add({http::Method::get, "/directory", http::Lane::query, [&connection](http::Request const& request) {
                     thread_local Database database(connection);
                     auto const department = value_of(request, "department", ""), section = value_of(request, "section", ""),
                                size = value_of(request, "size", "-1");
                     return http::make_response(200, "application/json",
                                                "{\"facets\":" + database.ask("facets", department, section, size) +
                                                    ",\"rows\":" + database.ask("page", department, section, size) + "}");
                   }});
  sigset_t ends;
  sigemptyset(&ends);
  sigaddset(&ends, SIGTERM);
  sigaddset(&ends, SIGINT);
  sigprocmask(SIG_BLOCK, &ends, nullptr);
  auto const server = http::Server::start(settings, std::move(site));
  if (!server.ok()) throw std::runtime_error(server.error().debug());
  int signal = 0;
  sigwait(&ends, &signal);
  (*server)->stop(std::chrono::seconds(1));
  return 0;
}

}  // namespace

}  // namespace bassin::bench

int main(int count, char** values) {
  if (count != 3) {
    std::cerr << "usage: postgres_service PORT CONNECTION\n";
    return 2;
  }
  try {
    return bassin::bench::serve(values[1], values[2]);
  } catch (std::exception const& failure) {
    std::cerr << failure.what() << '\n';
    return 1;
  }
}
