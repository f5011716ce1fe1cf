#include "app/overlay_file.h"

#include <gtest/gtest.h>
#include <unistd.h>

namespace bassin::app {
namespace {

class OverlayFileTest : public ::testing::Test {
 protected:
  void TearDown() override { EXPECT_TRUE(base::real_files().remove(path_).ok()); }

  base::Result<std::shared_ptr<query::Overlay const>> read(std::string const& text) {
    EXPECT_TRUE(base::replace_file(base::real_files(), path_, text).ok());
    return read_overlay(base::real_files(), path_);
  }

  std::string path_ = ::testing::TempDir() + "overlay_" + std::to_string(::getpid()) + ".json";
};

TEST_F(OverlayFileTest, ReadsEveryMember) {
  auto const overlay =
      read(R"({"businesses": {"12345678900012": {"tags": ["b", "a", "b"], "portfolios": ["Anne"], "lastContact": "2026-03-02",
      "followUp": "own", "position": [2.91, 48.856],
      "activity": "10.71C", "chambers": {"members": ["cci", "ca"], "reason": "vu"}, "name": "Au bon pain"}},
    "local": [{"id": "truck", "name": "Camion", "commune": "77142", "activity": "NAF2025:56.11J", "size": "02", "legal": "5499",
      "state": "closed", "closed": "2026-01-01", "created": "2020-02-29", "employer": true, "headOffice": false,
      "hidden": ["names", "position"], "position": [2.9, 48.8], "address": "quai", "activity2025": "56.11J"}]})");
  ASSERT_TRUE(overlay.ok()) << overlay.error().debug();
  auto const* const entry = (*overlay)->find(query::BusinessId::of(12345678900012));
  ASSERT_NE(entry, nullptr);
  EXPECT_EQ(entry->tags, (std::vector<std::string>{"a", "b"}));
  EXPECT_EQ(entry->portfolios, std::vector<std::string>{"Anne"});
  EXPECT_EQ(entry->follow_ups, (std::vector<std::string>{"own", "running"}));
  EXPECT_EQ(entry->last_contact, base::parse_date("2026-03-02"));
  EXPECT_EQ(entry->position, (geo::Point{29'100'000, 488'560'000}));
  EXPECT_EQ(entry->activity->code, "10.71C");
  EXPECT_EQ(entry->chambers->chambers, reference::chamber_cci | reference::chamber_ca);
  EXPECT_EQ(entry->chambers->reason, "vu");
  EXPECT_EQ(entry->name, "Au bon pain");
  ASSERT_EQ((*overlay)->local_businesses().size(), 1U);
  auto const& local = (*overlay)->local_businesses()[0];
  EXPECT_EQ(local.activity.nomenclature, reference::Nomenclature::naf_2025);
  EXPECT_EQ(local.privacy, registry::hides_names | registry::hides_position);
  EXPECT_EQ(local.state, registry::State::closed);
  EXPECT_EQ(local.employer, registry::Tri::yes);
  EXPECT_EQ(local.head_office, registry::Tri::no);
}

TEST_F(OverlayFileTest, NamesTheMemberThatIsWrong) {
  struct Case {
    char const* member;
    char const* value;
  };
  Case const cases[] = {{"tags", "3"},
                        {"tags", "[1]"},
                        {"portfolios", "\"Anne\""},
                        {"followUp", "\"closed\""},
                        {"lastContact", "\"hier\""},
                        {"position", "[2.9]"},
                        {"position", "[2, 99]"},
                        {"activity", "\"rien\""},
                        {"activity", "\"56\""},
                        {"activity", "3"},
                        {"activity", "\"X:56\""},
                        {"chambers", "[]"},
                        {"name", "null"},
                        {"chambers", "{\"members\": [\"cia\"]}"}};
  for (auto const& c : cases) {
    auto const refused = read(std::string("{\"businesses\": {\"12345678900012\": {\"") + c.member + "\": " + c.value + "}}}");
    ASSERT_FALSE(refused.ok()) << c.member << c.value;
    EXPECT_EQ(refused.error().code, "app.overlay_value") << c.member << c.value;
    EXPECT_TRUE(refused.error().value("member") == c.member || refused.error().value("member") == "members") << c.member << c.value;
    EXPECT_EQ(refused.error().value("business"), "12345678900012");
  }
}

TEST_F(OverlayFileTest, NamesTheMemberOfALocalBusinessThatIsWrong) {
  for (auto const* const member : {R"("commune": "99999")", R"("size": "9")", R"("legal": "x")", R"("state": "open")", R"("created": "x")",
                                   R"("hidden": ["name"])", R"("employer": "yes")", R"("activity2025": "56")"}) {
    auto const refused = read(std::string(R"({"local": [{"id": "a", )") + member + "}]}");
    ASSERT_FALSE(refused.ok()) << member;
    EXPECT_EQ(refused.error().code, "app.overlay_value") << member;
  }
}

TEST_F(OverlayFileTest, RefusesWhatItDoesNotKnow) {
  EXPECT_EQ(read("{").error().code, "app.overlay_syntax");
  EXPECT_EQ(read("[]").error().code, "app.overlay_syntax");
  constexpr std::size_t deep = 300'000;
  auto const nested = std::string(deep, '[') + std::string(deep, ']');
  EXPECT_EQ(read("{\"businesses\": " + nested + "}").error().code, "app.overlay_value");
  EXPECT_EQ(read("{\"local\": [{\"id\": " + nested + "}]}").error().code, "app.overlay_value");
  EXPECT_EQ(read(R"({"local": {}})").error().code, "app.overlay_value");
  EXPECT_EQ(read(R"({"businesses": {"123": {}}})").error().code, "app.bad_siret");
  auto const misspelt = read(R"({"businesses": {"12345678900012": {"tag": []}}})").error();
  EXPECT_EQ(misspelt.code, "app.overlay_member");
  EXPECT_EQ(misspelt.value("suggestion"), "tags");
  EXPECT_EQ(read(R"({"businesses": {"12345678900012": {"chambers": {"members": [], "raison": "x"}}}})").error().code, "app.overlay_member");
  EXPECT_EQ(read(R"({"businesses": {"12345678900012": {"chambers": {"members": [], "reason": 3}}}})").error().code, "app.overlay_value");
  EXPECT_EQ(read(R"({"local": [{"name": "sans id"}]})").error().code, "query.overlay_local_id");
  EXPECT_EQ(read(R"({"businesses": {"local:absent": {"tags": ["x"]}}})").error().code, "query.overlay_unknown_local");
}

}  // namespace
}  // namespace bassin::app
