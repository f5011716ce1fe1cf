#include "letters/rounds.h"

#include <algorithm>
#include <thread>

#include "jobs/job.h"
#include "letters/choice.h"
#include "letters/testing/letters_test_support.h"
#include "letters/wording.h"

namespace bassin::letters {
namespace {

using sql::Session;
using support::Theme;
using Texts = std::vector<std::string>;

base::Instant at(std::string_view iso) { return base::parse_instant(iso).value(); }

TEST(Wording, IsTheSameInBothForms) {
  Content const content{.intro = "Un besoin <attend>.",
                        .sections = {{"Confiés", {"L'ÉPICERIE & FILS : confié le 1er mai"}}},
                        .what_to_do = "Ouvrir",
                        .link = "https://bassin.test/ma-journee",
                        .choice_link = "https://bassin.test/compte"};
  EXPECT_EQ(
      as_text(content),
      "Bonjour,\n\nUn besoin <attend>.\n\nConfiés\n- L'ÉPICERIE & FILS : confié le 1er mai\n\nOuvrir\nhttps://bassin.test/ma-journee\n\n"
      "Choisir les lettres que vous recevez : https://bassin.test/compte\n");
  auto const html = as_html(content);
  for (auto const* part : {"<p>Un besoin &lt;attend&gt;.</p>", "<li>L'ÉPICERIE &amp; FILS : confié le 1er mai</li>",
                           "<a href=\"https://bassin.test/ma-journee\">Ouvrir</a>"})
    EXPECT_NE(html.find(part), std::string::npos) << html;
  EXPECT_EQ(in_words(base::make_date(2026, 12, 1)), "1er décembre 2026");
  EXPECT_EQ(in_words(base::make_date(2026, 8, 9)), "9 août 2026");
}

class Rounds : public WithLetters {
 protected:
  // To whom a letter is queued and how its subject reads, by address: "anne@pays.fr: Bassin : …".
  Texts queued() {
    Texts out;
    for (auto const& job : mails()) {
      auto const text = [&job](std::string const& key) {
        auto const from = job.payload.find("\"" + key + "\":\"") + key.size() + 4;
        return job.payload.substr(from, job.payload.find('"', from) - from);
      };
      out.push_back(text("to") + ": " + text("subject"));
    }
    std::sort(out.begin(), out.end());
    return out;
  }
  std::vector<jobs::Job> mails() {
    return read([&](Session& s) { return jobs::list(s, {.state = {}, .kind = "mail", .before = "", .limit = 100}); });
  }
  std::string all_payloads() {
    std::string out;
    for (auto const& it : mails()) out += it.payload;
    return out;
  }
  void forget() {
    write([](Session& s) { return s.run("delete from job"); });
  }
  Post post() {
    return {.store = *store_,
            .now = [this] { return base::Instant{clock_ms_ += 1000}; },
            .installation = "Bassin",
            .address = "https://bassin.test",
            .communes_of = [](std::string const&) { return std::make_shared<std::vector<std::string> const>(); },
            .names_of = [this](access::Reader const&, std::vector<std::string> const&) -> base::Result<PublicNames> {
              return PublicNames{{bakery_.business, "BOULANGERIE"}};
            }};
  }
  // So many days after a need was handed over.
  Texts silence(support::Need const& need, int days) {
    forget();
    auto const handed = base::parse_date(need.handed_at.substr(0, 10)).value();
    EXPECT_TRUE(send_silence(post(), base::Date{handed.days + days}).ok());
    return queued();
  }
  Texts digest(std::string_view on) {
    forget();
    EXPECT_TRUE(send_digests(post(), day(on)).ok());
    return queued();
  }
  std::size_t planned(std::string_view moment, Timetable const& timetable = {}) {
    forget();
    EXPECT_TRUE(plan_rounds(*store_, timetable, at(moment)).ok());
    return read([&](Session& s) { return jobs::list(s, {.state = {}, .kind = round_kind_name, .before = "", .limit = 100}); }).size();
  }

