#include "service/exposure_ground.h"

#include <algorithm>
#include <array>
#include <numeric>
#include <tuple>
#include <unordered_map>

#include "access/visibility.h"
#include "base/fold.h"
#include "partners/organisation.h"
#include "query/unlocated.h"
#include "query/view.h"
#include "service/accounts.h"
#include "service/campaign_ground.h"
#include "service/casework_source.h"
#include "service/crisis_list.h"
#include "service/known_parameters.h"
#include "service/question.h"
#include "sql/store.h"

namespace bassin::service {

using base::Error;
using base::Result;
using exposure::Layer;

namespace {

constexpr std::array<std::string_view, reference::size_group_count> size_ids{"0", "1-9", "10-49", "50-249", "250+", "unknown"};

struct ExposureSeeing {
  Seeing seeing;
  std::shared_ptr<query::View const> view;  // with days of last contact for who reads exchanges
};

Result<ExposureSeeing> seeing_of(Call const& call, Casework const& casework) {
  BASSIN_TRY(auto seeing, casework.source->of(call.reader));
  auto view = knows_contacts(call) ? seeing.view : seeing.without_contacts;
  if (!view) return Error("service.not_ready");
  return ExposureSeeing{std::move(seeing), std::move(view)};
}

query::Filter active(reference::Field field) {
  query::Filter out;
  out.field = field;
  out.state = query::StateFilter::active;
  return out;
}

// Of these communes as they are today: what partners noted elsewhere the reader is not told.
Result<query::PreparedFilter> in_own(Call const& call, std::shared_ptr<query::View const> const& view, reference::Field field,
                                     std::vector<std::string> communes) {
  auto filter = active(field);
  reference::Territory own;
  own.kind = reference::TerritoryKind::list;
  own.date = call.context.today();
  own.communes = std::move(communes);
  filter.territories.push_back(std::move(own));
  return query::prepare(view, filter, registry::Audience::open);
}

struct Asked {
  std::vector<Layer> layers;
  std::vector<exposure::Readiness> noted;
  std::optional<partners::Organisation> organisation;
};

Result<Asked> read_store(Call const& call, Casework const& casework, ExposureQuery const& query) {
  return casework.store->read([&](sql::Session& session) -> Result<Asked> {
    Asked out;
    BASSIN_TRY(out.layers, exposure::layers_of(session, call.reader));
    bool const known =
        query.layer.empty() || std::any_of(out.layers.begin(), out.layers.end(), [&](auto const& it) { return it.id == query.layer; });
    if (!known) return Error("exposure.unknown_layer", {{"id", query.layer.substr(0, 100)}});
    std::erase_if(out.layers, [&](auto const& it) {
      return (!query.layer.empty() && it.id != query.layer) || (query.peril && it.facts.peril != *query.peril);
    });
    BASSIN_TRY(out.noted, exposure::readiness_of(session, call.reader, call.context.today()));
    if (!query.organisation.empty()) {
      BASSIN_TRY(out.organisation, partners::find_organisation(session, query.organisation));
    }
    return out;
  });
}

// Layers of each row: by what its public position says.
using LayersOfRow = std::unordered_map<std::uint32_t, std::vector<std::size_t>>;

// Those of `own` alone. The zone is asked without a territory, so that who has no position is looked for where the zone is, not everywhere.
Result<LayersOfRow> rows_in(ExposureParts const& parts, query::PreparedFilter const& own, std::shared_ptr<query::View const> const& view,
                            std::vector<Layer> const& layers, reference::Field field) {
  LayersOfRow out;
  auto filter = active(field);
  for (std::size_t i = 0; i < layers.size(); ++i) {
    BASSIN_TRY(filter.zone, parts.shapes->find(*parts.casework.store, layers[i]));
    BASSIN_TRY(auto const prepared, query::prepare(view, filter, registry::Audience::open));
    for (auto const row : prepared.rows())
      if (own.matches(row)) out[row].push_back(i);
    BASSIN_TRY(auto const apart, query::unlocated_rows(prepared));
    for (auto const row : apart)
      if (own.matches(row)) out.try_emplace(row);
    if (out.size() > exposed_most)
      return Error("exposure.too_many", {{"found", std::to_string(out.size())}, {"allowed", std::to_string(exposed_most)}});
  }
  return out;
}

std::unordered_map<std::uint32_t, exposure::Readiness> noted_by_row(Seeing const& seeing, std::vector<exposure::Readiness> noted) {
  std::unordered_map<std::uint32_t, exposure::Readiness> out;
  for (auto& it : noted) {
    auto const row = row_of(seeing, it.business);
    if (!row) continue;
    auto [at, fresh] = out.try_emplace(*row, it);
    if (!fresh) exposure::join(at->second, it);
  }
  return out;
}

bool passes(ExposureQuery const& query, Exposed const& all, ExposedRow const& it, std::optional<PartnerGround> const& ground) {
  if (!query.commune.empty() && it.commune != query.commune) return false;
  if (query.chamber != 0 && (it.row.chambers & query.chamber) == 0) return false;
  if (query.size && reference::size_group(it.row.size) != *query.size) return false;
  if (query.level && (it.layers.empty() || level_of(all, it) != *query.level)) return false;
  if (query.located && *query.located == it.standing.unlocated) return false;
  if ((it.gaps & query.gaps) != query.gaps) return false;
  if (ground && !ground->holds(it)) return false;
  return query.words.empty() || (it.row.name.known() && base::has_all_words(base::fold(it.row.name.text), query.words));
}

// By commune, name and key, those without a name last; the order of the register's rows tells of positions. Places are sorted, not rows,
// which are large.
std::vector<ExposedRow> sorted(std::vector<ExposedRow> rows) {
  struct Key {
    bool nameless = false;
    std::string name, id;
  };
  std::vector<Key> keys;
  keys.reserve(rows.size());
  for (auto const& it : rows) {
    auto const known = it.row.name.known();
    keys.push_back({!known, known ? base::fold(it.row.name.text) : std::string(), it.row.id.text()});
  }
  std::vector<std::size_t> places(rows.size());
  std::iota(places.begin(), places.end(), std::size_t{0});
  std::sort(places.begin(), places.end(), [&](auto a, auto b) {
    return std::tie(rows[a].commune, keys[a].nameless, keys[a].name, keys[a].id) <
           std::tie(rows[b].commune, keys[b].nameless, keys[b].name, keys[b].id);
  });
  std::vector<ExposedRow> out;
  out.reserve(rows.size());
  for (auto const place : places) out.push_back(std::move(rows[place]));
  return out;
}

ExposedRow row_for(query::Row row, std::vector<std::size_t> layers, exposure::Readiness const* noted, base::Date today) {
  ExposedRow out;
  out.commune = row.commune.empty() ? row.commune_code : row.commune;
  out.layers = std::move(layers);
  if (noted != nullptr) {
    out.noted = *noted;
    out.standing = exposure::standing_of(*noted);
  }
  out.standing.in_touch = row.last_contact;
  out.standing.unlocated = out.layers.empty();
  out.gaps = exposure::gaps_of(out.standing, today);
  // Who may see what is kept back of a place sees where it is on its own page; a list of such places is not put on a map.
  if (out.standing.unlocated) row.position = {};
  out.row = std::move(row);
  return out;
}

Error bad_value(std::string_view name, std::string const& value, std::string_view allowed) {
  return Error("query.bad_value", {{"name", std::string(name)}, {"value", value.substr(0, 100)}, {"allowed", std::string(allowed)}});
}

Result<void> take_of_layers(Call const& call, ExposureQuery& out) {
  out.layer = asked(call, "layer").value_or("");
  if (auto const peril = asked(call, "peril")) {
    out.peril = crisis::parse_peril(*peril);
    if (!out.peril) return bad_value("peril", *peril, "flood, storm, ground, drought, earthquake, avalanche, eruption");
  }
  if (auto const level = asked(call, "level")) {
    out.level = *level == "untold" ? exposure::Level::untold : exposure::parse_level(*level);
    if (!out.level || level->empty()) return bad_value("level", *level, "untold, low, medium, high, very_high");
  }
  return {};
}

Result<void> take_of_businesses(Call const& call, ExposureQuery& out) {
  if (auto const field = asked(call, "field")) {
    auto const known = reference::parse_field(*field);
    if (!known) return bad_value("field", *field, "all, economic-fabric, employers, merchant, agricultural, cci, cma, ca");
    out.field = *known;
  }
  if (auto const chamber = asked(call, "chamber")) {
    out.chamber = chamber_named(*chamber);
    if (out.chamber == 0) return bad_value("chamber", *chamber, "cci, cma, ca, outside, to-qualify");
  }
  if (auto const size = asked(call, "size")) {
    auto const* const found = std::find(size_ids.begin(), size_ids.end(), *size);
    if (found == size_ids.end()) return bad_value("size", *size, "0, 1-9, 10-49, 50-249, 250+, unknown");
    out.size = static_cast<reference::SizeGroup>(found - size_ids.begin());
  }
  if (auto const located = asked(call, "located")) {
    if (*located != "yes" && *located != "no") return bad_value("located", *located, "yes, no");
    out.located = *located == "yes";
  }
  return {};
}

}  // namespace

bool knows_contacts(Call const& call) { return access::allows(call.reader, access::Need::see_personal); }

std::string_view size_id(reference::SizeGroup group) { return size_ids[static_cast<std::size_t>(group)]; }

Result<ExposureQuery> exposure_asked(Call const& call, std::vector<std::string_view> const& more) {
  std::vector<std::string_view> known{"layer", "peril",   "level", "field",   "commune", "organisation",
                                      "words", "chamber", "size",  "located", "gap"};
  known.insert(known.end(), more.begin(), more.end());
  BASSIN_DO(known_only(call.request.query, known));
  ExposureQuery out;
  BASSIN_DO(take_of_layers(call, out));
  BASSIN_DO(take_of_businesses(call, out));
  for (auto const& [name, value] : call.request.query) {
    if (name != "gap") continue;
    auto const gap = exposure::parse_gap(value);
    if (!gap) return bad_value(name, value, "no_contact, insurance_unchecked, no_plan, not_in_touch, unlocated");
    if (*gap == exposure::Gap::not_in_touch && !knows_contacts(call))
      return Error("access.denied", {{"need", std::string(access::id_of(access::Need::see_personal))}});
    out.gaps |= static_cast<exposure::Gaps>(1U << static_cast<unsigned>(*gap));
  }
  out.commune = asked(call, "commune").value_or("");
  out.organisation = asked(call, "organisation").value_or("");
  out.words = base::fold(asked(call, "words").value_or(""));
  return out;
}

exposure::Level level_of(Exposed const& all, ExposedRow const& row) {
  auto out = exposure::Level::untold;
  for (auto const layer : row.layers) out = std::max(out, all.layers[layer].facts.level);
  return out;
}

PartnerGround PartnerGround::of(partners::Organisation const& organisation, base::Date today) {
  PartnerGround out;
  out.communes_ = territory_communes(organisation.territory, today);
  auto const chamber = organisation.kind == "agriculture" ? std::string_view("ca") : std::string_view(organisation.kind);
  if (chamber == "cci" || chamber == "cma" || chamber == "ca") out.chamber_ = chamber_named(chamber);
  return out;
}

bool PartnerGround::holds(ExposedRow const& row) const {
  if (!communes_ || !std::binary_search(communes_->begin(), communes_->end(), row.commune)) return false;
  return chamber_ == 0 || (row.row.chambers & chamber_) != 0;
}

Result<Exposed> exposed(Call const& call, ExposureParts const& parts, ExposureQuery const& query) {
  BASSIN_TRY(auto from, read_store(call, parts.casework, query));
  Exposed out;
  out.layers = std::move(from.layers);
  if (!call.reader.communes || call.reader.communes->empty() || out.layers.empty()) return out;
  BASSIN_TRY(auto const seen, seeing_of(call, parts.casework));
  BASSIN_TRY(auto const own, in_own(call, seen.view, query.field, *call.reader.communes));
  BASSIN_TRY(auto layers_of, rows_in(parts, own, seen.view, out.layers, query.field));
  std::vector<std::uint32_t> numbers;
  numbers.reserve(layers_of.size());
  for (auto const& [row, layers] : layers_of) numbers.push_back(row);
  std::sort(numbers.begin(), numbers.end());
  // All of them lie in the reader's territory, where it sees alike.
  BASSIN_TRY(auto rows, query::read_rows(*seen.view, numbers, audience_of(call.reader, {call.reader.communes->front()})));
  auto const noted = noted_by_row(seen.seeing, std::move(from.noted));
  std::optional<PartnerGround> ground;
  if (from.organisation) ground = PartnerGround::of(*from.organisation, call.context.today());
  std::vector<ExposedRow> kept;
  for (std::size_t i = 0; i < rows.size(); ++i) {
    auto const said = noted.find(numbers[i]);
    auto one =
        row_for(std::move(rows[i]), std::move(layers_of[numbers[i]]), said == noted.end() ? nullptr : &said->second, call.context.today());
    if (access::serves(call.reader, one.commune) && passes(query, out, one, ground)) kept.push_back(std::move(one));
  }
  out.rows = sorted(std::move(kept));
  return out;
}

Result<ExposedOne> exposed_one(Call const& call, ExposureParts const& parts, std::string_view business) {
  ExposedOne out;
  BASSIN_TRY(out.subject, subject_of(call, parts.casework, business));
  BASSIN_TRY(auto const layers, parts.casework.store->read([&](sql::Session& session) -> Result<std::vector<Layer>> {
    BASSIN_TRY(out.noted, exposure::readiness_of(session, call.reader, call.context.today(), out.subject.business));
    BASSIN_TRY(out.own, exposure::own_readiness(session, call.reader, call.context.today(), out.subject.business));
    return exposure::layers_of(session, call.reader);
  }));
  if (!access::serves(call.reader, out.subject.commune)) return out;
  BASSIN_TRY(auto const seen, seeing_of(call, parts.casework));
  auto const number = row_of(seen.seeing, out.subject.business);
  if (!number) return out;
  BASSIN_TRY(auto const own, in_own(call, seen.view, reference::Field::all, {out.subject.commune}));
  for (auto const& layer : layers) {
    BASSIN_TRY(auto const found, rows_in(parts, own, seen.view, {layer}, reference::Field::all));
    auto const at = found.find(*number);
    if (at != found.end()) (at->second.empty() ? out.around : out.inside).push_back(layer);
  }
  return out;
}

}  // namespace bassin::service
