// The second factor: shown at sign-in, set up, taken away.
#include "partners/desk.h"
#include "partners/lock_out.h"
#include "partners/secret.h"
#include "partners/totp.h"
#include "sql/session.h"
#include "sql/store.h"

namespace bassin::partners {

namespace {

using base::Error;
using base::Instant;
using base::Result;
using base::to_iso;

Result<void> log(sql::Session& session, Actor const& actor, std::string action, std::string const& agent) {
  return access::record(session, {.actor = actor,
                                  .action = std::move(action),
                                  .kind = "agent",
                                  .record = agent,
                                  .before = {},
                                  .after = {},
                                  .note = {},
                                  .subject = {}});
}

// Right, and not used before: of two requests with one code, one is.
Result<bool> takes_totp(sql::Session& session, std::string const& agent, std::string_view code, Instant now) {
  BASSIN_TRY(auto const row, session.row("select secret, last_step from second_factor where agent = :agent and confirmed_at is not null",
                                         {{"agent", agent}}));
  if (!row) return false;
  auto const step = totp_match(row->text("secret"), code, now, row->integer("last_step"));
  if (!step) return false;
  BASSIN_TRY(auto const taken, session.execute("update second_factor set last_step = :step where agent = :agent and last_step < :step",
                                               {{"step", *step}, {"agent", agent}}));
  return taken == 1;
}

Result<bool> takes_recovery(sql::Session& session, std::string const& agent, std::string_view code, Instant now) {
  auto const hash = hash_of_recovery_code(code);
  if (hash.empty()) return false;
  BASSIN_TRY(auto const taken,
             session.execute("update recovery_code set used_at = :at where agent = :agent and code_hash = :hash and used_at is null",
                             {{"at", to_iso(now)}, {"agent", agent}, {"hash", hash}}));
  return taken == 1;
}

Result<bool> takes(sql::Session& session, std::string const& agent, std::string_view code, Instant now) {
  BASSIN_TRY(auto const totp, takes_totp(session, agent, code, now));
  if (totp) return true;
  return takes_recovery(session, agent, code, now);
}

// Counted and kept whatever comes of it; `wanted`: the steps at which it may be.
Result<SessionRecord> attempt(Desk const& desk, std::string_view secret, std::initializer_list<Step> wanted) {
  return desk.store.write([&](sql::Session& session) -> Result<SessionRecord> {
    BASSIN_TRY(auto record, find_session(session, hash_of_secret(secret), desk.now()));
    if (!record || std::find(wanted.begin(), wanted.end(), record->step) == wanted.end()) return Error("partners.no_step");
    BASSIN_DO(count_attempt(session, code_subject(record->agent), account_tolerance, desk.now()));
    return std::move(*record);
  });
}

Result<std::vector<std::string>> keep_recovery_codes(sql::Session& session, std::string const& agent) {
  BASSIN_TRY([[maybe_unused]] auto const gone, session.execute("delete from recovery_code where agent = :agent", {{"agent", agent}}));
  auto codes = new_recovery_codes();
  for (auto const& code : codes) {
    BASSIN_TRY([[maybe_unused]] auto const added, session.execute("insert into recovery_code (agent, code_hash) values (:agent, :hash)",
                                                                  {{"agent", agent}, {"hash", hash_of_recovery_code(code)}}));
  }
  return codes;
}

Result<void> confirm(sql::Session& session, std::string const& agent, std::string_view code, Instant now) {
  BASSIN_TRY(auto const row, session.row("select pending from second_factor where agent = :agent", {{"agent", agent}}));
  auto const pending = row ? row->optional_text("pending") : std::nullopt;
  auto const step = pending ? totp_match(*pending, code, now, 0) : std::nullopt;
  if (!step) return Error("partners.code");
  BASSIN_TRY([[maybe_unused]] auto const rows,
             session.execute("update second_factor set secret = pending, pending = null, confirmed_at = :at, last_step = :step where "
                             "agent = :agent",
                             {{"at", to_iso(now)}, {"step", *step}, {"agent", agent}}));
  return {};
}

}  // namespace

Result<std::string> show_second_factor(Desk const& desk, std::string_view secret, std::string_view code, Visitor const& visitor) {
  BASSIN_TRY([[maybe_unused]] auto const counted, attempt(desk, secret, {Step::second_factor}));
  return desk.store.write([&](sql::Session& session) -> Result<std::string> {
    auto const now = desk.now();
    BASSIN_TRY(auto const record, find_session(session, hash_of_secret(secret), now));
    if (!record || record->step != Step::second_factor) return Error("partners.no_step");
    BASSIN_TRY(auto const right, takes(session, record->agent, code, now));
    if (!right) return Error("partners.code");
    BASSIN_DO(forget_attempts(session, code_subject(record->agent)));
    BASSIN_TRY(auto const agent, find_agent(session, record->agent));
    BASSIN_TRY(auto const step, next_step(session, desk.policy, agent, true, now));
    BASSIN_DO(log(session, {agent.id, "", visitor.place, now}, "session.second_factor", agent.id));
    return renew_session(session, *record, step, now);
  });
}

Result<Enrolment> begin_second_factor(Desk const& desk, std::string_view secret, std::string_view code, Visitor const& visitor) {
  BASSIN_TRY([[maybe_unused]] auto const counted, attempt(desk, secret, {Step::enrol_second_factor, Step::in}));
  return desk.store.write([&](sql::Session& session) -> Result<Enrolment> {
    auto const now = desk.now();
    BASSIN_TRY(auto const record, find_session(session, hash_of_secret(secret), now));
    if (!record) return Error("partners.no_step");
    BASSIN_TRY(auto const agent, find_agent(session, record->agent));
    BASSIN_TRY(auto const held, session.row("select count(*) as n from second_factor where agent = :agent and confirmed_at is not null",
                                            {{"agent", agent.id}}));
    if (held->flag("n")) {
      BASSIN_TRY(auto const right, takes(session, agent.id, code, now));
      if (!right) return Error("partners.code");
    }
    BASSIN_DO(forget_attempts(session, code_subject(agent.id)));
    Enrolment out;
    out.secret = new_totp_secret();
    out.uri = totp_uri(out.secret, desk.policy.installation, agent.email);
    BASSIN_TRY([[maybe_unused]] auto const rows,
               session.execute("insert into second_factor (agent, pending, last_step) values (:agent, :pending, 0) on conflict (agent) do "
                               "update set pending = excluded.pending",
                               {{"agent", agent.id}, {"pending", out.secret}}));
    BASSIN_DO(log(session, {agent.id, record->organisation, visitor.place, now}, "agent.second_factor_begun", agent.id));
    return out;
  });
}

Result<Enrolled> confirm_second_factor(Desk const& desk, std::string_view secret, std::string_view code, Visitor const& visitor) {
  BASSIN_TRY([[maybe_unused]] auto const counted, attempt(desk, secret, {Step::enrol_second_factor, Step::in}));
  return desk.store.write([&](sql::Session& session) -> Result<Enrolled> {
    auto const now = desk.now();
    BASSIN_TRY(auto const record, find_session(session, hash_of_secret(secret), now));
    if (!record) return Error("partners.no_step");
    BASSIN_DO(confirm(session, record->agent, code, now));
    BASSIN_DO(forget_attempts(session, code_subject(record->agent)));
    Enrolled out;
    BASSIN_TRY(out.recovery_codes, keep_recovery_codes(session, record->agent));
    BASSIN_TRY(auto const agent, find_agent(session, record->agent));
    BASSIN_DO(log(session, {agent.id, record->organisation, visitor.place, now}, "agent.second_factor_set", agent.id));
    BASSIN_TRY(auto const step, next_step(session, desk.policy, agent, true, now));
    BASSIN_TRY(out.session, renew_session(session, *record, record->step == Step::in ? Step::in : step, now));
    return out;
  });
}

Result<void> remove_second_factor(sql::Session& session, Actor const& actor, std::string const& agent) {
  for (auto const* const statement : {"delete from second_factor where agent = :agent", "delete from recovery_code where agent = :agent",
                                      "delete from session where agent = :agent"}) {
    BASSIN_TRY([[maybe_unused]] auto const rows, session.execute(statement, {{"agent", agent}}));
  }
  return log(session, actor, "agent.second_factor_removed", agent);
}

}  // namespace bassin::partners
