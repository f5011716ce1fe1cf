#include "support/selections.h"

#include "support/sent_once.h"
#include "support/testing/partners_test_support.h"

namespace bassin::support {
namespace {

using sql::Session;

class Selections : public WithPartners {
 protected:
  Selection create(access::Reader const& reader, std::string const& name, bool shared) {
    return write([&](Session& s) { return create_selection(s, as(reader), name, "territory=77142", shared); });
  }
};
INSTANTIATE_TEST_SUITE_P(Both, Selections, testing::ValuesIn(sql::both_dialects), sql::dialect_name);

TEST_P(Selections, ArePrivateOrTheOrganisations) {
  create(anne_, "à moi", false);
  create(anne_, "À tous", true);
  auto const names = [&](access::Reader const& reader) {
    std::string out;
    for (auto const& one : read([&](Session& s) { return selections_of(s, reader); })) out += one.name + ";";
    return out;
  };
  EXPECT_EQ(names(anne_), "à moi;À tous;");
  EXPECT_EQ(names(alain_), "À tous;");
  EXPECT_EQ(names(carole_), "");
}

TEST_P(Selections, AreChangedByTheirOwnerOnly) {
  auto const one = create(anne_, "Marché", true);
  EXPECT_EQ(refusal([&](Session& s) { return change_selection(s, as(alain_), one.id, {1, "X", {}, {}}); }), "support.not_yours");
  EXPECT_EQ(refusal([&](Session& s) { return change_selection(s, as(carole_), one.id, {1, "X", {}, {}}); }), "support.unknown_selection");
  EXPECT_EQ(write([&](Session& s) { return change_selection(s, as(anne_), one.id, {1, "Halles", {}, false}); }).version, 2);
  EXPECT_EQ(refusal([&](Session& s) { return find_selection(s, alain_, one.id); }), "support.unknown_selection");
  EXPECT_EQ(refusal([&](Session& s) { return delete_selection(s, as(anne_), one.id, 1); }), "support.changed");
  EXPECT_TRUE(store_->write([&](Session& s) { return delete_selection(s, as(anne_), one.id, 2); }).ok());
}

TEST_P(Selections, EachReaderHasTheirOwnLastLook) {
  auto const one = create(anne_, "Marché", true);
  write([&](Session& s) -> base::Result<int> {
    BASSIN_DO(note_seen(s, anne_, one.id, {"2026-11-24T10:00:00.000Z", "snapshot-1", 2, "a b"}));
    BASSIN_DO(note_seen(s, anne_, one.id, {"2026-11-24T11:00:00.000Z", "snapshot-2", 30'000, std::nullopt}));
    return 0;
  });
  auto const annes = read([&](Session& s) { return seen(s, anne_, one.id); });
  ASSERT_TRUE(annes);
  EXPECT_EQ(annes->snapshot, "snapshot-2");
  EXPECT_FALSE(annes->held);
  EXPECT_FALSE(read([&](Session& s) { return seen(s, alain_, one.id); }));
  write([&](Session& s) { return change_selection(s, as(anne_), one.id, {1, {}, "territory=77171", {}}); });
  EXPECT_FALSE(read([&](Session& s) { return seen(s, anne_, one.id); })) << "another question holds something else";
}

TEST_P(Selections, AreBounded) {
  write([&](Session& s) -> base::Result<int> {
    for (std::size_t i = 0; i < selections_most; ++i) {
      BASSIN_TRY([[maybe_unused]] auto const one, create_selection(s, as(anne_), "n" + std::to_string(i), "", false));
    }
    return 0;
  });
  EXPECT_EQ(refusal([&](Session& s) { return create_selection(s, as(anne_), "one more", "", false); }), "support.too_many_selections");
}

using SentOnce = Selections;
INSTANTIATE_TEST_SUITE_P(Both, SentOnce, testing::ValuesIn(sql::both_dialects), sql::dialect_name);

TEST_P(SentOnce, TheSecondTimeAnswersAsTheFirst) {
  auto const send = [&](access::Reader const& reader, std::string const& key, std::string const& body) {
    return write([&](Session& s) -> base::Result<std::string> {
      auto const act = as(reader);
      BASSIN_TRY(auto const before, sent_before(s, act, key, body));
      if (before) return "again: " + *before;
      BASSIN_DO(keep_answer(s, act, key, "answer to " + body));
      return std::string("first");
    });
  };
  EXPECT_EQ(send(anne_, "k1", "a"), "first");
  EXPECT_EQ(send(anne_, "k1", "a"), "again: answer to a");
  EXPECT_EQ(send(alain_, "k1", "a"), "first") << "keys are each agent's own";
  EXPECT_EQ(refusal([&](Session& s) { return sent_before(s, as(anne_), "k1", "b"); }), "support.key_reused");
  EXPECT_EQ(refusal([&](Session& s) -> base::Result<int> {
              BASSIN_TRY([[maybe_unused]] auto const fresh, sent_before(s, as(anne_), "k2", "a"));
              return base::Error("text.empty");
            }),
            "text.empty");
  EXPECT_EQ(send(anne_, "k2", "a"), "first") << "a refused request leaves its key free";
}

}  // namespace
}  // namespace bassin::support
