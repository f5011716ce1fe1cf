// The part of Tables that an overlay fills: entries by row, corrections, the segment of local businesses.
#include <algorithm>
#include <map>

#include "query/internal/tables.h"
#include "reference/chambers.h"

namespace bassin::query::internal {

namespace {

struct Facts {
  std::uint16_t legal = 0;
  ActivityCode activity;
  std::string_view craft;
  std::uint8_t size = 0;
  std::uint8_t employer = 0;
};

std::uint8_t chambers_of(Facts const& facts, reference::ChamberOverride const* by_hand) {
  reference::ChamberInputs inputs;
  inputs.legal_category = facts.legal;
  inputs.nomenclature = facts.activity.nomenclature;
  inputs.activity = facts.activity.code;
  inputs.craft_code = facts.craft;
  inputs.size = facts.size;
  inputs.by_hand = by_hand;
  return reference::attach(inputs).mask();
}

std::uint8_t fields_of(Facts const& facts, std::uint8_t chambers) {
  reference::FieldInputs inputs;
  inputs.legal_category = facts.legal;
  inputs.activity = facts.activity.code;
  inputs.nomenclature = facts.activity.nomenclature;
  inputs.employer = static_cast<reference::Employer>(facts.employer);
  inputs.size = facts.size;
  inputs.chambers = chambers;
  return field_bits(inputs);
}

void add_to(std::map<std::string, std::vector<std::uint32_t>>& sets, std::vector<std::string> const& names, std::uint32_t row) {
  for (auto const& name : names) sets[name].push_back(row);
}

std::vector<NamedRows> named(std::map<std::string, std::vector<std::uint32_t>> const& sets) {
  std::vector<NamedRows> out;
  for (auto const& [name, rows] : sets) out.push_back({name, rows});
  return out;
}

}  // namespace

void Tables::correct(std::uint32_t row, OverlayEntry const& entry) {
  if (!entry.activity && !entry.chambers && !entry.position) return;
  auto const& e = snapshot->establishments();
  Correction c;
  c.row = row;
  c.position = entry.position;
  if (entry.position) moved.push_back(row);
  if (entry.activity) c.activity = activities.find_or_add(*entry.activity);
  if (entry.activity || entry.chambers) {
    auto const code = entry.activity ? *c.activity : e.activity[row];
    Facts const facts{e.legal[row], activities.codes[code], e.crafts[e.craft[row]], e.size[row], e.employer[row]};
    c.chambers = chambers_of(facts, entry.chambers ? &*entry.chambers : nullptr);
    c.fields = fields_of(facts, *c.chambers);
    if (entry.chambers) c.chambers_by_hand = c.chambers;
  }
  corrections.push_back(c);
}

void Tables::resolve() {
  for (auto const& [id, entry] : overlay->entries()) {
    std::optional<std::uint32_t> row;
    if (id.local.empty()) {
      row = snapshot->find_siret(id.siret);
    } else {
      auto const& locals = overlay->local_businesses();
      auto const at =
          std::lower_bound(locals.begin(), locals.end(), id.local, [](auto const& b, auto const& wanted) { return b.id < wanted; });
      row = snapshot->rows() + static_cast<std::uint32_t>(at - locals.begin());
    }
    if (row) {
      entries.emplace_back(*row, &entry);
    } else {
      unresolved.push_back(id);
    }
  }
  std::sort(entries.begin(), entries.end());
  std::map<std::string, std::vector<std::uint32_t>> by_tag, by_portfolio, by_follow_up;
  for (auto const& [row, entry] : entries) {
    add_to(by_tag, entry->tags, row);
    add_to(by_portfolio, entry->portfolios, row);
    add_to(by_follow_up, entry->follow_ups, row);
    if (row < snapshot->rows()) correct(row, *entry);
  }
  tags = named(by_tag);
  portfolios = named(by_portfolio);
  follow_ups = named(by_follow_up);
}

void Tables::push_local(LocalBusiness const& b) {
  auto& c = local_columns;
  auto const push = [&](Byte which, auto value) { c.bytes[static_cast<std::size_t>(which)].push_back(static_cast<std::uint8_t>(value)); };
  auto const push_word = [&](Word which, std::uint16_t value) { c.words[static_cast<std::size_t>(which)].push_back(value); };
  auto const* const entry = overlay->find(BusinessId::of_local(b.id));
  auto const activity = entry != nullptr && entry->activity ? *entry->activity : b.activity;
  auto const position = entry != nullptr && entry->position ? entry->position : b.position;
  Facts const facts{b.legal_category, activity, {}, b.size, static_cast<std::uint8_t>(b.employer)};
  auto const chambers = chambers_of(facts, entry != nullptr && entry->chambers ? &*entry->chambers : nullptr);
  push(Byte::state, b.state);
  push(Byte::diffusion, b.privacy == registry::hides_nothing ? registry::Diffusion::open : registry::Diffusion::partial);
  push(Byte::privacy, privacy_of(b));
  push(Byte::head_office, b.head_office);
  push(Byte::employer, b.employer);
  push(Byte::size, b.size);
  push(Byte::chambers, chambers);
  push(Byte::fields, fields_of(facts, chambers));
  push(Byte::quality, position ? registry::PositionQuality::given : registry::PositionQuality::none);
  push(Byte::category, registry::UnitCategory::unknown);
  push_word(Word::activity, activities.find_or_add(activity));
  auto const code = std::find(activities_2025.codes.begin(), activities_2025.codes.end(), b.activity_2025);
  push_word(Word::activity_2025, static_cast<std::uint16_t>(code - activities_2025.codes.begin()));
  push_word(Word::legal, b.legal_category);
  push_word(Word::created, base::DayCode::of(b.created).v);
  push_word(Word::period_start, b.state == registry::State::closed ? base::DayCode::of(b.closed).v : base::DayCode::unknown);
  auto const point = position.value_or(geo::Point{});
  c.lon.push_back(point.lon);
  c.lat.push_back(point.lat);
}

void Tables::set_local_segment() {
  auto& c = local_columns;
  auto& s = segments[1];
  s.first_row = snapshot->rows();
  s.first_commune = static_cast<std::uint32_t>(commune_codes.size());
  for (auto const& business : overlay->local_businesses()) {
    push_local(business);
    // Each local business is a commune range of its own: there are few, in order of their ids.
    c.commune_first.push_back(s.rows++);
    commune_codes.push_back(business.commune);
  }
  c.commune_first.push_back(s.rows);
  auto const over = []<class T>(std::vector<T> const& vector) { return registry::Column<T>(std::span<T const>(vector)); };
  for (std::size_t i = 0; i < byte_count; ++i) s.bytes[i] = over(c.bytes[i]);
  for (std::size_t i = 0; i < word_count; ++i) s.words[i] = over(c.words[i]);
  s.lon = over(c.lon);
  s.lat = over(c.lat);
  s.commune_first = over(c.commune_first);
}

}  // namespace bassin::query::internal
