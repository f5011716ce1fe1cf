#include "service/crisis_list.h"

#include <algorithm>
#include <tuple>

#include "base/fold.h"
#include "service/campaign_ground.h"
#include "service/crisis_ground.h"
#include "service/street_name.h"
#include "sql/store.h"
#include "support/campaign_reach.h"

namespace bassin::service {

using base::Result;

namespace {

std::string name_of(CrisisRow const& it) { return it.row && it.row->name.known() ? base::fold(it.row->name.text) : std::string(); }

bool passes(CrisisRow const& it, CrisisListQuery const& query) {
  if (query.chamber != 0 && (!it.row || (it.row->chambers & query.chamber) == 0)) return false;
  if (!query.street.empty() && base::fold(it.street) != query.street) return false;
  return query.words.empty() || base::has_all_words(name_of(it), query.words);
}

// Last: without a street; within one, odd and even numbers are two sides of it, but people walk in the order of numbers.
void order_by_street(std::vector<CrisisRow>& rows) {
  std::stable_sort(rows.begin(), rows.end(), [](CrisisRow const& a, CrisisRow const& b) {
    return std::tuple(a.it.commune, a.street.empty(), a.street, a.number, a.repetition) <
           std::tuple(b.it.commune, b.street.empty(), b.street, b.number, b.repetition);
  });
}

void sort(std::vector<CrisisRow>& rows, CrisisOrder order) {
  order_by_street(rows);
  if (order == CrisisOrder::name) {
    std::stable_sort(rows.begin(), rows.end(), [](CrisisRow const& a, CrisisRow const& b) { return name_of(a) < name_of(b); });
  } else if (order == CrisisOrder::urgency) {
    std::stable_sort(rows.begin(), rows.end(),
                     [](CrisisRow const& a, CrisisRow const& b) { return a.it.priority.value_or(5) < b.it.priority.value_or(5); });
  }
}

}  // namespace

Result<std::vector<CrisisRow>> crisis_rows(Call const& call, Casework const& casework, std::string const& crisis,
                                           CrisisListQuery const& query) {
  auto all = query.cases;
  all.after.clear();
  all.limit = crisis::whole_list;
  BASSIN_TRY(auto cases, casework.store->read([&](sql::Session& session) { return crisis::cases_of(session, call.reader, crisis, all); }));
  std::vector<std::string> businesses;
  for (auto const& it : cases) businesses.push_back(it.business);
  BASSIN_TRY(auto rows, rows_by_business(call, casework, businesses));
  std::vector<CrisisRow> out;
  for (auto& it : cases) {
    CrisisRow one;
    auto const found = rows.find(it.business);
    one.it = std::move(it);
    if (found != rows.end()) {
      one.row = std::move(found->second);
      if (one.row->address.known()) {
        auto house = house_in(one.row->address.text);
        one.street = std::move(house.street);
        one.number = house.number;
        one.repetition = std::move(house.repetition);
      }
    }
    if (passes(one, query)) out.push_back(std::move(one));
  }
  sort(out, query.order);
  return out;
}

Result<Callable> callable_of(Call const& call, Casework const& casework, std::vector<CrisisRow> const& rows) {
  Callable out;
  BASSIN_DO(casework.store->read([&](sql::Session& session) -> Result<void> {
    for (std::size_t from = 0; from < rows.size(); from += support::reach_block) {
      std::vector<std::string> some;
      for (auto i = from; i < std::min(rows.size(), from + support::reach_block); ++i) some.push_back(rows[i].it.business);
      BASSIN_TRY(auto const reached,
                 support::reach(session, call.reader, call.context.today(), support::Means::call, support::Purpose::crisis, some));
      for (std::size_t i = 0; i < some.size(); ++i) {
        auto const aside = reached[i].aside;
        out.by_business[some[i]] = aside == support::Aside::none;
        if (aside == support::Aside::none) {
          ++out.yes;
        } else {
          ++(aside == support::Aside::opposed ? out.opposed : out.unknown);
        }
      }
    }
    return {};
  }));
  return out;
}

}  // namespace bassin::service
