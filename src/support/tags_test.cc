#include "support/tags.h"

#include "support/changes.h"
#include "support/testing/partners_test_support.h"

namespace bassin::support {
namespace {

using sql::Session;

class Tags : public WithPartners {
 protected:
  bool put(access::Reader const& reader, Subject const& subject, std::string const& name, bool shared = true) {
    return write([&](Session& s) { return put_tag(s, as(reader), subject, name, shared); });
  }
  bool take(access::Reader const& reader, Subject const& subject, std::string const& name) {
    return write([&](Session& s) { return take_tag(s, as(reader), subject.business, name); });
  }
  // "marché 2, zone 1"
  std::string shown_to(access::Reader const& reader) {
    std::string out;
    for (auto const& tag : read([&](Session& s) { return tags_of(s, reader); }))
      out += (out.empty() ? "" : ", ") + tag.name + " " + std::to_string(tag.businesses);
    return out;
  }
  Tag own(access::Reader const& reader, std::string const& name) {
    for (auto const& tag : read([&](Session& s) { return tags_of(s, reader); })) {
      if (tag.name == name && tag.organisation == reader.organisation) return tag;
    }
    throw std::runtime_error("no tag " + name);
  }
};
INSTANTIATE_TEST_SUITE_P(Both, Tags, testing::ValuesIn(sql::both_dialects), sql::dialect_name);

TEST_P(Tags, AreSharedWhereOneServes) {
  EXPECT_TRUE(put(anne_, bakery_, "Marché"));
  EXPECT_TRUE(put(anne_, mill_, "marche"));
  EXPECT_FALSE(put(anne_, mill_, " Marché ")) << "already there";
  EXPECT_TRUE(put(carole_, farm_, "Bio"));
  EXPECT_EQ(shown_to(anne_), "Marché 2");
  EXPECT_EQ(shown_to(alain_), "Marché 2");
  EXPECT_EQ(shown_to(carole_), "Bio 1, Marché 2");
  EXPECT_EQ(shown_to(nora_), "Bio 1") << "nothing crosses to another intercommunality";
  EXPECT_EQ(shown_to({}), "");
}

TEST_P(Tags, OfOneOrganisationAlone) {
  EXPECT_TRUE(put(anne_, bakery_, "À rappeler", false));
  EXPECT_TRUE(put(anne_, farm_, "À rappeler", false)) << "one's own, wherever it is";
  EXPECT_EQ(shown_to(alain_), "À rappeler 2");
  EXPECT_EQ(shown_to(carole_), "");
  EXPECT_FALSE(take(carole_, bakery_, "à rappeler")) << "what one does not see, one does not take off";
  EXPECT_EQ(shown_to(anne_), "À rappeler 2");
}

TEST_P(Tags, SharedOnesAreWrittenWhereOneServes) {
  EXPECT_EQ(refusal([&](Session& s) { return put_tag(s, as(anne_), farm_, "Bio", true); }), "support.outside_territory");
  EXPECT_EQ(shown_to(anne_), "") << "nothing of a refused request stays";
}

TEST_P(Tags, APartnerTakesASharedOneOff) {
  put(anne_, bakery_, "Marché");
  put(carole_, bakery_, "MARCHÉ");
  EXPECT_TRUE(take(carole_, bakery_, "marche"));
  EXPECT_EQ(shown_to(anne_), "Marché 0");
  EXPECT_FALSE(take(carole_, bakery_, "marche"));
}

TEST_P(Tags, AreRenamedMergedAndDeletedByTheirOwner) {
  put(anne_, bakery_, "Marché");
  put(anne_, mill_, "Marchés");
  put(anne_, bakery_, "Marchés");
  auto const first = own(anne_, "Marché");
  auto const renamed =
      write([&](Session& s) { return change_tag(s, as(alain_), first.id, {.version = 1, .name = "Halles", .shared = {}}); });
  EXPECT_EQ(renamed.version, 2);
  EXPECT_EQ(shown_to(carole_), "Halles 1, Marchés 2");
  EXPECT_EQ(refusal([&](Session& s) { return change_tag(s, as(anne_), first.id, {.version = 1, .name = "X", .shared = {}}); }),
            "support.changed");
  EXPECT_EQ(refusal([&](Session& s) { return change_tag(s, as(anne_), first.id, {.version = 2, .name = "MARCHES", .shared = {}}); }),
            "support.tag_exists");
  EXPECT_EQ(refusal([&](Session& s) { return change_tag(s, as(carole_), first.id, {.version = 2, .name = "X", .shared = {}}); }),
            "support.unknown_tag");
  auto const merged =
      write([&](Session& s) { return change_tag(s, as(anne_), first.id, {.version = 2, .name = "Marchés", .shared = {}, .merge = true}); });
  EXPECT_EQ(merged.name, "Marchés");
  EXPECT_EQ(shown_to(carole_), "Marchés 2");
  auto const hidden = write([&](Session& s) { return change_tag(s, as(anne_), merged.id, {.version = 1, .name = {}, .shared = false}); });
  EXPECT_EQ(shown_to(carole_), "");
  EXPECT_EQ(refusal([&](Session& s) { return delete_tag(s, as(anne_), merged.id, 1); }), "support.changed");
  EXPECT_TRUE(store_->write([&](Session& s) { return delete_tag(s, as(anne_), merged.id, hidden.version); }).ok());
  EXPECT_EQ(shown_to(anne_), "");
}

TEST_P(Tags, AreWordsOfPlainText) {
  for (auto const* const bad : {"", "   ", "…", "a\tb", "a\nb", "\xff",
                                "a\xe2\x80\xae"
                                "b"})
    EXPECT_NE(refusal([&](Session& s) { return put_tag(s, as(anne_), bakery_, bad, true); }), "") << bad;
  EXPECT_EQ(refusal([&](Session& s) { return put_tag(s, as(anne_), bakery_, std::string(81, 'a'), true); }), "text.too_long");
  std::string accents;
  for (int i = 0; i < 80; ++i) accents += "é";
  EXPECT_TRUE(put(anne_, bakery_, accents)) << "characters are counted, not bytes";
  EXPECT_TRUE(put(anne_, bakery_, "<b>gras</b>")) << "text is kept as it is written";
}

TEST_P(Tags, EachChangeIsNotedAndAudited) {
  put(anne_, bakery_, "Marché");
  auto const first = read([&](Session& s) { return changes_since(s, 0); });
  EXPECT_TRUE(first.words);
  EXPECT_EQ(first.businesses, std::vector<std::string>{bakery_.business});
  put(anne_, mill_, "Marché");
  auto const second = read([&](Session& s) { return changes_since(s, first.number); });
  EXPECT_FALSE(second.words);
  EXPECT_EQ(second.businesses, std::vector<std::string>{mill_.business});
  EXPECT_EQ(read([&](Session& s) { return changes_since(s, second.number); }).number, second.number);
  EXPECT_TRUE(read([&](Session& s) { return changes_since(s, second.number + 5); }).all) << "a store that went back";
  auto const rows = read([&](Session& s) { return s.rows("select action, agent, after_values from audit order by id"); });
  ASSERT_EQ(rows.size(), 3U);
  EXPECT_EQ(rows[0].text("action"), "tag.created");
  EXPECT_EQ(rows[1].text("action"), "business.tagged");
  EXPECT_EQ(rows[1].text("agent"), "anne");
}

}  // namespace
}  // namespace bassin::support
