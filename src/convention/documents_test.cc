// Who may do what with documents of a convention and what belongs to it.
#include "convention/documents.h"

#include "convention/committee.h"
#include "convention/testing/parties_test_support.h"

namespace bassin::convention {
namespace {

using documents::Of;
using documents::Standing;

class ConventionDocuments : public WithParties {
 protected:
  Standing standing(access::Reader const& who, documents::Subject const& subject) {
    return read([&](sql::Session& s) { return standing_with(s, who, subject); });
  }
  std::string refused(access::Reader const& who, documents::Subject const& subject) {
    auto const found = store_->read([&](sql::Session& s) { return standing_with(s, who, subject); });
    return found.ok() ? "" : std::string(found.error().code);
  }
  static documents::Content pdf() { return {documents::Type::pdf, "compte rendu.pdf", "%PDF"}; }
};

TEST_P(ConventionDocuments, AreReadByPartiesAndAttachedByTheirCoordinators) {
  documents::Subject const it{Of::convention, signed_framework()};
  auto const keeper = standing(reader(pays_), it);
  EXPECT_TRUE(keeper.reads && keeper.attaches && keeper.changes_all && !keeper.impersonal_only);
  auto const party = standing(reader(cma_), it);
  EXPECT_TRUE(party.reads && party.attaches && !party.changes_all);
  auto const adviser = standing(reader(cma_, access::Role::adviser), it);
  EXPECT_TRUE(adviser.reads && !adviser.attaches && !adviser.impersonal_only);
  for (auto const role : {access::Role::elected, access::Role::analyst}) {
    auto const impersonal = standing(reader(pays_, role), it);
    EXPECT_TRUE(impersonal.reads && impersonal.impersonal_only && !impersonal.attaches);
  }
  EXPECT_EQ(refused(reader(neighbour_), it), "convention.unknown");
  for (auto const of : {Of::action, Of::sitting, Of::value, Of::report})
    EXPECT_TRUE(refused(reader(pays_), {of, "none"}).starts_with("convention.unknown_")) << id_of(of);
}

TEST_P(ConventionDocuments, OfASittingGoWithIt) {
  auto const chief = reader(pays_);
  SittingFacts facts;
  facts.on = base::parse_date("2018-03-05").value();
  auto const of = signed_framework();
  auto const sitting = write([&](sql::Session& s) { return add_sitting(s, as(chief), of, facts); });
  documents::Subject const it{Of::sitting, sitting.id};
  EXPECT_EQ(refused(reader(neighbour_), it), "convention.unknown_sitting");
  EXPECT_FALSE(standing(reader(cma_), it).attaches);
  auto const may = standing(chief, it);
  write([&](sql::Session& s) { return documents::attach(s, as(chief), it, "", may, pdf(), {}); });
  write([&](sql::Session& s) { return remove_sitting(s, as(chief), sitting.id, 1); });
  EXPECT_EQ(read([](sql::Session& s) { return documents::totals(s); }).documents, 0);
}

INSTANTIATE_TEST_SUITE_P(Both, ConventionDocuments, testing::ValuesIn(sql::both_dialects), sql::dialect_name);

}  // namespace
}  // namespace bassin::convention
