// What a row of a file of tags and portfolios would put a business under, beside what it is under already.
#pragma once

#include <memory>
#include <string>
#include <vector>

#include "support/import_words.h"
#include "support/internal/import_plan.h"

namespace bassin::support::internal {

// A bounded number of statements for each listed_most businesses; rows in their order, each as if those before it were carried out.
class LabelPlanner {
 public:
  [[nodiscard]] static base::Result<std::unique_ptr<LabelPlanner>> read(sql::Session& session, access::Reader const& reader,
                                                                        SheetImport const& import, std::vector<ImportRow> const& rows);
  ~LabelPlanner();
  LabelPlanner(LabelPlanner const&) = delete;
  LabelPlanner& operator=(LabelPlanner const&) = delete;

  [[nodiscard]] RowPlan plan(ImportRow const& row) const;
  void carried_out(RowPlan const& plan, std::string const& business);
  // What was to be made is there: the word means it from then on.
  [[nodiscard]] std::string meaning(WordField field, std::string const& word) const;
  void made(WordField field, std::string const& word, std::string const& id);

 private:
  struct Known;
  explicit LabelPlanner(std::unique_ptr<Known> known);
  std::unique_ptr<Known> known_;
};

}  // namespace bassin::support::internal
