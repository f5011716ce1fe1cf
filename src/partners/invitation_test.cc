// Letters that let somebody in, on both databases.
#include "partners/invitation.h"

#include <atomic>
#include <thread>

#include "partners/people_test_support.h"

namespace bassin::partners {
namespace {

using access::Role;

class InvitationTest : public People {
 protected:
  std::string cci_ = organisation("CCI"), cma_ = organisation("CMA", "cma");
  std::string root_ = agent("root@cci.fr", cci_, Role::administrator);

  // The secret in the last letter.
  std::string letter() {
    auto const& text = mails_.back().text;
    auto const at = std::min(text.find("/invitation/"), text.find("/mot-de-passe/"));
    auto const start = text.find('/', at + 1) + 1;
    return text.substr(start, 43);
  }
  std::string invited(std::string const& email, std::string const& of, Role role = Role::adviser) {
    return code_of(invite(desk_, actor(), of, email, role));
  }
  std::string accepted(std::string const& token, std::string_view typed = password) {
    return code_of(accept_invitation(desk_, token, "Zoé Petit", typed, visitor_));
  }
};

TEST_P(InvitationTest, LetsSomebodyInOnce) {
  EXPECT_EQ(invited("zoe@cci.fr", cci_), "");
  ASSERT_EQ(mails_.size(), 1U);
  EXPECT_EQ(mails_[0].to, "zoe@cci.fr");
  auto const token = letter();
  EXPECT_FALSE(find_invitation(desk_, token)->known);
  EXPECT_EQ(accepted(token, "court"), "partners.password_length");
  EXPECT_EQ(accepted(token), "");
  EXPECT_EQ(accepted(token), "partners.no_invitation");
  EXPECT_EQ(state_of(desk_, in("zoe@cci.fr")).value()->organisation->role, Role::adviser);
  EXPECT_EQ(invited("zoe@cci.fr", cci_), "partners.known_member");
}

TEST_P(InvitationTest, OfManyAtOnceOneIsAccepted) {
  ASSERT_EQ(invited("zoe@cci.fr", cci_), "");
  auto const token = letter();
  std::atomic<int> taken = 0;
  std::vector<std::thread> threads;
  for (int i = 0; i < 6; ++i) {
    threads.emplace_back([&, i] {
      auto const done = accept_invitation(desk_, token, "Zoé", "une phrase du fil " + std::to_string(i), visitor_);
      if (done.ok()) ++taken;
    });
  }
  for (auto& thread : threads) thread.join();
  EXPECT_EQ(taken, 1);
}

TEST_P(InvitationTest, WhoHasAnAccountShowsItsPassword) {
  ASSERT_EQ(invited("root@cci.fr", cma_, Role::analyst), "");
  auto const token = letter();
  EXPECT_TRUE(find_invitation(desk_, token)->known);
  EXPECT_EQ(accepted(token, "another password of mine"), "partners.sign_in");
  EXPECT_EQ(accepted(token), "");
  EXPECT_TRUE(store_->read([&](sql::Session& session) { return role_in(session, root_, cma_); }).value() == Role::analyst);
}

TEST_P(InvitationTest, EndsByTimeByRevocationAndByAnotherOne) {
  ASSERT_EQ(invited("zoe@cci.fr", cci_), "");
  auto const first = letter();
  ASSERT_EQ(invited("zoe@cci.fr", cci_), "");
  EXPECT_EQ(accepted(first), "partners.no_invitation");
  auto const second = letter();
  wait(invitation_seconds + 1);
  EXPECT_EQ(accepted(second), "partners.no_invitation");
  auto const third = invite(desk_, actor(), cci_, "zoe@cci.fr", Role::adviser).value().invitation.id;
  EXPECT_EQ(code_of(write([&](sql::Session& session) { return revoke_invitation(session, actor(), cma_, third); })),
            "partners.no_invitation");
  EXPECT_EQ(code_of(write([&](sql::Session& session) { return revoke_invitation(session, actor(), cci_, third); })), "");
  EXPECT_EQ(accepted(letter()), "partners.no_invitation");
}

TEST_P(InvitationTest, WithoutMailTheInviterGetsTheLink) {
  desk_.mail = nullptr;
  desk_.policy.address = "https://bassin.test";
  EXPECT_TRUE(invite(desk_, actor(), cci_, "zoe@cci.fr", Role::adviser)->link.starts_with("https://bassin.test/invitation/"));
}

TEST_P(InvitationTest, NoAddressStartsAHeader) {
  EXPECT_EQ(invited("zoe@cci.fr\r\nBcc: all@cci.fr", cci_), "partners.bad_value");
  EXPECT_TRUE(mails_.empty());
}

TEST_P(InvitationTest, AForgottenPasswordIsChosenAnewOnce) {
  auto const session = sign_in(desk_, "root@cci.fr", password, visitor_).value();
  EXPECT_EQ(code_of(ask_reset(desk_, "nobody@cci.fr", visitor_)), "");
  EXPECT_TRUE(mails_.empty());
  EXPECT_EQ(code_of(ask_reset(desk_, "root@cci.fr", visitor_)), "");
  auto const token = letter();
  EXPECT_EQ(code_of(reset_password(desk_, token, "court", visitor_)), "partners.password_length");
  EXPECT_EQ(code_of(reset_password(desk_, token, "une tout autre phrase", visitor_)), "");
  EXPECT_EQ(code_of(reset_password(desk_, token, "encore une autre phrase", visitor_)), "partners.no_reset");
  EXPECT_EQ(step(session), "out");
  EXPECT_EQ(code_of(sign_in(desk_, "root@cci.fr", "une tout autre phrase", visitor_)), "");
}

TEST_P(InvitationTest, LettersAreFewAndShortLived) {
  for (int i = 0; i < 6; ++i) EXPECT_EQ(code_of(ask_reset(desk_, "root@cci.fr", visitor_)), "");
  EXPECT_LE(mails_.size(), 4U);
  auto const token = letter();
  wait(reset_seconds + 1);
  EXPECT_EQ(code_of(reset_password(desk_, token, "une tout autre phrase", visitor_)), "partners.no_reset");
}

INSTANTIATE_TEST_SUITE_P(Both, InvitationTest, testing::ValuesIn(sql::both_dialects), sql::dialect_name);

}  // namespace
}  // namespace bassin::partners
