// What words of files mean: which meanings there are, and those that need no saying.
#pragma once

#include <map>
#include <set>
#include <string>

#include "sql/session.h"
#include "support/import_words.h"
#include "support/portfolios.h"
#include "support/tags.h"

namespace bassin::support::internal {

// Whom and what words may mean: colleagues, the organisation's tags and portfolios.
class WordMeanings {
 public:
  // Tags and portfolios only for a kind of import that asks for them.
  [[nodiscard]] static base::Result<WordMeanings> read(sql::Session& session, access::Reader const& reader, ImportKind kind);

  // Without anybody's saying so: our own words, names of what there is. "": nobody knows.
  [[nodiscard]] std::string known(ImportWord const& word) const;
  [[nodiscard]] bool fits(WordField field, std::string const& meaning) const;

 private:
  [[nodiscard]] std::string colleague(std::string const& shown) const;
  [[nodiscard]] std::string portfolio(ImportWord const& word) const;

  std::set<std::string> agents_;
  std::map<std::string, std::set<std::string>> by_word_;   // agents by name in whatever order, or address
  std::map<std::string, std::string> tags_, portfolios_;   // ids by folded name
  std::map<std::string, std::set<std::string>> of_agent_;  // portfolios
  std::set<std::string> tag_ids_, portfolio_ids_;
};

}  // namespace bassin::support::internal
