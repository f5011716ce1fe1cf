#include "support/sheet_mappings.h"

#include "access/reader.h"
#include "access/record_json.h"
#include "sql/session.h"

namespace bassin::support {

namespace {

using base::Result;

Result<void> drop_oldest(sql::Session& session, std::string const& organisation) {
  return session.run(
      "delete from sheet_mapping where organisation = :organisation and header not in (select header from sheet_mapping where organisation "
      "= "
      ":organisation order by changed_at desc, header limit :most)",
      {{"organisation", organisation}, {"most", static_cast<std::int64_t>(sheet_mappings_most)}});
}

}  // namespace

Result<void> keep_sheet_mapping(sql::Session& session, Act const& act, std::string const& header, std::string const& columns) {
  BASSIN_TRY(auto const before, sheet_mapping(session, act.reader, header));
  if (before == columns) return {};
  BASSIN_DO(
      session.run("insert into sheet_mapping (organisation, header, columns, changed_at, changed_by) values (:organisation, :header, "
                  ":columns, :at, :agent) on conflict (organisation, header) do update set columns = excluded.columns, changed_at = "
                  "excluded.changed_at, changed_by = excluded.changed_by",
                  {{"organisation", act.reader.organisation},
                   {"header", header},
                   {"columns", columns},
                   {"at", base::to_iso(act.actor.at)},
                   {"agent", act.reader.agent}}));
  BASSIN_DO(drop_oldest(session, act.reader.organisation));
  return access::record(session, act, "spreadsheet.columns", "spreadsheet", header, before.value_or(""), columns);
}

Result<std::optional<std::string>> sheet_mapping(sql::Session& session, access::Reader const& reader, std::string const& header) {
  BASSIN_TRY(auto const row, session.row("select columns from sheet_mapping where organisation = :organisation and header = :header",
                                         {{"organisation", reader.organisation}, {"header", header}}));
  if (!row) return std::optional<std::string>();
  return std::optional(row->text("columns"));
}

}  // namespace bassin::support
