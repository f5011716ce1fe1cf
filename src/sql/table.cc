#include "sql/table.h"

#include "sql/store.h"

namespace bassin::sql {

base::Result<bool> has_table(Store& store, std::string_view name) {
  constexpr std::string_view sqlite = "select count(*) as n from sqlite_schema where type = 'table' and name = :name";
  constexpr std::string_view postgresql = "select count(*) as n from pg_tables where schemaname = current_schema() and tablename = :name";
  BASSIN_TRY(auto const row, store.read([&](Session& session) {
    return session.row(store.dialect() == Dialect::sqlite ? sqlite : postgresql, {{"name", name}});
  }));
  return row->integer("n") > 0;
}

}  // namespace bassin::sql
