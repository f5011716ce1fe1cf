// Sign-ins through a provider that are under way.
#include "partners/lock_out.h"
#include "partners/provider.h"
#include "partners/secret.h"
#include "sql/session.h"
#include "sql/store.h"

namespace bassin::partners {

namespace {

using base::Error;
using base::Result;
using base::to_iso;

}  // namespace

ProviderAttempt new_provider_attempt() { return {new_secret(), new_secret(), new_secret(), new_secret()}; }

Result<void> begin_provider(Desk const& desk, ProviderAttempt const& attempt, ProviderPurpose const& purpose, Visitor const& visitor) {
  return desk.store.write([&](sql::Session& session) -> Result<void> {
    auto const now = desk.now();
    BASSIN_DO(count_attempt(session, provider_subject(visitor.address), provider_tolerance, now));
    BASSIN_TRY([[maybe_unused]] auto const swept,
               session.execute("delete from provider_attempt where expires_at <= :now", {{"now", to_iso(now)}}));
    BASSIN_TRY([[maybe_unused]] auto const rows,
               session.execute("insert into provider_attempt (browser_hash, state_hash, nonce, verifier, invitation_hash, agent, "
                               "session_hash, return_path, expires_at) values (:browser, :state, :nonce, :verifier, :invitation, :agent, "
                               ":session, :path, :expires_at)",
                               {{"browser", hash_of_secret(attempt.browser)},
                                {"state", hash_of_secret(attempt.state)},
                                {"nonce", attempt.nonce},
                                {"verifier", attempt.verifier},
                                {"invitation", sql::or_null(purpose.invitation)},
                                {"agent", sql::or_null(purpose.agent)},
                                {"session", sql::or_null(purpose.session)},
                                {"path", sql::or_null(purpose.return_path)},
                                {"expires_at", to_iso(now.plus_seconds(attempt_seconds))}}));
    return {};
  });
}

Result<TakenAttempt> take_provider_attempt(Desk const& desk, std::string_view browser, std::string_view state, Visitor const& visitor) {
  auto const found = desk.store.write([&](sql::Session& session) -> Result<std::optional<TakenAttempt>> {
    auto const now = desk.now();
    auto const browser_hash = hash_of_secret(browser), state_hash = hash_of_secret(state);
    BASSIN_TRY(auto const row, session.row("select nonce, verifier, invitation_hash, agent, session_hash, return_path from "
                                           "provider_attempt where browser_hash = :browser and state_hash = :state and expires_at > :now",
                                           {{"browser", browser_hash}, {"state", state_hash}, {"now", to_iso(now)}}));
    auto const taken = row ? session.execute("delete from provider_attempt where browser_hash = :browser", {{"browser", browser_hash}})
                           : Result<std::uint64_t>(0);
    if (!taken.ok()) return taken.error();
    if (*taken != 1) {
      BASSIN_DO(count_attempt(session, provider_subject(visitor.address), provider_tolerance, now));
      return std::optional<TakenAttempt>();
    }
    BASSIN_DO(give_back_attempt(session, provider_subject(visitor.address)));
    TakenAttempt out;
    out.attempt = {std::string(browser), std::string(state), row->text("nonce"), row->text("verifier")};
    out.purpose = {row->optional_text("invitation_hash").value_or(""), row->optional_text("session_hash").value_or(""),
                   row->optional_text("agent").value_or(""), row->optional_text("return_path").value_or("")};
    return std::optional(std::move(out));
  });
  if (!found.ok()) return found.error();
  if (!*found) return Error("partners.provider_attempt");
  return **found;
}

}  // namespace bassin::partners
