#include "crisis/case_letters.h"

#include <gmock/gmock.h>

#include "crisis/testing/room_test_support.h"

namespace bassin::crisis {
namespace {

using sql::Session;
using testing::ElementsAre;
using testing::SizeIs;

TEST(LetterTexts, AreFilledAndTellWhatIsMissing) {
  auto const filled = fill_letter("{entreprise}, {commune} : le {sinistre}, {entreprise} { reste } {} {a {b",
                                  {{"entreprise", "Au fournil"}, {"commune", "{siret}"}});
  EXPECT_EQ(filled.text, "Au fournil, {siret} : le ……………, Au fournil { reste } {} {a {b") << "what is filled in is never filled again";
  EXPECT_THAT(filled.missing, ElementsAre("sinistre"));
  EXPECT_THAT(unknown_fields("{entreprise} {prix} {Prix} {x"), ElementsAre("prix"));
  EXPECT_EQ(fill_letter("", {}).text, "");
  std::string all;
  std::map<std::string, std::string> values;
  for (auto const it : letter_fields()) {
    all += "{" + std::string(it) + "}";
    values[std::string(it)] = "x";
  }
  EXPECT_TRUE(unknown_fields(all).empty());
  EXPECT_EQ(fill_letter(all, values).text, std::string(letter_fields().size(), 'x'));
}

class CaseLetters : public InARoom {
 protected:
  CaseLetters() {
    draw();
    enter(1, {{bakery_.business, bakery_.commune, Entry::inside}});
    case_ = one(bakery_.business).id;
  }
  static TemplateFacts to_the_insurer() { return {"Déclaration de sinistre", "damage_claim", "Madame, Monsieur,\n\nle {sinistre} …"}; }
  LetterTemplate add(access::Reader const& who, TemplateFacts const& facts = to_the_insurer()) {
    return write([&](Session& s) { return add_template(s, as(who), facts); });
  }
  CaseLetter ask(std::string id, access::Reader const& who, convention::Form form = convention::Form::pdf) {
    CaseLetter wanted;
    wanted.id = std::move(id);
    wanted.record = case_;
    wanted.made_from = "t1";
    wanted.title = "Déclaration";
    wanted.form = form;
    wanted.job = "j1";
    return write([&](Session& s) { return ask_letter(s, as(who), wanted); });
  }
  std::string case_;
};
INSTANTIATE_TEST_SUITE_P(Both, CaseLetters, testing::ValuesIn(sql::both_dialects), sql::dialect_name);

TEST_P(CaseLetters, AreWrittenAsTemplatesByCoordinators) {
  auto const made = add(maud_);
  EXPECT_EQ(refusal([&](Session& s) { return add_template(s, as(paul_), to_the_insurer()); }), "crisis.not_yours");
  auto const of = [&](access::Reader const& who) { return read([&](Session& s) { return templates_of(s, who); }); };
  EXPECT_THAT(of(maud_), SizeIs(1));
  EXPECT_THAT(of(paul_), SizeIs(0)) << "another organisation's";
  auto unknown = to_the_insurer();
  unknown.text = "le {jour}";
  EXPECT_EQ(refusal([&](Session& s) { return add_template(s, as(maud_), unknown); }), "crisis.unknown_field");
  unknown = to_the_insurer();
  unknown.right = "a_castle";
  EXPECT_EQ(refusal([&](Session& s) { return add_template(s, as(maud_), unknown); }), "crisis.bad_value");
  auto after = to_the_insurer();
  after.text = "À {entreprise}";
  EXPECT_EQ(refusal([&](Session& s) { return change_template(s, as(nadia_), made.id, 1, after); }), "crisis.unknown_template");
  EXPECT_EQ(write([&](Session& s) { return change_template(s, as(maud_), made.id, 1, after); }).version, 2);
  EXPECT_EQ(refusal([&](Session& s) { return change_template(s, as(maud_), made.id, 1, after); }), "crisis.changed");
  EXPECT_EQ(of(maud_)[0].facts.text, "À {entreprise}");
  write([&](Session& s) { return remove_template(s, as(maud_), made.id, 2); });
  EXPECT_THAT(of(maud_), SizeIs(0));
}

TEST_P(CaseLetters, AreMadeOnceAndReadByTheirOrganisation) {
  ask("l1", paul_);
  ask("l2", paul_, convention::Form::docx);
  EXPECT_TRUE(write([&](Session& s) { return letter_is_awaited(s, "l1"); }));
  ask("l3", nadia_);
  EXPECT_FALSE(write([&](Session& s) { return keep_letter(s, "l1", "bytes", base::Instant{1}); })) << "another was asked for meanwhile";
  EXPECT_EQ(refusal([&](Session& s) { return letter_file(s, nadia_, "l3"); }), "crisis.unknown_letter") << "not made yet";
  std::string const bytes("\0PDF\xff", 5);
  EXPECT_TRUE(write([&](Session& s) { return keep_letter(s, "l3", bytes, base::Instant{1}); }));
  EXPECT_EQ(read([&](Session& s) { return letter_file(s, nadia_, "l3"); }).bytes, bytes);
  EXPECT_EQ(read([&](Session& s) { return letter_file(s, paul_, "l3"); }).bytes, bytes);
  for (auto const& other : {ines_, maud_})
    EXPECT_EQ(refusal([&](Session& s) { return letter_file(s, other, "l3"); }), "crisis.unknown_letter") << "it may hold a masked name";
  EXPECT_THAT(read([&](Session& s) { return letters_of(s, nadia_, case_); }), SizeIs(2));
  EXPECT_THAT(read([&](Session& s) { return letters_of(s, maud_, case_); }), SizeIs(0));
  EXPECT_EQ(refusal([&](Session& s) { return letters_of(s, ines_, case_); }), "crisis.unknown_case");
  EXPECT_EQ(write([&](Session& s) { return drop_letters(s, room_.id); }), 2U);
  EXPECT_THAT(read([&](Session& s) { return letters_of(s, nadia_, case_); }), SizeIs(0));
}

}  // namespace
}  // namespace bassin::crisis
