#include "printing/letter_page.h"

#include <gtest/gtest.h>

#include <nlohmann/json.hpp>

namespace bassin::printing {
namespace {

bool has(std::string const& page, std::string_view text) { return page.find(text) != std::string::npos; }

nlohmann::json letter() {
  return {{"sender", "Au fournil\n1 rue du Pont"},
          {"place", "Crécy-la-Chapelle"},
          {"on", "2024-11-01"},
          {"title", "Déclaration <b>de sinistre</b>"},
          {"text", "Madame, Monsieur,\n\nL'eau & la boue.\nUn {{TITLE}} de plus."}};
}

TEST(LetterPage, ShowsWhoWritesWhereWhenAndWhat) {
  auto const page = letter_page(letter(), Layout::whole);
  EXPECT_TRUE(has(page, "<p>Au fournil<br>1 rue du Pont</p>"));
  EXPECT_TRUE(has(page, "À Crécy-la-Chapelle, le 1er novembre 2024"));
  EXPECT_TRUE(has(page, "Objet : Déclaration &lt;b&gt;de sinistre&lt;/b&gt;"));
  EXPECT_TRUE(has(page, "<p>Madame, Monsieur,</p>"));
  EXPECT_TRUE(has(page, "L&#39;eau &amp; la boue.<br>Un {{TITLE}} de plus."));
  EXPECT_TRUE(has(page, "<style"));
}

TEST(LetterPage, ThatIsEditableHasNoStyle) {
  auto it = letter();
  it["place"] = "";
  it["sender"] = "";
  auto const page = letter_page(it, Layout::editable);
  EXPECT_FALSE(has(page, "<style"));
  EXPECT_TRUE(has(page, "Le 1er novembre 2024"));
  EXPECT_FALSE(has(page, "fournil"));
}

}  // namespace
}  // namespace bassin::printing
