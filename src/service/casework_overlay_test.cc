// Random work of three organisations, beside a naive model of who must see what.
#include "service/casework_overlay.h"

#include <fmt/format.h>
#include <gtest/gtest.h>

#include <map>
#include <random>
#include <set>
#include <tuple>

#include "access/migrations.h"
#include "access/reader.h"
#include "documents/migrations.h"
#include "query/overlay.h"
#include "service/casework_source.h"
#include "service/register_source.h"
#include "sql/store.h"
#include "sql/testing/throwaway_store_test_support.h"
#include "support/corrections.h"
#include "support/migrations.h"
#include "support/portfolios.h"
#include "support/tags.h"

namespace bassin::service {
namespace {

using sql::Session;
using support::Act;
using support::Subject;

access::Reader member(std::string organisation, std::vector<std::string> communes) {
  access::Reader reader;
  reader.standing = access::Reader::Standing::member;
  reader.role = access::Role::adviser;
  reader.agent = "agent of " + organisation;
  reader.organisation = std::move(organisation);
  reader.communes = std::make_shared<std::vector<std::string> const>(std::move(communes));
  return reader;
}

std::vector<access::Reader> const readers = {member("epci", {"77142", "77171"}), member("cma", {"77142", "77171", "77200"}),
                                             member("neighbour", {"77200"})};
base::Date on_a_day() { return base::make_date(2026, 11, 28); }
std::vector<std::string> const communes = {"77142", "77171", "77200"};
std::vector<std::string> const words = {"market", "bio", "call"};

Subject business(std::size_t i) { return {fmt::format("{:014}", 10000000100000 + i), communes[i % communes.size()]}; }

// Who must see what, written down as plainly as it goes.
struct Model {
  std::map<std::pair<std::string, std::string>, bool> shared;        // organisation, word
  std::set<std::tuple<std::string, std::string, std::size_t>> tags;  // organisation, word, business
  std::set<std::tuple<std::string, std::size_t>> portfolios;         // organisation, business
  std::map<std::size_t, std::string> activities;                     // business, code

  static bool serves(access::Reader const& reader, std::size_t b) {
    for (auto const& commune : *reader.communes) {
      if (commune == business(b).commune) return true;
    }
    return false;
  }
  [[nodiscard]] std::string seen_by(access::Reader const& reader, std::size_t b) const {
    std::set<std::string> out;
    for (auto const& [organisation, word, on] : tags) {
      bool const own = organisation == reader.organisation;
      bool const given = shared.at({organisation, word}) && serves(reader, b);
      if (on == b && (own || given)) out.insert(word);
    }
    std::string text = fmt::format("{}", fmt::join(out, " "));
    if (portfolios.contains({reader.organisation, b})) text += " | mine";
    if (auto const at = activities.find(b); at != activities.end() && serves(reader, b)) text += " | " + at->second;
    return text;
  }
};

std::string seen_in(query::Overlay const& overlay, std::size_t b) {
  auto const* const entry = overlay.find(*query::parse_business_id(business(b).business));
  if (entry == nullptr) return "";
  std::string text = fmt::format("{}", fmt::join(entry->tags, " "));
  if (!entry->portfolios.empty()) text += " | mine";
  if (entry->activity) text += " | " + entry->activity->code;
  return text;
}

class RandomWork : public testing::TestWithParam<sql::Dialect> {
 protected:
  static constexpr std::size_t businesses = 12;

  RandomWork() {
    for (auto const& reader : readers) {
      auto made = store_->write([&](Session& s) { return support::create_portfolio(s, act(reader), "of " + reader.organisation, ""); });
      portfolio_[reader.organisation] = made->id;
    }
  }

  Act act(access::Reader const& reader) { return {reader, {reader.agent, reader.organisation, "test", base::Instant{clock_ += 7}}}; }
  std::size_t pick(std::size_t n) { return std::uniform_int_distribution<std::size_t>(0, n - 1)(chance_); }

