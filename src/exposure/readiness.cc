#include "exposure/readiness.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <map>

#include "access/reader.h"
#include "access/record_json.h"
#include "access/sharing.h"
#include "access/visibility.h"
#include "base/id_table.h"
#include "base/paris_time.h"
#include "base/plain_text.h"
#include "base/uuid.h"
#include "sql/listed.h"
#include "sql/session.h"
#include "support/contact_reading.h"
#include "support/file_key.h"

namespace bassin::exposure {

namespace {

using access::Json;
using base::Error;
using base::Result;

constexpr std::array<std::string_view, contact_word_count> contact_words{"", "named", "none", "unknown", "refused"};
constexpr std::array<std::string_view, insurance_count> insurances{"", "yes", "no", "unknown", "refused"};
constexpr std::array<std::string_view, plan_count> plans{"", "yes", "no", "in_progress", "unknown", "refused"};
constexpr std::string_view columns =
    "r.id, r.business, r.commune, r.organisation, r.contact_word, r.contact, r.contact_at, r.contact_by, r.insurance, r.insurance_on, "
    "r.insurance_at, r.insurance_by, r.plan, r.plan_at, r.plan_by, r.remark, r.remark_at, r.remark_by, r.version, r.changed_at";

// A local business that was matched since is its SIRET.
constexpr std::string_view under_any_key =
    "(r.business = :business or r.business in (select 'local:' || b.id from local_business b where b.matched_siret = :business))";

// What one organisation noted.
struct Noted {
  std::string id, business, commune, organisation;
  ContactWord contact_word = ContactWord::unsaid;
  std::string contact, contact_at, contact_by;
  Insurance insurance = Insurance::unsaid;
  std::string insurance_on, insurance_at, insurance_by;
  Plan plan = Plan::unsaid;
  std::string plan_at, plan_by;
  std::string remark, remark_at, remark_by;
  std::int64_t version = 0;
};

Noted noted_of(sql::Row const& row) {
  Noted out;
  out.id = row.text("id");
  out.business = row.text("business");
  out.commune = row.text("commune");
  out.organisation = row.text("organisation");
  out.contact_word = parse_contact_word(row.text("contact_word")).value_or(ContactWord::unsaid);
  out.contact = row.optional_text("contact").value_or("");
  out.contact_at = row.text("contact_at");
  out.contact_by = row.text("contact_by");
  out.insurance = parse_insurance(row.text("insurance")).value_or(Insurance::unsaid);
  out.insurance_on = row.text("insurance_on");
  out.insurance_at = row.text("insurance_at");
  out.insurance_by = row.text("insurance_by");
  out.plan = parse_plan(row.text("plan")).value_or(Plan::unsaid);
  out.plan_at = row.text("plan_at");
  out.plan_by = row.text("plan_by");
  out.remark = row.text("remark");
  out.remark_at = row.text("remark_at");
  out.remark_by = row.text("remark_by");
  out.version = row.integer("version");
  return out;
}

// The last word holds; of two at one moment, whose stands last by organisation.
bool later(std::string const& at, std::string const& organisation, Saying const& than) {
  return at > than.at || (at == than.at && organisation > than.organisation);
}

struct Opened {
  bool personal = false, words = false, kept = false;
};

void add(Readiness& out, Noted const& it, access::Reader const& reader, Opened opened) {
  if (it.organisation == reader.organisation && out.own_version == 0) out.own_version = it.version;
  if (it.contact_word != ContactWord::unsaid && later(it.contact_at, it.organisation, out.contact_said)) {
    out.contact_word = it.contact_word;
    out.contact_kept = it.contact_word == ContactWord::named && opened.kept;
    out.contact = opened.personal && opened.kept ? it.contact : std::string();
    out.contact_said = {it.organisation, it.contact_by, it.contact_at};
  }
  if (it.insurance != Insurance::unsaid && later(it.insurance_at, it.organisation, out.insurance_said)) {
    out.insurance = it.insurance;
    out.insurance_on = it.insurance_on;
    out.insurance_said = {it.organisation, it.insurance_by, it.insurance_at};
  }
  if (it.plan != Plan::unsaid && later(it.plan_at, it.organisation, out.plan_said)) {
    out.plan = it.plan;
    out.plan_said = {it.organisation, it.plan_by, it.plan_at};
  }
  if (opened.words && !it.remark.empty()) out.remarks.push_back({it.remark, {it.organisation, it.remark_by, it.remark_at}});
}

void sort_remarks(Readiness& it) {
  std::stable_sort(it.remarks.begin(), it.remarks.end(), [](auto const& a, auto const& b) { return a.said.at > b.said.at; });
}

std::string json_of(Noted const& it) {
  return access::text_of({{"business", it.business},
                          {"contactWord", id_of(it.contact_word)},
                          {"contact", it.contact},
                          {"insurance", id_of(it.insurance)},
                          {"insuranceOn", it.insurance_on},
                          {"plan", id_of(it.plan)},
                          {"remark", it.remark},
                          {"version", it.version}});
}

// A contact that was merged, and again, is what it was merged into; one that is not linked to the business any more is not kept.
std::string select(std::string_view which) {
  return fmt::format(
      "select {0}, coalesce(n.id, m.id, c.id) as contact_now, {1} as level, case when exists (select 1 from "
      "contact_link l where l.contact = coalesce(n.id, m.id, c.id) and (l.business = r.business or l.business = "
      "'unit:' || substr(r.business, 1, 9) or l.business like 'local:%' or l.business like 'project:%')) then 1 else 0 end as kept from "
      "exposure_readiness r left join contact c on c.id = r.contact left join contact m on m.id = c.merged_into left join contact n on "
      "n.id = m.merged_into where {2} {3} order by "
      "r.business, r.organisation",
      columns, access::level_sql(access::RecordKind::exchange, "r.organisation", "r.commune", "0"),
      access::visible_sql("r.organisation", "1", "r.commune"), which);
}

Result<std::vector<Readiness>> read(sql::Session& session, access::Reader const& reader, base::Date day, std::string_view which,
                                    std::string const& business) {
  auto values = access::visibility_values(reader);
  auto const levels = access::level_values(reader, base::to_iso(day));
  values.insert(values.end(), levels.begin(), levels.end());
  if (!which.empty()) values.emplace_back("business", business);
  BASSIN_TRY(auto const rows, session.rows(select(which), sql::Session::Values(values)));
  bool const personal = access::allows(reader, access::Need::see_personal);
  std::vector<Readiness> out;
  for (auto const& row : rows) {
    auto it = noted_of(row);
    it.contact = row.optional_text("contact_now").value_or("");
    bool const whole = business.empty() && (out.empty() || out.back().business != it.business);
    if (whole || out.empty()) out.push_back({});
    out.back().business = business.empty() ? it.business : business;
    out.back().commune = it.commune;
    bool const words = personal && row.integer("level") >= static_cast<int>(access::Level::content);
    add(out.back(), it, reader, {personal, words, row.integer("kept") != 0});
  }
  for (auto& it : out) sort_remarks(it);
  return out;
}

bool works(access::Reader const& reader) {
  return reader.standing == access::Reader::Standing::member && !reader.organisation.empty() &&
         access::allows(reader, access::Need::edit_businesses);
}

// Whether the person is known there: in the establishment, its unit, or what it was before the register had it.
bool known_in(support::Contact const& contact, std::string const& business) {
  return std::any_of(contact.links.begin(), contact.links.end(), [&](support::ContactLink const& it) {
    auto const kind = support::kind_of_key(it.business);
    return it.business == business || kind == support::KeyKind::project ||
           (kind == support::KeyKind::unit && it.business == support::unit_key_of(business));
  });
}

Result<void> take_contact(sql::Session& session, Act const& act, base::Date today, Noted& it, Noting const& noting) {
  it.contact_word = *noting.contact_word;
  it.contact.clear();
  it.contact_at = it.contact_word == ContactWord::unsaid ? std::string() : base::to_iso(act.actor.at);
  it.contact_by = it.contact_word == ContactWord::unsaid ? std::string() : act.reader.agent;
  if (it.contact_word != ContactWord::named) return {};
  BASSIN_TRY(auto const contact, support::find_contact(session, act.reader, today, noting.contact));
  if (!contact.own || !known_in(contact, it.business)) return Error("exposure.foreign_contact");
  it.contact = contact.id;
  return {};
}

Result<void> take_insurance(Act const& act, Noted& it, Noting const& noting) {
  bool const unsaid = *noting.insurance == Insurance::unsaid;
  auto const today = base::paris_time(act.actor.at).day;
  auto const day = noting.insurance_on.empty() ? base::to_iso(today) : noting.insurance_on;
  if (!base::parse_date(day) || day > base::to_iso(today))
    return Error("exposure.bad_value", {{"field", "insurance.day"}, {"allowed", "≤ " + base::to_iso(today)}});
  it.insurance = *noting.insurance;
  it.insurance_on = unsaid ? std::string() : day;
  it.insurance_at = unsaid ? std::string() : base::to_iso(act.actor.at);
  it.insurance_by = unsaid ? std::string() : act.reader.agent;
  return {};
}

Result<void> take(sql::Session& session, Act const& act, base::Date today, Noted& it, Noting const& noting) {
  if (noting.contact_word) {
    BASSIN_DO(take_contact(session, act, today, it, noting));
  }
  if (noting.insurance) {
    BASSIN_DO(take_insurance(act, it, noting));
  }
  if (noting.plan) {
    bool const unsaid = *noting.plan == Plan::unsaid;
    it.plan = *noting.plan;
    it.plan_at = unsaid ? std::string() : base::to_iso(act.actor.at);
    it.plan_by = unsaid ? std::string() : act.reader.agent;
  }
  if (noting.remark) {
    BASSIN_TRY(it.remark, base::clean_or_empty("remark", *noting.remark, base::reason_most, base::Lines::several));
    it.remark_at = it.remark.empty() ? std::string() : base::to_iso(act.actor.at);
    it.remark_by = it.remark.empty() ? std::string() : act.reader.agent;
  }
  return {};
}

bool says_nothing(Noted const& it) {
  return it.contact_word == ContactWord::unsaid && it.insurance == Insurance::unsaid && it.plan == Plan::unsaid && it.remark.empty();
}

// What is written of one, and whether it was as its author saw it.
Result<void> save(sql::Session& session, Act const& act, Noted const& it) {
  bool const fresh = it.version == 1;
  BASSIN_TRY(
      auto const rows,
      session.execute(
          fresh ? "insert into exposure_readiness (id, business, commune, organisation, contact_word, contact, contact_at, contact_by, "
                  "insurance, insurance_on, insurance_at, insurance_by, plan, plan_at, plan_by, remark, remark_at, remark_by, version, "
                  "changed_at) values (:id, :business, :commune, :organisation, :contact_word, :contact, :contact_at, :contact_by, "
                  ":insurance, :insurance_on, :insurance_at, :insurance_by, :plan, :plan_at, :plan_by, :remark, :remark_at, :remark_by, "
                  ":version, :changed_at) on conflict (business, organisation) do nothing"
                : "update exposure_readiness set business = :business, commune = :commune, organisation = :organisation, contact_word = "
                  ":contact_word, contact = :contact, contact_at = :contact_at, contact_by = :contact_by, insurance = :insurance, "
                  "insurance_on = :insurance_on, insurance_at = :insurance_at, insurance_by = :insurance_by, plan = :plan, plan_at = "
                  ":plan_at, plan_by = :plan_by, remark = :remark, remark_at = :remark_at, remark_by = :remark_by, version = :version, "
                  "changed_at = :changed_at where id = :id and version = :version - 1",
          {{"id", it.id},
           {"business", it.business},
           {"commune", it.commune},
           {"organisation", it.organisation},
           {"contact_word", id_of(it.contact_word)},
           {"contact", sql::or_null(it.contact)},
           {"contact_at", it.contact_at},
           {"contact_by", it.contact_by},
           {"insurance", id_of(it.insurance)},
           {"insurance_on", it.insurance_on},
           {"insurance_at", it.insurance_at},
           {"insurance_by", it.insurance_by},
           {"plan", id_of(it.plan)},
           {"plan_at", it.plan_at},
           {"plan_by", it.plan_by},
           {"remark", it.remark},
           {"remark_at", it.remark_at},
           {"remark_by", it.remark_by},
           {"version", it.version},
           {"changed_at", base::to_iso(act.actor.at)}}));
  return rows == 1 ? Result<void>() : Error("exposure.changed", {{"now", "{}"}});
}

Result<std::optional<Noted>> own(sql::Session& session, access::Reader const& reader, std::string const& business) {
  static std::string const statement =
      fmt::format("select {} from exposure_readiness r where {} and r.organisation = :organisation order by r.business limit 1", columns,
                  under_any_key);
  BASSIN_TRY(auto const row, session.row(statement, {{"business", business}, {"organisation", reader.organisation}}));
  return row ? std::optional(noted_of(*row)) : std::nullopt;
}

}  // namespace

std::string_view id_of(ContactWord it) { return contact_words[static_cast<std::size_t>(it)]; }
std::string_view id_of(Insurance it) { return insurances[static_cast<std::size_t>(it)]; }
std::string_view id_of(Plan it) { return plans[static_cast<std::size_t>(it)]; }
std::optional<ContactWord> parse_contact_word(std::string_view id) { return base::parse_id<ContactWord>(contact_words, id); }
std::optional<Insurance> parse_insurance(std::string_view id) { return base::parse_id<Insurance>(insurances, id); }
std::optional<Plan> parse_plan(std::string_view id) { return base::parse_id<Plan>(plans, id); }

void join(Readiness& into, Readiness const& other) {
  if (into.own_version == 0) into.own_version = other.own_version;
  if (later(other.contact_said.at, other.contact_said.organisation, into.contact_said)) {
    into.contact_word = other.contact_word;
    into.contact = other.contact;
    into.contact_kept = other.contact_kept;
    into.contact_said = other.contact_said;
  }
  if (later(other.insurance_said.at, other.insurance_said.organisation, into.insurance_said)) {
    into.insurance = other.insurance;
    into.insurance_on = other.insurance_on;
    into.insurance_said = other.insurance_said;
  }
  if (later(other.plan_said.at, other.plan_said.organisation, into.plan_said)) {
    into.plan = other.plan;
    into.plan_said = other.plan_said;
  }
  into.remarks.insert(into.remarks.end(), other.remarks.begin(), other.remarks.end());
  sort_remarks(into);
}

Result<std::vector<Readiness>> readiness_of(sql::Session& session, access::Reader const& reader, base::Date day) {
  return read(session, reader, day, "", "");
}

Result<Readiness> readiness_of(sql::Session& session, access::Reader const& reader, base::Date day, std::string const& business) {
  static std::string const which = fmt::format("and {}", under_any_key);
  BASSIN_TRY(auto found, read(session, reader, day, which, business));
  if (!found.empty()) return std::move(found.front());
  Readiness out;
  out.business = business;
  return out;
}

Result<Readiness> own_readiness(sql::Session& session, access::Reader const& reader, base::Date day, std::string const& business) {
  static std::string const which = fmt::format("and r.organisation = :reader_organisation and {}", under_any_key);
  BASSIN_TRY(auto found, read(session, reader, day, which, business));
  if (!found.empty()) return std::move(found.front());
  Readiness out;
  out.business = business;
  return out;
}

Result<std::int64_t> note_readiness(sql::Session& session, Act const& act, base::Date today, support::Subject const& subject,
                                    std::int64_t version, Noting const& noting) {
  if (!works(act.reader)) return Error("exposure.not_yours");
  if (!access::serves(act.reader, subject.commune)) return Error("exposure.elsewhere_business");
  BASSIN_TRY(auto const before, own(session, act.reader, subject.business));
  if ((before ? before->version : 0) != version) return Error("exposure.changed", {{"now", before ? json_of(*before) : std::string("{}")}});
  auto after = before.value_or(Noted{});
  if (!before) after.id = base::new_uuid();
  after.business = subject.business;
  after.organisation = act.reader.organisation;
  after.commune = subject.commune;
  BASSIN_DO(take(session, act, today, after, noting));
  auto const was = before ? json_of(*before) : std::string();
  if (says_nothing(after)) {
    if (!before) return 0;
    BASSIN_DO(session.run("delete from exposure_readiness where id = :id", {{"id", after.id}}));
    // Nothing points to it any more by which the trail would be emptied when its time has come.
    BASSIN_TRY([[maybe_unused]] auto const emptied, access::purge_record(session, "readiness", after.id));
    BASSIN_DO(access::record(session, act, "readiness.taken_back", "readiness", after.id, "", ""));
    return 0;
  }
  ++after.version;
  BASSIN_DO(save(session, act, after));
  BASSIN_DO(access::record(session, act, "readiness.noted", "readiness", after.id, was, json_of(after)));
  return after.version;
}

Result<std::uint64_t> drop_readiness(sql::Session& session, std::string const& before, std::size_t most) {
  BASSIN_TRY(auto const rows, session.rows("select id from exposure_readiness where changed_at < :before order by changed_at limit :most",
                                           {{"before", before}, {"most", std::min<std::size_t>(most, 250)}}));
  std::vector<std::string> ids;
  for (auto const& row : rows) ids.push_back(row.text("id"));
  if (ids.empty()) return 0;
  auto const listed = sql::listed(ids);
  BASSIN_DO(session.run("delete from exposure_readiness where id in " + listed.places, sql::Session::Values(listed.values)));
  BASSIN_TRY([[maybe_unused]] auto const emptied, access::purge_records(session, "readiness", ids));
  return ids.size();
}

}  // namespace bassin::exposure
