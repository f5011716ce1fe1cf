#include "app/casework.h"

#include <algorithm>
#include <chrono>
#include <span>
#include <vector>

#include "access/migrations.h"
#include "convention/migrations.h"
#include "crisis/migrations.h"
#include "documents/migrations.h"
#include "exposure/migrations.h"
#include "feeds/migrations.h"
#include "grids/migrations.h"
#include "jobs/migrations.h"
#include "letters/migrations.h"
#include "partners/migrations.h"
#include "retention/migrations.h"
#include "sql/migration.h"
#include "sql/store.h"
#include "succession/migrations.h"
#include "support/migrations.h"
#include "waters/migrations.h"

namespace bassin::app {

std::vector<sql::Migration> all_migrations() {
  std::vector<sql::Migration> all;
  for (auto const migrations :
       {access::migrations(), partners::migrations(), jobs::migrations(), documents::migrations(), support::migrations(),
        letters::migrations(), convention::migrations(), feeds::migrations(), retention::migrations(), succession::migrations(),
        grids::migrations(), crisis::migrations(), waters::migrations(), exposure::migrations()})
    all.insert(all.end(), migrations.begin(), migrations.end());
  std::sort(all.begin(), all.end(), [](sql::Migration const& a, sql::Migration const& b) { return a.number < b.number; });
  return all;
}

base::Result<std::unique_ptr<sql::Store>> open_casework(sql::Settings const& settings) {
  BASSIN_TRY(auto store, sql::Store::open(settings));
  BASSIN_TRY([[maybe_unused]] auto const run, sql::migrate(*store, all_migrations()));
  return store;
}

std::string casework_url(std::string const& url, std::string const& data) {
  return url.empty() ? "sqlite:" + (data.ends_with('/') ? data : data + "/") + "casework.db" : url;
}

std::string purges_path(std::string const& data) { return (data.ends_with('/') ? data : data + "/") + "casework.purges"; }

base::Instant now() {
  using namespace std::chrono;
  return {duration_cast<milliseconds>(system_clock::now().time_since_epoch()).count()};
}

}  // namespace bassin::app
