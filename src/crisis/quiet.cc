#include "crisis/quiet.h"

#include <algorithm>

#include "sql/session.h"

namespace bassin::crisis {

base::Result<std::map<std::string, std::string>> quiet_rooms(sql::Session& session, access::Reader const& reader, base::Instant now) {
  auto const before = base::to_iso(now.plus_seconds(-std::int64_t{quiet_days} * 86'400));
  // The cases first: of a room at work one of them ends the question.
  BASSIN_TRY(
      auto const rows,
      session.rows(
          "select c.id, c.changed_at, (select max(k.changed_at) from crisis_case k where k.crisis = c.id) as cases, (select "
          "max(z.drawn_at) from crisis_zone z where z.crisis = c.id) as zones, (select max(r.issued_at) from crisis_report r where "
          "r.crisis = c.id) as issued, (select max(d.received_at) from damage_report d where d.crisis = c.id) as received, (select "
          "max(d.settled_at) from damage_report d where d.crisis = c.id) as settled, (select max(q.changed_at) from crisis_request q join "
          "crisis_case k on k.id = q.record where k.crisis = c.id) as requests, (select max(s.at) from crisis_said s join crisis_case k "
          "on k.id = s.record where k.crisis = c.id) as said, (select max(a.changed_at) from crisis_after a join crisis_case k on k.id = "
          "a.record where k.crisis = c.id) as words, (select max(l.changed_at) from crisis_lesson l where l.crisis = c.id) as lessons, "
          "(select max(h.changed_at) from crisis_help h where h.crisis = c.id) as help, (select max(n.joined_at) from crisis_member n "
          "where n.crisis = c.id) as joined from crisis c join crisis_member m on m.crisis "
          "= c.id and m.organisation = :me and m.joined_at is not null and m.left_at is null where c.state = 'open' and c.changed_at <= "
          ":before and not exists (select 1 from crisis_case k where k.crisis = c.id and k.changed_at > :before)",
          {{"me", reader.organisation}, {"before", before}}));
  std::map<std::string, std::string> out;
  for (auto const& row : rows) {
    auto last = row.text("changed_at");
    for (auto const* const column :
         {"cases", "zones", "issued", "received", "settled", "requests", "said", "words", "lessons", "help", "joined"})
      last = std::max(last, row.optional_text(column).value_or(""));
    if (last <= before) out.emplace(row.text("id"), std::move(last));
  }
  return out;
}

}  // namespace bassin::crisis
