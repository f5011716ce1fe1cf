#include "crisis/documents.h"

#include <algorithm>
#include <iterator>

#include "crisis/damage_report.h"
#include "crisis/internal/rooms.h"
#include "sql/session.h"

namespace bassin::crisis {

using access::Need;
using base::Error;
using base::Result;

// The trail is not told the business: what it says of a crisis names none once the crisis is made anonymous.
Result<documents::Standing> standing_with(sql::Session& session, access::Reader const& reader, std::string const& id) {
  if (!access::allows(reader, Need::see_personal))
    return Error("access.denied", {{"need", std::string(access::id_of(Need::see_personal))}});
  BASSIN_TRY(auto const row, session.row("select crisis from damage_report where id = :id", {{"id", id}}));
  if (!row) return Error("crisis.unknown_damage_report", {{"id", id}});
  auto const room = internal::entered(session, reader, row->text("crisis"));
  if (!room.ok() && room.error().code == "crisis.unknown") return Error("crisis.unknown_damage_report", {{"id", id}});
  if (!room.ok()) return room.error();
  documents::Standing out{.reads = true};
  out.attaches = access::allows(reader, Need::edit_businesses) && room->state == State::open;
  out.changes_all = access::allows(reader, Need::run_conventions) && room->organisation == reader.organisation;
  return out;
}

Result<std::vector<documents::Document>> papers_of(sql::Session& session, std::span<DamageReport const> reports) {
  constexpr std::size_t most = 250;
  std::vector<documents::Document> out;
  for (std::size_t from = 0; from < reports.size(); from += most) {
    std::vector<std::string> ids;
    for (auto const& it : reports.subspan(from, std::min(most, reports.size() - from))) ids.push_back(it.id);
    BASSIN_TRY(auto some, documents::attached_to_these(session, documents::Of::damage_report, ids));
    out.insert(out.end(), std::make_move_iterator(some.begin()), std::make_move_iterator(some.end()));
  }
  return out;
}

}  // namespace bassin::crisis
