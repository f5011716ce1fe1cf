// A password that was forgotten: a letter, and what it lets do.
#include <fmt/format.h>

#include "partners/invitation.h"
#include "partners/lock_out.h"
#include "partners/secret.h"
#include "sql/session.h"
#include "sql/store.h"

namespace bassin::partners {

namespace {

using base::Error;
using base::Result;
using base::to_iso;

// Of one account and of one address that asks: a mailbox is not to be filled by others.
constexpr Tolerance letters{.attempts = 4, .first_seconds = 3600, .most_seconds = 3600, .forgotten_seconds = 3600};
constexpr Tolerance askers{.attempts = 30, .first_seconds = 3600, .most_seconds = 3600, .forgotten_seconds = 3600};

std::string letter(Desk const& desk, std::string const& link) {
  return fmt::format(
      "Bonjour,\n\nUn nouveau mot de passe a été demandé pour votre compte de {}.\n\nOuvrez cette adresse pour le choisir ; elle est "
      "valable "
      "une heure et une seule fois :\n\n{}\n\nSi vous n'avez rien demandé, ne faites rien : votre mot de passe reste le même.\n",
      desk.policy.installation, link);
}

// The letter, where there is somebody to send it to.
Result<void> write_letter(Desk const& desk, sql::Session& session, Agent const& agent, Visitor const& visitor) {
  auto const now = desk.now();
  auto const token = new_secret();
  BASSIN_TRY([[maybe_unused]] auto const old, session.execute("delete from password_reset where expires_at <= :now or agent = :agent",
                                                              {{"now", to_iso(now)}, {"agent", agent.id}}));
  BASSIN_TRY(
      [[maybe_unused]] auto const rows,
      session.execute("insert into password_reset (token_hash, agent, created_at, expires_at) values (:hash, :agent, :at, :expires_at)",
                      {{"hash", hash_of_secret(token)},
                       {"agent", agent.id},
                       {"at", to_iso(now)},
                       {"expires_at", to_iso(now.plus_seconds(reset_seconds))}}));
  BASSIN_DO(access::record(session, {.actor = {"", "", visitor.place, now},
                                     .action = "agent.reset_asked",
                                     .kind = "agent",
                                     .record = agent.id,
                                     .before = {},
                                     .after = {},
                                     .note = {},
                                     .subject = {}}));
  return desk.mail(session, {agent.email, agent.name, fmt::format("{} : nouveau mot de passe", desk.policy.installation),
                             letter(desk, desk.policy.address + "/mot-de-passe/" + token)});
}

struct Asked {
  std::string agent, email, name;
};

Result<Asked> asked(sql::Session& session, std::string const& hash, base::Instant now) {
  BASSIN_TRY(auto const row,
             session.row("select agent.id as id, email, name from password_reset join agent on agent.id = password_reset.agent "
                         "where token_hash = :hash and used_at is null and expires_at > :now and state = 'active'",
                         {{"hash", hash}, {"now", to_iso(now)}}));
  if (!row) return Error("partners.no_reset");
  return Asked{row->text("id"), row->text("email"), row->text("name")};
}

}  // namespace

Result<void> ask_reset(Desk const& desk, std::string_view email, Visitor const& visitor) {
  auto const done = desk.store.write([&](sql::Session& session) -> Result<void> {
    BASSIN_DO(count_attempt(session, "reset " + address_subject(visitor.address), askers, desk.now()));
    BASSIN_DO(count_attempt(session, "reset " + account_subject(email), letters, desk.now()));
    BASSIN_TRY(auto const agent, agent_by_email(session, email));
    if (!agent || agent->state != "active" || !desk.mail) return {};
    return write_letter(desk, session, *agent, visitor);
  });
  // Too many letters are kept from whoever asks, not told to them.
  return done.ok() || done.error().code == "partners.locked" ? Result<void>() : done;
}

Result<void> reset_password(Desk const& desk, std::string_view token, std::string_view password, Visitor const& visitor) {
  auto const hash = hash_of_secret(token);
  BASSIN_TRY(auto const it, desk.store.read([&](sql::Session& session) { return asked(session, hash, desk.now()); }));
  BASSIN_DO(check_password(password, it.email, it.name));
  BASSIN_TRY(auto const kept, hash_password(password, desk.policy.cost));
  return desk.store.write([&](sql::Session& session) -> Result<void> {
    auto const now = desk.now();
    BASSIN_TRY(auto const used,
               session.execute("update password_reset set used_at = :at where token_hash = :hash and used_at is null and expires_at > :at",
                               {{"at", to_iso(now)}, {"hash", hash}}));
    if (used != 1) return Error("partners.no_reset");
    BASSIN_DO(set_password(session, {it.agent, "", visitor.place, now}, it.agent, kept));
    BASSIN_DO(forget_attempts(session, account_subject(it.email)));
    return end_sessions_of(session, it.agent, "");
  });
}

}  // namespace bassin::partners
