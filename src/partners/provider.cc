#include "partners/provider.h"

#include <nlohmann/json.hpp>

#include "partners/invitation.h"
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
using Json = nlohmann::ordered_json;

constexpr std::size_t siren_length = 9, siret_length = 14;

// Names a link to its owner and in the trail without the subject itself.
std::string id_of(std::string const& issuer, std::string const& idp, std::string const& subject) {
  constexpr std::size_t length = 32;
  return hash_of_text(issuer + "\n" + idp + "\n" + subject).substr(0, length);
}
std::string id_of(ProviderIdentity const& it) { return id_of(it.issuer, it.idp, it.subject); }

Json json_of(ProviderIdentity const& it) { return {{"issuer", it.issuer}, {"idp", it.idp}, {"link", id_of(it)}, {"amr", it.methods}}; }

Result<void> log(sql::Session& session, Actor const& actor, std::string action, std::string const& agent, Json const& before,
                 Json const& after) {
  auto const* const kind = action.starts_with("session.") ? "session" : "agent";
  return access::record(session, {.actor = actor,
                                  .action = std::move(action),
                                  .kind = kind,
                                  .record = agent,
                                  .before = before.is_null() ? "" : before.dump(-1, ' ', false, Json::error_handler_t::replace),
                                  .after = after.is_null() ? "" : after.dump(-1, ' ', false, Json::error_handler_t::replace),
                                  .note = {},
                                  .subject = agent});
}

Result<std::string> owner_of(sql::Session& session, ProviderIdentity const& it) {
  BASSIN_TRY(auto const row, session.row("select agent from provider_identity where issuer = :issuer and idp = :idp and sub = :sub",
                                         {{"issuer", it.issuer}, {"idp", it.idp}, {"sub", it.subject}}));
  return row ? row->text("agent") : std::string();
}

// That for which the session acts: of the stated number where there is one, else the first.
Result<std::string> organisation_of(sql::Session& session, ProviderIdentity const& it, std::string const& agent, Instant now) {
  auto const day = to_iso(now).substr(0, 10);
  BASSIN_TRY(auto const memberships, memberships_of(session, agent, day));
  if (!it.siret) return memberships.empty() ? std::string() : memberships.front().organisation;
  auto const siren = it.siret->size() == siret_length ? it.siret->substr(0, siren_length) : std::string();
  for (auto const& membership : memberships) {
    if (siren.empty()) break;
    BASSIN_TRY(auto const row, session.row("select count(*) as n from organisation where id = :id and siren = :siren",
                                           {{"id", membership.organisation}, {"siren", siren}}));
    if (row->flag("n")) return membership.organisation;
  }
  return Error("partners.provider_organisation", {{"siren", siren}});
}

Result<void> keep_link(sql::Session& session, Actor const& actor, ProviderIdentity const& it, std::string const& agent) {
  BASSIN_TRY(auto const added,
             session.execute("insert into provider_identity (issuer, idp, sub, agent, linked_at) values (:issuer, :idp, "
                             ":sub, :agent, :at) on conflict (issuer, idp, sub) do nothing",
                             {{"issuer", it.issuer}, {"idp", it.idp}, {"sub", it.subject}, {"agent", agent}, {"at", to_iso(actor.at)}}));
  if (added != 1) return Error("partners.provider_taken");
  return log(session, actor, "agent.provider_linked", agent, nullptr, json_of(it));
}

Result<std::string> begin_session(sql::Session& session, Desk const& desk, Agent const& agent, ProviderIdentity const& it,
                                  Visitor const& visitor) {
  auto const now = desk.now();
  SessionRecord record;
  BASSIN_TRY(record.organisation, organisation_of(session, it, agent.id, now));
  BASSIN_TRY([[maybe_unused]] auto const swept, sweep_sessions(session, now));
  // What the provider checked is not known for certain: the second factor is asked for all the same (decision 14).
  BASSIN_TRY(record.step, next_step(session, desk.policy, agent, false, now));
  record.agent = agent.id;
  record.started_by = "provider";
  record.browser = visitor.browser;
  record.id_token = it.id_token;
  BASSIN_DO(log(session, {agent.id, record.organisation, visitor.place, now}, "session.provider", agent.id, nullptr, json_of(it)));
  return open_session(session, std::move(record), now);
}

// The provider's name where it has one that will do, else the address: its owner may be asked for another one day.
Result<void> activate(sql::Session& session, ProviderIdentity const& it, Agent const& agent) {
  auto const given = clean_name("name", it.name);
  BASSIN_TRY(auto const rows, session.execute("update agent set name = :name, state = 'active' where id = :id and state = 'invited'",
                                              {{"name", given.ok() ? *given : agent.email}, {"id", agent.id}}));
  return rows == 1 ? Result<void>() : Error("partners.no_invitation");
}

