#include "query/testing/oracle_test_support.h"

#include <fmt/format.h>

#include <algorithm>
#include <tuple>

#include "base/fold.h"
#include "query/internal/keys.h"
#include "reference/geography.h"
#include "reference/legal_forms.h"

namespace bassin::query::testing {

namespace {

using reference::Nomenclature;
using registry::State;
using registry::Tri;

// The same few codes are asked for every row of every day: answers are kept.
std::string const& current(std::string const& commune) {
  static std::map<std::string, std::string> known;
  auto const [at, fresh] = known.emplace(commune, commune);
  if (!fresh) return at->second;
  auto const& geography = reference::geography();
  if (auto const found = geography.resolve(commune, geography.last_vintage())) at->second = found->code;
  return at->second;
}

std::set<std::string> const& codes_of(reference::Territory const& territory) {
  static std::map<std::string, std::set<std::string>> known;
  auto const [at, fresh] = known.try_emplace(territory.id);
  if (!fresh) return at->second;
  for (auto const& code : reference::register_codes(territory)) at->second.insert(code.code);
  return at->second;
}

Tri employing(Tri flag, reference::SizeIndex size) {
  if (flag == Tri::yes || (size != reference::size_unknown && size != reference::size_none)) return Tri::yes;
  return flag == Tri::no || size == reference::size_none ? Tri::no : Tri::unknown;
}

std::set<reference::Field> fields(Facts const& f, Tri flag) {
  reference::FieldInputs inputs{f.legal, f.activity.code, f.activity.nomenclature, static_cast<reference::Employer>(flag),
                                f.size,  f.chambers};
  std::set<reference::Field> out;
  for (auto const& definition : reference::field_definitions()) {
    if (reference::belongs(definition.field, inputs)) out.insert(definition.field);
  }
  return out;
}

std::uint8_t attached(Facts const& f, std::string_view craft) {
  reference::ChamberInputs inputs;
  inputs.legal_category = f.legal;
  inputs.nomenclature = f.activity.nomenclature;
  inputs.activity = f.activity.code;
  inputs.craft_code = craft;
  inputs.size = f.size;
  if (f.entry.chambers) inputs.by_hand = &*f.entry.chambers;
  return reference::attach(inputs).mask();
}

// The stock row's rule of docs/formats/query.md.
void date_by_stock(Facts& f, std::optional<base::Date> at) {
  if (!at) return;
  if (f.created && *f.created > *at) f.there = false;
  bool const later = f.state == State::closed && f.since && *f.since > *at;
  if (later) f.state = State::active;
  if (!f.there || (f.since && *f.since > *at)) f.since.reset();
}

// Periods that are not replaced on the day on which they start.
std::vector<PeriodRecord> lasting(std::vector<PeriodRecord> const& periods) {
  std::vector<PeriodRecord> out;
  for (auto const& period : periods) {
    if (!out.empty() && out.back().start == period.start) out.pop_back();
    out.push_back(period);
  }
  return out;
}

// Start of the run of one state that the last of the periods ends.
std::optional<base::Date> run_start(std::vector<PeriodRecord> const& periods) {
  std::optional<base::Date> start;
  std::optional<State> state;
  for (auto const& period : periods) {
    if (state != period.state) start = period.start;
    state = period.state;
  }
  return start;
}

bool contains(auto const& list, auto const& value) { return std::find(list.begin(), list.end(), value) != list.end(); }

bool in_activity(ActivityCode const& activity, ActivityCode const& wanted) {
  if (wanted.code.empty()) return activity.code.empty();
  auto const* const list = reference::nomenclature(wanted.nomenclature);
  if (list == nullptr) return activity == wanted;
  if (activity.nomenclature != wanted.nomenclature) return false;
  auto const level = list->level_of(wanted.code);
  return level && list->ancestor(activity.code, *level) == list->canonical(wanted.code);
}

bool in_2025(Facts const& f, std::string const& wanted) {
  auto const code = !f.activity_2025.empty()                            ? f.activity_2025
                    : f.activity.nomenclature == Nomenclature::naf_2025 ? f.activity.code
                                                                        : std::string();
  if (wanted.empty() || code.empty()) return wanted.empty() && code.empty();
  auto const& list = reference::naf_2025();
  return list.ancestor(code, *list.level_of(wanted)) == list.canonical(wanted);
}

bool in_legal(std::uint16_t legal, std::uint16_t wanted) {
  auto const text = legal == 0 ? std::string() : fmt::format("{:04}", legal);
  return wanted == 0 ? legal == 0 : text.starts_with(fmt::format("{}", wanted));
}

bool in_range(std::optional<base::Date> const& date, DateRange const& range) {
  return date && (!range.from || *date >= *range.from) && (!range.to || *date <= *range.to);
}

bool in_chambers(std::uint8_t mask, ChamberFilter const& filter) {
  if (filter.chambers == 0) return true;
  switch (filter.mode) {
    case ChamberFilter::Mode::any_of: return (mask & filter.chambers) != 0;
    case ChamberFilter::Mode::all_of: return (mask & filter.chambers) == filter.chambers;
    default: return mask == filter.chambers;
  }
}

bool by_overlay(Facts const& f, Filter const& filter, Oracle::Skip skip) {
  auto const& e = f.entry;
  auto const has = [](auto const& names) { return [&names](std::string const& name) { return contains(names, name); }; };
  if (skip != Oracle::Skip::tag) {
    if (!filter.tags_any.empty() && std::none_of(filter.tags_any.begin(), filter.tags_any.end(), has(e.tags))) return false;
    if (!std::all_of(filter.tags_all.begin(), filter.tags_all.end(), has(e.tags))) return false;
  }
  bool const by_portfolio = skip != Oracle::Skip::portfolio && !filter.portfolios.empty();
  if (by_portfolio && std::none_of(filter.portfolios.begin(), filter.portfolios.end(), has(e.portfolios))) return false;
  bool const by_follow_up = skip != Oracle::Skip::follow_up && !filter.follow_ups.empty();
  if (by_follow_up && std::none_of(filter.follow_ups.begin(), filter.follow_ups.end(), has(e.follow_ups))) return false;
  auto const& c = filter.contact;
  if (!c.before && !c.since && !c.never) return true;
  if (!e.last_contact) return c.never;
  if (!c.before && !c.since) return false;
  return (!c.before || *e.last_contact < *c.before) && (!c.since || *e.last_contact >= *c.since);
}

bool by_place(Facts const& f, Filter const& filter, Oracle::Skip skip) {
  if (!filter.territories.empty()) {
    bool in = false;
    for (auto const& territory : filter.territories) in = in || codes_of(territory).contains(f.commune);
    if (!in) return false;
  }
  if (skip != Oracle::Skip::communes && !filter.communes.empty() && !contains(filter.communes, f.current_commune)) return false;
  bool const by_zone = filter.zone && skip != Oracle::Skip::zone;
  return !by_zone || (f.position && filter.zone->zone.contains(*f.position));
}

std::string activity_key(ActivityCode const& activity, Nomenclature which, reference::ActivityLevel level) {
  if (activity.code.empty()) return "";
  if (activity.nomenclature != which) return "other";
  auto const above = reference::nomenclature(which)->ancestor(activity.code, level);
  return above.empty() ? "other" : std::string(above);
}

std::string year(std::optional<base::Date> const& date) {
  if (!date) return "";
  return base::year_of(*date) < 1900 ? "before-1900" : fmt::format("{}", base::year_of(*date));
}

std::string prefix(std::uint16_t legal, std::size_t digits) {
  auto const text = legal == 0 ? std::string() : fmt::format("{:04}", legal);
  return text.substr(0, digits);
}

}  // namespace

Facts Oracle::of_row(RowRecord const& row, std::optional<base::Date> at) const {
  Facts f;
  auto const& unit = record_.units[row.unit];
  auto const hidden = record_.hidden(row, audience_);
  f.id = BusinessId::of(record_.siret(row));
  if (auto const* const entry = overlay_.find(f.id)) f.entry = *entry;
  f.state = f.state_today = row.state;
  f.activity = row.activity;
  auto flag = row.employer;
  f.activity_2025 = row.activity_2025;
  f.size = row.size;
  f.legal = unit.legal;
  f.head_office = row.head_office;
  f.diffusion = record_.hidden(row, registry::Audience::open) == 0 ? row.diffusion : registry::Diffusion::partial;
  f.category = unit.category;
  f.created = row.created;
  f.since = row.period_start;
  f.commune = row.commune;
  f.current_commune = current(row.commune);
  if (f.entry.activity && !at) f.activity = *f.entry.activity;
  f.chambers = attached(f, row.craft);
  auto periods = record_.has_history ? lasting(row.periods) : std::vector<PeriodRecord>();
  bool const agrees = !periods.empty() && periods.back().state == row.state;
  f.since_today = agrees ? run_start(periods) : row.period_start;
  if (!at) f.since = f.since_today;
  if (at && !periods.empty()) {
    while (!periods.empty() && periods.back().start && *periods.back().start > *at) periods.pop_back();
    f.there = !periods.empty() && (!periods.back().end || *periods.back().end >= *at);
    if (f.there) std::tie(f.state, f.activity, flag) = std::tie(periods.back().state, periods.back().activity, periods.back().employer);
    f.since = f.there ? run_start(periods) : std::nullopt;
  } else {
    date_by_stock(f, at);
  }
  f.employer = employing(flag, f.size);
  f.fields = fields(f, flag);
  f.position_masked = (hidden & registry::hides_position) != 0;
  if (!f.position_masked) f.position = f.entry.position ? f.entry.position : row.position;
  if (f.position_masked || !f.position) f.quality = row.quality;
  f.quality = f.entry.position ? registry::PositionQuality::given : row.quality;
  f.name_hidden = (hidden & (registry::hides_names | registry::hides_brands)) != 0;
  auto const name = f.entry.name ? *f.entry.name : record_.name(row);
  if (!f.name_hidden && !name.empty()) f.name = base::fold(name);
  bool const street_known = (hidden & registry::hides_address) == 0 && !row.street.empty();
  if (street_known) f.street = std::pair(base::fold(row.street), std::atoi(row.number.c_str()));
  return f;
}

Facts Oracle::of_local(LocalBusiness const& b, std::optional<base::Date> at) const {
  Facts f;
  f.id = BusinessId::of_local(b.id);
  if (auto const* const entry = overlay_.find(f.id)) f.entry = *entry;
  f.state = f.state_today = b.state;
  f.activity = f.entry.activity ? *f.entry.activity : b.activity;
  f.activity_2025 = b.activity_2025;
  f.size = b.size;
  f.legal = b.legal_category;
  f.head_office = b.head_office;
  f.employer = employing(b.employer, b.size);
  f.diffusion = b.privacy == 0 ? registry::Diffusion::open : registry::Diffusion::partial;
  f.chambers = attached(f, {});
  f.fields = fields(f, b.employer);
  f.created = b.created;
  if (b.state == State::closed) f.since = f.since_today = b.closed;
  f.commune = b.commune;
  f.current_commune = current(b.commune);
  auto const hidden = testing::hidden(b, audience_);
  f.position_masked = (hidden & registry::hides_position) != 0;
  if (!f.position_masked) f.position = f.entry.position ? f.entry.position : b.position;
  f.quality = f.entry.position || b.position ? registry::PositionQuality::given : registry::PositionQuality::none;
  f.name_hidden = (hidden & (registry::hides_names | registry::hides_brands)) != 0;
  if (!f.name_hidden) f.name = base::fold(f.entry.name ? *f.entry.name : b.name);
  date_by_stock(f, at);
  return f;
}

std::vector<Facts> Oracle::all(std::optional<base::Date> at) const {
  std::vector<Facts> out;
  for (auto const& row : record_.rows) out.push_back(of_row(row, at));
  for (auto const& business : overlay_.local_businesses()) out.push_back(of_local(business, at));
  return out;
}

bool Oracle::passes(Facts const& f, Filter const& filter, Skip skip) {
  bool const implied = !filter.state && reference::needs_active(filter.field);
  auto const state = filter.state.value_or(implied ? StateFilter::active : StateFilter::any);
  bool const state_asked = skip != Skip::state && !(skip == Skip::field_and_state && implied);
  if (!f.there) return false;
  if (state_asked && state != StateFilter::any && f.state != (state == StateFilter::active ? State::active : State::closed)) return false;
  if (skip != Skip::field && skip != Skip::field_and_state && !f.fields.contains(filter.field)) return false;
  auto const any = [](auto const& list, auto const& test) { return list.empty() || std::any_of(list.begin(), list.end(), test); };
  if (skip != Skip::activity && !any(filter.activities, [&](auto const& w) { return in_activity(f.activity, w); })) return false;
  if (skip != Skip::activity_2025 && !any(filter.activities_2025, [&](auto const& w) { return in_2025(f, w); })) return false;
  bool const sized = (filter.sizes.empty() && filter.size_groups.empty()) || contains(filter.sizes, f.size) ||
                     contains(filter.size_groups, reference::size_group(f.size));
  if (skip != Skip::size && !sized) return false;
  if (skip != Skip::legal && !any(filter.legal_categories, [&](auto w) { return in_legal(f.legal, w); })) return false;
  if (skip != Skip::head_office && filter.head_office && f.head_office != *filter.head_office) return false;
  if (skip != Skip::employer && filter.employer && f.employer != *filter.employer) return false;
  if (skip != Skip::created && filter.created.any() && !in_range(f.created, filter.created)) return false;
  if (filter.closed.any() && !(f.state_today == State::closed && in_range(f.since_today, filter.closed))) return false;
  if (skip != Skip::chambers && !in_chambers(f.chambers, filter.chambers)) return false;
  if (skip != Skip::diffusion && filter.diffusion && f.diffusion != *filter.diffusion) return false;
  if (skip != Skip::category && !any(filter.unit_categories, [&](auto w) { return f.category == w; })) return false;
  if (!filter.businesses.empty() && !contains(filter.businesses, f.id)) return false;
  return by_overlay(f, filter, skip) && by_place(f, filter, skip);
}

std::vector<Facts> Oracle::passing(Filter const& filter, Skip skip) const {
  std::vector<Facts> out;
  for (auto& facts : all(filter.at)) {
    if (passes(facts, filter, skip)) out.push_back(std::move(facts));
  }
  return out;
}

std::set<std::string> Oracle::keys(Facts const& f, Filter const& filter, Dimension dimension) {
  auto const& geography = reference::geography();
  auto const today = geography.last_vintage();
  auto const d = static_cast<std::size_t>(dimension);
  if (d < 5) return {activity_key(f.activity, Nomenclature::naf_rev2, static_cast<reference::ActivityLevel>(d))};
  if (d < 10) {
    auto const level = static_cast<reference::ActivityLevel>(d - 5);
    if (!f.activity_2025.empty()) return {activity_key({Nomenclature::naf_2025, f.activity_2025}, Nomenclature::naf_2025, level)};
    return {f.activity.nomenclature == Nomenclature::naf_2025 ? activity_key(f.activity, Nomenclature::naf_2025, level) : ""};
  }
  auto const word = [](auto const& ids, auto value) { return std::set<std::string>{std::string(ids[static_cast<std::size_t>(value)])}; };
  std::set<std::string> out;
  switch (dimension) {
    case Dimension::size: return {std::string(reference::size_bands()[f.size].code)};
    case Dimension::size_group: return word(internal::size_group_ids, reference::size_group(f.size));
    case Dimension::legal_1: return {prefix(f.legal, 1)};
    case Dimension::legal_2: return {prefix(f.legal, 2)};
    case Dimension::legal_3: return {prefix(f.legal, 4)};
    case Dimension::commune: return {f.current_commune};
    case Dimension::commune_code: return {f.commune};
    case Dimension::epci: return {std::string(geography.epci_of(f.current_commune, today))};
    case Dimension::departement: return {std::string(reference::Geography::departement_of(f.current_commune))};
    case Dimension::region: {
      auto const departement = geography.departement(reference::Geography::departement_of(f.current_commune));
      return {departement ? std::string(departement->region) : std::string()};
    }
    case Dimension::state: return word(internal::state_ids, f.state);
    case Dimension::head_office: return word(internal::tri_ids, f.head_office);
    case Dimension::employer: return word(internal::tri_ids, f.employer);
    case Dimension::diffusion: return word(internal::diffusion_ids, f.diffusion);
    case Dimension::unit_category: return word(internal::category_ids, f.category);
    case Dimension::created_year: return {year(f.created)};
    case Dimension::position_quality: return f.position_masked ? std::set<std::string>{"masked"} : word(internal::quality_ids, f.quality);
    case Dimension::chamber:
      for (std::size_t bit = 0; bit < internal::chamber_ids.size(); ++bit) {
        if (((f.chambers >> bit) & 1U) != 0) out.emplace(internal::chamber_ids[bit]);
      }
      return out;
    case Dimension::field:
      for (auto const field : f.fields) {
        bool const left_out = !filter.state && reference::needs_active(field) && f.state != State::active;
        if (!left_out) out.emplace(reference::definition_of(field).id);
      }
      return out;
    case Dimension::tag: return {f.entry.tags.begin(), f.entry.tags.end()};
    case Dimension::portfolio: return {f.entry.portfolios.begin(), f.entry.portfolios.end()};
    case Dimension::follow_up: return {f.entry.follow_ups.begin(), f.entry.follow_ups.end()};
    default: return {};
  }
}

Oracle::Skip own_part(Dimension dimension) {
  using Skip = Oracle::Skip;
  auto const d = static_cast<std::size_t>(dimension);
  if (d < 5) return Skip::activity;
  if (d < 10) return Skip::activity_2025;
  switch (dimension) {
    case Dimension::size:
    case Dimension::size_group: return Skip::size;
    case Dimension::legal_1:
    case Dimension::legal_2:
    case Dimension::legal_3: return Skip::legal;
    case Dimension::state: return Skip::state;
    case Dimension::head_office: return Skip::head_office;
    case Dimension::employer: return Skip::employer;
    case Dimension::chamber: return Skip::chambers;
    case Dimension::diffusion: return Skip::diffusion;
    case Dimension::created_year: return Skip::created;
    case Dimension::unit_category: return Skip::category;
    case Dimension::field: return Skip::field_and_state;
    case Dimension::tag: return Skip::tag;
    case Dimension::portfolio: return Skip::portfolio;
    case Dimension::follow_up: return Skip::follow_up;
    case Dimension::position_quality: return Skip::nothing;
    default: return Skip::communes;
  }
}

Oracle::Counts Oracle::facet(Filter const& filter, Dimension dimension, bool own_aside) const {
  Counts out;
  for (auto const& facts : passing(filter, own_aside ? own_part(dimension) : Skip::nothing)) {
    for (auto const& key : keys(facts, filter, dimension)) ++out[key];
  }
  return out;
}

std::map<std::pair<std::string, std::string>, std::uint64_t> Oracle::crossed(Filter const& filter, Dimension a, Dimension b) const {
  std::map<std::pair<std::string, std::string>, std::uint64_t> out;
  for (auto const& facts : passing(filter)) {
    for (auto const& key_a : keys(facts, filter, a)) {
      for (auto const& key_b : keys(facts, filter, b)) ++out[{key_a, key_b}];
    }
  }
  return out;
}

std::vector<std::string> Oracle::sorted(Filter const& filter, Sort const& sort) const {
  auto rows = passing(filter);
  // Hidden names stand after names that nobody knows: two classes, the second without an order of its own but the id's.
  auto const name = [](Facts const& f) { return std::tuple(f.name_hidden, !f.name.has_value(), f.name.value_or("")); };
  auto const local = [](Facts const& f) { return std::tuple(!f.id.local.empty(), f.id.siret, f.id.local); };
  // Equal names: those of the overlay after those of the register.
  auto const given = [](Facts const& f) { return !f.name_hidden && (f.entry.name.has_value() || !f.id.local.empty()); };
  auto const tail = [&](Facts const& f) { return std::tuple(name(f), given(f), local(f)); };
  auto const first = [&](Facts const& f) -> std::pair<double, std::string> {
    switch (sort.key) {
      case SortKey::created_desc: return {f.created ? -std::max(f.created->days, base::make_date(1899, 12, 31).days) : 1e9, ""};
      case SortKey::created_asc: return {f.created ? std::max(f.created->days, base::make_date(1899, 12, 31).days) : 1e9, ""};
      case SortKey::size: return {f.size == 0 ? 1 : -f.size, ""};
      case SortKey::activity: return {f.activity.code.empty() ? 99 : static_cast<double>(f.activity.nomenclature), f.activity.code};
      case SortKey::distance: return {f.position ? std::round(geo::distance_m(*sort.origin, *f.position) * 1000) : 1e18, ""};
      case SortKey::street: return {f.street ? 0 : 1, f.street ? fmt::format("{} {:06}", f.street->first, f.street->second) : ""};
      default: return {0, ""};
    }
  };
  std::sort(rows.begin(), rows.end(), [&](Facts const& a, Facts const& b) {
    if (first(a) != first(b)) return first(a) < first(b);
    // Rows of one address stand by SIRET.
    bool const by_id = sort.key == SortKey::siret || (sort.key == SortKey::street && a.street);
    return by_id ? local(a) < local(b) : tail(a) < tail(b);
  });
  std::vector<std::string> out;
  for (auto const& row : rows) out.push_back(row.id.text());
  return out;
}

std::vector<SeriesPoint> Oracle::series(Filter const& asked, SeriesRequest const& request) const {
  auto filter = asked;
  filter.state = StateFilter::active;
  auto const start = [&](base::Date d) { return base::make_date(base::year_of(d), request.step == Step::year ? 1 : base::month_of(d), 1); };
  auto const day_after = [](base::Date d) { return base::Date{d.days + 1}; };
  std::vector<SeriesPoint> out;
  std::map<std::string, bool> was_active;
  auto const active_by = [&](base::Date day) {
    for (auto const& f : all(day)) was_active[f.id.text()] |= f.there && f.state == State::active;
  };
  // Whether a business was ever active before the first day: on any day that a period starts, or since ever.
  for (auto const& row : record_.rows) {
    for (auto const& p : row.periods) {
      if (p.start && *p.start < start(request.from)) active_by(*p.start);
    }
    if (row.created && *row.created < start(request.from)) active_by(*row.created);
  }
  active_by(base::make_date(1850, 1, 1));
  active_by(base::Date{start(request.from).days - 1});
  std::map<std::string, std::pair<bool, bool>> before;  // member, active
  auto const look = [&](base::Date day) {
    std::map<std::string, std::pair<bool, bool>> now;
    for (auto const& f : all(day)) now[f.id.text()] = {passes(f, filter), f.there && f.state == State::active};
    return now;
  };
  auto day = start(request.from);
  before = look(base::Date{day.days - 1});
  while (out.empty() || start(day) <= request.to) {
    if (out.empty() || out.back().start != start(day)) {
      out.emplace_back().start = start(day);
      for (auto const& [id, state] : before) out.back().stock += state.first ? 1U : 0U;
    }
    auto const now = look(day);
    for (auto const& [id, state] : now) {
      auto const [member, active] = state;
      auto const [was_member, was] = before[id];
      if (member && !was_member) ++(was ? out.back().changes_in : was_active[id] ? out.back().reopenings : out.back().creations);
      if (!member && was_member) ++(active ? out.back().changes_out : out.back().closures);
      was_active[id] = was_active[id] || active;
    }
    before = now;
    day = day_after(day);
  }
  return out;
}

namespace {

std::set<std::string> communes_of_zone(std::vector<Facts> const& all, Filter const& filter) {
  std::set<std::string> communes;
  for (auto const& f : all) {
    if (f.position && filter.zone->zone.contains(*f.position)) communes.insert(f.commune);
  }
  return communes;
}

void add(Facts const& f, Oracle::Unlocated& out) {
  ++out.communes[f.current_commune];
  ++out.total;
  out.masked += f.position_masked ? 1U : 0U;
}

}  // namespace

Oracle::Unlocated Oracle::unlocated(Filter const& filter) const {
  auto const communes = communes_of_zone(all(filter.at), filter);
  Unlocated out;
  for (auto const& f : passing(filter, Skip::zone)) {
    bool const near = !filter.territories.empty() || communes.contains(f.commune);
    if (near && !f.position) add(f, out);
  }
  return out;
}

Oracle::Unlocated Oracle::unlocated_in_series(Filter const& asked, base::Date from, base::Date to) const {
  auto filter = asked;
  filter.state = StateFilter::active;
  std::map<std::string, Facts> counted;
  for (base::Date day{from.days - 1}; day <= to; ++day.days) {
    for (auto& f : all(day)) {
      if (!f.position && passes(f, filter, Skip::zone)) counted.try_emplace(f.id.text(), f);
    }
  }
  auto const communes = communes_of_zone(all(std::nullopt), filter);
  Unlocated out;
  for (auto const& [id, f] : counted) {
    if (!filter.territories.empty() || communes.contains(f.commune)) add(f, out);
  }
  return out;
}

ChamberCounts Oracle::chambers(Filter const& filter) const {
  ChamberCounts out;
  for (auto const& f : passing(filter, Skip::chambers)) {
    bool const cci = (f.chambers & reference::chamber_cci) != 0;
    bool const cma = (f.chambers & reference::chamber_cma) != 0;
    bool const ca = (f.chambers & reference::chamber_ca) != 0;
    out.totals[0] += cci ? 1U : 0U;
    out.totals[1] += cma ? 1U : 0U;
    out.totals[2] += ca ? 1U : 0U;
    auto const mask = std::size_t{cci ? 1U : 0U} + (cma ? 2U : 0U) + (ca ? 4U : 0U);
    if (mask != 0) ++out.exactly[mask];
    if (mask != 0) ++out.any;
    if ((f.chambers & reference::chamber_outside) != 0) ++out.outside;
    if ((f.chambers & reference::chamber_to_qualify) != 0) ++out.to_qualify;
  }
  return out;
}

std::uint64_t Oracle::without_periods(Filter const& filter) const {
  std::set<std::string> without;
  for (auto const& row : record_.rows) {
    if (row.periods.empty()) without.insert(BusinessId::of(record_.siret(row)).text());
  }
  std::uint64_t rows = 0;
  for (auto const& f : passing(filter)) rows += without.contains(f.id.text()) ? 1U : 0U;
  return rows;
}

std::vector<Caveat> Oracle::caveats(Filter const& filter, std::vector<Dimension> const& by) const {
  using enum Caveat::Code;
  std::vector<Caveat> out;
  auto const add = [&](bool holds, Caveat::Code code, std::vector<std::string> values = {}) {
    if (holds) out.push_back({code, std::move(values)});
  };
  auto const counted = [&](std::uint64_t rows, Caveat::Code code) { add(rows != 0, code, {std::to_string(rows)}); };
  auto const by_any = [&](auto const& dimensions) {
    return std::any_of(by.begin(), by.end(), [&](Dimension d) { return contains(dimensions, d); });
  };
  using enum Dimension;
  bool const by_legal = reference::definition_of(filter.field).reads_legal_form || !filter.legal_categories.empty() ||
                        filter.chambers.chambers != 0 || by_any(std::array{legal_1, legal_2, legal_3, chamber, field});
  std::uint64_t unresolved = 0;
  bool corrected = false;
  auto const has = [&](BusinessId const& id) {
    auto const is_it = [&](RowRecord const& row) { return id.siret == record_.siret(row); };
    return !id.local.empty() ? std::any_of(overlay_.local_businesses().begin(), overlay_.local_businesses().end(),
                                           [&](LocalBusiness const& b) { return b.id == id.local; })
                             : std::any_of(record_.rows.begin(), record_.rows.end(), is_it);
  };
  for (auto const& [id, entry] : overlay_.entries()) {
    unresolved += has(id) ? 0U : 1U;
    corrected = corrected || (id.local.empty() && has(id) && entry.activity);
  }
  std::vector<std::string> absent;
  for (auto const& id : filter.businesses) {
    if (!has(id)) absent.push_back(id.text());
  }
  add(filter.at && !record_.has_history, no_history);
  counted(filter.at && record_.has_history ? without_periods(filter) : 0, rows_without_history);
  add(by_legal && !record_.has_units, legal_form_unknown);
  bool const overridden = filter.state && *filter.state != StateFilter::active && filter.field != reference::Field::all;
  add(overridden, state_overrides_field);
  add(filter.at && *filter.at > base::make_date(2025, 1, 1), after_data, {"2025-01-01"});
  add(filter.at && corrected, corrections_undated);
  if (filter.zone) {
    auto const u = unlocated(filter);
    counted(u.masked, positions_masked);
    counted(u.total - u.masked, positions_absent);
  }
  counted(unresolved, overlay_unresolved);
  add(!absent.empty(), businesses_absent, absent);
  return out;
}

}  // namespace bassin::query::testing
