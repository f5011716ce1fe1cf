#include "partners/session.h"

#include <algorithm>
#include <array>

#include "base/uuid.h"
#include "partners/secret.h"
#include "sql/session.h"

namespace bassin::partners {

namespace {

using base::Instant;
using base::Result;
using base::to_iso;

constexpr std::array<std::string_view, 4> step_ids = {"second_factor", "enrol_second_factor", "notice", "in"};
constexpr std::size_t most_browser = 200;
constexpr std::string_view columns =
    "select secret_hash, session.id as id, agent, organisation, step, started_by, browser, session.created_at as created_at, seen_at, "
    "expires_at, id_token from session join agent on agent.id = session.agent where agent.state = 'active' and expires_at > :now and "
    "seen_at > :idle ";

SessionRecord record_of(sql::Row const& row) {
  SessionRecord out;
  out.hash = row.text("secret_hash");
  out.id = row.text("id");
  out.agent = row.text("agent");
  out.organisation = row.optional_text("organisation").value_or("");
  auto const* const step = std::find(step_ids.begin(), step_ids.end(), row.text("step"));
  out.step = step == step_ids.end() ? Step::second_factor : static_cast<Step>(step - step_ids.begin());
  out.started_by = row.text("started_by");
  out.browser = row.text("browser");
  out.created_at = base::parse_instant(row.text("created_at")).value_or(Instant{});
  out.seen_at = base::parse_instant(row.text("seen_at")).value_or(Instant{});
  out.expires_at = base::parse_instant(row.text("expires_at")).value_or(Instant{});
  out.id_token = row.optional_text("id_token").value_or("");
  return out;
}

// A cut never falls into the middle of a letter.
std::string browser_of(std::string const& text) {
  std::string out;
  for (auto const c : text) {
    if (static_cast<unsigned char>(c) >= 0x20 && static_cast<unsigned char>(c) < 0x7F && out.size() < most_browser) out += c;
  }
  return out;
}

Instant end_of(SessionRecord const& record, Step step, Instant now) {
  auto const whole = record.created_at.plus_seconds(session_most_seconds);
  return step == Step::in ? whole : std::min(whole, now.plus_seconds(session_step_seconds));
}

Result<std::string> insert(sql::Session& session, SessionRecord const& record, Step step, Instant now) {
  auto secret = new_secret();
  BASSIN_TRY([[maybe_unused]] auto const rows,
             session.execute("insert into session (secret_hash, id, agent, organisation, step, started_by, browser, created_at, seen_at, "
                             "expires_at, id_token) values (:hash, :id, :agent, :organisation, :step, :started_by, :browser, :created_at, "
                             ":seen_at, :expires_at, :id_token)",
                             {{"hash", hash_of_secret(secret)},
                              {"id", record.id},
                              {"agent", record.agent},
                              {"organisation", sql::or_null(record.organisation)},
                              {"step", id_of(step)},
                              {"started_by", record.started_by},
                              {"browser", browser_of(record.browser)},
                              {"created_at", to_iso(record.created_at)},
                              {"seen_at", to_iso(now)},
                              {"expires_at", to_iso(end_of(record, step, now))},
                              {"id_token", sql::or_null(record.id_token)}}));
  return secret;
}

}  // namespace

std::string_view id_of(Step step) { return step_ids[static_cast<std::size_t>(step)]; }

TimeLeft time_left(SessionRecord const& record, Instant now) {
  auto const until = [now](Instant end) { return std::max<std::int64_t>(0, (end.ms - now.ms) / 1000); };
  auto const most = until(record.expires_at);
  return {std::min(most, until(record.seen_at.plus_seconds(session_idle_seconds))), most};
}

Result<std::optional<SessionRecord>> find_session(sql::Session& session, std::string const& hash, Instant now) {
  if (hash.empty()) return std::optional<SessionRecord>();
  BASSIN_TRY(auto const row,
             session.row(std::string(columns) + "and secret_hash = :hash",
                         {{"now", to_iso(now)}, {"idle", to_iso(now.plus_seconds(-session_idle_seconds))}, {"hash", hash}}));
  return row ? std::optional(record_of(*row)) : std::nullopt;
}

Result<std::vector<SessionRecord>> sessions_of(sql::Session& session, std::string const& agent, Instant now) {
  BASSIN_TRY(auto const rows,
             session.rows(std::string(columns) + "and agent = :agent order by seen_at desc, session.id",
                          {{"now", to_iso(now)}, {"idle", to_iso(now.plus_seconds(-session_idle_seconds))}, {"agent", agent}}));
  std::vector<SessionRecord> out;
  for (auto const& row : rows) out.push_back(record_of(row));
  return out;
}

Result<std::string> open_session(sql::Session& session, SessionRecord record, Instant now) {
  record.id = base::new_uuid();
  record.created_at = now;
  return insert(session, record, record.step, now);
}

Result<std::string> renew_session(sql::Session& session, SessionRecord const& record, Step step, Instant now) {
  BASSIN_DO(end_session(session, record.hash));
  return insert(session, record, step, now);
}

Result<void> touch_session(sql::Session& session, std::string const& hash, Instant now) {
  BASSIN_TRY([[maybe_unused]] auto const rows,
             session.execute("update session set seen_at = :now where secret_hash = :hash", {{"now", to_iso(now)}, {"hash", hash}}));
  return {};
}

Result<void> end_session(sql::Session& session, std::string const& hash) {
  BASSIN_TRY([[maybe_unused]] auto const rows, session.execute("delete from session where secret_hash = :hash", {{"hash", hash}}));
  return {};
}

Result<void> end_sessions_of(sql::Session& session, std::string const& agent, std::string const& but_hash) {
  BASSIN_TRY([[maybe_unused]] auto const rows,
             session.execute("delete from session where agent = :agent and secret_hash <> :but", {{"agent", agent}, {"but", but_hash}}));
  return {};
}

Result<std::uint64_t> sweep_sessions(sql::Session& session, Instant now) {
  return session.execute("delete from session where expires_at <= :now or seen_at <= :idle",
                         {{"now", to_iso(now)}, {"idle", to_iso(now.plus_seconds(-session_idle_seconds))}});
}

}  // namespace bassin::partners
