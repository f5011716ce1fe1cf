#include "retention/controllers.h"

#include <algorithm>

#include "access/record_json.h"
#include "access/sharing.h"
#include "base/plain_text.h"
#include "convention/convention.h"
#include "sql/session.h"

namespace bassin::retention {

namespace {

using base::Error;
using base::Result;

// What is in force: what conventions open today is written by the module that knows their terms.
constexpr std::string_view in_force = "g.from_day <= :today and (g.until_day is null or g.until_day >= :today)";

// What a convention opens to those who stand in a party's place is written behind its id: "<id>/<party>/<organisation>".
Controllers* find(std::vector<Controllers>& all, std::string const& key) {
  auto const convention = key.substr(0, key.find('/'));
  auto const found = std::find_if(all.begin(), all.end(), [&](Controllers const& it) { return it.convention == convention; });
  return found == all.end() ? nullptr : &*found;
}

Result<std::vector<Controllers>> conventions(sql::Session& session, std::string const& today) {
  static std::string const statement =
      "select c.id, c.title, c.keeper from convention c where c.id in (select g.convention from sharing g where " + std::string(in_force) +
      ") order by c.title, c.id";
  BASSIN_TRY(auto const rows, session.rows(statement, {{"today", today}}));
  std::vector<Controllers> out;
  for (auto const& row : rows) {
    Controllers one;
    one.convention = row.text("id");
    one.title = row.text("title");
    one.keeper = row.text("keeper");
    for (auto const section : notice_sections) one.texts.push_back({std::string(section), 0, "", ""});
    out.push_back(std::move(one));
  }
  return out;
}

Result<void> add_levels(sql::Session& session, std::vector<Controllers>& all, std::string const& today) {
  static std::string const statement = "select g.convention, g.owner, g.reader, g.kind, g.level from sharing g where " +
                                       std::string(in_force) + " order by g.convention, g.kind, g.owner, g.reader";
  BASSIN_TRY(auto const rows, session.rows(statement, {{"today", today}}));
  for (auto const& row : rows) {
    auto* const one = find(all, row.text("convention"));
    auto const level = static_cast<access::Level>(row.integer("level"));
    if (one != nullptr) one->levels.push_back({row.text("owner"), row.text("reader"), row.text("kind"), std::string(id_of(level))});
  }
  return {};
}

Result<void> add_parties(sql::Session& session, std::vector<Controllers>& all, std::string const& today) {
  static std::string const statement =
      "select p.convention, o.id, o.name, o.kind from convention_party p join organisation o on o.id = p.organisation where (p.joined_on "
      "is "
      "null or p.joined_on <= :today) and (p.left_on is null or p.left_on >= :today) order by p.convention, p.place";
  BASSIN_TRY(auto const rows, session.rows(statement, {{"today", today}}));
  for (auto const& row : rows) {
    auto* const one = find(all, row.text("convention"));
    if (one != nullptr) one->parties.push_back({row.text("id"), row.text("name"), row.text("kind")});
  }
  return {};
}

Result<void> add_substitutes(sql::Session& session, std::vector<Controllers>& all, std::string const& today) {
  static std::string const statement =
      "select distinct g.convention, o.id, o.name, o.kind from sharing g join organisation o on o.id = g.owner where g.convention like "
      "'%/' || g.owner and " +
      std::string(in_force) + " order by g.convention";
  BASSIN_TRY(auto const rows, session.rows(statement, {{"today", today}}));
  for (auto const& row : rows) {
    auto* const one = find(all, row.text("convention"));
    if (one == nullptr) continue;
    auto const id = row.text("id");
    bool const there = std::any_of(one->parties.begin(), one->parties.end(), [&](NoticeParty const& it) { return it.id == id; });
    if (!there) one->parties.push_back({id, row.text("name"), row.text("kind")});
  }
  return {};
}

constexpr std::string_view newest =
    "select convention, section, version, text, at from notice_text n where version = (select max(version) from notice_text o where "
    "o.convention = n.convention and o.section = n.section)";

Result<void> add_texts(sql::Session& session, std::vector<Controllers>& all) {
  BASSIN_TRY(auto const rows, session.rows(newest));
  for (auto const& row : rows) {
    auto* const one = find(all, row.text("convention"));
    if (one == nullptr) continue;
    for (auto& text : one->texts)
      if (text.section == row.text("section")) text = {text.section, row.integer("version"), row.text("text"), row.text("at")};
  }
  return {};
}

Result<NoticeText> text_now(sql::Session& session, std::string const& convention, std::string const& section) {
  static std::string const statement = std::string(newest) + " and n.convention = :convention and n.section = :section";
  BASSIN_TRY(auto const row, session.row(statement, {{"convention", convention}, {"section", section}}));
  if (!row) return NoticeText{section, 0, "", ""};
  return NoticeText{section, row->integer("version"), row->text("text"), row->text("at")};
}

std::string json_of(NoticeText const& it) { return access::text_of({{"section", it.section}, {"text", it.text}, {"version", it.version}}); }

}  // namespace

Result<std::vector<Controllers>> controllers(sql::Session& session, base::Date today) {
  auto const day = to_iso(today);
  BASSIN_TRY(auto all, conventions(session, day));
  BASSIN_DO(add_levels(session, all, day));
  BASSIN_DO(add_parties(session, all, day));
  BASSIN_DO(add_substitutes(session, all, day));
  BASSIN_DO(add_texts(session, all));
  return all;
}

Result<NoticeText> write_notice(sql::Session& session, access::Act const& act, std::string const& convention, std::string const& section,
                                std::int64_t version, std::string const& text) {
  BASSIN_TRY(auto const found, convention::find_convention(session, act.reader, convention));
  BASSIN_TRY(auto const rights, convention::rights_of(session, act.reader));
  if (!rights.may_write(found.convention)) return Error("convention.not_yours");
  if (std::find(std::begin(notice_sections), std::end(notice_sections), section) == std::end(notice_sections))
    return Error("retention.unknown_section", {{"section", section.substr(0, 100)}});
  BASSIN_TRY(auto const clean, base::clean_or_empty("text", text, base::description_most, base::Lines::several));
  BASSIN_TRY(auto const before, text_now(session, convention, section));
  if (before.version != version) return Error("support.changed", {{"now", json_of(before)}});
  NoticeText const after{section, version + 1, clean, base::to_iso(act.actor.at)};
  BASSIN_DO(
      session.run("insert into notice_text (convention, section, version, text, at, agent) values (:convention, :section, :version, "
                  ":text, :at, :agent)",
                  {{"convention", convention},
                   {"section", section},
                   {"version", after.version},
                   {"text", after.text},
                   {"at", after.at},
                   {"agent", act.reader.agent}}));
  BASSIN_DO(access::record(session, act, "notice.written", "convention", convention, json_of(before), json_of(after)));
  return after;
}

}  // namespace bassin::retention
