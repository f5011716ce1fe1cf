// When businesses were last in touch, as the server keeps it, beside the pages of their exchanges: it must tell what those tell, no more.
#include "service/last_contacts.h"

#include <fmt/format.h>

#include <random>

#include "convention/testing/parties_test_support.h"
#include "query/testing/memory_files_test_support.h"
#include "query/testing/records_test_support.h"
#include "query/view.h"
#include "support/changes.h"
#include "support/exchanges.h"
#include "support/local_businesses.h"
#include "support/migrations.h"

namespace bassin::service {
namespace {

using access::Level;
using access::RecordKind;
using base::Date;
using sql::Session;

class RandomExchanges : public convention::WithParties {
 protected:
  RandomExchanges() : WithParties(support::migrations()), record_(query::testing::draw_register({.seed = 7, .rows = 30})) {
    query::testing::MemoryFiles files;
    view_ = *query::View::of(query::testing::make_snapshot(record_, files, "s"));
    for (std::uint32_t row = 0; row < view_->rows() && subjects_.size() < 8; ++row)
      subjects_.push_back({view_->id_of(row).text(), row % 2 == 0 ? "77142" : "77171"});
    for (auto const& organisation : {pays_, cma_, neighbour_}) readers_.push_back(reader(organisation, access::Role::adviser));
  }

  std::size_t pick(std::size_t n) { return std::uniform_int_distribution<std::size_t>(0, n - 1)(chance_); }

  // Levels in both directions, places and days at random; the conventions of today are those that count.
  void share() {
    std::vector<access::Grant> grants;
    for (auto const& owner : readers_) {
      for (auto const& other : readers_) {
        if (owner.organisation == other.organisation || pick(3) == 0) continue;
        auto const until = pick(4) == 0 ? std::optional(Date{today_.days - 1}) : std::nullopt;
        grants.push_back(
            {owner.organisation, other.organisation, RecordKind::exchange, static_cast<Level>(pick(4)), Date{today_.days - 900}, until});
      }
    }
    std::vector<access::SharedPlace> places = {{"77142", today_, {}, {}}};
    if (pick(2) == 0) places.push_back({"77171", today_, {}, {}});
    auto const convention = fmt::format("c{}", pick(2));
    write([&](Session& s) { return access::set_sharing(s, convention, grants, places); });
  }
  void note() {
    support::ExchangeFacts facts;
    facts.on = Date{today_.days - static_cast<std::int32_t>(pick(800))};
    facts.kept_in = pick(3) == 0;
    facts.theme = pick(5) == 0 ? support::Theme::distress : support::Theme::premises;
    auto const& who = readers_[pick(readers_.size())];
    made_.push_back(
        {write([&](Session& s) { return support::note_exchange(s, as(who), today_, subjects_[pick(subjects_.size())], facts); }), who});
  }
  void change() {
    if (made_.empty()) return;
    auto const at = pick(made_.size());
    auto& [exchange, who] = made_[at];
    if (pick(2) == 0) {
      write([&](Session& s) { return support::delete_exchange(s, as(who), exchange.id, exchange.version); });
      made_.erase(made_.begin() + static_cast<std::ptrdiff_t>(at));
      return;
    }
    exchange.facts.on = Date{today_.days - static_cast<std::int32_t>(pick(800))};
    exchange.facts.kept_in = !exchange.facts.kept_in;
    exchange =
        write([&](Session& s) { return support::change_exchange(s, as(who), today_, exchange.id, exchange.version, exchange.facts); });
  }

  std::string on_the_page(access::Reader const& who, std::string const& business) {
    auto const page = read([&](Session& s) { return support::exchanges_with(s, who, today_, business, {}); });
    return page.exchanges.empty() ? "never" : base::to_iso(page.exchanges[0].exchange.facts.on);
  }
  void take_up(LastContactMemory& memory, std::uint64_t& number, bool all) {
    auto fresh = read([&](Session& s) -> base::Result<std::pair<LastContactMemory::Fresh, std::uint64_t>> {
      BASSIN_TRY(auto const changes, support::changes_since(s, number));
      BASSIN_TRY(auto out, memory.read(s, changes, all, today_));
      return std::pair{std::move(out), changes.number};
    });
    number = fresh.second;
    memory.put(std::move(fresh.first), number);
  }

  query::testing::RegisterRecord record_;
  std::shared_ptr<query::View const> view_;
  std::vector<support::Subject> subjects_;
  std::vector<access::Reader> readers_;
  struct Made {
    support::Exchange exchange;
    access::Reader who;
  };
  std::vector<Made> made_;
  Date today_ = base::make_date(2018, 11, 28);
  std::mt19937 chance_{20261128};
};

INSTANTIATE_TEST_SUITE_P(Both, RandomExchanges, testing::ValuesIn(sql::both_dialects), sql::dialect_name);

TEST_P(RandomExchanges, AreKnownAsFarAsThePageShowsThem) {
  LastContactMemory memory;
  std::uint64_t number = 0;
  take_up(memory, number, true);
  std::map<std::string, LastContactMemory::Seen> kept;
  std::size_t found = 0;
  for (int i = 0; i < 240; ++i) {
    auto const deed = pick(8);
    if (deed == 0) share();
    if (deed == 1) today_ = Date{today_.days + 1};
    deed < 5 ? note() : change();
    take_up(memory, number, false);
    if (i % 3 != 2) continue;
    LastContactMemory afresh;
    std::uint64_t none = 0;
    take_up(afresh, none, true);
    for (auto const& reader : readers_) {
      auto& seen = kept[reader.organisation];
      seen = memory.seen(reader, view_, {}, seen.days ? &seen : nullptr);
      auto const view = query::View::with(view_, seen.days);
      for (auto const& subject : subjects_) {
        auto const day = view->last_contact(*view->find(*query::parse_business_id(subject.business)));
        ASSERT_EQ(day ? base::to_iso(*day) : "never", on_the_page(reader, subject.business)) << reader.organisation << " step " << i;
        if (day) ++found;
      }
      EXPECT_EQ(seen.days->version(), afresh.seen(reader, view_, {}, nullptr).days->version()) << "bit by bit as at once, step " << i;
    }
  }
  EXPECT_GT(found, 200U);
}

TEST_P(RandomExchanges, OfALocalBusinessAreThoseOfItsEstablishment) {
  auto const& who = readers_[0];
  support::ExchangeFacts facts;
  facts.on = today_;
  auto const& shop = subjects_[0];
  write([&](Session& s) { return support::note_exchange(s, as(who), today_, {"local:a1", shop.commune}, facts); });
  facts.on = Date{today_.days - 10};
  write([&](Session& s) { return support::note_exchange(s, as(who), today_, shop, facts); });
  LastContactMemory memory;
  std::uint64_t number = 0;
  take_up(memory, number, true);
  auto const id = *query::parse_business_id(shop.business);
  auto const day = [&](Matched const& matched) {
    return query::View::with(view_, memory.seen(who, view_, matched, nullptr).days)->last_contact(*view_->find(id));
  };
  EXPECT_EQ(day({}), facts.on) << "the local one's stands alone, where the view holds it";
  EXPECT_EQ(day({{"a1", id.siret}}), today_);
}

}  // namespace
}  // namespace bassin::service
