#include "crisis/internal/door.h"

#include "base/instant.h"
#include "partners/secret.h"
#include "sql/session.h"

namespace bassin::crisis::internal {

using base::Error;
using base::Result;

Result<Door> door_of(sql::Session& session, std::string_view typed) {
  BASSIN_TRY(auto const row,
             session.row("select f.crisis, f.code, f.secret, f.title, f.ended_at, c.state, c.exercise, c.zone, c.organisation, o.name from "
                         "crisis_form f join crisis c on c.id = f.crisis join organisation o on o.id = c.organisation where "
                         "f.code = :code",
                         {{"code", code_of_form(typed)}}));
  if (!row) return Error("crisis.no_form");
  Door out;
  out.room.id = row->text("crisis");
  out.room.organisation = row->text("organisation");
  out.room.zone = row->integer("zone");
  out.form = {row->text("code"), row->text("title"), row->text("name"), row->integer("exercise") != 0};
  out.secret = row->text("secret");
  out.open = !row->optional_text("ended_at") && row->text("state") == "open";
  return out;
}

Upload upload_of(Door const& door, DamageReport const& report) {
  auto const received = base::parse_instant(report.received_at).value_or(base::Instant{});
  auto const until = received.plus_seconds(upload_seconds);
  auto const text = std::to_string(until.ms);
  return {text + "." + partners::signature_of(door.secret, "photos." + report.id + "." + text), base::to_iso(until)};
}

}  // namespace bassin::crisis::internal
