// Documents in the store, on both databases.
#include "documents/documents.h"

#include <gtest/gtest.h>

#include "access/migrations.h"
#include "base/file.h"
#include "documents/migrations.h"
#include "sql/erasure.h"
#include "sql/testing/throwaway_store_test_support.h"

namespace bassin::documents {
namespace {

using access::Level;
using access::RecordKind;

base::Date const today = base::parse_date("2026-11-28").value();

access::Reader member(std::string organisation, access::Role role = access::Role::adviser) {
  access::Reader out;
  out.standing = access::Reader::Standing::member;
  out.agent = "agent of " + organisation;
  out.organisation = std::move(organisation);
  out.role = role;
  return out;
}

class Documents : public testing::TestWithParam<sql::Dialect> {
 protected:
  Act as(access::Reader const& reader) { return {reader, {reader.agent, reader.organisation, "test", base::Instant{clock_ms_ += 1000}}}; }
  template <class Fn>
  auto write(Fn&& fn) {
    auto done = store_->write(fn);
    if (!done.ok()) throw std::runtime_error(done.error().debug());
    return std::move(done).value();
  }
  template <class Fn>
  std::string refusal(Fn&& fn) {
    auto const done = store_->write(fn);
    return done.ok() ? "" : std::string(done.error().code);
  }
  Document attach_to(Subject const& subject, access::Reader const& who, std::string const& bytes, Facts const& facts = {}) {
    return write([&](sql::Session& s) {
      return attach(s, as(who), subject, subject.of == Of::business ? "77142" : "", all_, {Type::pdf, "bail.pdf", bytes}, facts);
    });
  }
  std::string bytes_of(std::string const& id) {
    std::string out;
    for (std::int64_t place = 0;; ++place) {
      auto const one = store_->read([&](sql::Session& s) { return piece(s, id, place); }).value();
      if (!one) return out;
      out += *one;
    }
  }
  std::vector<Seen> of_business(access::Reader const& who, std::vector<std::string> const& keys) {
    return store_->read([&](sql::Session& s) { return attached_to_business(s, who, today, keys, all_); }).value();
  }
  void open(Level level) {
    write([&](sql::Session& s) {
      return access::set_sharing(s, "c", {{"pays", "cma", RecordKind::document, level, base::parse_date("2018-01-01").value(), {}}},
                                 {{"77142", base::parse_date("2017-12-20").value(), {}, {}}});
    });
  }
  static std::vector<sql::Migration> both() {
    std::vector<sql::Migration> all(access::migrations().begin(), access::migrations().end());
    all.insert(all.end(), migrations().begin(), migrations().end());
    return all;
  }

