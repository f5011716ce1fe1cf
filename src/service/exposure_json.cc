#include "service/exposure_json.h"

#include <algorithm>
#include <set>

#include "service/contact_json.h"
#include "service/crisis_json.h"
#include "service/crisis_list.h"
#include "service/json_answers.h"
#include "sql/store.h"
#include "support/contact_reading.h"

namespace bassin::service {

using base::Result;

namespace {

Json text_or_null(std::string_view text) { return text.empty() ? Json(nullptr) : Json(text); }

Json said_json(exposure::Saying const& it, CaseworkNames const& names) {
  return {{"organisation", names.organisation(it.organisation)}, {"agent", names.agent(it.agent)}, {"at", it.at}};
}

Json contact_json(exposure::Readiness const& it, NightContacts const& contacts, CaseworkNames const& names) {
  if (it.contact_word == exposure::ContactWord::unsaid) return nullptr;
  Json person = nullptr;
  auto const vias = vias_of(contacts, it);
  if (!vias.empty()) {
    Json phones = Json::array();
    for (auto const& via : vias) phones.push_back(via.shown);
    person = {{"name", vias.front().name}, {"function", vias.front().function}, {"phones", std::move(phones)}};
  }
  bool const named = it.contact_word == exposure::ContactWord::named;
  return {{"value", exposure::id_of(it.contact_word)},
          {"kept", named ? Json(it.contact_kept) : Json(nullptr)},
          {"contact", text_or_null(it.contact)},
          {"person", std::move(person)},
          {"said", said_json(it.contact_said, names)}};
}

// What of a line of the directory a list needs.
Json place_json(ExposedRow const& it, reference::Language language) {
  auto const whole = to_json(it.row, language);
  Json out = Json::object();
  for (auto const* const name : {"name", "unitName", "address", "postalCode", "activity", "size", "employer", "chambers", "local"})
    out[name] = whole.at(name);
  return out;
}

exposure::Readiness const& noted_in(ExposedRow const& it) {
  static exposure::Readiness const nothing;
  return it.noted ? *it.noted : nothing;
}

// Persons of partners' contacts that are shown are read by whoever is shown them.
Result<void> note_read(Call const& call, Casework const& casework, std::set<std::string> const& foreign) {
  std::vector<std::string> const all(foreign.begin(), foreign.end());
  for (std::size_t at = 0; at < all.size(); at += support::reach_block) {
    std::vector<std::string> const some(all.begin() + static_cast<std::ptrdiff_t>(at),
                                        all.begin() + static_cast<std::ptrdiff_t>(std::min(all.size(), at + support::reach_block)));
    BASSIN_TRY(auto const contacts, casework.store->read([&](sql::Session& session) {
      return support::read_contacts(session, call.reader, call.context.today(), some);
    }));
    BASSIN_DO(note_contacts_read(call, casework, contacts));
  }
  return {};
}

}  // namespace

Result<NightContacts> night_contacts(Call const& call, Casework const& casework, std::vector<exposure::Readiness const*> const& noted) {
  NightContacts out;
  std::vector<std::string> businesses;
  for (auto const* const it : noted)
    if (!it->contact.empty()) businesses.push_back(it->business);
  if (businesses.empty() || !access::allows(call.reader, access::Need::see_personal)) return out;
  BASSIN_DO(casework.store->read([&](sql::Session& session) -> Result<void> {
    for (std::size_t from = 0; from < businesses.size(); from += support::reach_block) {
      auto const some = std::span(businesses).subspan(from, std::min(support::reach_block, businesses.size() - from));
      BASSIN_TRY(auto reached,
                 support::reach(session, call.reader, call.context.today(), support::Means::call, support::Purpose::crisis, some));
      for (std::size_t i = 0; i < some.size(); ++i) out[some[i]] = std::move(reached[i]);
    }
    return {};
  }));
  std::set<std::string> foreign;
  for (auto const* const it : noted) {
    for (auto const& via : vias_of(out, *it))
      if (!via.own) foreign.insert(via.contact);
  }
  BASSIN_DO(note_read(call, casework, foreign));
  return out;
}

std::vector<support::Via> vias_of(NightContacts const& contacts, exposure::Readiness const& noted) {
  std::vector<support::Via> out;
  auto const found = contacts.find(noted.business);
  if (noted.contact.empty() || found == contacts.end()) return out;
  for (auto const& via : found->second.via)
    if (via.contact == noted.contact) out.push_back(via);
  return out;
}

void refer(exposure::Readiness const& it, Referred& out) {
  for (auto const* const said : {&it.contact_said, &it.insurance_said, &it.plan_said}) out.agents.insert(said->agent);
  for (auto const& remark : it.remarks) out.agents.insert(remark.said.agent);
}

Json readiness_json(exposure::Readiness const& it, NightContacts const& contacts, CaseworkNames const& names) {
  Json insurance = nullptr, plan = nullptr, remarks = Json::array();
  if (it.insurance != exposure::Insurance::unsaid)
    insurance = {{"value", exposure::id_of(it.insurance)}, {"day", it.insurance_on}, {"said", said_json(it.insurance_said, names)}};
  if (it.plan != exposure::Plan::unsaid) plan = {{"value", exposure::id_of(it.plan)}, {"said", said_json(it.plan_said, names)}};
  for (auto const& remark : it.remarks) remarks.push_back({{"text", remark.text}, {"said", said_json(remark.said, names)}});
  return {{"contact", contact_json(it, contacts, names)},
          {"insurance", std::move(insurance)},
          {"plan", std::move(plan)},
          {"remarks", std::move(remarks)},
          {"version", it.own_version}};
}

Json layer_json(exposure::Layer const& it, CaseworkNames const& names) {
  auto notes = Json::parse(it.file.notes, nullptr, false);
  return {{"id", it.id},
          {"name", it.facts.name},
          {"source", it.facts.source},
          {"datedOn", it.facts.dated_on},
          {"peril", crisis::id_of(it.facts.peril)},
          {"level", text_or_null(exposure::id_of(it.facts.level))},
          {"organisation", names.organisation(it.organisation)},
          {"communes", it.communes.size()},
          {"areaM2", it.file.area_m2},
          {"vertices", it.file.vertices},
          {"fileName", it.file.file_name},
          {"notes", notes.is_object() ? std::move(notes) : Json(nullptr)},
          {"edition", it.edition},
          {"importedAt", it.imported_at},
          {"changeable", it.changeable},
          {"version", it.version}};
}

Json count_json(Call const& call, exposure::Count const& it) {
  Json gaps = Json::object(), insurance = Json::object(), plan = Json::object();
  for (std::size_t i = 0; i < exposure::gap_count; ++i) {
    auto const gap = static_cast<exposure::Gap>(i);
    bool const told = gap != exposure::Gap::not_in_touch || knows_contacts(call);
    gaps[std::string(exposure::id_of(gap))] = told ? Json(it.gaps[i]) : Json(nullptr);
  }
  auto const name = [](std::string_view id) { return std::string(id.empty() ? "unsaid" : id); };
  for (std::size_t i = 0; i < exposure::insurance_count; ++i)
    insurance[name(exposure::id_of(static_cast<exposure::Insurance>(i)))] = it.insurance[i];
  for (std::size_t i = 0; i < exposure::plan_count; ++i) plan[name(exposure::id_of(static_cast<exposure::Plan>(i)))] = it.plan[i];
  return {
      {"total", it.total}, {"named", it.named}, {"insurance", std::move(insurance)}, {"plan", std::move(plan)}, {"gaps", std::move(gaps)}};
}

Result<Json> exposed_json(Call const& call, Casework const& casework, Exposed const& all, std::vector<ExposedRow> const& rows) {
  Referred referred;
  std::vector<exposure::Readiness const*> noted;
  for (auto const& it : rows) {
    refer(noted_in(it), referred);
    if (it.noted) noted.push_back(&*it.noted);
  }
  BASSIN_TRY(auto const contacts, night_contacts(call, casework, noted));
  return casework.store->read([&](sql::Session& session) -> Result<Json> {
    BASSIN_TRY(auto const names, CaseworkNames::read(session, call.reader, referred));
    Json out = Json::array();
    for (auto const& it : rows) {
      Json layers = Json::array(), gaps = Json::array();
      for (auto const layer : it.layers) layers.push_back(all.layers[layer].id);
      for (std::size_t i = 0; i < exposure::gap_count; ++i) {
        auto const gap = static_cast<exposure::Gap>(i);
        if (exposure::has(it.gaps, gap) && (gap != exposure::Gap::not_in_touch || knows_contacts(call)))
          gaps.push_back(exposure::id_of(gap));
      }
      out.push_back({{"business", it.row.id.text()},
                     {"place", commune_json(call, it.commune)},
                     {"row", place_json(it, call.language())},
                     {"sizeGroup", size_id(reference::size_group(it.row.size))},
                     {"located", !it.standing.unlocated},
                     {"layers", std::move(layers)},
                     {"level", text_or_null(exposure::id_of(level_of(all, it)))},
                     {"inTouch", it.standing.in_touch ? Json(base::to_iso(*it.standing.in_touch)) : Json(nullptr)},
                     {"gaps", std::move(gaps)},
                     {"readiness", readiness_json(noted_in(it), contacts, names)}});
    }
    return out;
  });
}

}  // namespace bassin::service
