#include "support/sheet_mappings.h"

#include "support/testing/partners_test_support.h"

namespace bassin::support {
namespace {

using sql::Session;

class SheetMappings : public WithPartners {
 protected:
  void keep(access::Reader const& reader, std::string const& header, std::string const& columns) {
    write([&](Session& s) -> base::Result<int> {
      BASSIN_DO(keep_sheet_mapping(s, as(reader), header, columns));
      return 0;
    });
  }
  std::string kept(access::Reader const& reader, std::string const& header) {
    return read([&](Session& s) { return sheet_mapping(s, reader, header); }).value_or("-");
  }
};
INSTANTIATE_TEST_SUITE_P(Both, SheetMappings, testing::ValuesIn(sql::both_dialects), sql::dialect_name);

TEST_P(SheetMappings, AreTheOrganisations) {
  keep(anne_, "a1", R"({"name":1})");
  EXPECT_EQ(kept(alain_, "a1"), R"({"name":1})");
  EXPECT_EQ(kept(carole_, "a1"), "-");
  EXPECT_EQ(kept(anne_, "b2"), "-");
  keep(alain_, "a1", R"({"name":2})");
  EXPECT_EQ(kept(anne_, "a1"), R"({"name":2})");
}

TEST_P(SheetMappings, KeepTheLastUsed) {
  write([&](Session& s) -> base::Result<int> {
    for (std::size_t i = 0; i <= sheet_mappings_most; ++i) BASSIN_DO(keep_sheet_mapping(s, as(anne_), std::to_string(1'000 + i), "{}"));
    return 0;
  });
  auto const rows = read([&](Session& s) { return s.row("select count(*) as n from sheet_mapping", {}); });
  EXPECT_EQ(rows->integer("n"), static_cast<std::int64_t>(sheet_mappings_most));
}

}  // namespace
}  // namespace bassin::support
