#include "retention/settings.h"

#include <algorithm>

#include "access/audit.h"
#include "access/record_json.h"
#include "base/months.h"
#include "base/plain_text.h"
#include "partners/held_of_agent.h"
#include "sql/erasure.h"
#include "sql/store.h"

namespace bassin::retention {

namespace {

using base::Error;
using base::Result;

Setting setting_of(sql::Row const& row) {
  return {row.text("kind"),         row.integer("version"), static_cast<int>(row.integer("months")), row.text("why"), row.text("at"),
          row.text("organisation"), row.text("agent")};
}

std::string json_of(Setting const& it) { return access::text_of({{"months", it.months}, {"why", it.why}, {"version", it.version}}); }

}  // namespace

Result<std::vector<Setting>> decided(sql::Session& session) {
  BASSIN_TRY(auto const rows, session.rows("select kind, version, months, why, at, organisation, agent from retention_setting order by at, "
                                           "kind, version"));
  std::vector<Setting> out;
  for (auto const& row : rows) out.push_back(setting_of(row));
  return out;
}

Result<std::vector<Setting>> settings(sql::Session& session) {
  BASSIN_TRY(auto const said, decided(session));
  std::vector<Setting> out;
  for (auto const& rule : rules()) {
    Setting now;
    now.kind = rule.kind;
    now.months = rule.months;
    for (auto const& one : said)
      if (one.kind == rule.kind && one.version > now.version) now = one;
    // Held by the table: what the law does not leave open any more is not in force either.
    now.months = std::clamp(now.months, rule.least, rule.most);
    out.push_back(std::move(now));
  }
  return out;
}

Result<Setting> decide(sql::Session& session, access::Act const& act, std::string const& kind, std::int64_t version, std::int64_t months,
                       std::string const& why) {
  auto const* const rule = rule_of(kind);
  if (rule == nullptr) return Error("retention.unknown_kind", {{"kind", kind.substr(0, 100)}});
  BASSIN_TRY(auto const reason, base::clean("why", why, base::description_most, base::Lines::several));
  if (months < rule->least || months > rule->most)
    return Error("retention.months", {{"least", std::to_string(rule->least)}, {"most", std::to_string(rule->most)}});
  BASSIN_TRY(auto const all, settings(session));
  auto const before = *std::find_if(all.begin(), all.end(), [&](Setting const& it) { return it.kind == kind; });
  if (before.version != version) return Error("support.changed", {{"now", json_of(before)}});
  Setting after{kind, version + 1, static_cast<int>(months), reason, base::to_iso(act.actor.at), act.reader.organisation, act.reader.agent};
  BASSIN_DO(
      session.run("insert into retention_setting (kind, version, months, why, at, organisation, agent) values (:kind, :version, "
                  ":months, :why, :at, :organisation, :agent)",
                  {{"kind", kind},
                   {"version", after.version},
                   {"months", after.months},
                   {"why", after.why},
                   {"at", after.at},
                   {"organisation", after.organisation},
                   {"agent", after.agent}}));
  BASSIN_DO(access::record(session, act, "retention.decided", "retention", kind, json_of(before), json_of(after)));
  return after;
}

Result<int> months_of(sql::Session& session, std::string_view kind) {
  BASSIN_TRY(auto const all, settings(session));
  auto const found = std::find_if(all.begin(), all.end(), [kind](Setting const& it) { return it.kind == kind; });
  return found->months;
}

Result<std::uint64_t> forget_old_names(sql::Store& store, base::Date today) {
  constexpr std::size_t block = 250;
  BASSIN_TRY(auto const months, store.read([](sql::Session& session) { return months_of(session, "agent"); }));
  std::uint64_t rows = 0;
  for (auto last = block; last == block;) {
    BASSIN_TRY(last,
               store.write([&](sql::Session& session) { return partners::forget_names(session, began_before(today, months), block); }));
    rows += last;
  }
  if (rows > 0) (void)sql::empty_journal(store);  // where somebody reads meanwhile, the next one does it
  return rows;
}

Result<std::uint64_t> drop_old_reads(sql::Store& store, base::Date today) {
  constexpr std::size_t block = 5'000;
  BASSIN_TRY(auto const months, store.read([](sql::Session& session) { return months_of(session, "access_log"); }));
  auto const before = to_iso(began_before(today, months));
  std::uint64_t rows = 0;
  BASSIN_TRY(auto const days, store.write([&](sql::Session& session) {
    return session.execute("delete from contact_read where day < :before", {{"before", before}});
  }));
  BASSIN_TRY(auto const sensitive, store.write([&](sql::Session& session) {
    return session.execute("delete from sensitive_read where day < :before", {{"before", before}});
  }));
  for (auto last = block; last == block;) {
    BASSIN_TRY(last, store.write([&](sql::Session& session) { return access::drop_reads(session, before, block); }));
    rows += last;
  }
  return rows + days + sensitive;
}

base::Date began_before(base::Date today, int months) { return base::plus_months(today, -months); }

}  // namespace bassin::retention
