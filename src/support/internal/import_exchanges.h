// What a row of a file of past exchanges would make, beside what is there.
#pragma once

#include <map>
#include <memory>
#include <string>
#include <utility>
#include <vector>

#include "support/import_words.h"
#include "support/internal/import_plan.h"

namespace bassin::support::internal {

// A bounded number of statements for each listed_most businesses; rows in their order, each as if those before it were carried out.
class ExchangePlanner {
 public:
  [[nodiscard]] static base::Result<std::unique_ptr<ExchangePlanner>> read(sql::Session& session, access::Reader const& reader,
                                                                           SheetImport const& import, ImportDay const& day,
                                                                           std::vector<ImportRow> const& rows);
  ~ExchangePlanner();
  ExchangePlanner(ExchangePlanner const&) = delete;
  ExchangePlanner& operator=(ExchangePlanner const&) = delete;

  [[nodiscard]] RowPlan plan(ImportRow const& row) const;
  void carried_out(RowPlan const& plan, std::string const& business);

 private:
  struct Known;
  explicit ExchangePlanner(std::unique_ptr<Known> known);
  std::unique_ptr<Known> known_;
};

// Meanings of the words of an import, by field and folded word.
using ImportMeanings = std::map<std::pair<WordField, std::string>, std::string>;
[[nodiscard]] base::Result<ImportMeanings> meanings_of(sql::Session& session, std::string const& import);
// The words of the rows of a new import, with what is known of them. Errors: "import.many_words".
[[nodiscard]] base::Result<void> add_words(sql::Session& session, access::Reader const& reader, SheetImport const& import,
                                           std::vector<ImportRow> const& rows);

// All rows of which it is known what they are about, or those of these businesses, judged anew beside each other.
[[nodiscard]] base::Result<void> judge_again(sql::Session& session, access::Reader const& reader, SheetImport const& import,
                                             ImportDay const& day, std::vector<ImportRow> rows);
// As it stands beside what is there: ready, to be decided, or of no use.
void judge(ImportRow& row, RowPlan plan);

}  // namespace bassin::support::internal
