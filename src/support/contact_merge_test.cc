#include "support/contact_merge.h"

#include <gtest/gtest.h>

#include "support/oppositions.h"
#include "support/testing/contacts_test_support.h"

namespace bassin::support {
namespace {

class Merging : public WithContacts {
 protected:
  std::vector<DuplicatePair> pairs(access::Reader const& reader, std::string const& business = "") {
    return read([&](sql::Session& s) { return duplicates_of(s, reader, business); });
  }
  Contact merge(MergeChoice const& choice) {
    return write([&](sql::Session& s) { return merge_contacts(s, as(anne_), choice); });
  }
  bool part(std::string const& id, std::int64_t version) {
    return store_->write([&](sql::Session& s) { return part_contacts(s, as(anne_), id, version); }).ok();
  }
};
INSTANTIATE_TEST_SUITE_P(Both, Merging, testing::ValuesIn(sql::both_dialects), sql::dialect_name);

TEST_P(Merging, DuplicatesAreFoundByNumberAddressAndNameOnOneBusiness) {
  auto const one = add(anne_, bakery_, "Jeanne Durand", {phone("0164630000"), email("j@exemple.fr")});
  auto const other = add(alain_, bakery_, "DURAND Jéanne", {phone("+33164630000"), email("J@exemple.fr")});
  auto const third = add(anne_, mill_, "Jeanne Durand");  // elsewhere
  auto const theirs = add(carole_, bakery_, "Jeanne Durand", {phone("0164630000")});
  auto const found = pairs(anne_);
  ASSERT_EQ(found.size(), 1U);
  EXPECT_EQ(found[0].one, one.id);
  EXPECT_EQ(found[0].other, other.id);
  EXPECT_EQ(found[0].same, (std::vector<std::string>{"email", "name", "phone"}));
  EXPECT_EQ(pairs(anne_, bakery_.business).size(), 1U);
  EXPECT_TRUE(pairs(anne_, mill_.business).empty());
  EXPECT_TRUE(pairs(carole_).empty());
  EXPECT_TRUE(pairs(analyst_).empty());
  ASSERT_TRUE(store_->write([&](sql::Session& s) { return tell_apart(s, as(anne_), other.id, one.id); }).ok());
  EXPECT_TRUE(pairs(anne_).empty()) << "two persons";
}

TEST_P(Merging, FieldByFieldAndBackAgain) {
  auto const one = add(anne_, bakery_, "J. Durand", {phone("0164630000"), email("j@exemple.fr")}, false, "");
  auto const other = add(alain_, bakery_, "Jeanne Durand", {phone("0164630000"), phone("0612345678")}, true, "gérante");
  write([&](sql::Session& s) { return link_contact(s, as(anne_), other.id, 1, mill_, "associée"); });
  MergeChoice choice{one.id, other.id, 1, 2, other.id, false, {}, {one.channels[0].id, other.channels[1].id}};
  auto const merged = merge(choice);
  auto const seen = find(anne_, merged.id);
  EXPECT_EQ(seen.name, "Jeanne Durand");
  EXPECT_FALSE(seen.kept_in);
  EXPECT_TRUE(seen.may_unmerge);
  ASSERT_EQ(seen.links.size(), 2U);
  EXPECT_EQ(seen.links[0].function, "gérante") << "the one that says something";
  ASSERT_EQ(seen.channels.size(), 2U);
  EXPECT_EQ(seen.channels[0].collected_by, "anne");
  EXPECT_EQ(find(anne_, one.id).id, merged.id) << "a former id leads to it";
  EXPECT_EQ(search(anne_, "durand"), std::vector<std::string>{"Jeanne Durand"});
  EXPECT_EQ(search(anne_, "j@exemple.fr"), std::vector<std::string>()) << "left behind";
  EXPECT_EQ(of(anne_, bakery_).contacts.size(), 1U);
  EXPECT_TRUE(pairs(anne_).empty());
  ASSERT_TRUE(part(merged.id, 1));
  EXPECT_EQ(find(anne_, one.id).channels.size(), 2U);
  EXPECT_EQ(find(anne_, other.id).name, "Jeanne Durand");
  EXPECT_TRUE(find(anne_, other.id).kept_in);
  EXPECT_EQ(of(anne_, bakery_).contacts.size(), 2U);
  EXPECT_EQ(level(anne_, merged.id), "unknown");
}

TEST_P(Merging, UntilItIsChanged) {
  auto const one = add(anne_, bakery_, "J. Durand", {phone("0164630000")});
  auto const other = add(alain_, bakery_, "Jeanne Durand", {phone("0164630000")});
  auto const merged = merge({one.id, other.id, 1, 1, one.id, false, {}, {one.channels[0].id}});
  write([&](sql::Session& s) { return prolong_contact(s, as(anne_), merged.id, 1, ""); });
  EXPECT_FALSE(find(anne_, merged.id).may_unmerge);
  EXPECT_EQ(refusal([&](sql::Session& s) { return part_contacts(s, as(anne_), merged.id, 2); }), "support.merge_settled");
  EXPECT_EQ(find(anne_, other.id).id, merged.id) << "a former id leads to it still";
  auto const names = read([&](sql::Session& s) { return s.row("select count(*) as n from contact where name <> ''"); });
  EXPECT_EQ(names->integer("n"), 1) << "what was kept for the undoing is gone";
  ASSERT_TRUE(store_->write([&](sql::Session& s) { return delete_contact(s, as(anne_), merged.id, 2); }).ok());
  auto const left = read([&](sql::Session& s) { return s.row("select count(*) as n from contact"); });
  EXPECT_EQ(left->integer("n"), 0);
}

TEST_P(Merging, AnOppositionStaysWhateverWasChosen) {
  auto const one = add(anne_, bakery_, "J. Durand", {phone("0164630000"), phone("0612345678")});
  auto const other = add(alain_, bakery_, "Jeanne Durand", {email("j@exemple.fr")});
  auto const theirs = add(carole_, bakery_, "J", {phone("0612345678")});
  NewOpposition said;
  said.how = "par courrier";
  write([&](sql::Session& s) { return oppose(s, as(anne_), one.id, 1, said); });
  auto const merged = merge({one.id, other.id, 2, 1, one.id, false, {}, {one.channels[0].id, other.channels[0].id}});
  auto const seen = find(anne_, merged.id);
  EXPECT_TRUE(seen.do_not_contact);
  EXPECT_EQ(seen.oppositions.size(), 1U);
  EXPECT_EQ(seen.channels[1].refusals.size(), 1U) << "the address is the person's too; told once";
  EXPECT_TRUE(find(carole_, theirs.id).do_not_contact) << "the number that was left behind";
  ASSERT_TRUE(part(merged.id, 1));
  EXPECT_FALSE(find(anne_, other.id).do_not_contact);
  EXPECT_EQ(find(carole_, theirs.id).channels[0].refusals.size(), 1U);
}

TEST_P(Merging, WhatMakesNoSenseIsRefused) {
  auto const one = add(anne_, bakery_, "J. Durand", {phone("0164630000")});
  auto const other = add(alain_, bakery_, "Jeanne Durand");
  auto const theirs = add(carole_, bakery_, "Jeanne Durand");
  auto const refused = [&](MergeChoice const& choice) {
    return refusal([&](sql::Session& s) { return merge_contacts(s, as(anne_), choice); });
  };
  EXPECT_EQ(refused({one.id, one.id, 1, 1, one.id, false, {}, {}}), "support.bad_merge");
  EXPECT_EQ(refused({one.id, other.id, 1, 1, "x", false, {}, {}}), "support.bad_merge");
  EXPECT_EQ(refused({one.id, other.id, 1, 1, one.id, false, {}, {"x"}}), "support.bad_merge");
  EXPECT_EQ(refused({one.id, theirs.id, 1, 1, one.id, false, {}, {}}), "support.unknown_contact");
  EXPECT_EQ(refused({one.id, other.id, 1, 9, one.id, false, {}, {}}), "support.changed");
}

}  // namespace
}  // namespace bassin::support
