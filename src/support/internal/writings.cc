#include "support/internal/writings.h"

#include <array>

namespace bassin::support::internal {

std::span<access::Writing const> writings() {
  static std::array<access::Writing, 18> const table = {{
      {"exchange", "exchange r", "r.organisation", "r.id", "r.business", "r.on_day", "r.theme", {"r.met", "r.notes"}},
      // Of who gave it and of whom it was handed to.
      {"need", "need r join need_party p on p.need = r.id", "p.organisation", "r.id", "r.business", "r.created_at", "r.theme", {"r.text"}},
      {"need", "need_step s join need r on r.id = s.need", "s.organisation", "r.id", "r.business", "s.at", "r.theme", {"s.why"}},
      {"follow_up", "follow_up r", "r.organisation", "r.id", "r.business", "r.opened_on", "r.theme", {"r.title", "r.objective"}},
      {"follow_up",
       "follow_up_step s join follow_up r on r.id = s.follow_up",
       "s.organisation",
       "r.id",
       "r.business",
       "s.at",
       "r.theme",
       {"s.why"}},
      {"reminder", "reminder r", "r.organisation", "r.id", "coalesce(r.business, '')", "r.due_on", "''", {"r.text"}},
      {"project",
       "project r",
       "r.organisation",
       "r.id",
       "'project:' || r.id",
       "r.opened_on",
       "''",
       {"r.name", "r.description", "r.source"}},
      {"local_business",
       "local_business r",
       "r.organisation",
       "r.id",
       "'local:' || r.id",
       "r.created_at",
       "''",
       {"r.name", "r.address", "r.source"}},
      {"correction", "correction r", "r.organisation", "r.id", "r.business", "r.created_at", "''", {"r.value", "r.reason"}},
      {"campaign", "campaign r", "r.organisation", "r.id", "''", "r.starts_on", "r.theme", {"r.title", "r.script"}},
      {"campaign",
       "campaign_target t join campaign r on r.id = t.campaign",
       "r.organisation",
       "r.id",
       "t.business",
       "t.on_day",
       "r.theme",
       {"t.note"}},
      {"opposition", "opposition r", "r.organisation", "r.id", "''", "r.said_on", "''", {"r.how"}},
      {"import",
       "sheet_import_row w join sheet_import r on r.id = w.import",
       "r.organisation",
       "r.id",
       "w.business",
       "r.created_at",
       "''",
       {"w.cells"}},
      {"document", "document r", "r.organisation", "r.id", "''", "r.created_at", "''", {"r.name"}},
      {"tag", "tag r", "r.organisation", "r.id", "''", "r.created_at", "''", {"r.name"}},
      {"portfolio", "portfolio r", "r.organisation", "r.id", "''", "r.created_at", "''", {"r.name"}},
      {"selection", "selection r", "r.organisation", "r.id", "''", "r.created_at", "''", {"r.name", "r.query"}},
      {"zone", "zone r", "r.organisation", "r.id", "''", "r.created_at", "''", {"r.name", "r.notes", "r.file_name"}},
  }};
  return table;
}

}  // namespace bassin::support::internal
