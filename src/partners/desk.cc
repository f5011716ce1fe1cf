#include "partners/desk.h"

#include <algorithm>
#include <array>

#include "partners/lock_out.h"
#include "partners/record_text.h"
#include "partners/secret.h"
#include "sql/session.h"
#include "sql/store.h"

namespace bassin::partners {

namespace {

using base::Error;
using base::Instant;
using base::Result;
using base::to_iso;

struct Account {
  std::optional<Agent> agent;
  std::string hash;
};

std::string day_of(Instant now) { return to_iso(now).substr(0, 10); }

Result<Account> account_of(sql::Session& session, std::string_view email) {
  Account out;
  BASSIN_TRY(auto agent, agent_by_email(session, email));
  if (!agent || agent->state != "active") return out;
  BASSIN_TRY(auto const row, session.row("select hash from password where agent = :agent", {{"agent", agent->id}}));
  if (row) out.hash = row->text("hash");
  out.agent = std::move(agent);
  return out;
}

Result<void> log(sql::Session& session, std::string const& agent, std::string action, Visitor const& visitor, Instant now) {
  return access::record(session, {.actor = {agent, "", visitor.place, now},
                                  .action = std::move(action),
                                  .kind = "session",
                                  .record = agent,
                                  .before = {},
                                  .after = {},
                                  .note = {},
                                  .subject = {}});
}

// The first where there is one alone to act for; else the agent says.
Result<std::string> first_organisation(sql::Session& session, std::string const& agent, Instant now) {
  BASSIN_TRY(auto const memberships, memberships_of(session, agent, day_of(now)));
  return memberships.empty() ? std::string() : memberships.front().organisation;
}

Result<bool> holds_second_factor(sql::Session& session, std::string const& agent) {
  BASSIN_TRY(auto const row,
             session.row("select count(*) as n from second_factor where agent = :agent and confirmed_at is not null", {{"agent", agent}}));
  return row->flag("n");
}

Result<bool> must_hold(sql::Session& session, Policy const& policy, Agent const& agent) {
  if (policy.second_factor == Policy::SecondFactor::nobody) return false;
  if (policy.second_factor == Policy::SecondFactor::everybody || agent.installation) return true;
  BASSIN_TRY(auto const row, session.row("select count(*) as n from membership where agent = :agent and role = 'administrator' and "
                                         "until_day is null",
                                         {{"agent", agent.id}}));
  return row->flag("n");
}

Result<bool> owes_notice(sql::Session& session, Policy const& policy, std::string const& agent, Instant now) {
  BASSIN_TRY(auto const row, session.row("select notice_version, notice_at from agent where id = :agent", {{"agent", agent}}));
  if (!row) return true;
  bool const same = row->optional_text("notice_version") == policy.notice_version;
  return !same || row->optional_text("notice_at").value_or("") < to_iso(now.plus_seconds(-notice_seconds));
}

Result<std::optional<State>> read_state(sql::Session& session, std::string const& hash, Instant now) {
  BASSIN_TRY(auto record, find_session(session, hash, now));
  if (!record) return std::optional<State>();
  State state;
  state.session = std::move(*record);
  BASSIN_TRY(state.agent, find_agent(session, state.session.agent));
  BASSIN_TRY(state.second_factor, holds_second_factor(session, state.agent.id));
  if (state.session.step != Step::in) return std::optional(std::move(state));
  BASSIN_TRY(state.memberships, memberships_of(session, state.agent.id, day_of(now)));
  auto const acts = std::find_if(state.memberships.begin(), state.memberships.end(),
                                 [&state](Membership const& it) { return it.organisation == state.session.organisation; });
  if (acts != state.memberships.end())
    state.organisation = *acts;
  else if (!state.memberships.empty())
    state.organisation = state.memberships.front();  // that one is over
  return std::optional(std::move(state));
}

}  // namespace

Result<Step> next_step(sql::Session& session, Policy const& policy, Agent const& agent, bool shown, Instant now) {
  if (!shown) {
    BASSIN_TRY(auto const holds, holds_second_factor(session, agent.id));
    if (holds) return Step::second_factor;
    BASSIN_TRY(auto const must, must_hold(session, policy, agent));
    if (must) return Step::enrol_second_factor;
  }
  BASSIN_TRY(auto const notice, owes_notice(session, policy, agent.id, now));
  return notice ? Step::notice : Step::in;
}

Result<std::optional<State>> state_of(Desk const& desk, std::string_view secret) {
  auto const hash = hash_of_secret(secret);
  if (hash.empty()) return std::optional<State>();
  return desk.store.read([&](sql::Session& session) { return read_state(session, hash, desk.now()); });
}

Result<std::string> sign_in(Desk const& desk, std::string_view email, std::string_view password, Visitor const& visitor) {
  auto const subject = account_subject(email), address = address_subject(visitor.address);
  BASSIN_TRY(auto const account, desk.store.write([&](sql::Session& session) -> Result<Account> {
    BASSIN_DO(count_attempt(session, address, address_tolerance, desk.now()));
    BASSIN_DO(count_attempt(session, subject, account_tolerance, desk.now()));
    return account_of(session, email);
  }));
  if (!is_password(password, account.hash, desk.policy.cost) || !account.agent) return Error("partners.sign_in");
  std::string fresh;  // made at today's cost
  if (is_outdated(account.hash, desk.policy.cost)) {
    BASSIN_TRY(fresh, hash_password(password, desk.policy.cost));
  }
  return desk.store.write([&](sql::Session& session) -> Result<std::string> {
    auto const now = desk.now();
    auto const& agent = *account.agent;
    BASSIN_DO(forget_attempts(session, subject));
    BASSIN_DO(give_back_attempt(session, address));
    BASSIN_TRY([[maybe_unused]] auto const upgraded,
               session.execute("update password set hash = :fresh where agent = :agent and hash = :old and :fresh <> ''",
                               {{"fresh", fresh}, {"agent", agent.id}, {"old", account.hash}}));
    BASSIN_TRY([[maybe_unused]] auto const swept, sweep_sessions(session, now));
    BASSIN_TRY(auto const step, next_step(session, desk.policy, agent, false, now));
    SessionRecord record;
    record.agent = agent.id;
    record.step = step;
    record.started_by = "password";
    record.browser = visitor.browser;
    BASSIN_TRY(record.organisation, first_organisation(session, agent.id, now));
    BASSIN_DO(log(session, agent.id, "session.password", visitor, now));
    return open_session(session, std::move(record), now);
  });
}

Result<std::string> accept_notice(Desk const& desk, std::string_view secret, Visitor const& visitor) {
  return desk.store.write([&](sql::Session& session) -> Result<std::string> {
    auto const now = desk.now();
    BASSIN_TRY(auto const record, find_session(session, hash_of_secret(secret), now));
    if (!record || record->step != Step::notice) return Error("partners.no_step");
    BASSIN_TRY([[maybe_unused]] auto const rows,
               session.execute("update agent set notice_version = :version, notice_at = :at where id = :agent",
                               {{"version", desk.policy.notice_version}, {"at", to_iso(now)}, {"agent", record->agent}}));
    BASSIN_DO(log(session, record->agent, "session.notice", visitor, now));
    return renew_session(session, *record, Step::in, now);
  });
}

Result<void> act_for(Desk const& desk, std::string_view secret, std::string const& organisation) {
  return desk.store.write([&](sql::Session& session) -> Result<void> {
    auto const now = desk.now();
    BASSIN_TRY(auto const record, find_session(session, hash_of_secret(secret), now));
    if (!record || record->step != Step::in) return Error("partners.no_step");
    BASSIN_TRY(auto const memberships, memberships_of(session, record->agent, day_of(now)));
    bool const known =
        std::any_of(memberships.begin(), memberships.end(), [&](Membership const& it) { return it.organisation == organisation; });
    if (!known) return Error("partners.unknown_organisation");
    BASSIN_TRY([[maybe_unused]] auto const rows,
               session.execute("update session set organisation = :organisation where secret_hash = :hash",
                               {{"organisation", organisation}, {"hash", record->hash}}));
    return {};
  });
}

Result<void> sign_out(Desk const& desk, std::string_view secret, Visitor const& visitor) {
  return desk.store.write([&](sql::Session& session) -> Result<void> {
    BASSIN_TRY(auto const record, find_session(session, hash_of_secret(secret), desk.now()));
    if (!record) return {};
    BASSIN_DO(log(session, record->agent, "session.ended", visitor, desk.now()));
    return end_session(session, record->hash);
  });
}

Result<void> change_password(Desk const& desk, std::string_view secret, std::string_view old_password, std::string_view new_password,
                             Visitor const& visitor) {
  struct Known {
    SessionRecord session;
    Agent agent;
    std::string hash;
  };
  BASSIN_TRY(auto const known, desk.store.write([&](sql::Session& session) -> Result<Known> {
    BASSIN_TRY(auto record, find_session(session, hash_of_secret(secret), desk.now()));
    if (!record || record->step != Step::in) return Error("partners.no_step");
    BASSIN_TRY(auto agent, find_agent(session, record->agent));
    BASSIN_DO(count_attempt(session, account_subject(agent.email), account_tolerance, desk.now()));
    BASSIN_TRY(auto const row, session.row("select hash from password where agent = :agent", {{"agent", agent.id}}));
    return Known{std::move(*record), std::move(agent), row ? row->text("hash") : ""};
  }));
  if (!is_password(old_password, known.hash, desk.policy.cost)) return Error("partners.sign_in");
  BASSIN_DO(check_password(new_password, known.agent.email, known.agent.name));
  BASSIN_TRY(auto const hash, hash_password(new_password, desk.policy.cost));
  return desk.store.write([&](sql::Session& session) -> Result<void> {
    BASSIN_DO(forget_attempts(session, account_subject(known.agent.email)));
    BASSIN_DO(set_password(session, {known.agent.id, known.session.organisation, visitor.place, desk.now()}, known.agent.id, hash));
    return end_sessions_of(session, known.agent.id, known.session.hash);
  });
}

}  // namespace bassin::partners
