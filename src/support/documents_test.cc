// Who may do what with documents of exchanges, follow-ups and businesses, and what becomes of them.
#include "support/documents.h"

#include "support/exchanges.h"
#include "support/follow_ups.h"
#include "support/testing/agents_test_support.h"

namespace bassin::support {
namespace {

using access::Level;
using access::RecordKind;
using documents::Of;
using documents::Standing;

class SupportDocuments : public WithAgents {
 protected:
  base::Date const today_ = day("2026-11-28");
  access::Reader const anne_ = member(pays_, "anne@pays.fr"), alain_ = member(pays_, "alain@pays.fr"),
                       carole_ = member(cma_, "carole@cma.fr");

  Standing standing(access::Reader const& who, documents::Subject const& subject) {
    return read([&](sql::Session& s) { return standing_with(s, who, today_, subject); });
  }
  std::string refused(access::Reader const& who, documents::Subject const& subject) {
    auto const found = store_->read([&](sql::Session& s) { return standing_with(s, who, today_, subject); });
    return found.ok() ? "" : std::string(found.error().code);
  }
  void open(RecordKind kind, Level level) {
    write([&](sql::Session& s) {
      return access::set_sharing(s, "c", {{pays_, cma_, kind, level, day("2018-01-01"), {}}}, {{"77142", day("2017-12-20"), {}, {}}});
    });
  }
  Exchange note(Theme theme) {
    ExchangeFacts facts;
    facts.theme = theme;
    facts.on = today_;
    return write([&](sql::Session& s) { return note_exchange(s, as(anne_), today_, bakery_, facts); });
  }
  void attach(access::Reader const& who, documents::Subject const& subject, std::string const& commune = "") {
    auto const may = standing(who, subject);
    write([&](sql::Session& s) {
      return documents::attach(s, as(who), subject, commune, may, {documents::Type::pdf, "a.pdf", "%PDF"}, {});
    });
  }
};

TEST_P(SupportDocuments, OfAnExchangeAreReadWithItsContentAndGoWithIt) {
  auto const it = note(Theme::takeover);
  documents::Subject const subject{Of::exchange, it.id};
  auto const own = standing(anne_, subject);
  EXPECT_TRUE(own.reads && own.attaches && own.changes_all && !own.sensitive);
  EXPECT_EQ(own.about, bakery_.business);
  auto const colleague = standing(alain_, subject);
  EXPECT_TRUE(colleague.reads && !colleague.attaches);
  EXPECT_EQ(refused(carole_, subject), "support.unknown_exchange");
  for (auto const level : {Level::presence, Level::header, Level::content}) {
    open(RecordKind::exchange, level);
    auto const partner = standing(carole_, subject);
    EXPECT_EQ(partner.reads, level == Level::content);
    EXPECT_FALSE(partner.attaches || partner.changes_all);
  }
  EXPECT_EQ(refused(reader(pays_, access::Role::elected), subject), "access.denied");
  attach(anne_, subject);
  write([&](sql::Session& s) { return delete_exchange(s, as(anne_), it.id, 1); });
  EXPECT_EQ(read([](sql::Session& s) { return documents::totals(s); }).documents, 0);
  auto const sensitive = note(Theme::distress);
  EXPECT_TRUE(standing(anne_, {Of::exchange, sensitive.id}).sensitive);
  EXPECT_EQ(refused(carole_, {Of::exchange, sensitive.id}), "support.unknown_exchange");
}

TEST_P(SupportDocuments, OfAFollowUpAreAttachedByMembers) {
  auto const it = write([&](sql::Session& s) {
    return open_follow_up(s, as(anne_), today_, bakery_, {.title = "Reprise", .theme = Theme::takeover, .shared = true});
  });
  documents::Subject const subject{Of::follow_up, it.id};
  EXPECT_TRUE(standing(alain_, subject).attaches);
  EXPECT_EQ(refused(carole_, subject), "support.unknown_follow_up");
  open(RecordKind::follow_up, Level::header);
  EXPECT_FALSE(standing(carole_, subject).reads);
  open(RecordKind::follow_up, Level::content);
  EXPECT_TRUE(standing(carole_, subject).reads && !standing(carole_, subject).attaches);
}

TEST_P(SupportDocuments, OfABusinessAreThoseOfItsKeys) {
  auto const siret = bakery_.business;
  attach(anne_, {Of::business, siret}, "77142");
  auto const count = [&](std::string const& business) {
    return read([&](sql::Session& s) { return documents_of_business(s, anne_, today_, business); }).size();
  };
  EXPECT_EQ(count(siret), 1U);
  EXPECT_EQ(count("local:none"), 0U);
}

INSTANTIATE_TEST_SUITE_P(Both, SupportDocuments, testing::ValuesIn(sql::both_dialects), sql::dialect_name);

}  // namespace
}  // namespace bassin::support
