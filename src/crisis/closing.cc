#include "crisis/closing.h"

#include <map>

#include "crisis/after_due.h"
#include "crisis/case_rights.h"
#include "crisis/internal/after_rows.h"
#include "crisis/internal/rooms.h"

namespace bassin::crisis {

namespace {

// Hit, as terms count them, and not at their end.
std::string open_cases() { return std::string(internal::was_hit) + " and k.state not in ('reopened', 'closed_for_good')"; }

}  // namespace

base::Result<StaysOpen> stays_open(sql::Session& session, access::Reader const& reader, std::string const& crisis, base::Date today) {
  // Of the list: those that a zone left untouched are off it, as is_untouched() says.
  static std::string const statement =
      "select (select count(*) from crisis_case k where k.crisis = :id and k.state = 'potential' and k.reached = 'potential' and "
      "(k.left_zone is null or k.trading <> 'unknown' or k.priority is not null or k.organisation is not null or k.begun = 1)) as "
      "unreached, (select count(*) from crisis_case k where k.crisis = :id and " +
      open_cases() + ") as cases, (select count(*) from crisis_case k where k.crisis = :id and k.organisation is null and " + open_cases() +
      ") as nobodys, (select count(*) from crisis_request r join crisis_case k on k.id = r.record where k.crisis = :id and r.decision = "
      "'awaited') as requests, (select count(*) from crisis_lesson l where l.crisis = :id and l.heading = 'to_do' and l.done = 0) as "
      "to_do, (select count(*) from damage_report d where d.crisis = :id and d.state = 'waiting') as reports";
  BASSIN_TRY([[maybe_unused]] auto const room, internal::entered(session, reader, crisis));
  BASSIN_TRY(auto const row, session.row(statement, {{"id", crisis}}));
  auto const count = [&](std::string_view column) { return static_cast<std::uint64_t>(row->integer(column)); };
  StaysOpen out{count("unreached"), count("cases"), count("nobodys"), count("requests"), count("to_do"), count("reports")};
  DeadlineQuery query;
  query.days = 366;
  query.limit = 0;
  auto const nothing = [](std::vector<std::string> const&) { return base::Result<std::map<std::string, Known>>({}); };
  BASSIN_TRY(auto const deadlines, deadlines_of(session, reader, crisis, query, nothing, today));
  out.deadlines = deadlines.total;
  DueQuery due;
  due.crisis = crisis;
  due.ahead = 400;
  due.limit = 0;
  BASSIN_TRY(auto const words, due_words(session, reader, due, today));
  out.to_follow = words.total;
  return out;
}

}  // namespace bassin::crisis
