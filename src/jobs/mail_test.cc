// Mail as jobs, to a real mail server.
#include "jobs/mail.h"

#include <gtest/gtest.h>
#include <signal.h>
#include <sys/wait.h>
#include <unistd.h>

#include <chrono>
#include <nlohmann/json.hpp>
#include <thread>

#include "jobs/migrations.h"
#include "outward/testing/peer_test_support.h"
#include "sql/testing/throwaway_store_test_support.h"

namespace bassin::jobs {
namespace {

using Json = nlohmann::json;
using outward::Peer;

base::Instant real_now() {
  using namespace std::chrono;
  return {duration_cast<milliseconds>(system_clock::now().time_since_epoch()).count()};
}

Kind kind_for(std::uint16_t port) {
  auto kind = mail_kind({.host = "127.0.0.1", .port = port, .security = outward::MailSecurity::none, .total_seconds = 20},
                        {"bassin@pays-fictif.test", "Bassin"});
  kind.pause_seconds = 0.1;
  return kind;
}

WorkerSettings quick() { return {.lease_seconds = 2, .beat_seconds = 0.1, .poll_seconds = 0.05}; }

class MailJobs : public testing::TestWithParam<sql::Dialect> {
 protected:
  std::string add(std::string const& to, std::string const& subject) {
    return store_->write([&](sql::Session& session) {
                   return queue_mail(session, {to, "Claire", subject, "Bonjour.\n"}, "", real_now());
                 })
        .value();
  }
  Job job(std::string const& id) {
    return *store_->read([&](sql::Session& session) { return find(session, id); }).value();
  }
  bool soon(std::string const& id, State state) {
    for (int i = 0; i < 2000 && job(id).state != state; ++i) std::this_thread::sleep_for(std::chrono::milliseconds(10));
    return job(id).state == state;
  }

  sql::ThrowawayStore place_{GetParam()};
  std::unique_ptr<sql::Store> store_ = place_.open(migrations());
};

INSTANTIATE_TEST_SUITE_P(Both, MailJobs, testing::ValuesIn(sql::both_dialects), sql::dialect_name);

TEST_P(MailJobs, AGreylistedMailArrivesOnce) {
  Peer peer("mail_server.py", {"plain,later"});
  auto const id = add("claire@cci.test", "Invitation à « Bassin »");
  Worker const worker(*store_, {kind_for(peer.port())}, real_now, {}, quick());
  ASSERT_TRUE(soon(id, State::done)) << job(id).error_code;
  EXPECT_EQ(job(id).attempts, 2);
  EXPECT_EQ(job(id).payload, "");
  auto const second = add("jean@cma.test", "fin");
  ASSERT_TRUE(soon(second, State::done));
  auto const mail = Json::parse(peer.line());
  EXPECT_EQ(mail["envelope_to"], Json::array({"claire@cci.test"}));
  EXPECT_NE(mail["headers"].dump().find("<" + id + "@pays-fictif.test>"), std::string::npos);
  EXPECT_NE(mail["headers"].dump().find("Invitation à « Bassin »"), std::string::npos);
  EXPECT_EQ(Json::parse(peer.line())["envelope_to"], Json::array({"jean@cma.test"}));  // nothing came in between
}

TEST_P(MailJobs, ARefusedMailFailsWithTheServersWords) {
  Peer const peer("mail_server.py", {"plain,refuse"});
  auto const id = add("nobody@cci.test", "Invitation");
  Worker const worker(*store_, {kind_for(peer.port())}, real_now, {}, quick());
  ASSERT_TRUE(soon(id, State::failed));
  EXPECT_EQ(job(id).attempts, 1);
  EXPECT_NE(job(id).error()->value("reply").find("550"), std::string::npos);
}

TEST_P(MailJobs, AServerThatIsAwayIsWaitedFor) {
  auto const id = add("claire@cci.test", "Invitation");
  std::uint16_t port = 0;
  {
    Peer const gone("mail_server.py", {"plain"});
    port = gone.port();
  }
  Worker const worker(*store_, {kind_for(port)}, real_now, {}, quick());
  for (int i = 0; i < 1000 && job(id).attempts < 2; ++i) std::this_thread::sleep_for(std::chrono::milliseconds(10));
  EXPECT_EQ(job(id).error_code, "outward.unreachable");
  EXPECT_NE(job(id).state, State::failed);
}

// kill -9 of the sender while the server has the mail and has not answered: sent again under the same Message-ID, never lost.
TEST_P(MailJobs, AMailUnderWayIsNotLostWithItsWorker) {
  auto const id = add("claire@cci.test", "Invitation");
  Peer const slow("mail_server.py", {"plain,slow"});
  store_.reset();
  auto const child = ::fork();
  ASSERT_GE(child, 0);
  if (child == 0) {
    auto const store = place_.open(migrations());
    Worker::run_due(*store, {kind_for(slow.port())}, real_now, quick());
    ::_exit(1);
  }
  store_ = place_.open(migrations());
  ASSERT_TRUE(soon(id, State::running));
  std::this_thread::sleep_for(std::chrono::milliseconds(300));
  ::kill(child, SIGKILL);
  ::waitpid(child, nullptr, 0);
  Peer peer("mail_server.py", {"plain"});
  Worker const worker(*store_, {kind_for(peer.port())}, real_now, {}, quick());
  ASSERT_TRUE(soon(id, State::done));
  EXPECT_NE(peer.line().find("<" + id + "@pays-fictif.test>"), std::string::npos);
}

TEST_P(MailJobs, WhatIsNoAddressIsSaidAtOnce) {
  for (auto const* to : {"nobody", "a@b.test\r\nBcc: c@d.test", ""}) {
    auto const queued = store_->write([&](sql::Session& session) {
      return queue_mail(session, {to, "", "Invitation", ""}, "", real_now());
    });
    ASSERT_FALSE(queued.ok()) << to;
    EXPECT_EQ(queued.error().code, "outward.bad_mail");
  }
}

}  // namespace
}  // namespace bassin::jobs
