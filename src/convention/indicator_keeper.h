// Keeps indicators of something, actions of a convention or headings of a grid, and the values that are entered for them: in tables of
// their own, by the same rules. Each change knows the version before it and is told in the trail.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "convention/entered.h"
#include "convention/indicator.h"

namespace bassin::convention {

class IndicatorKeeper {
 public:
  // Whether the reader may, of that owner. Errors: `unknown_owner` (id) of one that they do not see; that it is not theirs.
  using Check = base::Result<void> (*)(sql::Session& session, access::Reader const& reader, std::string const& owner);
  struct Of {
    std::string_view owner;                        // column of the owner: "action"
    std::string_view indicators, targets, values;  // tables; the first and the last name their records in the trail, too
    std::string_view unknown_owner, unknown_indicator, unknown_value, changed;  // codes of errors
    Check sees, writes, enters;
    // Of such an owner: what may be asked.
    base::Result<IndicatorFacts> (*fitting)(IndicatorFacts facts);
  };
  // What it is made of stays.
  explicit constexpr IndicatorKeeper(Of const& of) : of_(of) {}

  // Errors: `unknown_indicator` (id), for one that the reader does not see too.
  [[nodiscard]] base::Result<Indicator> find(sql::Session& session, access::Reader const& reader, std::string const& id) const;

  // Errors of all below: those of the checks, in which an owner that is not seen hides what it owns; those of clean().
  // Errors: also "convention.twice" (what), "convention.bad_value" (field, allowed).
  [[nodiscard]] base::Result<Indicator> add(sql::Session& session, Act const& act, std::string const& owner,
                                            IndicatorFacts const& facts) const;
  // Errors: also `changed` (now).
  [[nodiscard]] base::Result<Indicator> change(sql::Session& session, Act const& act, std::string const& id, std::int64_t version,
                                               IndicatorFacts const& facts) const;
  // It is listed no more; it and its values stay in the store.
  [[nodiscard]] base::Result<void> remove(sql::Session& session, Act const& act, std::string const& id, std::int64_t version) const;

  // Of one indicator with all versions, the newest value first, of each the version in force first.
  [[nodiscard]] base::Result<std::vector<EnteredValue>> values(sql::Session& session, access::Reader const& reader,
                                                               std::string const& indicator) const;
  // Errors: "convention.computed".
  [[nodiscard]] base::Result<EnteredValue> enter(sql::Session& session, Act const& act, std::string const& indicator,
                                                 EnteredFacts const& facts) const;
  // Errors: `unknown_value` (id), `changed` (now).
  [[nodiscard]] base::Result<EnteredValue> correct(sql::Session& session, Act const& act, std::string const& id, std::int64_t version,
                                                   EnteredFacts const& facts) const;
  // It counts no more; it stays readable.
  [[nodiscard]] base::Result<void> withdraw(sql::Session& session, Act const& act, std::string const& id, std::int64_t version) const;

  // For whoever keeps the owners, and asks who sees them. `which`: a condition over the table of indicators with ":id".
  // Those that were not removed, by owner and code: two statements.
  [[nodiscard]] base::Result<std::vector<Indicator>> read(sql::Session& session, std::string_view which, std::string const& id) const;
  // Values in force of these and of removed ones, by indicator and day.
  [[nodiscard]] base::Result<std::vector<EnteredValue>> read_entered(sql::Session& session, std::string_view which,
                                                                     std::string const& id) const;
  // As it is, untold.
  [[nodiscard]] base::Result<void> insert(sql::Session& session, Indicator const& indicator) const;

 private:
  [[nodiscard]] base::Result<void> update(sql::Session& session, Indicator const& indicator) const;
  [[nodiscard]] base::Result<void> write_targets(sql::Session& session, Indicator const& indicator) const;
  [[nodiscard]] base::Result<void> refuse_taken(sql::Session& session, Indicator const& indicator) const;
  [[nodiscard]] base::Result<IndicatorFacts> clean_facts(sql::Session& session, IndicatorFacts const& facts) const;
  [[nodiscard]] base::Result<Indicator> known(sql::Session& session, Act const& act, std::string const& id, std::int64_t version) const;
  [[nodiscard]] base::Result<Indicator> enterable(sql::Session& session, Act const& act, std::string const& id) const;
  [[nodiscard]] base::Result<EnteredValue> known_value(sql::Session& session, Act const& act, std::string const& id,
                                                       std::int64_t version) const;
  [[nodiscard]] base::Result<std::vector<EnteredValue>> read_versions(sql::Session& session, std::string_view which,
                                                                      std::string const& id) const;
  [[nodiscard]] base::Result<void> begin(sql::Session& session, EnteredValue const& value) const;
  [[nodiscard]] base::Result<void> end(sql::Session& session, EnteredValue const& value, std::string const& at) const;
  // "added" of an indicator; "entered" of a value.
  [[nodiscard]] base::Result<void> tell(sql::Session& session, Act const& act, std::string_view what, Indicator const* before,
                                        Indicator const* after) const;
  [[nodiscard]] base::Result<void> tell(sql::Session& session, Act const& act, std::string_view what, EnteredValue const* before,
                                        EnteredValue const* after) const;
  [[nodiscard]] std::string json_of(Indicator const& indicator) const;

  Of of_;
};

}  // namespace bassin::convention
