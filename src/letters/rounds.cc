#include "letters/rounds.h"

#include <nlohmann/json.hpp>

#include "base/paris_time.h"
#include "jobs/job.h"
#include "letters/choice.h"
#include "sql/store.h"

namespace bassin::letters {

namespace {

using base::Date;
using base::Instant;
using base::Result;

constexpr int digest_late_days = 2;
constexpr std::int64_t kept_seconds = std::int64_t{90} * 86'400;  // of rounds and of letters of a day

// 1: Monday … 7: Sunday; 1970-01-01 was a Thursday.
int weekday_of(Date day) { return (day.days % 7 + 7 + 3) % 7 + 1; }

struct Round {
  LetterKind kind;
  Date day;
};

std::vector<Round> due(Timetable const& timetable, base::ParisTime const& now) {
  std::vector<Round> out;
  if (timetable.silence && now.hour >= timetable.hour) out.push_back({LetterKind::silence, now.day});
  if (timetable.digest_weekday == 0) return out;
  int const behind = (weekday_of(now.day) - timetable.digest_weekday + 7) % 7;
  if (behind <= digest_late_days && (behind > 0 || now.hour >= timetable.hour))
    out.push_back({LetterKind::digest, Date{now.day.days - behind}});
  return out;
}

Result<bool> is_planned(sql::Session& session, Round const& round) {
  BASSIN_TRY(auto const row, session.row("select 1 as it from letter_round where kind = :kind and on_day = :day",
                                         {{"kind", id_of(round.kind)}, {"day", to_iso(round.day)}}));
  return row.has_value();
}

Result<void> plan(sql::Session& session, Round const& round, Instant now) {
  BASSIN_TRY(auto const planned,
             session.execute("insert into letter_round (kind, on_day, planned_at) values (:kind, :day, :at) on conflict do nothing",
                             {{"kind", id_of(round.kind)}, {"day", to_iso(round.day)}, {"at", base::to_iso(now)}}));
  if (planned == 0) return {};
  // What was told of a need stays, so that it is not told again.
  BASSIN_DO(session.run("delete from letter_sent where at < :old and (about = 'silence' or about like 'digest %')",
                        {{"old", base::to_iso(now.plus_seconds(-kept_seconds))}}));
  BASSIN_DO(session.run("delete from letter_round where planned_at < :old", {{"old", base::to_iso(now.plus_seconds(-kept_seconds))}}));
  nlohmann::json const payload{{"kind", id_of(round.kind)}, {"day", to_iso(round.day)}};
  BASSIN_TRY([[maybe_unused]] auto const id, jobs::enqueue(session, round_kind_name, payload.dump(), "", now));
  return {};
}

}  // namespace

Result<void> plan_rounds(sql::Store& store, Timetable const& timetable, Instant now) {
  for (auto const& round : due(timetable, base::paris_time(now))) {
    BASSIN_TRY(auto const planned, store.read([&](sql::Session& session) { return is_planned(session, round); }));
    if (!planned) BASSIN_DO(store.write([&](sql::Session& session) { return plan(session, round, now); }));
  }
  return {};
}

jobs::Kind round_kind(Post post) {
  auto run = [post = std::move(post)](jobs::Attempt const& attempt) -> Result<void> {
    auto const payload = nlohmann::json::parse(attempt.job.payload);
    auto const day = base::parse_date(payload.at("day").get<std::string>()).value_or(Date{});
    auto const sent =
        payload.at("kind") == id_of(LetterKind::silence) ? send_silence(post, day, attempt.stop) : send_digests(post, day, attempt.stop);
    if (!sent.ok()) return sent.error();
    return {};
  };
  // What was queued is not queued again, so that an attempt goes on where the one before was.
  return {.name = round_kind_name, .run = std::move(run), .most_attempts = 8, .pause_seconds = 60, .may_pass = [](auto const&) {
            return true;
          }};
}

}  // namespace bassin::letters
