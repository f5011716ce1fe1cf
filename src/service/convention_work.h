// All that the indicators and reports of a convention are read from, each table once.
#pragma once

#include <string>
#include <vector>

#include "convention/entered.h"
#include "convention/reading.h"
#include "service/convention_json.h"
#include "service/ledger_cache.h"
#include "service/perimeter_ground.h"

namespace bassin::service {

struct ConventionWork {
  convention::Text text;
  convention::Rights rights;
  convention::Period period;
  std::vector<convention::Action> actions;  // by axis and code
  std::vector<convention::Indicator> indicators;
  std::vector<convention::EnteredValue> entered;
  LedgerCache::Rows work;                 // within the period
  std::vector<convention::Delay> delays;  // read where an indicator tells of some
  convention::KeyOf keys;
  PerimeterGround ground;

  [[nodiscard]] convention::Action const* action(std::string const& id) const;
};

// `fields`: of the register, counted beside those that indicators name. Errors: those of the store and of the register.
[[nodiscard]] base::Result<ConventionWork> convention_work(sql::Session& session, Call const& call, convention::Text text,
                                                           convention::Period const& period, std::set<std::string> fields = {});

// Of the convention, within the period.
[[nodiscard]] base::Result<LedgerCache::Rows> work_within(sql::Session& session, Call const& call, std::string const& convention,
                                                          convention::Period const& period);
// Each local business that was worked with and matched, with its SIRET.
[[nodiscard]] convention::KeyOf keys_of(Call const& call, std::vector<convention::Contribution> const& work);

// Schema Indicator of each, `action`: of that one; "": of all.
[[nodiscard]] Json indicator_list(ConventionWork const& from, access::Reader const& reader, Organisations const& names,
                                  std::string const& action);

}  // namespace bassin::service
