#include "outward/mail.h"

#include <gtest/gtest.h>
#include <unistd.h>

#include <algorithm>
#include <chrono>
#include <nlohmann/json.hpp>
#include <thread>

#include "outward/internal/message.h"
#include "outward/testing/peer_test_support.h"

namespace bassin::outward {
namespace {

using Json = nlohmann::json;

SmtpSettings plain(Peer const& peer) {
  return {.host = "127.0.0.1", .port = peer.port(), .security = MailSecurity::none, .total_seconds = 10};
}

Mail some_mail() {
  return {.from = {"bassin@pays-fictif.test", "Bassin du Pays fictif"},
          .to = {"claire.durand@cci.test", "Claire Durand"},
          .subject = "Invitation",
          .text = "Bonjour,\n\nVous êtes invitée.\n",
          .message_id = "0199-42@pays-fictif.test",
          .date = 1'795'536'000};  // 2026-11-24T16:00:00Z
}

std::string_view code_of(base::Result<void> const& done) { return done.ok() ? "" : done.error().code; }

std::string header(Json const& mail, std::string const& name) {
  for (auto const& pair : mail["headers"])
    if (pair[0] == name) return pair[1];
  return "(absent)";
}

TEST(SendMail, ArrivesAsItWasWritten) {
  Peer peer("mail_server.py", {"plain"});
  auto mail = some_mail();
  mail.subject = "Suite donnée à votre demande d'immobilier d'entreprise — réunion du 3 décembre à Crécy-la-Chapelle, salle « Périgord »";
  mail.to.name = "Hélène \"Léa\" d'Aubépine";
  mail.text = "Première ligne = essentielle ; " + std::string(200, 'x') +
              " fin\n.\n..deux points\n trailing \nFrom ici\n\tétiquette 100 % 😀\n\ndernière sans retour";
  auto const done = send_mail(plain(peer), mail);
  ASSERT_TRUE(done.ok()) << done.error().debug();
  auto const got = Json::parse(peer.line());
  EXPECT_EQ(header(got, "Subject"), mail.subject);
  EXPECT_EQ(header(got, "To"), "\"Hélène \\\"Léa\\\" d'Aubépine\" <claire.durand@cci.test>");
  EXPECT_EQ(header(got, "From"), "Bassin du Pays fictif <bassin@pays-fictif.test>");
  EXPECT_EQ(header(got, "Message-ID"), "<0199-42@pays-fictif.test>");
  EXPECT_EQ(header(got, "Date"), "Tue, 24 Nov 2026 16:00:00 +0000");
  EXPECT_EQ(header(got, "Auto-Submitted"), "auto-generated");
  EXPECT_EQ(got["text"], mail.text + "\n");
  EXPECT_EQ(got["defects"], Json::array());
  EXPECT_EQ(got["envelope_from"], "bassin@pays-fictif.test");
  EXPECT_EQ(got["envelope_to"], Json::array({"claire.durand@cci.test"}));
  std::string const raw = got["raw"];
  for (std::size_t start = 0, end = 0; (end = raw.find("\r\n", start)) != std::string::npos; start = end + 2)
    EXPECT_LE(end - start, 78U) << raw.substr(start, end - start);
}

TEST(SendMail, BringsBothForms) {
  Peer peer("mail_server.py", {"plain"});
  auto mail = some_mail();
  mail.text = "--=_bassin_part\nÀ faire = écrire\n";
  mail.html = "<p>À faire = <a href=\"https://bassin.test/?a=1&amp;b=2\">écrire</a></p>\n--=_bassin_part--\n";
  auto const done = send_mail(plain(peer), mail);
  ASSERT_TRUE(done.ok()) << done.error().debug();
  auto const got = Json::parse(peer.line());
  EXPECT_EQ(got["text"], mail.text) << "no text ends its part";
  EXPECT_EQ(got["html"], mail.html);
  EXPECT_EQ(got["defects"], Json::array());
  mail.html = "\xff";
  EXPECT_EQ(code_of(send_mail(plain(peer), mail)), "outward.bad_mail");
}

TEST(SendMail, SignsInOverStartTlsAndOverTls) {
  auto const certificate = make_certificate(testing::TempDir() + "mail_test_" + std::to_string(::getpid()));
  for (auto const& [mode, security] : {std::pair{"starttls,auth", MailSecurity::starttls}, {"tls,auth", MailSecurity::tls}}) {
    Peer peer("mail_server.py", {mode, certificate.file, certificate.key});
    SmtpSettings settings{.host = "127.0.0.1", .port = peer.port(), .security = security, .user = "bassin", .password = "mot de passe"};
    EXPECT_EQ(code_of(send_mail(settings, some_mail())), "outward.tls") << mode;  // nobody vouches for the certificate
    settings.ca_file = certificate.file;
    auto const done = send_mail(settings, some_mail());
    ASSERT_TRUE(done.ok()) << mode << ": " << done.error().debug();
    auto const got = Json::parse(peer.line());
    EXPECT_EQ(got["user"], "bassin") << mode;
    EXPECT_TRUE(got["tls"]) << mode;
    settings.password = "wrong";
    auto const refused = send_mail(settings, some_mail());
    EXPECT_EQ(code_of(refused), "outward.mail_sign_in") << mode;
    EXPECT_TRUE(is_temporary(refused.error()));
  }
}

TEST(SendMail, NeverSpeaksInTheClearWhereItShouldNot) {
  Peer const peer("mail_server.py", {"plain,auth"});
  auto settings = plain(peer);
  settings.security = MailSecurity::starttls;  // which the server does not offer
  settings.user = "bassin";
  settings.password = "mot de passe";
  EXPECT_EQ(code_of(send_mail(settings, some_mail())), "outward.tls");
  settings.security = MailSecurity::none;
  settings.host = "mail.example.invalid";
  auto const refused = send_mail(settings, some_mail());
  EXPECT_EQ(code_of(refused), "outward.plain_refused");
  EXPECT_FALSE(is_temporary(refused.error()));
}

TEST(SendMail, TellsNotNowFromNever) {
  Peer later("mail_server.py", {"plain,later"});
  auto const not_now = send_mail(plain(later), some_mail());
  ASSERT_EQ(code_of(not_now), "outward.mail_later");
  EXPECT_TRUE(is_temporary(not_now.error()));
  EXPECT_NE(not_now.error().value("reply").find("451 4.7.1 greylisted"), std::string::npos) << not_now.error().debug();
  EXPECT_EQ(code_of(send_mail(plain(later), some_mail())), "");
  EXPECT_FALSE(later.line().empty());

  Peer const refuses("mail_server.py", {"plain,refuse"});
  auto const never = send_mail(plain(refuses), some_mail());
  ASSERT_EQ(code_of(never), "outward.mail_refused");
  EXPECT_FALSE(is_temporary(never.error()));
  EXPECT_NE(never.error().value("reply").find("550 5.1.1"), std::string::npos) << never.error().debug();
}

TEST(SendMail, AServerThatIsAwayOrDropsOutMayComeBack) {
  Peer drops("mail_server.py", {"plain,drop"});
  auto const dropped = send_mail(plain(drops), some_mail());
  ASSERT_EQ(code_of(dropped), "outward.unreachable");
  EXPECT_TRUE(is_temporary(dropped.error()));
  EXPECT_EQ(code_of(send_mail(plain(drops), some_mail())), "");

  SmtpSettings const away{.host = "127.0.0.1", .port = 1, .security = MailSecurity::none};
  EXPECT_TRUE(is_temporary(send_mail(away, some_mail()).error()));

  Peer const slow("mail_server.py", {"plain,slow"});
  auto settings = plain(slow);
  settings.total_seconds = 1;
  EXPECT_EQ(code_of(send_mail(settings, some_mail())), "outward.timeout");
}

TEST(SendMail, AStopIsHeard) {
  Peer const slow("mail_server.py", {"plain,slow"});
  std::stop_source stop;
  std::jthread const later([&stop] {
    std::this_thread::sleep_for(std::chrono::milliseconds(300));
    stop.request_stop();
  });
  EXPECT_EQ(code_of(send_mail(plain(slow), some_mail(), stop.get_token())), "outward.stopped");
}

TEST(MailText, NoValueBeginsAnotherHeader) {
  auto const refused = [](auto const& change) {
    auto mail = some_mail();
    change(mail);
    auto const text = message_of(mail);
    return text.ok() ? std::string("accepted") : std::string(text.error().value("field"));
  };
  EXPECT_EQ(refused([](Mail& m) { m.subject = "a\r\nBcc: x@y.test"; }), "subject");
  EXPECT_EQ(refused([](Mail& m) { m.subject = "a\nb"; }), "subject");
  EXPECT_EQ(refused([](Mail& m) { m.subject = std::string("a\0b", 3); }), "subject");
  EXPECT_EQ(refused([](Mail& m) { m.subject = "\xff"; }), "subject");
  EXPECT_EQ(refused([](Mail& m) { m.to.name = "a\r\nBcc: x@y.test"; }), "to");
  EXPECT_EQ(refused([](Mail& m) { m.to.address = "a@b.test>\r\nRCPT TO:<c@d.test"; }), "to");
  EXPECT_EQ(refused([](Mail& m) { m.to.address = "a@b.test, c@d.test"; }), "to");
  EXPECT_EQ(refused([](Mail& m) { m.from.name = "\x7f"; }), "from");
  EXPECT_EQ(refused([](Mail& m) { m.message_id = "a b@c.test"; }), "message_id");
  EXPECT_EQ(refused([](Mail& m) { m.text = "\xc3"; }), "text");
  EXPECT_EQ(refused([](Mail& m) { m.text = "a\r\n.\r\nQUIT\r\n"; }), "accepted");  // a body's lines are the transfer's to guard
}

TEST(MailText, KnowsAnAddress) {
  for (auto const* good : {"a@b.fr", "claire.durand+bassin@cci-77.example.org", "x_y-z@1.2"}) EXPECT_TRUE(is_mail_address(good)) << good;
  for (auto const* bad : {"", "a", "@b.fr", "a@", "a@b@c", "a b@c.fr", "a@b c.fr", "\"a\"@b.fr", "a@-b.fr", "a..b@c.fr", ".a@c.fr",
                          "é@c.fr", "a@é.fr", "<a@b.fr>", "a@b.fr\n"})
    EXPECT_FALSE(is_mail_address(bad)) << bad;
}

TEST(MailText, LongWordsAreNotCutInsideACharacter) {
  for (std::size_t length = 1; length < 200; ++length) {
    auto mail = some_mail();
    for (mail.subject.clear(); mail.subject.size() < length;) mail.subject += "é€a";
    auto const text = message_of(mail).value();
    EXPECT_TRUE(std::all_of(text.begin(), text.end(), [](char c) { return static_cast<unsigned char>(c) < 0x80; }));
  }
}

}  // namespace
}  // namespace bassin::outward