  access::Reader const anne_ = member("pays"), carole_ = member("cma");
  Subject const convention_{Of::convention, "c"}, bakery_{Of::business, "10000000100007"};
  Standing const all_{.reads = true, .attaches = true};
  std::int64_t clock_ms_ = 1'790'000'000'000;
  sql::ThrowawayStore place_{GetParam()};
  std::unique_ptr<sql::Store> store_ = place_.open(both());
};

TEST_P(Documents, ComeBackByteForByte) {
  for (std::size_t const size : {std::size_t{1}, piece_bytes - 1, piece_bytes, piece_bytes + 1, 5 * piece_bytes / 2}) {
    std::string bytes;
    for (std::size_t i = 0; i < size; ++i) bytes += static_cast<char>(i * 31 + size);
    auto const made = attach_to(convention_, anne_, bytes);
    EXPECT_EQ(made.size, size);
    EXPECT_EQ(made.sum.size(), 64U);
    EXPECT_TRUE(bytes_of(made.id) == bytes) << size;
  }
  auto const sums = store_->read([](sql::Session& s) { return totals(s); }).value();
  EXPECT_EQ(sums.documents, 5);
  EXPECT_EQ(attach_to({Of::action, "a"}, anne_, "abc").sum, "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
}

TEST_P(Documents, TheSameBytesTwiceOnOneRecordAreSaid) {
  attach_to(convention_, anne_, "same");
  auto const again = [&](Subject const& subject, access::Reader const& who) {
    return refusal([&](sql::Session& s) { return attach(s, as(who), subject, "77142", all_, {Type::pdf, "x.pdf", "same"}, {}); });
  };
  EXPECT_EQ(again(convention_, carole_), "documents.twice");
  EXPECT_EQ(again({Of::convention, "d"}, anne_), "");
  attach_to(bakery_, anne_, "same", {.kept_in = true});
  EXPECT_EQ(again(bakery_, carole_), "") << "what another organisation keeps in is not told";
  EXPECT_EQ(again(bakery_, anne_), "documents.twice");
}

TEST_P(Documents, OfABusinessAreShownAsFarAsConventionsOpenThem) {
  auto const open_one = attach_to(bakery_, anne_, "open");
  attach_to(bakery_, anne_, "confidence", {.kept_in = true});
  EXPECT_EQ(of_business(anne_, {bakery_.id}).size(), 2U);
  for (auto const level : {Level::nothing, Level::presence, Level::header, Level::content}) {
    open(level);
    auto const seen = of_business(carole_, {"local:x", bakery_.id});
    ASSERT_EQ(seen.size(), level == Level::nothing ? 0U : 1U);
    auto const found = store_->read([&](sql::Session& s) { return seen_by(s, carole_, today, open_one, all_); });
    EXPECT_EQ(found.ok(), level == Level::content);
    if (seen.empty()) continue;
    EXPECT_EQ(seen[0].level, level);
    EXPECT_EQ(seen[0].document.organisation, "pays");
    EXPECT_EQ(seen[0].document.name, level == Level::content ? "bail.pdf" : "");
    EXPECT_EQ(seen[0].document.size, level >= Level::header ? 4U : 0U);
    EXPECT_EQ(seen[0].document.agent, level >= Level::header ? "agent of pays" : "");
    EXPECT_FALSE(seen[0].changeable);
  }
  write([&](sql::Session& s) { return move_business(s, bakery_.id, "75056"); });
  EXPECT_TRUE(of_business(carole_, {bakery_.id}).empty()) << "outside of the perimeter";
}

TEST_P(Documents, ReadersWithoutPersonalDataAreShownWhatIsMarked) {
  auto const named = attach_to(convention_, anne_, "names");
  attach_to(convention_, anne_, "none", {.impersonal = true});
  Standing const elected{.reads = true, .impersonal_only = true};
  auto const seen = store_->read([&](sql::Session& s) { return attached_to(s, carole_, convention_, elected); }).value();
  ASSERT_EQ(seen.size(), 1U);
  EXPECT_TRUE(seen[0].document.impersonal);
  auto const refused = store_->read([&](sql::Session& s) { return seen_by(s, carole_, today, named, elected); });
  EXPECT_EQ(refused.error().code, "documents.unknown");
  EXPECT_TRUE(store_->read([&](sql::Session& s) { return attached_to(s, carole_, convention_, {}); }).value().empty());
}

TEST_P(Documents, AreChangedByWhoMay) {
  auto const made = attach_to(convention_, anne_, "x");
  auto const change_by = [&](access::Reader const& who, std::int64_t version, Standing const& standing) {
    return refusal([&](sql::Session& s) { return change(s, as(who), today, made.id, version, standing, {.impersonal = true}); });
  };
  EXPECT_EQ(change_by(carole_, 1, all_), "documents.not_yours") << "another party's";
  EXPECT_EQ(change_by(anne_, 2, all_), "documents.changed");
  EXPECT_EQ(change_by(anne_, 1, {.reads = true}), "documents.not_yours");
  EXPECT_EQ(change_by(carole_, 1, {.reads = true, .changes_all = true}), "");
  EXPECT_EQ(change_by(anne_, 1, all_), "documents.changed");
}

TEST_P(Documents, RemovedOnesLeaveNothing) {
  std::string const token = "EN-TOUTE-CONFIANCE";
  auto const made = attach_to(bakery_, anne_, std::string(100'000, 'x') + token + std::string(100'000, 'x'));
  auto const removed = [&](std::int64_t version) {
    return refusal([&](sql::Session& s) { return remove(s, as(anne_), today, made.id, version, all_); });
  };
  EXPECT_EQ(removed(2), "documents.changed");
  EXPECT_EQ(removed(1), "");
  EXPECT_EQ(removed(1), "documents.unknown");
  EXPECT_EQ(bytes_of(made.id), "");
  auto const trail = store_->read([](sql::Session& s) { return access::audit_trail(s, {.kind = "document"}); }).value();
  ASSERT_EQ(trail.size(), 2U);
  EXPECT_EQ(trail[0].action, "document.removed");
  for (auto const& row : trail) EXPECT_EQ(row.before + row.after, "") << "its name may be a person's";
  auto const open_one = attach_to(convention_, anne_, "y", {.impersonal = true});
  write([&](sql::Session& s) { return remove(s, as(anne_), today, open_one.id, 1, all_); });
  auto const kept = store_->read([](sql::Session& s) { return access::audit_trail(s, {.kind = "document", .limit = 1}); }).value();
  EXPECT_NE(kept[0].before.find("bail.pdf"), std::string::npos) << "what named nobody stays told";
  ASSERT_TRUE(sql::empty_journal(*store_).ok());
  if (GetParam() != sql::Dialect::sqlite) return;
  auto& files = base::real_files();
  auto const names = files.list(place_.folder());
  for (auto const& name : names.value()) {
    auto const bytes = files.read(place_.folder() + "/" + name);
    EXPECT_TRUE(!bytes.ok() || bytes->find(token) == std::string::npos) << name;
  }
}

TEST_P(Documents, GoWithTheirRecord) {
  attach_to({Of::exchange, "e"}, anne_, "1");
  attach_to({Of::exchange, "e"}, anne_, "2");
  auto const other = attach_to({Of::exchange, "f"}, anne_, "1");
  EXPECT_EQ(write([&](sql::Session& s) { return erase_all(s, as(anne_), {Of::exchange, "e"}); }), 2U);
  EXPECT_EQ(bytes_of(other.id), "1");
  EXPECT_EQ(store_->read([](sql::Session& s) { return totals(s); }).value().documents, 1);
}

TEST_P(Documents, AreNoMoreThanAListHolds) {
  for (std::size_t i = 0; i < documents_most; ++i) attach_to(convention_, anne_, std::to_string(i));
  auto const one_more = refusal([&](sql::Session& s) { return attach(s, as(anne_), convention_, "", all_, {Type::pdf, "x", "x"}, {}); });
  EXPECT_EQ(one_more, "documents.too_many");
}

INSTANTIATE_TEST_SUITE_P(Both, Documents, testing::ValuesIn(sql::both_dialects), sql::dialect_name);

}  // namespace
}  // namespace bassin::documents
