#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "documents/documents.h"
#include "support/campaign_targets.h"
#include "support/testing/import_exchanges_test_support.h"

namespace bassin::support {
namespace {

using sql::Session;
using testing::ElementsAre;

class ExchangeImportBusinesses : public WithExchangeImports {};
INSTANTIATE_TEST_SUITE_P(Both, ExchangeImportBusinesses, testing::ValuesIn(sql::both_dialects), sql::dialect_name);

TEST_P(ExchangeImportBusinesses, RowsAboutABusinessThatTheRegisterLacksAreAboutOne) {
  auto worded = visit("14/03/2026");
  worded.notes = "Vue";
  auto const import = bring({row(2, visit("12/03/2026"), {"", ""}), row(3, visit("12/03/2026"), {"", ""}), row(4, worded, {"", ""})});
  for (std::int64_t const number : {2, 3, 4})
    write([&](Session& s) {
      return choose_row(s, as(anne_), import.id, number, 1, {ImportChoice::What::add, {"", "77142"}, false}, kept_);
    });
  carry_out(import.id);
  EXPECT_EQ(count("local_business"), 1);
  EXPECT_THAT(told(import.id), ElementsAre("done new", "done already", "done new"));
  EXPECT_EQ(undo(import.id).rows.size(), 1U) << "all undone";
  EXPECT_EQ(count("local_business"), 0);
  EXPECT_EQ(count("exchange"), 0);
}

TEST_P(ExchangeImportBusinesses, ABusinessThatColleaguesUseSinceStays) {
  auto const use = [&](std::string const& how, Subject const& it) {
    if (how == "document") {
      documents::Standing may;
      may.reads = may.attaches = true;
      documents::Content const content{documents::Type::pdf, "a.pdf", "%PDF"};
      write([&](Session& s) {
        return documents::attach(s, as(paul_), {documents::Of::business, it.business}, it.commune, may, content, {});
      });
    } else if (how == "campaign") {
      CampaignFacts facts;
      facts.title = "Enquête";
      facts.starts_on = day("2026-09-01");
      auto const made = write([&](Session& s) { return add_campaign(s, as(paul_), facts, ""); });
      write([&](Session& s) { return add_targets(s, as(paul_), made, day("2026-09-21"), {it}); });
    }
  };
  for (std::string const how : {"", "document", "campaign"}) {
    auto const before = count("local_business");
    auto const import = bring({row(2, visit("12/03/2026"), {"", ""})});
    write([&](Session& s) { return choose_row(s, as(anne_), import.id, 2, 1, {ImportChoice::What::add, {"", "77142"}, false}, kept_); });
    carry_out(import.id);
    use(how, {rows_of(import.id)[0].business, "77142"});
    undo(import.id);
    EXPECT_EQ(count("local_business"), before + (how.empty() ? 0 : 1)) << how;
    EXPECT_EQ(count("exchange"), 0);
  }
}

TEST_P(ExchangeImportBusinesses, ABusinessIsAddedWhateverItsCellsLookLike) {
  auto broken = visit("12/03/2026"), endless = visit("13/03/2026"), accents = visit("14/03/2026");
  broken.name = "Boulangerie\nDupont";
  broken.address = "1 rue\ndu Pont";
  for (int i = 0; i < 100; ++i) endless.name += " et fils", endless.address += "étage ";
  accents.name = "a";
  for (int i = 0; i < 60; ++i) accents.name += "é";
  auto const import = bring({row(2, broken, {"", ""}), row(3, endless, {"", ""}), row(4, endless, {"", ""}), row(5, accents, {"", ""})});
  for (std::int64_t const number : {2, 3, 4, 5})
    write([&](Session& s) {
      return choose_row(s, as(anne_), import.id, number, 1, {ImportChoice::What::add, {"", "77142"}, false}, kept_);
    });
  EXPECT_EQ(carry_out(import.id).state, "done");
  EXPECT_THAT(told(import.id), ElementsAre("done new", "done new", "done already", "done new"));
  auto const written = read([](Session& s) { return s.rows("select name, address from local_business order by name"); });
  ASSERT_EQ(written.size(), 3U) << "two rows are about one business";
  EXPECT_EQ(written[0].text("name"), "Boulangerie Dupont");
  EXPECT_EQ(written[0].text("address"), "1 rue du Pont");
}

}  // namespace
}  // namespace bassin::support
