#include "support/contact_rights.h"

#include <gtest/gtest.h>

#include "support/oppositions.h"
#include "support/testing/contacts_test_support.h"

namespace bassin::support {
namespace {

class Rights : public WithContacts {
 protected:
  PersonFile file(access::Reader const& reader, PersonQuery const& query) {
    return write([&](sql::Session& s) { return person_file(s, as(reader), query); });
  }
  std::size_t read_by(access::Reader const& reader, std::string const& id) {
    auto const act = as(reader);
    auto const contact = find(reader, id);
    auto const unread = read([&](sql::Session& s) { return unread_of(s, act, {contact}); });
    if (!store_->write([&](sql::Session& s) { return note_reads(s, act, unread); }).ok()) throw std::runtime_error("not noted");
    return unread.size();
  }
  std::size_t noted(std::string const& id) {
    access::AuditQuery query;
    query.action = "contact.read";
    query.record = id;
    return read([&](sql::Session& s) { return access::audit_trail(s, query); }).size();
  }
};
INSTANTIATE_TEST_SUITE_P(Both, Rights, testing::ValuesIn(sql::both_dialects), sql::dialect_name);

TEST_P(Rights, ReadsOfAnotherOrganisationsContactAreNotedOnceADay) {
  auto const made = add(anne_, bakery_, "Jeanne", {phone("0164630000")});
  open(access::Level::header);
  EXPECT_EQ(read_by(carole_, made.id), 0U) << "no number was shown";
  open(access::Level::content);
  EXPECT_EQ(read_by(anne_, made.id), 0U) << "one's own";
  EXPECT_EQ(read_by(carole_, made.id), 1U);
  EXPECT_EQ(read_by(carole_, made.id), 0U);
  EXPECT_EQ(noted(made.id), 1U);
  ASSERT_TRUE(store_->write([&](sql::Session& s) { return note_reads(s, as(carole_), {made.id}); }).ok());
  EXPECT_EQ(noted(made.id), 1U) << "two requests at once";
}

TEST_P(Rights, AllThatIsHeldOfAPerson) {
  auto const one = add(anne_, bakery_, "Jeanne Durand", {phone("0164630000"), email("j@exemple.fr")});
  auto const other = add(alain_, mill_, "Mme Durand", {email("J@exemple.fr")});
  auto const stranger = add(anne_, bakery_, "Paul", {phone("0199999999")});
  auto const theirs = add(carole_, bakery_, "J. Durand", {phone("0164630000")});
  NewOpposition said;
  said.how = "par courrier";
  write([&](sql::Session& s) { return oppose(s, as(anne_), one.id, 1, said); });
  auto const ids = [](PersonFile const& file) {
    std::vector<std::string> out;
    for (auto const& contact : file.contacts) out.push_back(contact.id);
    return out;
  };
  auto const found = file(anne_, {one.id, "", ""});
  EXPECT_EQ(ids(found), (std::vector<std::string>{one.id, other.id}));
  EXPECT_EQ(found.contacts[0].oppositions.size(), 1U);
  ASSERT_EQ(found.trail.size(), 3U);
  EXPECT_EQ(found.trail[0].action, "contact.added");
  EXPECT_EQ(ids(file(anne_, {"", "01 64 63 00 00", ""})), std::vector<std::string>{one.id});
  EXPECT_EQ(ids(file(anne_, {"", "", "j@exemple.fr"})), (std::vector<std::string>{one.id, other.id}));
  EXPECT_TRUE(ids(file(anne_, {"", "0100000000", ""})).empty());
  EXPECT_TRUE(file(analyst_, {"", "01 64 63 00 00", ""}).contacts.empty());
  open(access::Level::header);
  EXPECT_EQ(ids(file(anne_, {"", "01 64 63 00 00", ""})), std::vector<std::string>{one.id}) << "whose number it is, is not told";
  open(access::Level::content);
  EXPECT_EQ(ids(file(anne_, {"", "01 64 63 00 00", ""})), (std::vector<std::string>{one.id, theirs.id}));
  access::AuditQuery query;
  query.action = "contact.told";
  EXPECT_GE(read([&](sql::Session& s) { return access::audit_trail(s, query); }).size(), 6U);
}

}  // namespace
}  // namespace bassin::support