  void put(access::Reader const& reader, std::size_t b, std::string const& word) {
    bool const wanted = pick(3) != 0;
    auto const known = model_.shared.find({reader.organisation, word});
    bool const is_shared = known == model_.shared.end() ? wanted : known->second;
    auto const done = store_->write([&](Session& s) { return support::put_tag(s, act(reader), business(b), word, wanted); });
    ASSERT_EQ(done.ok(), !is_shared || Model::serves(reader, b));
    if (!done.ok()) return;
    model_.shared[{reader.organisation, word}] = is_shared;
    model_.tags.insert({reader.organisation, word, b});
  }
  void take(access::Reader const& reader, std::size_t b, std::string const& word) {
    ASSERT_TRUE(store_->write([&](Session& s) { return support::take_tag(s, act(reader), business(b).business, word); }).ok());
    std::erase_if(model_.tags, [&](auto const& tag) {
      auto const& [organisation, text, on] = tag;
      bool const given = model_.shared.at({organisation, text}) && Model::serves(reader, b);
      return on == b && text == word && (organisation == reader.organisation || given);
    });
  }
  void share(access::Reader const& reader, std::string const& word) {
    auto const tags = store_->read([&](Session& s) { return support::tags_of(s, reader); });
    for (auto const& tag : *tags) {
      if (tag.organisation != reader.organisation || tag.name != word) continue;
      ASSERT_TRUE(store_
                      ->write([&](Session& s) {
                        return support::change_tag(s, act(reader), tag.id, {.version = tag.version, .name = {}, .shared = !tag.shared});
                      })
                      .ok());
      model_.shared[{reader.organisation, word}] = !tag.shared;
    }
  }
  void carry(access::Reader const& reader, std::size_t b) {
    auto const id = portfolio_[reader.organisation];
    bool const in = model_.portfolios.contains({reader.organisation, b});
    auto const done = store_->write([&](Session& s) {
      return in ? support::take_from_portfolio(s, act(reader), id, business(b).business)
                : support::put_in_portfolio(s, act(reader), id, business(b));
    });
    ASSERT_TRUE(done.ok() && *done);
    if (in) {
      model_.portfolios.erase({reader.organisation, b});
    } else {
      model_.portfolios.insert({reader.organisation, b});
    }
  }
  void correct(access::Reader const& reader, std::size_t b) {
    auto const all = store_->read([&](Session& s) { return support::corrections_of(s, reader, business(b).business); });
    std::string in_force;
    for (auto const& one : *all) in_force = one.in_force() ? one.id : in_force;
    bool const serves = Model::serves(reader, b);
    if (!in_force.empty() && pick(2) == 0) {
      ASSERT_TRUE(store_->write([&](Session& s) { return support::withdraw(s, act(reader), in_force); }).ok());
      model_.activities.erase(b);
      return;
    }
    std::string const code = pick(2) == 0 ? "10.71C" : "56.10A";
    support::NewCorrection const made{
        support::CorrectionKind::activity, fmt::format(R"({{"nomenclature":"NAFRev2","code":"{}"}})", code), "seen", {}, {}, in_force};
    auto const done = store_->write([&](Session& s) { return support::correct(s, act(reader), business(b), made); });
    ASSERT_EQ(done.ok(), serves);
    if (done.ok()) model_.activities[b] = code;
  }
  void step() {
    auto const& reader = readers[pick(readers.size())];
    auto const b = pick(businesses);
    auto const& word = words[pick(words.size())];
    switch (pick(6)) {
      case 0: take(reader, b, word); break;
      case 1: carry(reader, b); break;
      case 2: correct(reader, b); break;
      case 3: share(reader, word); break;
      default: put(reader, b, word);
    }
  }

  static std::vector<sql::Migration> migrations() {
    std::vector<sql::Migration> all(access::migrations().begin(), access::migrations().end());
    for (auto const some : {documents::migrations(), support::migrations()}) all.insert(all.end(), some.begin(), some.end());
    return all;
  }
  sql::ThrowawayStore place_{GetParam()};
  std::unique_ptr<sql::Store> store_ = place_.open(migrations());
  std::map<std::string, std::string> portfolio_;
  Model model_;
  std::mt19937 chance_{20261124};
  std::int64_t clock_ = 1'790'000'000'000;
};
INSTANTIATE_TEST_SUITE_P(Both, RandomWork, testing::ValuesIn(sql::both_dialects), sql::dialect_name);

TEST_P(RandomWork, IsSeenAsTheModelSays) {
  RegisterSource const no_register(base::real_files(), place_.folder());
  CaseworkSource source(*store_, no_register, on_a_day);
  for (int i = 0; i < 300 && !HasFatalFailure(); ++i) {
    step();
    // Read anew bit by bit: by the writer's server at once, by another one now and then.
    ASSERT_TRUE(source.take_up(readers[pick(readers.size())]).ok());
    if (i % 10 != 9) continue;
    CaseworkSource afresh(*store_, no_register, on_a_day);
    ASSERT_TRUE(afresh.refresh().ok());
    for (auto const& reader : readers) {
      ASSERT_TRUE(source.take_up(reader).ok());
      auto const seen = source.of(reader);
      ASSERT_TRUE(seen.ok() && seen->casework);
      for (std::size_t b = 0; b < businesses; ++b)
        ASSERT_EQ(seen_in(*seen->casework->overlay, b), model_.seen_by(reader, b)) << reader.organisation << " " << b << " step " << i;
      EXPECT_EQ(seen->casework->overlay->version(), afresh.of(reader)->casework->overlay->version()) << "step " << i;
    }
  }
  EXPECT_GT(model_.tags.size(), 5U);
}

}  // namespace
}  // namespace bassin::service
