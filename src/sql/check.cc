#include "sql/check.h"

#include "sql/store.h"

namespace bassin::sql {

using base::Error;
using base::Result;

Result<void> check(Store& store) {
  if (store.dialect() == Dialect::postgresql) return {};
  return store.read([&store](Session& session) -> Result<void> {
    BASSIN_TRY(auto const pages, session.row("select integrity_check as found from pragma_integrity_check(1)"));
    if (pages->text("found") != "ok") return Error("sql.damaged", {{"store", store.shown_url()}, {"reason", "integrity_check"}});
    BASSIN_TRY(auto const broken, session.row("select \"table\" as name from pragma_foreign_key_check limit 1"));
    if (broken) return Error("sql.damaged", {{"store", store.shown_url()}, {"reason", "foreign_key_check " + broken->text("name")}});
    return {};
  });
}

}  // namespace bassin::sql
