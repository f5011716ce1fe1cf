#include "support/contacts.h"

#include <gtest/gtest.h>

#include "sql/session.h"
#include "support/contact_merge.h"
#include "support/local_businesses.h"
#include "support/oppositions.h"
#include "support/testing/contacts_test_support.h"

namespace bassin::support {
namespace {

class Contacts : public WithContacts {
 protected:
  // Every text of every table that has to do with contacts.
  std::string everything_kept() {
    return read([&](sql::Session& s) -> base::Result<std::string> {
      std::string out;
      for (auto const* const table : {"contact", "contact_link", "contact_channel", "opposition", "opposition_mark", "contact_distinct",
                                      "contact_read", "audit", "sent_once"}) {
        BASSIN_TRY(auto const rows, s.rows(std::string("select * from ") + table));
        for (auto const& row : rows) {
          for (auto const& cell : row.cells()) {
            if (auto const* const text = std::get_if<std::string>(&cell)) out += *text + "\n";
          }
        }
      }
      return out;
    });
  }
  template <class Fn>
  void must(Fn&& fn) {
    auto const done = store_->write(fn);
    ASSERT_TRUE(done.ok()) << done.error().debug();
  }
};
INSTANTIATE_TEST_SUITE_P(Both, Contacts, testing::ValuesIn(sql::both_dialects), sql::dialect_name);

TEST_P(Contacts, WhatWasWrittenIsRead) {
  auto const made =
      add(anne_, bakery_, " Jeanne Durand ", {phone("01.64.63.00.00", {Purpose::crisis, Purpose::follow_up}), email("J@X.fr")});
  auto const found = find(alain_, made.id);
  EXPECT_EQ(found.name, "Jeanne Durand");
  EXPECT_EQ(found.version, 1);
  EXPECT_EQ(found.contacted_on, base::to_iso(today_));
  ASSERT_EQ(found.links.size(), 1U);
  EXPECT_EQ(found.links[0].function, "gérante");
  ASSERT_EQ(found.channels.size(), 2U);
  EXPECT_EQ(found.channels[0].shown, "01 64 63 00 00");
  EXPECT_EQ(found.channels[0].purposes, (std::vector<Purpose>{Purpose::follow_up, Purpose::crisis}));
  EXPECT_EQ(found.channels[0].collected_by, "anne");
  EXPECT_EQ(found.channels[0].collected_on, base::to_iso(today_));
  EXPECT_EQ(found.channels[0].until, "2029-09-21") << "three years after the last contact";
  EXPECT_EQ(found.channels[1].normal, "j@x.fr");
  EXPECT_FALSE(found.do_not_contact);
}

// Field × reader × output, for each level.
TEST_P(Contacts, EachReaderSeesWhatIsOpened) {
  auto const made = add(anne_, bakery_, "Jeanne Durand", {phone("0164630000"), email("jeanne@exemple.fr")});
  auto const hidden = add(anne_, bakery_, "Paul Caché", {phone("0164630001")}, true);
  using access::Level;
  for (auto const opened : {Level::nothing, Level::presence, Level::header, Level::content}) {
    open(opened);
    auto const name = std::string(access::id_of(opened));
    bool const header = opened >= Level::header;
    bool const content = opened == Level::content;
    EXPECT_EQ(level(carole_, made.id), header ? name : "unknown") << name;
    auto const page = of(carole_, bakery_);
    EXPECT_EQ(page.known, opened == Level::presence ? std::vector<std::string>{"epci"} : std::vector<std::string>()) << name;
    ASSERT_EQ(page.contacts.size(), header ? 1U : 0U) << name;
    if (header) {
      EXPECT_EQ(page.contacts[0].name, "Jeanne Durand");
      ASSERT_EQ(page.contacts[0].links.size(), 1U);
      EXPECT_EQ(page.contacts[0].links[0].function, "gérante");
      EXPECT_EQ(page.contacts[0].channels.size(), content ? 2U : 0U) << name;
    }
    auto const names = header ? std::vector<std::string>{"Jeanne Durand"} : std::vector<std::string>();
    auto const numbers = content ? std::vector<std::string>{"Jeanne Durand"} : std::vector<std::string>();
    EXPECT_EQ(search(carole_, "durand jea"), names) << name;
    EXPECT_EQ(search(carole_, ""), names) << name;
    EXPECT_EQ(search(carole_, "01 64 63 00"), numbers) << name;
    EXPECT_EQ(search(carole_, "jeanne@"), numbers) << name << ": whose address it is, is not told by searching it";
    // Whatever is opened:
    EXPECT_EQ(level(carole_, hidden.id), "unknown") << name;
    EXPECT_EQ(level(nora_, made.id), "unknown") << name;
    EXPECT_TRUE(search(nora_, "").empty()) << name;
    for (auto const& blind : {analyst_, access::Reader()}) {
      EXPECT_EQ(level(blind, made.id), "unknown") << name;
      EXPECT_TRUE(search(blind, "").empty()) << name;
      EXPECT_TRUE(of(blind, bakery_).contacts.empty() && of(blind, bakery_).known.empty()) << name;
    }
    EXPECT_EQ(search(anne_, ""), (std::vector<std::string>{"Jeanne Durand", "Paul Caché"})) << name;
    EXPECT_EQ(search(field_, "0164630001"), std::vector<std::string>{"Paul Caché"}) << name;
  }
}

TEST_P(Contacts, APersonOfSeveralBusinessesIsOpenedPlaceByPlace) {
  auto const made = add(anne_, bakery_, "Jeanne Durand", {phone("0164630000")});
  auto const linked = write([&](sql::Session& s) { return link_contact(s, as(anne_), made.id, 1, farm_, "associée"); });
  EXPECT_EQ(linked, 2);
  open(access::Level::header, {"77142"});
  EXPECT_EQ(find(anne_, made.id).links.size(), 2U);
  auto const seen = find(carole_, made.id);
  ASSERT_EQ(seen.links.size(), 1U) << "the farm lies outside of the perimeter";
  EXPECT_EQ(seen.links[0].business, bakery_.business);
  EXPECT_TRUE(of(carole_, farm_).contacts.empty());
  EXPECT_EQ(of(anne_, farm_).contacts.size(), 1U);
  must([&](sql::Session& s) { return link_contact(s, as(anne_), made.id, 2, farm_, "cogérante"); });
  EXPECT_EQ(find(anne_, made.id).links[1].function, "cogérante");
  EXPECT_EQ(write([&](sql::Session& s) { return unlink_contact(s, as(anne_), made.id, 3, bakery_.business); }), 4);
  EXPECT_EQ(refusal([&](sql::Session& s) { return unlink_contact(s, as(anne_), made.id, 4, farm_.business); }),
            "support.contact_last_link");
}

TEST_P(Contacts, OnlyItsOrganisationChangesIt) {
  open(access::Level::content);
  auto const made = add(anne_, bakery_, "Jeanne Durand", {phone("0164630000")});
  ContactChange change;
  change.name = "Jeanne Martin";
  EXPECT_EQ(refusal([&](sql::Session& s) { return change_contact(s, as(carole_), made.id, 1, change); }), "support.unknown_contact");
  EXPECT_EQ(refusal([&](sql::Session& s) { return change_contact(s, as(analyst_), made.id, 1, change); }), "support.unknown_contact");
  EXPECT_EQ(refusal([&](sql::Session& s) { return change_contact(s, as(alain_), made.id, 7, change); }), "support.changed");
  EXPECT_EQ(write([&](sql::Session& s) { return change_contact(s, as(alain_), made.id, 1, change); }), 2);
  EXPECT_EQ(find(anne_, made.id).name, "Jeanne Martin");
  EXPECT_EQ(refusal([&](sql::Session& s) { return delete_contact(s, as(anne_), made.id, 1); }), "support.changed");
  EXPECT_EQ(refusal([&](sql::Session& s) { return add_channel(s, as(carole_), made.id, 2, phone("0164630009")); }),
            "support.unknown_contact");
  change.name = " ";
  EXPECT_EQ(refusal([&](sql::Session& s) { return change_contact(s, as(anne_), made.id, 2, change); }), "text.empty");
}

TEST_P(Contacts, ChannelsAreCheckedAndKeptForATime) {
  auto const made = add(anne_, bakery_, "Jeanne Durand", {phone("0164630000")});
  EXPECT_EQ(refusal([&](sql::Session& s) { return add_channel(s, as(anne_), made.id, 1, phone("+33 1 64 63 00 00")); }),
            "support.channel_twice");
  EXPECT_EQ(refusal([&](sql::Session& s) { return add_channel(s, as(anne_), made.id, 1, phone("12")); }), "support.bad_phone");
  EXPECT_EQ(refusal([&](sql::Session& s) { return add_channel(s, as(anne_), made.id, 1, phone("0164630001", {})); }), "support.no_purpose");
  auto late = phone("0164630001");
  late.until = "2029-09-22";
  EXPECT_EQ(refusal([&](sql::Session& s) { return add_channel(s, as(anne_), made.id, 1, late); }), "support.bad_day");
  late.until = "2026-09-20";
  must([&](sql::Session& s) { return add_channel(s, as(anne_), made.id, 1, late); });
  open(access::Level::content);
  EXPECT_EQ(find(anne_, made.id).channels.size(), 2U) << "its organisation sees what is past, to erase or prolong it";
  EXPECT_EQ(find(carole_, made.id).channels.size(), 1U);
  EXPECT_TRUE(search(carole_, "0164630001").empty());
  auto const second = find(anne_, made.id).channels[1].id;
  ChannelChange change;
  change.value = "0164630000";
  EXPECT_EQ(refusal([&](sql::Session& s) { return change_channel(s, as(anne_), made.id, 2, second, change); }), "support.channel_twice");
  change.value = "06 12 34 56 78";
  change.origin = Origin::chamber_file;
  must([&](sql::Session& s) { return change_channel(s, as(anne_), made.id, 2, second, change); });
  must([&](sql::Session& s) { return prolong_contact(s, as(anne_), made.id, 3, ""); });
  auto const after = find(carole_, made.id);
  ASSERT_EQ(after.channels.size(), 2U) << "in touch again";
  EXPECT_EQ(after.channels[1].until, "2029-09-21");
  EXPECT_EQ(after.channels[1].origin, Origin::chamber_file);
  must([&](sql::Session& s) { return delete_channel(s, as(anne_), made.id, 4, second); });
  EXPECT_EQ(find(anne_, made.id).channels.size(), 1U);
  EXPECT_EQ(refusal([&](sql::Session& s) { return delete_channel(s, as(anne_), made.id, 5, second); }), "support.unknown_channel");
}

TEST_P(Contacts, WhatIsDeletedIsGoneFromTheAuditToo) {
  auto const made = add(anne_, bakery_, "Zéphyrine Plantée", {phone("0699887766"), email("zephyrine@plantee.fr")}, false, "Plantatrice");
  ContactChange change;
  change.name = "Zéphyrine Replantée";
  must([&](sql::Session& s) { return change_contact(s, as(anne_), made.id, 1, change); });
  must([&](sql::Session& s) { return oppose(s, as(anne_), made.id, 2, {{}, "", {}, "", "au marché, Plantage"}); });
  EXPECT_NE(everything_kept().find("lantée"), std::string::npos);
  must([&](sql::Session& s) { return delete_contact(s, as(anne_), made.id, 3); });
  auto const kept = everything_kept();
  for (auto const* const token : {"lant", "ZEPHYRINE", "zephyrine", "699887766", "99 88 77 66"}) {
    EXPECT_EQ(kept.find(token), std::string::npos) << token;
  }
  EXPECT_NE(kept.find("contact.deleted"), std::string::npos) << "that it was done, and when";
  auto const again = add(carole_, bakery_, "Z.", {phone("0699887766")});
  EXPECT_TRUE(find(carole_, again.id).do_not_contact) << "the opposition outlives the record";
}

TEST_P(Contacts, AMatchedLocalBusinessIsItsSiret) {
  auto facts = LocalFacts();
  facts.name = "Roulotte";
  facts.commune = "77171";
  facts.source = "vue";
  auto const local = write([&](sql::Session& s) { return add_local(s, as(anne_), facts); });
  Subject const van{local.key(), "77171"};
  auto const made = add(anne_, van, "Jeanne Durand");
  open(access::Level::header, {"77142"});
  EXPECT_EQ(level(carole_, made.id), "unknown");
  facts.commune = "77142";
  write([&](sql::Session& s) { return change_local(s, as(anne_), local.id, 1, facts); });
  EXPECT_EQ(level(carole_, made.id), "header") << "it moved, and its contacts with it";
  EXPECT_TRUE(of(anne_, bakery_).contacts.empty());
  auto const matched = write([&](sql::Session& s) { return match_local(s, as(anne_), local.id, 2, bakery_.business); });
  ASSERT_EQ(of(anne_, bakery_).contacts.size(), 1U);
  EXPECT_EQ(of(anne_, bakery_).contacts[0].links[0].business, bakery_.business);
  must([&](sql::Session& s) { return link_contact(s, as(anne_), made.id, 1, bakery_, "patronne"); });
  EXPECT_EQ(find(anne_, made.id).links.size(), 1U) << "known there already";
  write([&](sql::Session& s) { return unmatch_local(s, as(anne_), local.id, matched.version); });
  EXPECT_TRUE(of(anne_, bakery_).contacts.empty());
}

TEST_P(Contacts, WhoTookAnOrganisationOverHasItsContacts) {
  auto const made = add(nora_, bakery_, "Jeanne Durand", {phone("0164630000")}, true);
  add(anne_, bakery_, "Jeanne Durand");
  EXPECT_EQ(level(anne_, made.id), "unknown");
  must([&](sql::Session& s) { return access::set_took_over(s, {{"epci", "neighbour"}}); });
  EXPECT_TRUE(find(anne_, made.id).own);
  EXPECT_EQ(search(anne_, "0164630000"), std::vector<std::string>{"Jeanne Durand"});
  EXPECT_EQ(write([&](sql::Session& s) { return prolong_contact(s, as(anne_), made.id, 1, ""); }), 2);
  EXPECT_EQ(read([&](sql::Session& s) { return duplicates_of(s, anne_, ""); }).size(), 1U);
}

TEST_P(Contacts, APageOfSearchFollowsTheOther) {
  for (auto const* const name : {"Abel", "Bea", "Cyr", "Dan", "Eve"}) add(anne_, bakery_, name);
  std::vector<std::string> names;
  std::string after;
  for (;;) {
    auto const page = read([&](sql::Session& s) { return search_contacts(s, anne_, today_, {"", after, 2}); });
    if (page.empty()) break;
    for (auto const& contact : page) names.push_back(contact.name);
    after = page.back().id;
  }
  EXPECT_EQ(names, (std::vector<std::string>{"Abel", "Bea", "Cyr", "Dan", "Eve"}));
  EXPECT_EQ(search(anne_, "%"), std::vector<std::string>()) << "signs stand for themselves";
}

}  // namespace
}  // namespace bassin::support
