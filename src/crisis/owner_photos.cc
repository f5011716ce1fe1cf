#include "crisis/owner_photos.h"

#include <algorithm>
#include <charconv>

#include "base/uuid.h"
#include "crisis/internal/door.h"
#include "documents/documents.h"
#include "partners/secret.h"
#include "sql/session.h"

namespace bassin::crisis {

namespace {

using base::Error;
using base::Result;
using internal::Door;

// Errors: as photos_of_owner() says.
Result<Door> entered_by(sql::Session& session, UploadKey const& key, base::Instant now) {
  BASSIN_TRY(auto door, internal::door_of(session, key.code));
  auto const point = key.token.find('.');
  std::int64_t until = 0;
  auto const text = key.token.substr(0, point);
  std::from_chars(text.data(), text.data() + text.size(), until);
  // A token of ours lies within a day: what somebody made up is never reckoned with.
  constexpr std::int64_t day_ms = upload_seconds * 1000;
  if (until < day_ms || until > now.ms + 2 * day_ms) return Error("crisis.bad_upload");
  DamageReport report;
  report.id = key.report;
  report.received_at = base::to_iso(base::Instant{until}.plus_seconds(-upload_seconds));
  if (point == std::string_view::npos || !partners::same_secret(key.token, internal::upload_of(door, report).token))
    return Error("crisis.bad_upload");
  if (until <= now.ms) return Error("crisis.upload_over");
  return door;
}

Result<std::vector<OwnerPhoto>> arrived(sql::Session& session, std::string_view report) {
  BASSIN_TRY(auto const rows, session.rows("select id, sum, size, received_at from damage_photo where report = :report order by "
                                           "received_at, id",
                                           {{"report", report}}));
  std::vector<OwnerPhoto> out;
  for (auto const& row : rows)
    out.push_back({row.text("id"), row.text("sum"), static_cast<std::uint64_t>(row.integer("size")), row.text("received_at")});
  return out;
}

struct Awaited {
  Door door;
  std::size_t number = 0;  // of those that arrived
  std::optional<OwnerPhoto> before;
};
Result<Awaited> awaited(sql::Session& session, UploadKey const& key, OwnerPhoto const& sent, base::Instant now) {
  if (!base::is_uuid(sent.id)) return Error("crisis.bad_value", {{"field", "photo"}, {"allowed", "0197f0c2-9a31-7c4e-8d1b-3f5a6b7c8d9e"}});
  BASSIN_TRY(auto door, entered_by(session, key, now));
  BASSIN_TRY(auto const there, arrived(session, key.report));
  for (auto const& it : there) {
    if (it.id == sent.id && it.sum != sent.sum) return Error("crisis.photo_differs", {{"id", sent.id}});
    if (it.id == sent.id) return Awaited{std::move(door), there.size(), it};
  }
  if (!door.open) return Error("crisis.no_form");
  if (there.size() >= photos_most || sent.size > photo_bytes_most)
    return Error("crisis.photos_full", {{"most", std::to_string(photos_most)}, {"megabytes", std::to_string(photo_bytes_most >> 20U)}});
  BASSIN_TRY(auto const kept, session.row("select count(*) as n from damage_photo p join damage_report r on r.id = p.report where r.crisis "
                                          "= :crisis",
                                          {{"crisis", door.room.id}}));
  if (kept->integer("n") >= room_photos_most) return Error("crisis.room_photos_full");
  return Awaited{std::move(door), there.size(), std::nullopt};
}

}  // namespace

Result<std::vector<OwnerPhoto>> photos_of_owner(sql::Session& session, UploadKey const& key, base::Instant now) {
  BASSIN_TRY([[maybe_unused]] auto const door, entered_by(session, key, now));
  return arrived(session, key.report);
}

Result<std::optional<OwnerPhoto>> awaited_photo(sql::Session& session, UploadKey const& key, OwnerPhoto const& sent, base::Instant now) {
  BASSIN_TRY(auto it, awaited(session, key, sent, now));
  return std::move(it.before);
}

Result<OwnerPhoto> receive_photo(sql::Session& session, access::Actor const& actor, UploadKey const& key, OwnerPhoto const& sent,
                                 documents::Content content) {
  static access::Reader const nobody;
  BASSIN_TRY(auto it, awaited(session, key, sent, actor.at));
  if (it.before) return std::move(*it.before);
  auto made = sent;
  made.received_at = base::to_iso(actor.at);
  // What a phone calls its pictures may name people; nobody needs it.
  auto const ending = content.name.rfind('.');
  content.name = "photo-" + std::to_string(it.number + 1) + (ending == std::string::npos ? "" : content.name.substr(ending));
  BASSIN_TRY(auto const document, documents::take(session, Act{nobody, actor}, {documents::Of::damage_report, std::string(key.report)},
                                                  it.door.room.organisation, "", content));
  BASSIN_DO(session.run(
      "insert into damage_photo (report, id, document, sum, size, received_at) values (:report, :id, :document, :sum, :size, :at)",
      {{"report", key.report},
       {"id", made.id},
       {"document", document.id},
       {"sum", made.sum},
       {"size", made.size},
       {"at", made.received_at}}));
  return made;
}

}  // namespace bassin::crisis
