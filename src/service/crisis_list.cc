#include "service/crisis_list.h"

#include <algorithm>
#include <array>
#include <numeric>
#include <tuple>

#include "base/fold.h"
#include "base/instant.h"
#include "query/view.h"
#include "service/campaign_ground.h"
#include "service/casework_source.h"
#include "service/crisis_json.h"
#include "service/crisis_situation.h"
#include "service/crisis_walk.h"
#include "service/json_answers.h"
#include "service/question.h"
#include "service/street_name.h"
#include "sql/store.h"
#include "support/campaign_reach.h"

namespace bassin::service {

using base::Result;

namespace {

constexpr std::array<std::string_view, 5> chambers{"cci", "cma", "ca", "outside", "to-qualify"};

// What of a line of the directory a walk or a call needs.
Json row_json(CrisisRow const& it, reference::Language language) {
  if (!it.row) return nullptr;
  auto const whole = to_json(*it.row, language);
  Json out{{"street", it.street.empty() ? Json(nullptr) : Json(it.street)}};
  for (auto const* const name :
       {"name", "unitName", "address", "postalCode", "commune", "activity", "state", "size", "employer", "chambers", "position", "local"})
    out[name] = whole.at(name);
  return out;
}

bool passes(CrisisRow const& it, CrisisListQuery const& query) {
  if (query.chamber != 0 && (!it.row || (it.row->chambers & query.chamber) == 0)) return false;
  if (!query.street.empty() && base::fold(it.street) != query.street) return false;
  if (query.words.empty()) return true;
  return it.row && it.row->name.known() && base::has_all_words(base::fold(it.row->name.text), query.words);
}

// Those without a street are the last of their commune; odd and even numbers are two sides, but people walk in the order of numbers.
bool walked_before(CrisisRow const& a, CrisisRow const& b) {
  if (a.it.commune != b.it.commune) return a.it.commune < b.it.commune;
  if (a.street.empty() != b.street.empty()) return b.street.empty();
  return std::tie(a.street, a.number, a.repetition) < std::tie(b.street, b.number, b.repetition);
}

std::vector<CrisisRow> sorted(std::vector<CrisisRow> rows, CrisisOrder order) {
  // Places are sorted, not rows, which are large.
  std::vector<std::size_t> places(rows.size());
  std::iota(places.begin(), places.end(), std::size_t{0});
  std::stable_sort(places.begin(), places.end(), [&](auto a, auto b) { return walked_before(rows[a], rows[b]); });
  if (order == CrisisOrder::name) {
    std::vector<std::string> names;
    for (auto const& it : rows) names.push_back(it.row && it.row->name.known() ? base::fold(it.row->name.text) : std::string());
    std::stable_sort(places.begin(), places.end(), [&](auto a, auto b) { return names[a] < names[b]; });
  } else if (order == CrisisOrder::urgency) {
    std::stable_sort(places.begin(), places.end(),
                     [&](auto a, auto b) { return rows[a].it.priority.value_or(5) < rows[b].it.priority.value_or(5); });
  }
  std::vector<CrisisRow> out;
  out.reserve(rows.size());
  for (auto const place : places) out.push_back(std::move(rows[place]));
  return out;
}

// What the register says of them, by the place of each case; as the reader may see its commune.
Result<std::vector<std::optional<query::Row>>> rows_of(Call const& call, Casework const& casework, std::vector<crisis::Case> const& cases) {
  BASSIN_TRY(auto const seeing, casework.source->of(call.reader));
  if (!seeing.view) return base::Error("service.not_ready");
  std::map<std::string, registry::Audience> audiences;  // by commune
  std::map<registry::Audience, std::pair<std::vector<std::size_t>, std::vector<std::uint32_t>>> wanted;
  for (std::size_t i = 0; i < cases.size(); ++i) {
    auto const row = row_of(seeing, cases[i].business);
    if (!row) continue;
    auto [found, fresh] = audiences.try_emplace(cases[i].commune, registry::Audience::open);
    if (fresh) found->second = audience_of(call.reader, {cases[i].commune});
    // A local business that was matched since may be an establishment of another commune than its case was entered for.
    bool const moved = cases[i].business.starts_with("local:") && !seeing.view->is_local(*row);
    auto& [places, rows] = wanted[moved ? registry::Audience::open : found->second];
    places.push_back(i);
    rows.push_back(*row);
  }
  std::vector<std::optional<query::Row>> out(cases.size());
  for (auto const& [audience, some] : wanted) {
    BASSIN_TRY(auto read, query::read_rows(*seeing.view, some.second, audience));
    for (std::size_t i = 0; i < read.size(); ++i) out[some.first[i]] = std::move(read[i]);
  }
  return out;
}

}  // namespace

Result<std::vector<CrisisRow>> crisis_rows(Call const& call, Casework const& casework, std::string const& crisis,
                                           CrisisListQuery const& query) {
  auto all = query.cases;
  all.after.clear();
  all.limit = crisis::whole_list;
  BASSIN_TRY(auto cases, casework.store->read([&](sql::Session& session) { return crisis::cases_of(session, call.reader, crisis, all); }));
  BASSIN_TRY(auto rows, rows_of(call, casework, cases));
  std::vector<CrisisRow> out;
  for (std::size_t i = 0; i < cases.size(); ++i) {
    CrisisRow one;
    one.it = std::move(cases[i]);
    one.row = std::move(rows[i]);
    if (one.row && one.row->address.known()) {
      auto house = house_in(one.row->address.text);
      one.street = std::move(house.street);
      one.number = house.number;
      one.repetition = std::move(house.repetition);
    }
    if (passes(one, query)) out.push_back(std::move(one));
  }
  return sorted(std::move(out), query.order);
}

Result<Callable> callable_of(Call const& call, Casework const& casework, std::vector<CrisisRow> const& rows) {
  std::vector<std::string> businesses;
  for (auto const& it : rows) businesses.push_back(it.it.business);
  return callable_of(call, casework, businesses);
}

Result<Callable> callable_of(Call const& call, Casework const& casework, std::vector<std::string> const& businesses) {
  Callable out;
  BASSIN_DO(casework.store->read([&](sql::Session& session) -> Result<void> {
    for (std::size_t from = 0; from < businesses.size(); from += support::reach_block) {
      auto const until = std::min(businesses.size(), from + support::reach_block);
      std::vector<std::string> const some(businesses.begin() + static_cast<std::ptrdiff_t>(from),
                                          businesses.begin() + static_cast<std::ptrdiff_t>(until));
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

Result<crisis::Chambers> chambers_of(Call const& call, Casework const& casework, std::vector<crisis::Case> const& cases) {
  BASSIN_TRY(auto const seeing, casework.source->of(call.reader));
  if (!seeing.view) return base::Error("service.not_ready");
  std::vector<std::uint32_t> rows;
  std::vector<std::string const*> businesses;
  for (auto const& it : cases) {
    auto const row = row_of(seeing, it.business);
    if (!row) continue;
    rows.push_back(*row);
    businesses.push_back(&it.business);
  }
  BASSIN_TRY(auto const masks, query::read_chambers(*seeing.view, rows));
  crisis::Chambers out;
  for (std::size_t i = 0; i < masks.size(); ++i) out[*businesses[i]] = chamber_ids(masks[i]);
  return out;
}

Result<Json> rows_json(Call const& call, Casework const& casework, std::vector<CrisisRow> const& rows) {
  Referred referred;
  for (auto const& it : rows) refer(it.it, referred);
  auto const now = base::to_iso(casework.now());
  return casework.store->read([&](sql::Session& session) -> Result<Json> {
    BASSIN_TRY(auto const names, CaseworkNames::read(session, call.reader, referred));
    Json out = Json::array();
    for (auto const& it : rows) {
      out.push_back(case_json(call, it.it, names, now));
      out.back()["row"] = row_json(it, call.language());
    }
    return out;
  });
}

Result<Json> walk_json(Call const& call, Casework const& casework, std::string const& crisis, WalkPart const& part, std::size_t most) {
  CrisisListQuery query;
  query.cases.commune = part.commune;
  query.cases.agent = part.agent;
  query.street = base::fold(part.street);
  BASSIN_TRY(auto const rows, crisis_rows(call, casework, crisis, query));
  if (rows.size() > most)
    return base::Error("crisis.extract_too_large", {{"found", std::to_string(rows.size())}, {"allowed", std::to_string(most)}});
  return rows_json(call, casework, rows);
}

reference::ChamberMask chamber_named(std::string_view id) {
  auto const found = std::find(chambers.begin(), chambers.end(), id);
  return found == chambers.end() ? reference::ChamberMask{0} : static_cast<reference::ChamberMask>(1U << (found - chambers.begin()));
}

std::vector<std::string> chamber_ids(reference::ChamberMask mask) {
  std::vector<std::string> out;
  for (std::size_t bit = 0; bit < chambers.size(); ++bit) {
    if (((mask >> bit) & 1U) != 0) out.emplace_back(chambers[bit]);
  }
  return out;
}

}  // namespace bassin::service
