// Campaigns by chance: whatever agents do, figures are what their targets say, and nobody who opposed is written to or called.
#include <map>
#include <random>
#include <set>

#include "support/testing/campaigns_test_support.h"

namespace bassin::support {
namespace {

using sql::Session;

constexpr int businesses = 8;

class CampaignsByChance : public WithCampaigns {
 protected:
  std::size_t below(std::size_t n) { return std::uniform_int_distribution<std::size_t>(0, n - 1)(chance_); }

  access::Reader const& somebody() { return below(2) == 0 ? anne_ : alain_; }
  std::optional<ChannelKind> some_medium() {
    if (below(2) == 0) return std::nullopt;
    return below(2) == 0 ? ChannelKind::phone : ChannelKind::email;
  }

  void some_contact() {
    auto const number = static_cast<int>(below(20));
    std::vector<NewChannel> channels;
    if (below(3) > 0) channels.push_back(phone(number, {below(3) > 0 ? Purpose::surveys : Purpose::events}));
    if (below(2) == 0) channels.push_back(channel(ChannelKind::email, "p" + std::to_string(number) + "@example.org"));
    auto const& who = below(3) == 0 ? carole_ : anne_;
    contacts_.emplace_back(who, person(who, static_cast<int>(below(businesses)), channels).id);
  }
  void some_opposition() {
    if (contacts_.empty()) return;
    auto const& [who, id] = contacts_[below(contacts_.size())];
    auto const found = store_->read([&](Session& s) { return find_contact(s, who, today_, id); });
    if (!found.ok()) return;
    NewOpposition said{some_medium(), "", {}, "", "au marché"};
    if (below(3) == 0) said.purpose = below(2) == 0 ? Purpose::surveys : Purpose::events;
    opposes(who, *found, said);
  }

  // Naively: whether an opposition of anybody closes the number, or the person.
  bool closed(ContactChannel const& it) {
    auto const rows = read([&](Session& s) {
      return s.rows("select o.purpose from opposition o join opposition_mark m on m.opposition = o.id where m.mark = :mark",
                    {{"mark", mark_of(it.kind, it.normal)}});
    });
    return std::any_of(rows.begin(), rows.end(), [](auto const& row) { return row.text("purpose") != "events"; });
  }
  bool opposed_to_all(Contact const& it) {
    auto const own = read([&](Session& s) {
      return s.rows("select purpose from opposition where contact = :id and medium = '' and channel = ''", {{"id", it.id}});
    });
    bool out = std::any_of(own.begin(), own.end(), [](auto const& row) { return row.text("purpose") != "events"; });
    for (auto const& channel : it.channels) {
      auto const rows = read([&](Session& s) {
        return s.rows(
            "select o.purpose from opposition o join opposition_mark m on m.opposition = o.id where m.mark = :mark and o.medium "
            "= '' and o.channel = ''",
            {{"mark", mark_of(channel.kind, channel.normal)}});
      });
      out = out || std::any_of(rows.begin(), rows.end(), [](auto const& row) { return row.text("purpose") != "events"; });
    }
    return out;
  }
  bool usable(Contact const& it, Means means) {
    if (opposed_to_all(it)) return false;
    if (means == Means::post || means == Means::visit) return true;
    auto const kind = means == Means::email ? ChannelKind::email : ChannelKind::phone;
    return std::any_of(it.channels.begin(), it.channels.end(), [&](ContactChannel const& one) {
      bool const for_surveys = std::find(one.purposes.begin(), one.purposes.end(), Purpose::surveys) != one.purposes.end();
      return one.kind == kind && for_surveys && !closed(one);
    });
  }
  // Whether the business may be reached now, told from pages of contacts alone.
  bool reachable(int business, Means means) {
    auto const page = read([&](Session& s) { return contacts_of(s, anne_, today_, subject(business).business); });
    for (auto const& it : page.contacts)
      if (it.level == access::Level::content && usable(it, means)) return true;
    if (means == Means::call || means == Means::email) return false;
    auto const anybody = read([&](Session& s) {
      return s.rows(
          "select o.purpose from opposition o join contact_link l on l.contact = o.contact where l.business = :business and "
          "o.medium = '' and o.channel = ''",
          {{"business", subject(business).business}});
    });
    bool const known_as_opposed = std::any_of(page.contacts.begin(), page.contacts.end(),
                                              [&](Contact const& it) { return it.level == access::Level::content && opposed_to_all(it); });
    bool const somebody = std::any_of(anybody.begin(), anybody.end(), [](auto const& row) { return row.text("purpose") != "events"; });
    return !somebody && !known_as_opposed;
  }

