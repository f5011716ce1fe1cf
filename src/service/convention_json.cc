#include "service/convention_json.h"

#include <nlohmann/json.hpp>

#include "reference/geography.h"
#include "sql/session.h"

namespace bassin::service {

using base::Date;
using base::Result;
using convention::Convention;

namespace {

Json text(std::string_view text) { return text.empty() ? Json(nullptr) : Json(text); }

// What follows from its dates today.
void put_phase(Json& out, Convention const& it, Date today) {
  auto const term = it.term();
  bool const binds = it.status == convention::Status::signed_by_all || it.status == convention::Status::denounced;
  out["phase"] = binds && term ? Json(id_of(phase_on(*term, today))) : Json(nullptr);
  out["startsOn"] = day_json(it.starts_on);
  out["endsOn"] = day_json(it.ends_on);
  out["lastDay"] = term ? Json(to_iso(last_day_on(*term, today))) : Json(nullptr);
  out["denounceBefore"] = binds && term ? day_json(last_day_to_denounce(*term, today)) : Json(nullptr);
  out["signedOn"] = day_json(it.signed_on);
}

Json head_json(Convention const& it, Json parent) {
  return {{"id", it.id},       {"kind", id_of(it.kind)},    {"parent", std::move(parent)}, {"reference", it.reference},
          {"title", it.title}, {"status", id_of(it.status)}};
}

Json denounced_json(Convention const& it, Organisations const& names) {
  if (!it.denounced_on) return nullptr;
  return {{"by", names.named(it.denounced_by)},
          {"on", day_json(it.denounced_on)},
          {"lastDay", day_json(it.last_day_early)},
          {"why", it.denounced_why}};
}

Json party_json(convention::Party const& it, Organisations const& names, convention::Rights const& rights) {
  return {{"organisation", names.named(it.organisation)},
          {"kind", names.kind(it.organisation)},
          {"body", it.body},
          {"number", it.deliberation},
          {"on", day_json(it.deliberated_on)},
          {"transmittedOn", day_json(it.transmitted_on)},
          {"signatory", it.signatory},
          {"signatoryTitle", it.signatory_title},
          {"joinedOn", day_json(it.joined_on)},
          {"leftOn", day_json(it.left_on)},
          {"leftWhy", it.left_why},
          {"own", rights.speaks_for(it.organisation)}};
}

// Where the ground of a commune of the signing lies today.
Json now_json(std::string const& code, Date today) {
  auto const& geography = reference::geography();
  auto const resolved = geography.resolve(code, today);
  auto const now = resolved ? std::string(resolved->code) : code;
  auto const epci = geography.epci_of(now, today);
  return {{"code", now},
          {"label", geography.commune_name(now, today)},
          {"epci", text(epci)},
          {"epciLabel", text(epci.empty() ? epci : geography.epci_name(epci, today))}};
}

Json commune_json(convention::Commune const& it, Date today) {
  return {{"code", it.code},
          {"label", it.label},
          {"from", day_json(it.from_day)},
          {"until", day_json(it.until_day)},
          {"now", now_json(it.code, today)}};
}

}  // namespace

Json day_json(std::optional<Date> const& day) { return day ? Json(to_iso(*day)) : Json(nullptr); }

Json axis_json(convention::Axis const& it) {
  return {{"id", it.id}, {"code", it.code}, {"title", it.title}, {"description", it.description}, {"removedOn", day_json(it.removed_on)}};
}

Result<Organisations> Organisations::read(sql::Session& session) {
  Organisations out;
  BASSIN_TRY(auto all, partners::organisations(session));
  for (auto& it : all) {
    auto const id = it.id;
    out.by_id_.emplace(id, std::move(it));
  }
  return out;
}

Json Organisations::named(std::string const& id) const {
  if (id.empty()) return nullptr;
  auto const found = by_id_.find(id);
  return {{"id", id}, {"name", found == by_id_.end() ? Json(nullptr) : Json(found->second.name)}};
}

std::string Organisations::kind(std::string const& id) const {
  auto const found = by_id_.find(id);
  return found == by_id_.end() ? "" : found->second.kind;
}

Json Organisations::with_kind(std::string const& id) const {
  auto const found = by_id_.find(id);
  return {{"id", id}, {"name", found == by_id_.end() ? Json(nullptr) : Json(found->second.name)}, {"kind", kind(id)}};
}

Json summary_json(Convention const& it, std::vector<convention::Party> const& parties, Organisations const& names,
                  convention::Rights const& rights, Date today) {
  auto out = head_json(it, text(it.parent));
  put_phase(out, it, today);
  out["keeper"] = names.named(it.keeper);
  out["parties"] = Json::array();
  out["undecided"] = Json::array();
  for (auto const& party : parties) {
    out["parties"].push_back(names.named(party.organisation));
    bool const awaited = it.status == convention::Status::deliberating && !party.decided();
    if (awaited) out["undecided"].push_back(names.named(party.organisation));
  }
  out["version"] = it.version;
  out["mine"] = rights.may_write(it);
  return out;
}

Json text_json(convention::Text const& it, std::string const& parent, Organisations const& names, convention::Rights const& rights,
               Date today) {
  auto const& head = it.convention;
  auto out = head_json(head, head.parent.empty() ? Json(nullptr) : Json{{"id", head.parent}, {"name", parent}});
  put_phase(out, head, today);
  out["purpose"] = head.purpose;
  out["renewal"] = id_of(head.renewal);
  out["renewalMonths"] = head.renewal_months;
  out["renewalsMost"] = head.renewals_most;
  out["noticeMonths"] = head.notice_months;
  out["denounced"] = denounced_json(head, names);
  out["keeper"] = names.named(head.keeper);
  out["parties"] = Json::array();
  for (auto const& party : it.parties) out["parties"].push_back(party_json(party, names, rights));
  out["perimeter"] = Json::array();
  for (auto const& commune : it.perimeter) out["perimeter"].push_back(commune_json(commune, today));
  out["axes"] = Json::array();
  for (auto const& axis : it.axes) out["axes"].push_back(axis_json(axis));
  out["version"] = head.version;
  out["changedAt"] = head.changed_at;
  out["mine"] = rights.may_write(head);
  return out;
}

}  // namespace bassin::service