  access::Reader const cma_chief_ = member(cma_, "chief@cma.fr", access::Role::coordinator);
};

INSTANTIATE_TEST_SUITE_P(Both, Rounds, testing::ValuesIn(sql::both_dialects), sql::dialect_name);

TEST_P(Rounds, ArePlannedOnceADayAtTheirHour) {
  EXPECT_EQ(planned("2026-11-26T05:59:00.000Z"), 0U) << "Thursday, 6:59 in Paris";
  EXPECT_EQ(planned("2026-11-26T06:00:00.000Z"), 1U);
  EXPECT_EQ(planned("2026-11-26T06:00:02.000Z"), 0U);
  EXPECT_EQ(planned("2026-11-30T08:00:00.000Z"), 2U) << "Monday";
  EXPECT_EQ(planned("2026-12-01T08:00:00.000Z"), 1U);
  EXPECT_EQ(planned("2026-12-08T05:00:00.000Z"), 1U) << "the Monday's digest, which nobody was there for";
  EXPECT_EQ(planned("2026-12-17T05:00:00.000Z"), 0U) << "too late for Monday's";
  EXPECT_EQ(planned("2026-12-21T08:00:00.000Z", {.hour = 7, .silence = false, .digest_weekday = 0}), 0U);
}

TEST_P(Rounds, TellTheReceiverOnceAtEachStep) {
  auto const need = hand(anne_, cma_, Theme::premises);
  EXPECT_EQ(silence(need, 8), Texts{});
  EXPECT_EQ(silence(need, 9), Texts{"chief@cma.fr: Bassin : un besoin sans réponse depuis 9 jours"}) << "who coordinates the receiver";
  auto const text = all_payloads();
  EXPECT_NE(text.find("BOULANGERIE : confié par CC du Pays Créçois le "), std::string::npos) << text;
  EXPECT_EQ(text.find("Cherche un local"), std::string::npos) << "what it says does not travel";
  EXPECT_EQ(silence(need, 9), Texts{}) << "again";
  EXPECT_EQ(silence(need, 20), Texts{});
  Texts const both{"anne@pays.fr: Bassin : un besoin sans réponse depuis 21 jours",
                   "chief@cma.fr: Bassin : un besoin sans réponse depuis 21 jours"};
  EXPECT_EQ(silence(need, 22), both);
  EXPECT_NE(all_payloads().find("confié à CMA 77"), std::string::npos);
  EXPECT_EQ(silence(need, 60).size(), 2U);
  EXPECT_EQ(silence(need, 90), Texts{}) << "45 is the last";
}

TEST_P(Rounds, OfTwoServersAtOnceAreOne) {
  auto const need = hand(anne_, cma_, Theme::premises);
  remind(anne_, "Rappeler", "2018-04-30");
  forget();
  auto const handed = base::parse_date(need.handed_at.substr(0, 10)).value();
  auto const one_server = [&] {
    auto own = post();
    own.now = [] { return at("2026-11-30T08:00:00.000Z"); };
    EXPECT_TRUE(plan_rounds(*store_, {}, own.now()).ok());
    EXPECT_TRUE(send_silence(own, base::Date{handed.days + 22}).ok());
    EXPECT_TRUE(send_digests(own, day("2018-05-02")).ok());
  };
  std::thread other(one_server);
  one_server();
  other.join();
  auto const silent = std::string(": Bassin : un besoin sans réponse depuis 21 jours"),
             week = std::string(": Bassin : votre semaine du 2 mai 2018");
  EXPECT_EQ(queued(), (Texts{"anne@pays.fr" + silent, "anne@pays.fr" + week, "carole@cma.fr" + week, "chief@cma.fr" + silent,
                             "chief@cma.fr" + week}));
  auto const planned = read([&](Session& s) { return jobs::list(s, {.state = {}, .kind = round_kind_name, .before = "", .limit = 100}); });
  EXPECT_EQ(planned.size(), 2U) << "silence and the week, once each";
}

TEST_P(Rounds, SayNothingOfWhatWasAnsweredOrRefused) {
  auto const need = hand(anne_, cma_, Theme::premises);
  write([&](Session& s) { return support::accept_need(s, as(cma_chief_), today_, {need.id, 1}, ""); });
  EXPECT_EQ(silence(need, 30), Texts{});
  auto const other = hand(anne_, cma_, Theme::premises);
  write([&](Session& s) { return choose(s, as(cma_chief_), LetterKind::silence, false); });
  write([&](Session& s) { return choose(s, as(anne_), LetterKind::digest, false); });
  EXPECT_EQ(silence(other, 30), Texts{"anne@pays.fr: Bassin : un besoin sans réponse depuis 21 jours"});
  EXPECT_FALSE(read([&](Session& s) { return wants(s, cma_chief_.agent, LetterKind::silence); }));
  write([&](Session& s) { return choose(s, as(cma_chief_), LetterKind::silence, true); });
  EXPECT_TRUE(read([&](Session& s) { return wants(s, cma_chief_.agent, LetterKind::silence); }));
}

TEST_P(Rounds, PutAllOfADayInOneLetterAndNameNobodyInDistress) {
  auto const need = hand(anne_, cma_, Theme::premises);
  hand(anne_, cma_, Theme::distress);
  EXPECT_EQ(silence(need, 10), Texts{"chief@cma.fr: Bassin : 2 besoins sans réponse"});
  auto const text = all_payloads();
  EXPECT_NE(text.find("BOULANGERIE : confié"), std::string::npos);
  EXPECT_NE(text.find("Une entreprise : confié"), std::string::npos);
}

TEST_P(Rounds, StartAnewWhereOneWasHandedOn) {
  auto const need = hand(anne_, cma_, Theme::premises);
  EXPECT_EQ(silence(need, 9).size(), 1U);
  clock_ms_ += std::int64_t{86'400'000} * 15;
  auto const passed = write([&](Session& s) {
    return support::pass_need_on(s, as(anne_), today_, {need.id, 1}, {cma_, "", carole_.agent}, "");
  });
  EXPECT_EQ(silence(need, 21), Texts{}) << "it is hers for six days";
  EXPECT_EQ(silence(passed, 9), Texts{"carole@cma.fr: Bassin : un besoin sans réponse depuis 9 jours"});
}

TEST_P(Rounds, TellTheWeek) {
  remind(anne_, "Rappeler", "2018-04-30");
  remind(anne_, "Écrire", "2018-05-04");
  remind(anne_, "Plus tard", "2018-06-04");
  EXPECT_EQ(digest("2018-05-02"), Texts{"anne@pays.fr: Bassin : votre semaine du 2 mai 2018"}) << "nothing waits for the others";
  auto const text = all_payloads();
  EXPECT_NE(text.find("En retard\\n- Rappeler – BOULANGERIE (30 avril 2018)"), std::string::npos) << text;
  EXPECT_NE(text.find("Cette semaine\\n- Écrire – BOULANGERIE (4 mai 2018)"), std::string::npos) << text;
  EXPECT_EQ(text.find("Plus tard"), std::string::npos);
  EXPECT_NE(text.find("<h2>En retard</h2>"), std::string::npos);
  EXPECT_EQ(digest("2018-05-02"), Texts{}) << "again";
  EXPECT_EQ(digest("2018-05-09").size(), 1U);
  write([&](Session& s) { return choose(s, as(anne_), LetterKind::digest, false); });
  EXPECT_EQ(digest("2018-05-16"), Texts{});
}

TEST_P(Rounds, TellConventionsToWhoRunsThem) {
  signed_framework();
  EXPECT_EQ(digest("2020-11-02"),
            (Texts{"chief@cma.fr: Bassin : votre semaine du 2 novembre 2020", "chief@pays.fr: Bassin : votre semaine du 2 novembre 2020"}));
  EXPECT_NE(all_payloads().find("Convention de partenariat : elle prend fin le 31 décembre 2020"), std::string::npos);
}

}  // namespace
}  // namespace bassin::letters