  std::size_t exchanges_of(Target const& it) {
    return read([&](Session& s) { return exchanges_with(s, anne_, today_, it.business, {}); }).exchanges.size();
  }
  std::size_t all_exchanges() {
    return static_cast<std::size_t>(read([&](Session& s) { return s.row("select count(*) as n from exchange", {}); })->integer("n"));
  }

  void some_result(Campaign const& it) {
    auto const all = targets(it);
    auto const& one = all[below(all.size())];
    auto what = result(static_cast<TargetState>(below(target_state_count)), below(2) == 0 ? "yes" : "other");
    what.refused.what = static_cast<Refused::What>(below(3));
    what.refused.this_purpose = below(3) == 0;
    what.refused.person = "Nadia Roux";
    bool const was_reachable = reachable(static_cast<int>(one.number - 1), it.facts.means);
    auto const before = all_exchanges();
    auto const& who = somebody();
    auto const done = store_->write([&](Session& s) { return enter_result(s, as(who), it, today_, one.id, one.version, what); });
    if (all_exchanges() > before) {
      EXPECT_TRUE(was_reachable) << "an exchange with one that was opposed";
      EXPECT_TRUE(done.ok());
    }
    EXPECT_TRUE(done.ok() || all_exchanges() == before);
  }
  void some_undoing(Campaign const& it) {
    auto const all = targets(it);
    auto const& one = all[below(all.size())];
    (void)store_->write([&](Session& s) { return undo_result(s, as(chief_), it, one.id, one.version); }).ok();
  }
  void the_file(Campaign const& it) {
    if (!is_mailing(it.facts.means)) return;
    if (below(2) == 0) file(it);
    for (auto const& line : lines(it)) {
      auto const at = static_cast<int>(line.target.number - 1);
      EXPECT_TRUE(reachable(at, it.facts.means)) << "a line of one that opposed";
      EXPECT_EQ(line.via.contact, line.target.contact) << "a line for somebody whom the file did not name";
    }
    if (below(2) == 0) return;
    auto const before = targets(it);
    auto const sent = send(it).sent;
    std::size_t seen = 0;
    for (auto const& after : targets(it)) {
      bool const fresh = after.state == TargetState::sent && before[static_cast<std::size_t>(after.number - 1)].state != TargetState::sent;
      if (!fresh) continue;
      ++seen;
      EXPECT_TRUE(reachable(static_cast<int>(after.number - 1), it.facts.means)) << "sent to one who opposed";
    }
    EXPECT_EQ(seen, sent);
  }

  void recount(Campaign const& it) {
    Counted naive;
    std::set<std::string> exchanges;
    for (auto const& target : targets(it)) {
      ++naive.states[static_cast<std::size_t>(target.state)];
      if (target.state == TargetState::aside) ++naive.aside[static_cast<std::size_t>(target.aside)];
      naive.yes += target.answer == "yes" ? 1 : 0;
      naive.no += target.answer == "no" ? 1 : 0;
      naive.other += target.answer == "other" ? 1 : 0;
      EXPECT_TRUE(target.state != TargetState::aside || (target.exchange.empty() && !target.filed));
      if (target.exchange.empty()) continue;
      EXPECT_TRUE(exchanges.insert(target.exchange).second);
      EXPECT_GE(exchanges_of(target), 1U);
    }
    EXPECT_EQ(figures(it), naive);
  }

  std::mt19937 chance_{20260921};
  std::vector<std::pair<access::Reader, std::string>> contacts_;
};
INSTANTIATE_TEST_SUITE_P(Both, CampaignsByChance, testing::ValuesIn(sql::both_dialects), sql::dialect_name);

TEST_P(CampaignsByChance, FiguresAreTheTargetsAndNobodyWhoOpposedIsContacted) {
  open_contacts(access::Level::content);
  for (int i = 0; i < 10; ++i) some_contact();
  std::vector<Campaign> all;
  for (auto const means : {Means::post, Means::email, Means::call, Means::visit}) all.push_back(running(round(means), businesses));
  for (int i = 0; i < 120; ++i) {
    auto const& one = all[below(all.size())];
    switch (below(7)) {
      case 0: some_contact(); break;
      case 1: some_opposition(); break;
      case 2: the_file(one); break;
      case 3: some_undoing(one); break;
      default: some_result(one);
    }
  }
  for (auto const& one : all) recount(one);
  std::size_t noted = 0;
  for (auto const& one : all)
    for (auto const& target : targets(one)) noted += target.exchange.empty() ? 0U : 1U;
  EXPECT_GT(noted, 5U);
  EXPECT_EQ(all_exchanges(), noted) << "each is of one target";
}

}  // namespace
}  // namespace bassin::support
