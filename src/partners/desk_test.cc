// Signing in, on both databases.
#include "partners/desk.h"

#include <thread>

#include "partners/lock_out.h"
#include "partners/people_test_support.h"
#include "partners/reader_cache.h"
#include "partners/secret.h"

namespace bassin::partners {
namespace {

using access::Role;
using base::Result;

class DeskTest : public People {
 protected:
  std::string cci_ = organisation("CCI");
  std::string ann_ = agent("ann@cci.fr", cci_, Role::adviser);

  std::string tried(std::string const& email, std::string const& typed) { return code_of(sign_in(desk_, email, typed, visitor_)); }
  // With a second factor set up; the phone's secret.
  std::string enrol(std::string& session) {
    auto const begun = begin_second_factor(desk_, session, "", visitor_).value();
    auto const done = confirm_second_factor(desk_, session, code_now(begun.secret), visitor_).value();
    EXPECT_EQ(step(session), "out") << "the step before is over";
    session = done.session;
    recovery_ = done.recovery_codes;
    return begun.secret;
  }
  [[nodiscard]] std::string code_now(std::string const& secret) const { return totp_code(secret, totp_step_at(now_)); }

  std::vector<std::string> recovery_;
};

TEST_P(DeskTest, EachStepHasASecretOfItsOwn) {
  auto const first = sign_in(desk_, " ANN@cci.fr", password, visitor_).value();
  EXPECT_EQ(step(first), "notice");
  auto const second = accept_notice(desk_, first, visitor_).value();
  EXPECT_NE(first, second);
  EXPECT_EQ(step(first), "out");
  EXPECT_EQ(step(second), "in");
  auto const state = state_of(desk_, second).value();
  EXPECT_EQ(state->organisation->name, "CCI");
  EXPECT_EQ(state->organisation->role, Role::adviser);
  ASSERT_TRUE(sign_out(desk_, second, visitor_).ok());
  EXPECT_EQ(step(second), "out");
}

TEST_P(DeskTest, TheStoreHoldsNoSecretOfASession) {
  auto const secret = in("ann@cci.fr");
  auto const rows = store_->read([](sql::Session& session) { return session.rows("select * from session"); }).value();
  ASSERT_EQ(rows.size(), 1U);
  for (auto const& cell : rows[0].cells()) {
    auto const* const text = std::get_if<std::string>(&cell);
    EXPECT_FALSE(text != nullptr && text->find(secret) != std::string::npos);
  }
}

TEST_P(DeskTest, UnknownAccountsAreRefusedAlike) {
  EXPECT_EQ(tried("ann@cci.fr", "wrong password!"), "partners.sign_in");
  EXPECT_EQ(tried("nobody@cci.fr", "wrong password!"), "partners.sign_in");
  EXPECT_EQ(tried("", ""), "partners.sign_in");
  EXPECT_EQ(tried("ann@cci.fr' or '1'='1", password), "partners.sign_in");
}

TEST_P(DeskTest, ManyFailuresLockTheAccountWhetherItIsThereOrNot) {
  for (auto const* const email : {"ann@cci.fr", "nobody@cci.fr"}) {
    for (int i = 0; i < 5; ++i) EXPECT_EQ(tried(email, "wrong password!"), "partners.sign_in") << email << i;
    EXPECT_EQ(tried(email, password), "partners.locked") << email;
    wait(29);
    EXPECT_EQ(tried(email, password), "partners.locked") << email;
    wait(2);
    EXPECT_EQ(tried(email, "wrong password!"), "partners.sign_in");
    wait(31);
    EXPECT_EQ(tried(email, "wrong password!"), "partners.locked") << "the pause doubles";
    wait(30);
  }
  EXPECT_EQ(tried("ann@cci.fr", password), "");
  for (int i = 0; i < 4; ++i) EXPECT_EQ(tried("ann@cci.fr", "wrong password!"), "partners.sign_in") << "counted anew";
  EXPECT_EQ(tried("ann@cci.fr", password), "");
}

TEST_P(DeskTest, AnAddressIsLockedByManyAccounts) {
  for (int i = 0; i < 30; ++i) EXPECT_EQ(tried("agent" + std::to_string(i) + "@cci.fr", "x"), "partners.sign_in") << i;
  EXPECT_EQ(tried("ann@cci.fr", password), "partners.locked");
  visitor_.address = "192.0.2.2";
  EXPECT_EQ(tried("ann@cci.fr", password), "");
}

TEST_P(DeskTest, ATownHallBehindOneAddressSignsInAsOftenAsItWants) {
  for (int i = 0; i < 40; ++i) EXPECT_EQ(tried("ann@cci.fr", password), "") << i;
}

TEST(Subject, OneIpv6NetworkIsOneAddress) {
  EXPECT_EQ(address_subject("2001:db8:1:2::1"), address_subject("2001:db8:1:2:ffff::9"));
  EXPECT_NE(address_subject("2001:db8:1:2::1"), address_subject("2001:db8:1:3::1"));
  EXPECT_NE(address_subject("192.0.2.1"), address_subject("192.0.2.2"));
  EXPECT_EQ(account_subject("A@b.fr"), account_subject("a@B.FR "));
}

TEST_P(DeskTest, AttemptsAtOnceAreCountedEach) {
  std::vector<std::thread> threads;
  std::atomic<int> judged = 0, locked = 0;
  for (int i = 0; i < 12; ++i) {
    threads.emplace_back([&] {
      auto const code = tried("ann@cci.fr", "wrong password!");
      ++(code == "partners.locked" ? locked : judged);
    });
  }
  for (auto& thread : threads) thread.join();
  EXPECT_EQ(judged, 5);
  EXPECT_EQ(locked, 7);
}

TEST_P(DeskTest, AHashMadeAtAnotherCostIsMadeAnew) {
  auto const hash = [this] {
    return store_->read([](sql::Session& session) { return session.row("select hash from password"); }).value()->text("hash");
  };
  auto const before = hash();
  desk_.policy.cost.passes = 2;
  EXPECT_EQ(tried("ann@cci.fr", password), "");
  auto const after = hash();
  EXPECT_NE(before, after);
  EXPECT_TRUE(after.find("t=2") != std::string::npos) << after;
  EXPECT_EQ(tried("ann@cci.fr", password), "");
  EXPECT_EQ(hash(), after);
}

TEST_P(DeskTest, SessionsEndIdleAndAtLast) {
  auto const idle = in("ann@cci.fr"), busy = in("ann@cci.fr");
  ReaderCache cache(desk_, [](std::string const&) { return nullptr; });
  for (int hours = 0; hours < 11; ++hours) {
    wait(3600);
    EXPECT_EQ(cache.load(busy, Use::by_hand)->standing, access::Reader::Standing::member) << hours;
    EXPECT_EQ(step(idle) == "in", hours < 1);
  }
  wait(3600);
  EXPECT_EQ(cache.load(busy, Use::by_hand)->standing, access::Reader::Standing::stranger);
}

TEST_P(DeskTest, TheTimeLeftIsToldAndWhatAPageAsksByItselfProlongsNothing) {
  auto const secret = in("ann@cci.fr");
  ReaderCache cache(desk_, [](std::string const&) { return nullptr; });
  auto const left = [&] {
    auto const state = state_of(desk_, secret).value();
    auto const time = state ? time_left(state->session, now_) : TimeLeft{};
    return std::pair(time.seconds, time.most_seconds);
  };
  using Left = std::pair<std::int64_t, std::int64_t>;
  EXPECT_EQ(left(), Left(7200, 43200));
  wait(7000);
  EXPECT_EQ(cache.load(secret, Use::unattended)->standing, access::Reader::Standing::member);
  EXPECT_EQ(left(), Left(200, 36200));
  EXPECT_TRUE(cache.known(secret, Use::unattended).has_value());
  EXPECT_FALSE(cache.known(secret, Use::by_hand).has_value()) << "the store is to know of it";
  EXPECT_EQ(cache.load(secret, Use::by_hand)->standing, access::Reader::Standing::member);
  EXPECT_EQ(left(), Left(7200, 36200));
  EXPECT_TRUE(cache.known(secret, Use::by_hand).has_value());
  for (int hours = 0; hours < 9; ++hours) {
    wait(3600);
    EXPECT_TRUE(cache.load(secret, Use::by_hand).ok());
  }
  EXPECT_EQ(left(), Left(3800, 3800)) << "no use prolongs the twelve hours";
  wait(3799);
  EXPECT_EQ(left(), Left(1, 1));
  wait(1);
  EXPECT_EQ(step(secret), "out");
}

TEST_P(DeskTest, AHalfSignInWaitsAQuarterOfAnHour) {
  auto const secret = sign_in(desk_, "ann@cci.fr", password, visitor_).value();
  wait(15 * 60 + 1);
  EXPECT_EQ(step(secret), "out");
  EXPECT_EQ(code_of(accept_notice(desk_, secret, visitor_)), "partners.no_step");
}

TEST_P(DeskTest, TheNoticeComesBackAfterThreeMonthsAndWhenItChanges) {
  (void)in("ann@cci.fr");
  EXPECT_EQ(step(sign_in(desk_, "ann@cci.fr", password, visitor_).value()), "in");
  desk_.policy.notice_version = "2";
  EXPECT_EQ(step(sign_in(desk_, "ann@cci.fr", password, visitor_).value()), "notice");
  (void)in("ann@cci.fr");
  wait(notice_seconds + 1);
  EXPECT_EQ(step(sign_in(desk_, "ann@cci.fr", password, visitor_).value()), "notice");
}

TEST_P(DeskTest, AdministratorsSetUpASecondFactorFirst) {
  agent("root@cci.fr", cci_, Role::administrator);
  auto session = sign_in(desk_, "root@cci.fr", password, visitor_).value();
  EXPECT_EQ(step(session), "enrol_second_factor");
  EXPECT_EQ(code_of(accept_notice(desk_, session, visitor_)), "partners.no_step");
  auto const phone = enrol(session);
  EXPECT_EQ(step(session), "notice");
  wait(60);
  session = sign_in(desk_, "root@cci.fr", password, visitor_).value();
  EXPECT_EQ(step(session), "second_factor");
  EXPECT_EQ(code_of(begin_second_factor(desk_, session, "", visitor_)), "partners.no_step") << "a password alone sets up no other phone";
  auto const after = show_second_factor(desk_, session, code_now(phone), visitor_).value();
  EXPECT_EQ(step(after), "notice");
  EXPECT_EQ(step(session), "out");
  desk_.policy.second_factor = Policy::SecondFactor::nobody;
  agent("root2@cci.fr", cci_, Role::administrator);
  EXPECT_EQ(step(sign_in(desk_, "root2@cci.fr", password, visitor_).value()), "notice");
}

TEST_P(DeskTest, ACodeIsTakenOnceWhoeverShowsIt) {
  auto session = in("ann@cci.fr");
  auto const phone = enrol(session);
  auto const code = code_now(phone);
  auto const again = sign_in(desk_, "ann@cci.fr", password, visitor_).value();
  EXPECT_EQ(code_of(show_second_factor(desk_, again, code, visitor_)), "partners.code") << "used to set it up";
  wait(60);
  auto const one = sign_in(desk_, "ann@cci.fr", password, visitor_).value(), two = sign_in(desk_, "ann@cci.fr", password, visitor_).value();
  EXPECT_EQ(code_of(show_second_factor(desk_, one, code_now(phone), visitor_)), "");
  EXPECT_EQ(code_of(show_second_factor(desk_, two, code_now(phone), visitor_)), "partners.code");
}

TEST_P(DeskTest, RecoveryCodesAreGoodOnce) {
  auto session = in("ann@cci.fr");
  (void)enrol(session);
  auto one = sign_in(desk_, "ann@cci.fr", password, visitor_).value();
  EXPECT_EQ(code_of(show_second_factor(desk_, one, recovery_[3], visitor_)), "");
  one = sign_in(desk_, "ann@cci.fr", password, visitor_).value();
  EXPECT_EQ(code_of(show_second_factor(desk_, one, recovery_[3], visitor_)), "partners.code");
  EXPECT_EQ(code_of(show_second_factor(desk_, one, recovery_[4], visitor_)), "");
}

TEST_P(DeskTest, GuessingCodesLocks) {
  auto session = in("ann@cci.fr");
  auto const phone = enrol(session);
  wait(60);
  auto const half = sign_in(desk_, "ann@cci.fr", password, visitor_).value();
  for (int i = 0; i < 5; ++i) EXPECT_EQ(code_of(show_second_factor(desk_, half, "00000" + std::to_string(i), visitor_)), "partners.code");
  auto const other = sign_in(desk_, "ann@cci.fr", password, visitor_).value();
  EXPECT_EQ(code_of(show_second_factor(desk_, other, code_now(phone), visitor_)), "partners.locked") << "a fresh session is no way around";
  wait(31);
  EXPECT_EQ(code_of(show_second_factor(desk_, other, code_now(phone), visitor_)), "");
}

TEST_P(DeskTest, ASecondFactorIsReplacedWithItsCodeOnly) {
  auto session = in("ann@cci.fr");
  auto const phone = enrol(session);
  EXPECT_EQ(code_of(begin_second_factor(desk_, session, "", visitor_)), "partners.code");
  wait(60);
  auto const begun = begin_second_factor(desk_, session, code_now(phone), visitor_).value();
  auto const half = sign_in(desk_, "ann@cci.fr", password, visitor_).value();
  wait(60);
  EXPECT_EQ(code_of(show_second_factor(desk_, half, code_now(phone), visitor_)), "") << "until the new one is confirmed the old one holds";
  EXPECT_EQ(code_of(confirm_second_factor(desk_, session, code_now(begun.secret), visitor_)), "");
}

TEST_P(DeskTest, AnotherPasswordEndsTheOtherSessions) {
  auto const here = in("ann@cci.fr"), there = in("ann@cci.fr");
  EXPECT_EQ(code_of(change_password(desk_, here, "wrong password!", "un autre chat dort ici", visitor_)), "partners.sign_in");
  EXPECT_EQ(code_of(change_password(desk_, here, password, "court", visitor_)), "partners.password_length");
  EXPECT_EQ(code_of(change_password(desk_, here, password, "un autre chat dort ici", visitor_)), "");
  EXPECT_EQ(step(here), "in");
  EXPECT_EQ(step(there), "out");
  EXPECT_EQ(tried("ann@cci.fr", password), "partners.sign_in");
  EXPECT_EQ(tried("ann@cci.fr", "un autre chat dort ici"), "");
}

TEST_P(DeskTest, OneActsForAnOrganisationInWhichOneHasARole) {
  auto const cma = organisation("CMA", "cma"), other = organisation("Autre", "other");
  ASSERT_TRUE(write([&](sql::Session& session) { return add_membership(session, actor(), ann_, cma, Role::analyst); }).ok());
  auto const secret = in("ann@cci.fr");
  EXPECT_EQ(code_of(act_for(desk_, secret, other)), "partners.unknown_organisation");
  EXPECT_EQ(code_of(act_for(desk_, secret, cma)), "");
  EXPECT_EQ(state_of(desk_, secret).value()->organisation->role, Role::analyst);
}

INSTANTIATE_TEST_SUITE_P(Both, DeskTest, testing::ValuesIn(sql::both_dialects), sql::dialect_name);

}  // namespace
}  // namespace bassin::partners
