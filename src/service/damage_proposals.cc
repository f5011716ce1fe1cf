#include "service/damage_proposals.h"

#include <algorithm>
#include <array>
#include <map>
#include <nlohmann/json.hpp>
#include <optional>

#include "crisis/damage_report.h"
#include "crisis/report_likeness.h"
#include "matching/matching.h"
#include "query/row.h"
#include "query/view.h"
#include "query/zones.h"
#include "service/campaign_ground.h"
#include "service/casework_source.h"
#include "service/crisis_json.h"
#include "service/import_subjects.h"
#include "service/json_answers.h"
#include "service/sheet_audiences.h"
#include "sql/store.h"
#include "support/channel.h"
#include "support/contact_reading.h"

namespace bassin::service {

using base::Result;
using crisis::DamageReport;

namespace {

enum class Likeness : std::uint8_t {
  siret,    // that SIRET
  phone,    // a contact of the reader's organisation there, or another report of that business, has the number to call back
  name,     // a name like the one that was typed
  address,  // that address
  near,     // within near_m of where the phone was
};
constexpr std::array<std::string_view, 5> likenesses{"siret", "phone", "name", "address", "near"};
std::string_view id_of(Likeness likeness) { return likenesses[static_cast<std::size_t>(likeness)]; }

struct Proposal {
  std::string business;
  std::vector<Likeness> reasons;  // none twice, in their order
  double name = 0;                // how alike the names are, 0 to 1
  std::optional<double> metres;   // from where the phone was, where both are known to the reader
  query::Row row;                 // as the reader may see it
  std::optional<crisis::Case> it;
};

// Below that a name is shown for its address alone.
constexpr double like_a_name = 0.5;
constexpr std::size_t near_most = 40, contacts_asked = 20;

struct Found {
  std::vector<Likeness> reasons;
  double name = 0;
};
using ByBusiness = std::map<std::string, Found>;

void add(ByBusiness& out, std::string const& business, Likeness reason) {
  auto& reasons = out[business].reasons;
  if (std::find(reasons.begin(), reasons.end(), reason) == reasons.end()) reasons.push_back(reason);
}

std::string phone_in(DamageReport const& it) {
  for (auto const& answer : it.answers) {
    if (answer.question != "callback" || answer.standing != crisis::Standing::given) continue;
    auto const reach = support::reach_of(support::ChannelKind::phone, answer.text);
    if (reach.ok()) return reach->normal;
  }
  return "";
}

bool is_phone(std::string_view words, std::string const& normal) {
  auto const reach = support::reach_of(support::ChannelKind::phone, words);
  return reach.ok() && reach->normal == normal;
}

// Of one's own organisation alone: what another opened is read where it is noted that it was.
Result<void> add_phones(ByBusiness& out, Call const& call, sql::Session& session, DamageReport const& it) {
  auto const phone = phone_in(it);
  if (phone.empty()) return {};
  BASSIN_TRY(auto const said, crisis::callbacks_of(session, call.reader, it.crisis));
  for (auto const& one : said)
    if (is_phone(one.words, phone)) add(out, one.business, Likeness::phone);
  BASSIN_TRY(auto const contacts, support::search_contacts(session, call.reader, call.context.today(), {phone, "", contacts_asked}));
  for (auto const& contact : contacts) {
    if (!contact.own || !std::any_of(contact.channels.begin(), contact.channels.end(),
                                     [&](auto const& one) { return one.kind == support::ChannelKind::phone && one.normal == phone; }))
      continue;
    for (auto const& link : contact.links) add(out, link.business, Likeness::phone);
  }
  return {};
}

// As it was typed, which may end with a postcode and a commune; and, where something follows a comma, with that as the commune: people
// leave the postcode out.
std::vector<matching::Wanted> wanted_of(crisis::Typed const& it) {
  std::vector<matching::Wanted> out{{it.siret, "", it.name, it.address, "", ""}};
  auto const comma = it.address.rfind(',');
  if (comma == std::string::npos || it.address.find_first_of("0123456789", comma) != std::string::npos) return out;
  out.push_back({it.siret, "", it.name, it.address.substr(0, comma), "", it.address.substr(comma + 1)});
  return out;
}

Result<void> add_names(ByBusiness& out, Call const& call, std::shared_ptr<query::View const> const& view, DamageReport const& it) {
  if (it.typed.siret.empty() && it.typed.name.empty()) return {};
  BASSIN_TRY(auto const matcher, matching::Matcher::create(view, matching_audiences(call), home_of(call)));
  std::vector<matching::Candidate> all;
  for (auto const& wanted : wanted_of(it.typed)) {
    BASSIN_TRY(auto const match, matcher->match(wanted));
    all.insert(all.end(), match.candidates.begin(), match.candidates.end());
  }
  std::vector<std::uint32_t> rows;
  for (auto const& one : all) rows.push_back(one.row);
  BASSIN_TRY(auto const subjects, read_subjects(*view, rows));
  for (auto const& one : all) {
    auto const& business = subjects.at(one.row).business;
    if (business == it.typed.siret) add(out, business, Likeness::siret);
    if (one.name >= like_a_name) add(out, business, Likeness::name);
    if (one.same_address) add(out, business, Likeness::address);
    if (auto const found = out.find(business); found != out.end()) found->second.name = std::max(found->second.name, one.name);
  }
  return {};
}

std::optional<geo::Point> place_of(DamageReport const& it) {
  if (!it.typed.longitude) return std::nullopt;
  return geo::Point::from_degrees(*it.typed.longitude, *it.typed.latitude);
}

Result<void> add_near(ByBusiness& out, std::shared_ptr<query::View const> const& view, DamageReport const& it) {
  auto const place = place_of(it);
  if (!place) return {};
  query::Filter filter;
  filter.state = query::StateFilter::active;
  BASSIN_TRY(filter.zone, query::radius_zone("", *place, near_m));
  BASSIN_TRY(auto const prepared, query::prepare(view, filter, registry::Audience::open));
  auto rows = prepared.rows();
  if (rows.size() > near_most) rows.resize(near_most);
  BASSIN_TRY(auto const subjects, read_subjects(*view, rows));
  for (auto const& [row, subject] : subjects) add(out, subject.business, Likeness::near);
  return {};
}

// By what speaks for it; of two alike the one on the list, then the nearer.
double weight_of(Proposal const& it) {
  constexpr std::array<double, 5> weights{100, 40, 30, 20, 10};
  double out = it.it ? 5 : 0;
  for (auto const reason : it.reasons) out += weights[static_cast<std::size_t>(reason)] * (reason == Likeness::name ? it.name : 1);
  return out;
}

bool before(Proposal const& a, Proposal const& b) {
  auto const left = weight_of(a), right = weight_of(b);
  if (left != right) return left > right;
  if (a.metres != b.metres) return a.metres.value_or(1e9) < b.metres.value_or(1e9);
  return a.business < b.business;
}

Result<std::vector<Proposal>> with_rows(Call const& call, Casework const& casework, DamageReport const& report, ByBusiness found) {
  std::vector<std::string> keys;
  for (auto const& [business, one] : found) keys.push_back(business);
  BASSIN_TRY(auto rows, rows_by_business(call, casework, keys));
  BASSIN_TRY(auto const cases, casework.store->read([&](sql::Session& session) {
    return crisis::cases_of_businesses(session, call.reader, report.crisis, keys);
  }));
  auto const place = place_of(report);
  std::vector<Proposal> out;
  for (auto& [business, row] : rows) {
    auto& one = found.at(business);
    std::sort(one.reasons.begin(), one.reasons.end());
    Proposal made{business, std::move(one.reasons), one.name, {}, std::move(row), {}};
    if (place && made.row.position.point) made.metres = geo::distance_m(*place, *made.row.position.point);
    auto const its = std::find_if(cases.begin(), cases.end(), [&](auto const& it) { return it.business == business; });
    if (its != cases.end()) made.it = *its;
    if (!made.reasons.empty()) out.push_back(std::move(made));
  }
  std::sort(out.begin(), out.end(), before);
  if (out.size() > proposals_most) out.resize(proposals_most);
  return out;
}

Result<std::vector<Proposal>> proposals_for(Call const& call, Casework const& casework, std::string const& id) {
  BASSIN_TRY(auto const seeing, casework.source->of(call.reader));
  if (!seeing.view) return base::Error("service.not_ready");
  ByBusiness found;
  BASSIN_TRY(auto const report, casework.store->read([&](sql::Session& session) -> Result<DamageReport> {
    BASSIN_TRY(auto it, crisis::find_damage_report(session, call.reader, id));
    BASSIN_DO(add_phones(found, call, session, it));
    return it;
  }));
  BASSIN_DO(add_names(found, call, seeing.view, report));
  BASSIN_DO(add_near(found, seeing.view, report));
  return with_rows(call, casework, report, std::move(found));
}

Json proposal_json(Call const& call, Proposal const& it) {
  Json reasons = Json::array();
  for (auto const reason : it.reasons) reasons.push_back(id_of(reason));
  return {{"business", it.business},
          {"reasons", std::move(reasons)},
          {"metres", it.metres ? Json(*it.metres) : Json(nullptr)},
          {"case", it.it ? Json{{"id", it.it->id}, {"state", id_of(it.it->state)}} : Json(nullptr)},
          {"name", to_json(it.row.name)},
          {"address", to_json(it.row.address)},
          {"place", commune_json(call, it.row.commune.empty() ? it.row.commune_code : it.row.commune)}};
}

}  // namespace

Result<Json> proposals_json(Call const& call, Casework const& casework, std::string const& report) {
  BASSIN_TRY(auto const found, proposals_for(call, casework, report));
  Json out = Json::array();
  for (auto const& it : found) out.push_back(proposal_json(call, it));
  return Json{{"proposals", std::move(out)}};
}

Result<Json> cases_named(Call const& call, Casework const& casework, std::vector<crisis::Case> const& cases) {
  Json out = Json::array();
  if (cases.empty()) return out;
  std::vector<std::string> businesses;
  for (auto const& it : cases) businesses.push_back(it.business);
  BASSIN_TRY(auto const rows, rows_by_business(call, casework, businesses));
  for (auto const& it : cases) {
    auto const row = rows.find(it.business);
    out.push_back({{"id", it.id}, {"business", it.business}, {"name", row == rows.end() ? Json(nullptr) : to_json(row->second.name)}});
  }
  return out;
}

}  // namespace bassin::service
