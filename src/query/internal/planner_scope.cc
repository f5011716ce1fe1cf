// What an answer says of itself, and the fingerprint of the question.
#include <fmt/format.h>

#include <algorithm>

#include "base/checksum.h"
#include "query/internal/planner.h"

namespace bassin::query::internal {

namespace {

// Everything asked, in one text.
class Question {
 public:
  template <class T>
  Question& number(T value) {
    text_ += fmt::format("{},", value);
    return *this;
  }
  template <class T>
  Question& choice(T value) {
    return number(static_cast<unsigned>(value));
  }
  Question& word(std::string_view text) {
    text_ += fmt::format("{}:{}", text.size(), text);
    return *this;
  }
  template <class T>
  Question& maybe(std::optional<T> const& value) {
    return value ? choice(*value) : word("-");
  }
  Question& date(std::optional<base::Date> const& value) { return value ? number(value->days) : word("-"); }
  template <class List, class Write>
  Question& list(List const& values, Write const& write) {
    number(values.size());
    for (auto const& value : values) write(value);
    return *this;
  }
  Question& words(std::vector<std::string> const& values) {
    return list(values, [&](auto const& value) { word(value); });
  }
  template <class T>
  Question& choices(std::vector<T> const& values) {
    return list(values, [&](auto const& value) { choice(value); });
  }
  [[nodiscard]] std::uint64_t checksum() const { return base::checksum(text_); }

 private:
  std::string text_;
};

// The first ten, then how many more.
std::vector<std::string> ids_of(std::vector<BusinessId> const& businesses) {
  constexpr std::size_t most = 10;
  std::vector<std::string> out;
  for (std::size_t i = 0; i < std::min(most, businesses.size()); ++i) out.push_back(businesses[i].text());
  if (businesses.size() > most) out.push_back(fmt::format("+{}", businesses.size() - most));
  return out;
}

}  // namespace

std::uint64_t Planner::fingerprint() const {
  auto const& f = filter_;
  Question q;
  q.choice(plan_->audience);
  q.list(bound_, [&](auto const& bound) { q.number(bound->fingerprint); });
  q.words(f.communes).number(f.zone ? f.zone->fingerprint : 0).number(f.zone ? 1 : 0);
  q.choice(f.field).maybe(f.state).date(f.at);
  q.list(f.activities, [&](auto const& a) { q.choice(a.nomenclature).word(a.code); });
  q.words(f.activities_2025).choices(f.sizes).choices(f.size_groups).choices(f.legal_categories);
  q.maybe(f.head_office).maybe(f.employer).maybe(f.diffusion).choices(f.unit_categories);
  q.date(f.created.from).date(f.created.to).date(f.closed.from).date(f.closed.to);
  q.choice(f.chambers.mode).number(f.chambers.chambers);
  q.words(f.tags_any).words(f.tags_all).words(f.portfolios).words(f.follow_ups);
  q.date(f.contact.before).date(f.contact.since).choice(f.contact.never);
  q.list(f.businesses, [&](auto const& id) { q.word(id.text()); });
  return q.checksum();
}

std::vector<std::string> Planner::undated_parts() const {
  auto const& f = filter_;
  auto const& field = reference::definition_of(f.field);
  bool const by_chamber = reference::chamber_bit(f.field) != 0;
  bool const by_employer = f.employer || f.field == reference::Field::employers;
  using enum reference::Field;
  bool const by_activity = !f.activities.empty() || f.field == economic_fabric || f.field == merchant || f.field == agricultural;
  bool const dated_values = snapshot_.history() != nullptr;
  std::vector<std::string> out;
  auto const add = [&](bool used, char const* name) {
    if (used) out.emplace_back(name);
  };
  add(!f.territories.empty() || !f.communes.empty(), "commune");
  add(f.zone.has_value(), "position");
  add(by_activity && !dated_values, "activity");
  add(by_employer && !dated_values, "employer");
  add(!f.sizes.empty() || !f.size_groups.empty() || by_employer, "size");
  add(!f.legal_categories.empty() || field.reads_legal_form, "legal");
  add(f.head_office.has_value(), "head-office");
  add(f.chambers.chambers != 0 || by_chamber, "chamber");
  add(f.diffusion.has_value(), "diffusion");
  add(!f.unit_categories.empty(), "unit-category");
  add(!f.activities_2025.empty(), "activity-2025");
  add(!f.tags_any.empty() || !f.tags_all.empty(), "tag");
  add(!f.portfolios.empty(), "portfolio");
  add(!f.follow_ups.empty(), "follow-up");
  add(f.contact.before || f.contact.since || f.contact.never, "contact");
  return out;
}

void Planner::add_dated_caveats() {
  auto& caveats = plan_->scope.caveats;
  plan_->undated = undated_parts();
  if (!filter_.at) return;
  if (!plan_->undated.empty()) caveats.push_back({Caveat::Code::today_value, plan_->undated});
  if (!plan_->use_history) caveats.push_back({Caveat::Code::no_history, {}});
  auto const& data_date = snapshot_.manifest().data_date;
  if (data_date && *filter_.at > *data_date) caveats.push_back({Caveat::Code::after_data, {base::to_iso(*data_date)}});
  if (tables_.corrects_activities()) caveats.push_back({Caveat::Code::corrections_undated, {}});
}

void Planner::add_caveats() {
  auto& scope = plan_->scope;
  auto const& manifest = snapshot_.manifest();
  auto const add = [&](bool holds, Caveat::Code code, std::vector<std::string> values = {}) {
    if (holds) scope.caveats.push_back({code, std::move(values)});
  };
  bool const by_legal = reference::definition_of(filter_.field).reads_legal_form || !filter_.legal_categories.empty();
  bool const by_chamber = reference::chamber_bit(filter_.field) != 0 || filter_.chambers.chambers != 0;
  add_dated_caveats();
  add((by_legal || by_chamber) && !manifest.has_units, Caveat::Code::legal_form_unknown);
  add(!filter_.activities_2025.empty() && !tables_.any_2025, Caveat::Code::activity_2025_absent);
  add(!approximate_.empty(), Caveat::Code::territory_approximate, approximate_);
  add(!absent_.empty(), Caveat::Code::territory_absent, absent_);
  bool const overridden = filter_.state && *filter_.state != StateFilter::active && reference::needs_active(filter_.field);
  add(overridden, Caveat::Code::state_overrides_field);
  add(manifest.fictitious, Caveat::Code::fictitious);
  auto const unresolved = tables_.unresolved.size();
  add(unresolved != 0, Caveat::Code::overlay_unresolved, {fmt::format("{}", unresolved)});
  add(!unknown_businesses_.empty(), Caveat::Code::businesses_absent, ids_of(unknown_businesses_));
}

void Planner::describe() {
  auto& scope = plan_->scope;
  scope.snapshot = snapshot_.id();
  scope.data_date = snapshot_.manifest().data_date;
  scope.overlay = plan_->view->overlay().version();
  scope.field = filter_.field;
  scope.legal_forms_known = snapshot_.manifest().has_units;
  scope.state = filter_.state.value_or(plan_->implied_state ? StateFilter::active : StateFilter::any);
  scope.at = filter_.at;
  for (auto const& t : filter_.territories) scope.territories.push_back({t.kind, t.id, t.name, t.date});
  if (filter_.zone) scope.zone = filter_.zone->name;
  add_caveats();
  plan_->fingerprint = fingerprint();
}

}  // namespace bassin::query::internal
