#include "query/parse.h"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>
#include <array>
#include <charconv>
#include <functional>
#include <set>

#include "query/internal/keys.h"
#include "query/point_order.h"
#include "reference/fields.h"
#include "reference/legal_forms.h"

namespace bassin::query {

namespace {

using base::Error;
using base::Result;

constexpr std::string_view not_known = "none";  // the value of a filter that means "not known"

// What would do is said by examples and words of ours: it stands in messages of every language.
Error bad_value(std::string_view name, std::string_view value, std::string allowed) {
  return Error("query.bad_value", {{"name", std::string(name)}, {"value", std::string(value)}, {"allowed", std::move(allowed)}});
}

std::string_view trimmed(std::string_view text) {
  while (!text.empty() && text.front() == ' ') text.remove_prefix(1);
  while (!text.empty() && text.back() == ' ') text.remove_suffix(1);
  return text;
}

std::vector<std::string_view> split(std::string_view text) {
  std::vector<std::string_view> out;
  for (;;) {
    auto const comma = text.find(',');
    out.push_back(trimmed(text.substr(0, comma)));
    if (comma == std::string_view::npos) return out;
    text.remove_prefix(comma + 1);
  }
}

// Index of a word in a list of ids whose first entry, "", is written "none".
template <class Ids>
Result<std::size_t> word(std::string_view name, std::string_view value, Ids const& ids) {
  std::vector<std::string_view> allowed;
  for (std::size_t i = 0; i < ids.size(); ++i) {
    auto const id = ids[i].empty() ? not_known : ids[i];
    if (id == value) return i;
    allowed.push_back(id);
  }
  return bad_value(name, value, fmt::format("{}", fmt::join(allowed, ", ")));
}

Result<base::Date> date(std::string_view name, std::string_view value) {
  if (auto const parsed = base::parse_date(value)) return *parsed;
  return bad_value(name, value, "2018-01-31");
}

std::optional<double> number(std::string_view text) {
  double value = 0;
  auto const [end, failure] = std::from_chars(text.data(), text.data() + text.size(), value);
  if (failure != std::errc() || end != text.data() + text.size() || text.empty()) return std::nullopt;
  return value;
}

Result<std::vector<double>> numbers(std::string_view name, std::string_view value, std::size_t count, std::string const& allowed) {
  std::vector<double> out;
  for (auto const part : split(value)) {
    auto const parsed = number(part);
    if (!parsed) return bad_value(name, value, allowed);
    out.push_back(*parsed);
  }
  if (out.size() != count) return bad_value(name, value, allowed);
  return out;
}

Result<geo::Point> point(std::string_view name, std::string_view value, double lon, double lat, std::string allowed) {
  if (auto const found = geo::Point::from_degrees(lon, lat)) return *found;
  return bad_value(name, value, std::move(allowed));
}

// "75.2E": the form of codes before 2008, of two nomenclatures.
bool older_form(std::string_view code) {
  auto const digit = [](char c) { return c >= '0' && c <= '9'; };
  return code.size() == 5 && digit(code[0]) && digit(code[1]) && code[2] == '.' && digit(code[3]) && code[4] >= 'A' && code[4] <= 'Z';
}

Result<void> read_activity(std::string_view value, Filter& filter) {
  using reference::Nomenclature;
  auto const colon = value.find(':');
  if (colon != std::string_view::npos) {
    auto const nomenclature = reference::parse_nomenclature(value.substr(0, colon));
    if (nomenclature == Nomenclature::unknown) return bad_value("activity", value, "NAFRev2:, NAF2025:, NAFRev1:, NAF1993:, NAP:");
    filter.activities.push_back({nomenclature, std::string(value.substr(colon + 1))});
  } else if (value == not_known) {
    filter.activities.push_back({Nomenclature::unknown, ""});
  } else if (reference::naf_rev2().contains(value)) {
    filter.activities.push_back({Nomenclature::naf_rev2, std::string(reference::naf_rev2().canonical(value))});
  } else if (older_form(value)) {
    filter.activities.push_back({Nomenclature::naf_rev1, std::string(value)});
    filter.activities.push_back({Nomenclature::naf_1993, std::string(value)});
  } else {
    return Error("query.unknown_activity", {{"code", std::string(value)}, {"nomenclature", "NAFRev2"}});
  }
  return {};
}

Result<void> read_activity_2025(std::string_view value, Filter& filter) {
  if (value != not_known && !reference::naf_2025().contains(value)) {
    return Error("query.unknown_activity", {{"code", std::string(value)}, {"nomenclature", "NAF2025"}});
  }
  filter.activities_2025.emplace_back(value == not_known ? std::string_view() : reference::naf_2025().canonical(value));
  return {};
}

Result<void> read_field(std::string_view value, Filter& filter) {
  auto const field = reference::parse_field(value);
  if (field) {
    filter.field = *field;
    return {};
  }
  std::vector<std::string_view> allowed;
  for (auto const& definition : reference::field_definitions()) allowed.push_back(definition.id);
  return bad_value("field", value, fmt::format("{}", fmt::join(allowed, ", ")));
}

Result<void> read_state(std::string_view value, Filter& filter) {
  constexpr std::array<std::string_view, 3> ids = {"active", "closed", "any"};
  BASSIN_TRY(auto const index, word("state", value, ids));
  filter.state = static_cast<StateFilter>(index);
  return {};
}

Result<void> read_size(std::string_view value, Filter& filter) {
  auto const size = reference::parse_size_band(value == not_known ? std::string_view() : value);
  bool const stated = size && !value.empty();
  if (stated) {
    filter.sizes.push_back(*size);
    return {};
  }
  std::string allowed(not_known);
  for (auto const& band : reference::size_bands()) allowed += band.code.empty() ? std::string() : fmt::format(", {}", band.code);
  return bad_value("size", value, std::move(allowed));
}

Result<void> read_size_group(std::string_view value, Filter& filter) {
  constexpr auto groups = internal::size_group_ids;
  constexpr std::array<std::string_view, 9> ids = {groups[0], groups[1], groups[2], groups[3], groups[4], groups[5], "1+", "10+", "50+"};
  BASSIN_TRY(auto const index, word("size-group", value, ids));
  bool const open_ended = index >= groups.size();  // that group and every larger one
  auto const first = open_ended ? index - groups.size() + static_cast<std::size_t>(reference::SizeGroup::from_1_to_9) : index;
  auto const last = open_ended ? static_cast<std::size_t>(reference::SizeGroup::from_250) : index;
  for (auto group = first; group <= last; ++group) filter.size_groups.push_back(static_cast<reference::SizeGroup>(group));
  return {};
}

Result<void> read_legal(std::string_view value, Filter& filter) {
  auto const code = value == not_known ? std::optional<std::uint16_t>(0) : reference::LegalForms::parse(value);
  if (!code) return bad_value("legal", value, "none, 5, 54, 5499");
  filter.legal_categories.push_back(*code);
  return {};
}

Result<void> read_tri(std::string_view name, std::string_view value, std::optional<registry::Tri>& into) {
  BASSIN_TRY(auto const index, word(name, value, internal::tri_ids));
  into = static_cast<registry::Tri>(index);
  return {};
}

Result<void> read_date(std::string_view name, std::string_view value, std::optional<base::Date>& into) {
  BASSIN_TRY(into, date(name, value));
  return {};
}

Result<void> read_chamber(std::string_view value, Filter& filter) {
  BASSIN_TRY(auto const bit, word("chamber", value, internal::chamber_ids));
  filter.chambers.chambers = static_cast<reference::ChamberMask>(filter.chambers.chambers | 1U << bit);
  return {};
}

Result<void> read_chamber_mode(std::string_view value, Filter& filter) {
  constexpr std::array<std::string_view, 3> ids = {"any", "all", "only"};
  BASSIN_TRY(auto const index, word("chamber-mode", value, ids));
  filter.chambers.mode = static_cast<ChamberFilter::Mode>(index);
  return {};
}

Result<void> read_diffusion(std::string_view value, Filter& filter) {
  BASSIN_TRY(auto const index, word("diffusion", value, internal::diffusion_ids));
  filter.diffusion = static_cast<registry::Diffusion>(index);
  return {};
}

Result<void> read_category(std::string_view value, Filter& filter) {
  BASSIN_TRY(auto const index, word("category", value, internal::category_ids));
  filter.unit_categories.push_back(static_cast<registry::UnitCategory>(index));
  return {};
}

Result<void> read_business(std::string_view value, Filter& filter) {
  auto id = parse_business_id(value);
  if (!id) return bad_value("business", value, "SIRET, local:…");
  filter.businesses.push_back(std::move(*id));
  return {};
}

Result<void> read_contact(std::string_view value, Filter& filter) {
  if (value != "never") return bad_value("contact", value, "never");
  filter.contact.never = true;
  return {};
}

Result<void> read_follow_up(std::string_view value, Filter& filter) {
  BASSIN_TRY(auto const index, word("follow-up", value, internal::follow_up_ids));
  filter.follow_ups.emplace_back(internal::follow_up_ids[index]);
  return {};
}

Result<void> read_radius(std::string_view value, Filter& filter) {
  std::string const allowed = "2.8797,48.8575,500";
  BASSIN_TRY(auto const parts, numbers("radius", value, 3, allowed));
  BASSIN_DO(check_order("radius", value, parts));
  BASSIN_TRY(auto const centre, point("radius", value, parts[0], parts[1], allowed));
  BASSIN_TRY(filter.zone, radius_zone(std::string(value), centre, parts[2]));
  return {};
}

Result<void> read_box(std::string_view value, Filter& filter) {
  std::string const allowed = "2.8,48.8,3.1,48.9";
  BASSIN_TRY(auto const parts, numbers("box", value, 4, allowed));
  BASSIN_DO(check_order("box", value, parts));
  BASSIN_TRY(auto const least, point("box", value, parts[0], parts[1], allowed));
  BASSIN_TRY(auto const most, point("box", value, parts[2], parts[3], allowed));
  BASSIN_TRY(filter.zone, box_zone(std::string(value), {least, most}));
  return {};
}

// A hand draws some dozens of corners; the address of a request has no room for thousands.
constexpr std::size_t polygon_most_corners = 500;

Error bad_polygon(std::string_view value) {
  constexpr std::size_t shown = 60;
  auto const start = std::string(value.substr(0, shown)) + (value.size() > shown ? "…" : "");
  return bad_value("polygon", start, fmt::format("2.88,48.85,2.92,48.85,2.90,48.88 (3–{})", polygon_most_corners));
}

Result<geo::Ring> read_ring(std::string_view value) {
  if (static_cast<std::size_t>(std::count(value.begin(), value.end(), ',')) > 2 * polygon_most_corners) return bad_polygon(value);
  std::vector<double> parts;
  for (auto const part : split(value)) {
    auto const parsed = number(part);
    if (!parsed) return bad_polygon(value);
    parts.push_back(*parsed);
  }
  if (parts.size() % 2 != 0) return bad_polygon(value);
  BASSIN_DO(check_order("polygon", value, parts));
  geo::Ring ring;
  for (std::size_t i = 0; i < parts.size(); i += 2) {
    auto const corner = geo::Point::from_degrees(parts[i], parts[i + 1]);
    if (!corner) return bad_polygon(value);
    ring.push_back(*corner);
  }
  if (ring.size() > 1 && ring.front() == ring.back()) ring.pop_back();
  return ring;
}

Result<void> read_polygon(std::string_view value, Filter& filter) {
  BASSIN_TRY(auto ring, read_ring(value));
  std::set<std::pair<std::int32_t, std::int32_t>> corners;
  for (auto const corner : ring) corners.emplace(corner.lon, corner.lat);
  if (corners.size() < 3 || ring.size() > polygon_most_corners) return bad_polygon(value);
  filter.zone = polygon_zone("polygon", {{{{std::move(ring)}}}});
  return {};
}

struct Context {
  base::Date perimeter;
};

Result<void> read_territory(std::string_view value, Context const& context, Filter& filter) {
  BASSIN_TRY(auto territory, reference::find_territory(value, context.perimeter));
  filter.territories.push_back(std::move(territory));
  return {};
}

struct Name {
  std::string_view name;
  bool list;  // commas part several values
  Result<void> (*read)(std::string_view value, Context const& context, Filter& filter);
};

template <auto read>
Result<void> plain(std::string_view value, Context const&, Filter& filter) {
  return read(value, filter);
}

using C = Context const&;
using F = Filter&;
using V = std::string_view;

constexpr auto names = std::to_array<Name>({
    {"territory", false, read_territory},
    {"commune", true, [](V v, C, F f) { return f.communes.emplace_back(v), Result<void>(); }},
    {"radius", false, plain<read_radius>},
    {"box", false, plain<read_box>},
    {"polygon", false, plain<read_polygon>},
    {"field", false, plain<read_field>},
    {"state", false, plain<read_state>},
    {"at", false, [](V v, C, F f) { return read_date("at", v, f.at); }},
    {"activity", true, plain<read_activity>},
    {"activity-2025", true, plain<read_activity_2025>},
    {"size", true, plain<read_size>},
    {"size-group", true, plain<read_size_group>},
    {"legal", true, plain<read_legal>},
    {"head-office", false, [](V v, C, F f) { return read_tri("head-office", v, f.head_office); }},
    {"employer", false, [](V v, C, F f) { return read_tri("employer", v, f.employer); }},
    {"created-from", false, [](V v, C, F f) { return read_date("created-from", v, f.created.from); }},
    {"created-to", false, [](V v, C, F f) { return read_date("created-to", v, f.created.to); }},
    {"closed-from", false, [](V v, C, F f) { return read_date("closed-from", v, f.closed.from); }},
    {"closed-to", false, [](V v, C, F f) { return read_date("closed-to", v, f.closed.to); }},
    {"chamber", true, plain<read_chamber>},
    {"chamber-mode", false, plain<read_chamber_mode>},
    {"diffusion", false, plain<read_diffusion>},
    {"category", true, plain<read_category>},
    {"tag", false, [](V v, C, F f) { return f.tags_any.emplace_back(v), Result<void>(); }},
    {"tag-all", false, [](V v, C, F f) { return f.tags_all.emplace_back(v), Result<void>(); }},
    {"portfolio", false, [](V v, C, F f) { return f.portfolios.emplace_back(v), Result<void>(); }},
    {"follow-up", true, plain<read_follow_up>},
    {"contact-before", false, [](V v, C, F f) { return read_date("contact-before", v, f.contact.before); }},
    {"contact-since", false, [](V v, C, F f) { return read_date("contact-since", v, f.contact.since); }},
    {"contact", false, plain<read_contact>},
    {"business", true, plain<read_business>},
});

Result<void> read_parameter(std::string const& name, std::string const& value, Context const& context, Filter& filter) {
  auto const found = std::find_if(names.begin(), names.end(), [&](Name const& n) { return n.name == name; });
  if (found == names.end()) {
    return Error("query.unknown_parameter", {{"name", name}, {"allowed", fmt::format("{}", fmt::join(filter_names(), ", "))}});
  }
  if (!found->list) return found->read(trimmed(value), context, filter);
  for (auto const part : split(value)) BASSIN_DO(found->read(part, context, filter));
  return {};
}

// "2018", "2018-03" or "2018-03-31".
Result<base::Date> loose_date(std::string_view name, std::string_view value) {
  auto const full = std::string(value) + (value.size() == 4 ? "-01-01" : value.size() == 7 ? "-01" : "");
  if (auto const parsed = base::parse_date(full)) return *parsed;
  return bad_value(name, value, "2018, 2018-03, 2018-03-31");
}

}  // namespace

std::vector<std::string_view> filter_names() {
  std::vector<std::string_view> out;
  for (auto const& name : names) out.push_back(name.name);
  return out;
}

Result<Filter> parse_filter(Parameters const& parameters, base::Date perimeter) {
  Filter filter;
  for (auto const& [name, value] : parameters) BASSIN_DO(read_parameter(name, value, {perimeter}, filter));
  return filter;
}

Result<geo::Point> parse_point(std::string_view name, std::string_view text) {
  std::string const allowed = "2.8797,48.8575";
  BASSIN_TRY(auto const parts, numbers(name, text, 2, allowed));
  BASSIN_DO(check_order(name, text, parts));
  return point(name, text, parts[0], parts[1], allowed);
}

Result<Sort> parse_sort_text(std::string_view text) {
  auto const colon = text.find(':');
  auto const key = parse_sort(text.substr(0, colon));
  bool const needs_origin = key == SortKey::distance;
  if (!key || needs_origin != (colon != std::string_view::npos)) {
    return bad_value("sort", text, "name, created-desc, created-asc, size, activity, distance:longitude,latitude, street, siret");
  }
  if (!needs_origin) return Sort{*key, {}};
  BASSIN_TRY(auto const origin, parse_point("sort", text.substr(colon + 1)));
  return Sort{*key, origin};
}

Result<std::vector<Dimension>> parse_dimensions(std::string_view text) {
  std::vector<Dimension> out;
  for (auto const part : split(text)) {
    auto const dimension = parse_dimension(part);
    if (dimension) {
      out.push_back(*dimension);
      continue;
    }
    std::vector<std::string_view> allowed;
    for (std::size_t d = 0; d < dimension_count; ++d) allowed.push_back(id_of(static_cast<Dimension>(d)));
    return bad_value("by", part, fmt::format("{}", fmt::join(allowed, ", ")));
  }
  return out;
}

Result<SeriesRequest> parse_series(std::string_view step, std::string_view from, std::string_view to) {
  constexpr std::array<std::string_view, 2> steps = {"year", "month"};
  SeriesRequest out;
  BASSIN_TRY(auto const index, word("step", step, steps));
  out.step = static_cast<Step>(index);
  BASSIN_TRY(out.from, loose_date("from", from));
  BASSIN_TRY(out.to, loose_date("to", to));
  return out;
}

}  // namespace bassin::query
