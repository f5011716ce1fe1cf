// The actions that work of a day may count towards.
#pragma once

#include <map>
#include <memory>
#include <set>
#include <string>
#include <string_view>
#include <vector>

#include "access/act.h"
#include "base/date.h"
#include "base/result.h"

namespace bassin::sql {
class Session;
}

namespace bassin::convention {

struct Countable {
  std::string action, code, title;
  std::string axis;                          // its title
  std::string convention, convention_title;  // id
  bool takes_part = false;                   // the reader's organisation is named on its sheet
};

// Of conventions that run on `day` with the reader's organisation, or one that it took over, as a party; those that were dropped left out.
// By convention, axis and code; those in which the organisation takes part first.
[[nodiscard]] base::Result<std::vector<Countable>> countable_on(sql::Session& session, access::Reader const& reader, base::Date day);

// Errors: "convention.not_countable" (action).
[[nodiscard]] base::Result<void> check_countable(sql::Session& session, access::Reader const& reader, std::string const& action,
                                                 base::Date day);

// The same of many days, by the codes of actions: read at once.
class CountableCodes {
 public:
  [[nodiscard]] static base::Result<CountableCodes> read(sql::Session& session, access::Reader const& reader);
  // Ids of the actions of that code, case and blanks aside, that work of the day may count towards; several where conventions overlap.
  [[nodiscard]] std::vector<std::string> actions(std::string_view code, base::Date day) const;

 private:
  struct Known;
  std::shared_ptr<Known const> known_;
};

struct ActionLabel {
  std::string code, title, convention, convention_title;
};
// By id, of those that the reader sees; the others are left out.
[[nodiscard]] base::Result<std::map<std::string, ActionLabel>> action_labels(sql::Session& session, access::Reader const& reader,
                                                                             std::set<std::string> const& ids);

}  // namespace bassin::convention
