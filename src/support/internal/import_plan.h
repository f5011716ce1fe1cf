// What a row of an import would change, beside what is there: for the preview, and for carrying it out.
#pragma once

#include <map>
#include <memory>
#include <optional>
#include <set>
#include <string>
#include <vector>

#include "base/date.h"
#include "support/contacts.h"
#include "support/exchanges.h"
#include "support/import_words.h"
#include "support/imports.h"
#include "support/memberships.h"

namespace bassin::support::internal {

struct ContactPlan {
  std::string contact;  // id of the one that is there; "": a new one
  std::int64_t version = 0;
  bool links = false;  // that one is not of this business yet
  std::string name, function;
  std::string contacted_on;
  std::vector<ContactChannel> channels;  // to be added; without id, day and agent
};

struct ExchangePlan {
  ExchangeFacts facts;
  std::string agent;  // "": nobody in particular
};

// A tag or portfolio under which the business is put.
struct LabelPlan {
  WordField field = WordField::tag;
  std::string word, name;  // folded, and as it is shown
  std::string meaning;     // its id, or what is to be made
};

struct RowPlan {
  std::optional<ContactPlan> contact;
  std::optional<ExchangePlan> exchange;
  std::vector<LabelPlan> labels;
  std::optional<Membership> membership;  // as it will read; `version` 0 for a new one
  std::optional<Membership> was;
  std::string expected;
  std::vector<std::string> deeds;
  std::vector<ImportRemark> remarks;
};

// What it goes by beside the file.
struct ImportDay {
  std::string today;
  std::string exchanges_from;  // exchanges of days before are past their time; ""
};

// What the organisation knows of the businesses, numbers and addresses of these rows: read in a bounded number of statements for each
// listed_most of them. Plans are made in the order of the rows, each as if those before it were carried out.
class ImportPlanner {
 public:
  [[nodiscard]] static base::Result<std::unique_ptr<ImportPlanner>> read(sql::Session& session, access::Reader const& reader,
                                                                         SheetImport const& import, ImportDay const& day,
                                                                         std::vector<ImportRow> const& rows);
  ~ImportPlanner();
  ImportPlanner(ImportPlanner const&) = delete;
  ImportPlanner& operator=(ImportPlanner const&) = delete;

  [[nodiscard]] RowPlan plan(ImportRow const& row);
  // Ids of the contacts that were read.
  [[nodiscard]] std::vector<std::string> contacts() const;
  // What the word was to make is there: it means that from then on.
  [[nodiscard]] std::string meaning(WordField field, std::string const& word) const;
  void made(WordField field, std::string const& word, std::string const& id);
  // Rows after it know what became of it. `business`: the key under which it was kept.
  void carried_out(RowPlan const& plan, std::string const& business, std::string const& contact, std::int64_t version);

 private:
  struct Known;
  explicit ImportPlanner(std::unique_ptr<Known> known);
  std::unique_ptr<Known> known_;
};

}  // namespace bassin::support::internal
