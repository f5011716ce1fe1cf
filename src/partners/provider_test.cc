// Sign-ins through a provider, on both databases.
#include "partners/provider.h"

#include <atomic>
#include <thread>

#include "partners/invitation.h"
#include "partners/people_test_support.h"
#include "partners/secret.h"

namespace bassin::partners {
namespace {

using access::Role;

class ProviderTest : public People {
 protected:
  std::string cci_ = organisation("CCI"), pays_ = organisation("Pays", "intercommunality");
  std::string ann_ = agent("ann@cci.fr", cci_, Role::adviser);

  void number(std::string const& of, std::string const& siren) {
    OrganisationValues values;
    values.siren = siren;
    EXPECT_TRUE(write([&](sql::Session& session) { return change_organisation(session, actor(), of, values); }).ok());
  }
  static ProviderIdentity identity(std::string const& subject, std::string const& idp = "") {
    ProviderIdentity out;
    out.issuer = "https://provider.test";
    out.idp = idp;
    out.subject = subject;
    out.name = "Ann Bol";
    out.id_token = "a.b.c";
    return out;
  }
  ProviderAttempt begun_for(ProviderPurpose const& purpose) {
    auto attempt = new_provider_attempt();
    EXPECT_EQ(code_of(begin_provider(desk_, attempt, purpose, visitor_)), "");
    return attempt;
  }
  ProviderPurpose own(std::string const& secret) const { return {"", hash_of_secret(secret), ann_, ""}; }
  std::string linked(ProviderIdentity const& it) {
    auto const secret = in("ann@cci.fr");
    return code_of(link_provider(desk_, own(secret), it, visitor_));
  }
  std::string signed_in(ProviderIdentity const& it) { return code_of(sign_in_by_provider(desk_, it, visitor_)); }
  std::string token_for(std::string const& email, std::string const& of) {
    EXPECT_TRUE(invite(desk_, actor(), of, email, Role::adviser).ok());
    auto const& text = mails_.back().text;
    return text.substr(text.find("/invitation/") + 12, 43);
  }
};

TEST_P(ProviderTest, AnAttemptIsItsBrowsersOnce) {
  auto const begun = begun_for({"", "", "", "/annuaire"});
  for (auto const& text : {begun.browser, begun.state, begun.nonce, begun.verifier}) EXPECT_GE(text.size(), 43U);
  auto const other = begun_for({});
  auto const take = [this](std::string const& browser, std::string const& state) {
    return code_of(take_provider_attempt(desk_, browser, state, visitor_));
  };
  EXPECT_EQ(take(other.browser, begun.state), "partners.provider_attempt");
  EXPECT_EQ(take(begun.browser, other.state), "partners.provider_attempt");
  EXPECT_EQ(take("", begun.state), "partners.provider_attempt");
  EXPECT_EQ(take(begun.browser, ""), "partners.provider_attempt");
  auto const taken = take_provider_attempt(desk_, begun.browser, begun.state, visitor_).value();
  EXPECT_EQ(taken.attempt.verifier, begun.verifier);
  EXPECT_EQ(taken.attempt.nonce, begun.nonce);
  EXPECT_EQ(taken.purpose.return_path, "/annuaire");
  EXPECT_EQ(take(begun.browser, begun.state), "partners.provider_attempt");
  wait(attempt_seconds);
  EXPECT_EQ(take(other.browser, other.state), "partners.provider_attempt");
}

TEST_P(ProviderTest, OfManyAtOnceOneTakesIt) {
  auto const begun = begun_for({});
  std::atomic<int> taken = 0;
  std::vector<std::thread> threads;
  for (int i = 0; i < 6; ++i) {
    threads.emplace_back([&] { taken += take_provider_attempt(desk_, begun.browser, begun.state, visitor_).ok() ? 1 : 0; });
  }
  for (auto& thread : threads) thread.join();
  EXPECT_EQ(taken, 1);
}

TEST_P(ProviderTest, WhoBeginsWithoutEndWaits) {
  for (int i = 0; i < 119; ++i) ASSERT_EQ(code_of(begin_provider(desk_, new_provider_attempt(), {}, visitor_)), "") << i;
  auto const last = begun_for({});
  EXPECT_EQ(code_of(begin_provider(desk_, new_provider_attempt(), {}, visitor_)), "partners.locked");
  EXPECT_EQ(code_of(begin_provider(desk_, new_provider_attempt(), {}, {"192.0.2.2", "", "test"})), "") << "other addresses do not";
  EXPECT_EQ(code_of(sign_in(desk_, "ann@cci.fr", password, visitor_)), "") << "nor do passwords";
  EXPECT_EQ(code_of(take_provider_attempt(desk_, last.browser, last.state, visitor_)), "") << "nor what was begun";
}

TEST_P(ProviderTest, ALinkIsMadeByItsOwnerAlone) {
  EXPECT_EQ(signed_in(identity("1")), "partners.provider_unlinked");
  EXPECT_EQ(linked(identity("1")), "");
  EXPECT_EQ(mails_.back().to, "ann@cci.fr");
  EXPECT_EQ(signed_in(identity("1")), "");
  EXPECT_EQ(signed_in(identity("2")), "partners.provider_unlinked");
  EXPECT_EQ(signed_in(identity("1", "idp")), "partners.provider_unlinked");
  auto other_issuer = identity("1");
  other_issuer.issuer = "https://other.test";
  EXPECT_EQ(signed_in(other_issuer), "partners.provider_unlinked");
  auto const bob = agent("bob@cci.fr", cci_, Role::adviser);
  EXPECT_EQ(code_of(link_provider(desk_, {"", hash_of_secret(in("bob@cci.fr")), bob, ""}, identity("1"), visitor_)),
            "partners.provider_taken");
}

TEST_P(ProviderTest, ALinkNeedsTheSessionThatBeganIt) {
  auto const secret = in("ann@cci.fr");
  auto const bob = agent("bob@cci.fr", cci_, Role::adviser);
  EXPECT_EQ(code_of(link_provider(desk_, {"", hash_of_secret(secret), bob, ""}, identity("1"), visitor_)), "partners.no_step");
  EXPECT_TRUE(sign_out(desk_, secret, visitor_).ok());
  EXPECT_EQ(code_of(link_provider(desk_, own(secret), identity("1"), visitor_)), "partners.no_step");
  auto const unfinished = sign_in(desk_, "bob@cci.fr", password, visitor_).value();
  EXPECT_EQ(code_of(link_provider(desk_, {"", hash_of_secret(unfinished), bob, ""}, identity("1"), visitor_)), "partners.no_step");
}

TEST_P(ProviderTest, TheSessionKnowsHowItBegan) {
  EXPECT_EQ(linked(identity("1")), "");
  auto const secret = sign_in_by_provider(desk_, identity("1"), visitor_).value();
  auto const state = state_of(desk_, secret).value();
  EXPECT_EQ(state->session.started_by, "provider");
  EXPECT_EQ(state->session.id_token, "a.b.c");
  EXPECT_EQ(step(secret), "in") << "the notice was accepted before";
}

TEST_P(ProviderTest, AdministratorsShowASecondFactorAllTheSame) {
  agent("root@cci.fr", cci_, Role::administrator);
  auto const token = token_for("new@cci.fr", cci_);
  desk_.policy.second_factor = Policy::SecondFactor::everybody;
  auto const secret = accept_by_provider(desk_, hash_of_secret(token), identity("9"), visitor_).value();
  EXPECT_EQ(step(secret), "enrol_second_factor");
}

TEST_P(ProviderTest, TheOrganisationFollowsFromTheSiret) {
  number(cci_, "732829320");
  auto it = identity("1");
  it.siret = "24770043800011";
  EXPECT_EQ(linked(it), "partners.provider_organisation");
  it.siret = "73282932000074";
  EXPECT_EQ(linked(it), "");
  EXPECT_EQ(signed_in(it), "");
  for (auto const* const odd : {"", "732829320", "7328293200007x4", "24770043800011"}) {
    it.siret = odd;
    EXPECT_EQ(signed_in(it), "partners.provider_organisation") << odd;
  }
  number(pays_, "247700438");
  it.siret = "24770043800011";
  EXPECT_EQ(signed_in(it), "partners.provider_organisation") << "known, but without a role there";
  EXPECT_TRUE(write([&](sql::Session& session) { return add_membership(session, actor(), ann_, pays_, Role::analyst); }).ok());
  auto const secret = sign_in_by_provider(desk_, it, visitor_).value();
  EXPECT_EQ(state_of(desk_, secret).value()->organisation->organisation, pays_);
}

TEST_P(ProviderTest, AnInvitationIsAccepted) {
  auto const token = token_for("zoe@cci.fr", cci_);
  auto const hash = hash_of_secret(token);
  EXPECT_EQ(linked(identity("1")), "");
  EXPECT_EQ(code_of(accept_by_provider(desk_, hash, identity("1"), visitor_)), "partners.provider_taken");
  auto elsewhere = identity("2");
  elsewhere.siret = "24770043800011";
  EXPECT_EQ(code_of(accept_by_provider(desk_, hash, elsewhere, visitor_)), "partners.provider_organisation");
  EXPECT_EQ(code_of(accept_by_provider(desk_, hash, identity("2"), visitor_)), "") << "what was refused used nothing up";
  EXPECT_EQ(code_of(accept_by_provider(desk_, hash, identity("3"), visitor_)), "partners.no_invitation");
  EXPECT_EQ(signed_in(identity("2")), "");
  EXPECT_EQ(code_of(sign_in(desk_, "zoe@cci.fr", "", visitor_)), "partners.sign_in") << "it has no password";
  auto const known = hash_of_secret(token_for("zoe@cci.fr", pays_));
  EXPECT_EQ(code_of(accept_by_provider(desk_, known, identity("3"), visitor_)), "partners.provider_known_account");
  EXPECT_EQ(code_of(accept_by_provider(desk_, known, identity("2"), visitor_)), "");
}

TEST_P(ProviderTest, UnlinkingLeavesAWayIn) {
  EXPECT_EQ(linked(identity("1")), "");
  auto const secret = sign_in_by_provider(desk_, identity("1"), visitor_).value();
  auto const links = [this](std::string const& of) {
    return store_->read([&](sql::Session& session) { return provider_links(session, of); }).value();
  };
  auto const remove = [this](std::string const& of, std::string const& id) {
    return code_of(write([&](sql::Session& session) { return unlink_provider(session, {of, cci_, "test", now_}, id); }));
  };
  auto const id = links(ann_).at(0).id;
  EXPECT_EQ(remove(agent("bob@cci.fr", cci_, Role::adviser), id), "partners.unknown_link");
  EXPECT_EQ(remove(ann_, id), "");
  EXPECT_EQ(step(secret), "out");
  EXPECT_EQ(signed_in(identity("1")), "partners.provider_unlinked");
  auto const guest = accept_by_provider(desk_, hash_of_secret(token_for("zoe@cci.fr", cci_)), identity("2"), visitor_).value();
  auto const zoe = state_of(desk_, guest).value()->agent.id;
  EXPECT_EQ(remove(zoe, links(zoe).at(0).id), "partners.provider_last");
}

TEST_P(ProviderTest, WhoLeavesLeavesNoLink) {
  EXPECT_EQ(linked(identity("1")), "");
  EXPECT_TRUE(write([&](sql::Session& session) { return leave(session, actor(), {ann_, cci_, ""}, {}, false); }).ok());
  EXPECT_EQ(signed_in(identity("1")), "partners.provider_unlinked");
}

TEST_P(ProviderTest, TheTrailHasWhatWasDoneAndNoSecret) {
  EXPECT_EQ(linked(identity("subject-of-ann")), "");
  EXPECT_EQ(signed_in(identity("subject-of-ann")), "");
  EXPECT_TRUE(record_provider_failure(desk_, "", "openid.token", visitor_).ok());
  auto const rows = store_->read([](sql::Session& session) { return access::audit_trail(session, {}); }).value();
  std::string all;
  for (auto const& row : rows) all += row.action + " " + row.before + row.after + "\n";
  for (auto const* const action : {"session.provider ", "agent.provider_linked ", "session.provider_failed "})
    EXPECT_NE(all.find(action), std::string::npos) << action;
  EXPECT_EQ(all.find("subject-of-ann"), std::string::npos);
  EXPECT_EQ(all.find("a.b.c"), std::string::npos);
}

INSTANTIATE_TEST_SUITE_P(Both, ProviderTest, testing::ValuesIn(sql::both_dialects), sql::dialect_name);

}  // namespace
}  // namespace bassin::partners