Result<void> tell(sql::Session& session, Desk const& desk, Agent const& agent) {
  if (!desk.mail) return {};
  return desk.mail(session, {agent.email, agent.name, desk.policy.installation + " : un moyen de connexion ajouté",
                             "Bonjour,\n\nVotre compte peut désormais être ouvert par le fournisseur d'identité que vous venez "
                             "d'utiliser.\n\nSi ce n'était pas vous, connectez-vous, retirez ce lien dans « Mon compte » et prévenez "
                             "votre administrateur.\n"});
}

}  // namespace

Result<std::string> sign_in_by_provider(Desk const& desk, ProviderIdentity const& identity, Visitor const& visitor) {
  return desk.store.write([&](sql::Session& session) -> Result<std::string> {
    BASSIN_TRY(auto const owner, owner_of(session, identity));
    if (owner.empty()) return Error("partners.provider_unlinked");
    BASSIN_TRY(auto const agent, find_agent(session, owner));
    if (agent.state != "active") return Error("partners.provider_unlinked");
    return begin_session(session, desk, agent, identity, visitor);
  });
}

Result<std::string> accept_by_provider(Desk const& desk, std::string const& invitation_hash, ProviderIdentity const& identity,
                                       Visitor const& visitor) {
  return desk.store.write([&](sql::Session& session) -> Result<std::string> {
    auto const now = desk.now();
    BASSIN_TRY(auto const owner, owner_of(session, identity));
    BASSIN_TRY(auto const invitation, use_invitation(session, invitation_hash, visitor.place, now));
    BASSIN_TRY(auto const agent, find_agent(session, invitation.agent));
    if (agent.state == "invited") {
      if (!owner.empty()) return Error("partners.provider_taken");
      BASSIN_DO(activate(session, identity, agent));
      BASSIN_DO(keep_link(session, {agent.id, invitation.organisation, visitor.place, now}, identity, agent.id));
    } else if (owner != agent.id) {
      return Error("partners.provider_known_account");
    }
    BASSIN_TRY(auto const active, find_agent(session, agent.id));
    return begin_session(session, desk, active, identity, visitor);
  });
}

Result<void> link_provider(Desk const& desk, ProviderPurpose const& purpose, ProviderIdentity const& identity, Visitor const& visitor) {
  return desk.store.write([&](sql::Session& session) -> Result<void> {
    auto const now = desk.now();
    BASSIN_TRY(auto const record, find_session(session, purpose.session, now));
    if (!record || record->step != Step::in || record->agent != purpose.agent) return Error("partners.no_step");
    BASSIN_TRY(auto const agent, find_agent(session, purpose.agent));
    BASSIN_TRY(auto const organisation, organisation_of(session, identity, agent.id, now));
    BASSIN_TRY(auto const owner, owner_of(session, identity));
    if (owner == agent.id) return {};
    BASSIN_DO(keep_link(session, {agent.id, organisation, visitor.place, now}, identity, agent.id));
    return tell(session, desk, agent);
  });
}

Result<std::vector<ProviderLink>> provider_links(sql::Session& session, std::string const& agent) {
  BASSIN_TRY(auto const rows, session.rows("select issuer, idp, sub, linked_at from provider_identity where agent = :agent order by "
                                           "linked_at, issuer, idp, sub",
                                           {{"agent", agent}}));
  std::vector<ProviderLink> out;
  for (auto const& row : rows) {
    auto const issuer = row.text("issuer"), idp = row.text("idp");
    out.push_back({id_of(issuer, idp, row.text("sub")), issuer, idp, row.text("linked_at")});
  }
  return out;
}

Result<void> unlink_provider(sql::Session& session, Actor const& actor, std::string const& id) {
  BASSIN_TRY(auto const rows,
             session.rows("select issuer, idp, sub from provider_identity where agent = :agent", {{"agent", actor.agent}}));
  BASSIN_TRY(auto const password, session.row("select count(*) as n from password where agent = :agent", {{"agent", actor.agent}}));
  for (auto const& row : rows) {
    ProviderIdentity it;
    it.issuer = row.text("issuer");
    it.idp = row.text("idp");
    it.subject = row.text("sub");
    if (id_of(it) != id) continue;
    if (rows.size() == 1 && !password->flag("n")) return Error("partners.provider_last");
    BASSIN_TRY([[maybe_unused]] auto const gone,
               session.execute("delete from provider_identity where issuer = :issuer and idp = :idp and sub = :sub",
                               {{"issuer", it.issuer}, {"idp", it.idp}, {"sub", it.subject}}));
    BASSIN_TRY([[maybe_unused]] auto const ended,
               session.execute("delete from session where agent = :agent and started_by = 'provider'", {{"agent", actor.agent}}));
    return log(session, actor, "agent.provider_unlinked", actor.agent, json_of(it), nullptr);
  }
  return Error("partners.unknown_link");
}

Result<void> record_provider_failure(Desk const& desk, std::string const& agent, std::string_view reason, Visitor const& visitor) {
  return desk.store.write([&](sql::Session& session) {
    return log(session, {agent, "", visitor.place, desk.now()}, "session.provider_failed", agent, nullptr, {{"reason", reason}});
  });
}

}  // namespace bassin::partners
