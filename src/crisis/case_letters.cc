#include "crisis/case_letters.h"

#include <algorithm>
#include <array>

#include "access/record_json.h"
#include "base/plain_text.h"
#include "base/uuid.h"
#include "convention/file_text.h"
#include "crisis/internal/case_rows.h"
#include "partners/organisation.h"
#include "reference/crisis_rights.h"
#include "sql/listed.h"
#include "sql/session.h"

namespace bassin::crisis {

namespace {

using base::Error;
using base::Result;

constexpr std::array<std::string_view, 14> fields{"entreprise", "siret", "adresse", "code_postal", "commune",  "activite", "date",
                                                  "sinistre",   "arret", "arrete",  "numero",      "echeance", "crise",    "organisation"};
constexpr std::string_view dots = "……………";
constexpr std::string_view template_columns = "id, organisation, title, right_id, text, agent, version, changed_at";
constexpr std::string_view letter_columns = "id, record, made_from, title, form, job, organisation, asked_by, asked_at, made_at";

// The name behind a brace at that place, with its closing brace; "" where none stands there.
std::string_view name_at(std::string_view text, std::size_t brace) {
  auto const end = text.find_first_not_of("abcdefghijklmnopqrstuvwxyz_", brace + 1);
  if (end == std::string_view::npos || text[end] != '}') return {};
  return text.substr(brace + 1, end - brace - 1);
}

// Text and names in their order.
template <class Text, class Name>
void walk(std::string_view text, Text const& on_text, Name const& on_name) {
  std::size_t from = 0;
  while (from < text.size()) {
    auto const brace = text.find('{', from);
    on_text(text.substr(from, brace - from));
    if (brace == std::string_view::npos) return;
    auto const name = name_at(text, brace);
    if (name.empty()) {
      on_text(text.substr(brace, 1));
      from = brace + 1;
    } else {
      on_name(name);
      from = brace + name.size() + 2;
    }
  }
}

LetterTemplate template_of(sql::Row const& row) {
  return {row.text("id"),    row.text("organisation"), {row.text("title"), row.text("right_id"), row.text("text")},
          row.text("agent"), row.integer("version"),   row.text("changed_at")};
}

CaseLetter letter_of(sql::Row const& row) {
  return {row.text("id"),
          row.text("record"),
          row.text("made_from"),
          row.text("title"),
          convention::parse_form(row.text("form")).value_or(convention::Form::pdf),
          row.text("job"),
          row.text("organisation"),
          row.text("asked_by"),
          row.text("asked_at"),
          row.optional_text("made_at").value_or("")};
}

std::string json_of(LetterTemplate const& it) {
  return access::text_of({{"title", it.facts.title}, {"right", it.facts.right}, {"text", it.facts.text}, {"version", it.version}});
}

std::string joined(std::span<std::string_view const> all) {
  std::string out;
  for (auto const it : all) out += (out.empty() ? "{" : ", {") + std::string(it) + "}";
  return out;
}

Result<TemplateFacts> clean(TemplateFacts it) {
  BASSIN_TRY(it.title, base::clean("title", it.title, base::line_most));
  BASSIN_TRY(it.text, base::clean("text", it.text, base::description_most, base::Lines::several));
  auto const rules = reference::crisis_rights();
  bool const known = it.right.empty() || std::any_of(rules.begin(), rules.end(), [&](auto const& rule) { return rule.id == it.right; });
  if (!known) return Error("crisis.bad_value", {{"field", "right"}, {"allowed", "damage_claim, loss_claim, …"}});
  if (auto const unknown = unknown_fields(it.text); !unknown.empty())
    return Error("crisis.unknown_field", {{"field", *unknown.begin()}, {"allowed", joined(fields)}});
  return it;
}

Result<LetterTemplate> writable_template(sql::Session& session, Act const& act, std::string const& id, std::int64_t version) {
  if (!may_write_templates(act.reader)) return Error("crisis.not_yours");
  BASSIN_TRY(auto it, find_template(session, act.reader, id));
  if (it.version != version) return Error("crisis.changed", {{"now", json_of(it)}});
  return it;
}

}  // namespace

std::span<std::string_view const> letter_fields() { return fields; }

std::set<std::string> unknown_fields(std::string_view text) {
  std::set<std::string> out;
  walk(
      text, [](std::string_view) {},
      [&](std::string_view name) {
        if (std::find(fields.begin(), fields.end(), name) == fields.end()) out.emplace(name);
      });
  return out;
}

Filled fill_letter(std::string_view text, std::map<std::string, std::string> const& values) {
  Filled out;
  walk(
      text, [&](std::string_view it) { out.text += it; },
      [&](std::string_view name) {
        auto const found = values.find(std::string(name));
        bool const known = found != values.end() && !found->second.empty();
        if (!known) out.missing.emplace(name);
        out.text += known ? std::string_view(found->second) : dots;
      });
  return out;
}

bool may_write_templates(access::Reader const& reader) {
  return reader.standing == access::Reader::Standing::member && !reader.organisation.empty() &&
         access::allows(reader.role, access::Need::run_conventions);
}

Result<std::vector<LetterTemplate>> templates_of(sql::Session& session, access::Reader const& reader) {
  if (!access::allows(reader, access::Need::edit_businesses)) return Error("crisis.not_yours");
  BASSIN_TRY(auto const lineage, partners::lineage_of(session, reader.organisation));
  auto const in = sql::listed(std::span(lineage).first(std::min(lineage.size(), sql::listed_most)));
  BASSIN_TRY(auto const rows, session.rows("select " + std::string(template_columns) + " from crisis_template where organisation in " +
                                               in.places + " order by title, id",
                                           sql::Session::Values(in.values)));
  std::vector<LetterTemplate> out;
  for (auto const& row : rows) out.push_back(template_of(row));
  return out;
}

Result<LetterTemplate> find_template(sql::Session& session, access::Reader const& reader, std::string const& id) {
  BASSIN_TRY(auto const all, templates_of(session, reader));
  auto const found = std::find_if(all.begin(), all.end(), [&](auto const& it) { return it.id == id; });
  if (found == all.end()) return Error("crisis.unknown_template", {{"id", id}});
  return *found;
}

Result<LetterTemplate> add_template(sql::Session& session, Act const& act, TemplateFacts const& facts) {
  if (!may_write_templates(act.reader)) return Error("crisis.not_yours");
  LetterTemplate made{base::new_uuid(), act.reader.organisation, {}, act.reader.agent, 1, base::to_iso(act.actor.at)};
  BASSIN_TRY(made.facts, clean(facts));
  BASSIN_DO(
      session.run("insert into crisis_template (id, organisation, title, right_id, text, agent, version, changed_at) values (:id, "
                  ":organisation, :title, :right, :text, :agent, 1, :at)",
                  {{"id", made.id},
                   {"organisation", made.organisation},
                   {"title", made.facts.title},
                   {"right", made.facts.right},
                   {"text", made.facts.text},
                   {"agent", made.agent},
                   {"at", made.changed_at}}));
  BASSIN_DO(access::record(session, act, "crisis_template.added", "crisis_template", made.id, "", json_of(made)));
  return made;
}

Result<LetterTemplate> change_template(sql::Session& session, Act const& act, std::string const& id, std::int64_t version,
                                       TemplateFacts const& facts) {
  BASSIN_TRY(auto const before, writable_template(session, act, id, version));
  auto after = before;
  BASSIN_TRY(after.facts, clean(facts));
  after.agent = act.reader.agent;
  ++after.version;
  after.changed_at = base::to_iso(act.actor.at);
  BASSIN_DO(
      session.run("update crisis_template set title = :title, right_id = :right, text = :text, agent = :agent, version = :version, "
                  "changed_at = :at where id = :id",
                  {{"title", after.facts.title},
                   {"right", after.facts.right},
                   {"text", after.facts.text},
                   {"agent", after.agent},
                   {"version", after.version},
                   {"at", after.changed_at},
                   {"id", id}}));
  BASSIN_DO(access::record(session, act, "crisis_template.changed", "crisis_template", id, json_of(before), json_of(after)));
  return after;
}

Result<void> remove_template(sql::Session& session, Act const& act, std::string const& id, std::int64_t version) {
  BASSIN_TRY(auto const before, writable_template(session, act, id, version));
  BASSIN_DO(session.run("delete from crisis_template where id = :id", {{"id", id}}));
  return access::record(session, act, "crisis_template.removed", "crisis_template", id, json_of(before), "");
}

Result<std::vector<CaseLetter>> letters_of(sql::Session& session, access::Reader const& reader, std::string const& record) {
  BASSIN_TRY([[maybe_unused]] auto const seen, find_case(session, reader, record));
  BASSIN_TRY(auto const rows, session.rows("select " + std::string(letter_columns) +
                                               " from crisis_letter where record = :record and organisation = :organisation "
                                               "order by asked_at, id",
                                           {{"record", record}, {"organisation", reader.organisation}}));
  std::vector<CaseLetter> out;
  for (auto const& row : rows) out.push_back(letter_of(row));
  return out;
}

Result<CaseLetter> ask_letter(sql::Session& session, Act const& act, CaseLetter it) {
  BASSIN_TRY([[maybe_unused]] auto const found, internal::writable_case(session, act.reader, it.record));
  if (it.form == convention::Form::page) return Error("crisis.bad_value", {{"field", "form"}, {"allowed", "pdf, docx, odt"}});
  it.organisation = act.reader.organisation;
  it.asked_by = act.reader.agent;
  it.asked_at = base::to_iso(act.actor.at);
  it.made_at.clear();
  BASSIN_DO(session.run("delete from crisis_letter where record = :record and made_from = :from and form = :form",
                        {{"record", it.record}, {"from", it.made_from}, {"form", id_of(it.form)}}));
  BASSIN_DO(
      session.run("insert into crisis_letter (id, record, made_from, title, form, job, organisation, asked_by, asked_at) values (:id, "
                  ":record, :from, :title, :form, :job, :organisation, :by, :at)",
                  {{"id", it.id},
                   {"record", it.record},
                   {"from", it.made_from},
                   {"title", it.title},
                   {"form", id_of(it.form)},
                   {"job", it.job},
                   {"organisation", it.organisation},
                   {"by", it.asked_by},
                   {"at", it.asked_at}}));
  BASSIN_DO(access::record(session, act, "crisis_case.letter_asked", "crisis_case", it.record, "",
                           access::text_of({{"template", it.made_from}, {"form", id_of(it.form)}})));
  return it;
}

Result<bool> letter_is_awaited(sql::Session& session, std::string const& id) {
  BASSIN_TRY(auto const row, session.row("select 1 as it from crisis_letter where id = :id", {{"id", id}}));
  return row.has_value();
}

Result<bool> keep_letter(sql::Session& session, std::string const& id, std::string const& bytes, base::Instant at) {
  BASSIN_TRY(auto const kept, session.execute("update crisis_letter set content = :content, made_at = :at where id = :id",
                                              {{"content", convention::as_text(bytes)}, {"at", base::to_iso(at)}, {"id", id}}));
  return kept > 0;
}

Result<LetterFile> letter_file(sql::Session& session, access::Reader const& reader, std::string const& id) {
  auto const unknown = Error("crisis.unknown_letter", {{"id", id}});
  BASSIN_TRY(auto const row, session.row("select " + std::string(letter_columns) +
                                             ", content from crisis_letter where id = :id and organisation = :organisation and "
                                             "content is not null",
                                         {{"id", id}, {"organisation", reader.organisation}}));
  if (!row) return unknown;
  LetterFile out{letter_of(*row), ""};
  auto const seen = find_case(session, reader, out.letter.record);
  if (!seen.ok()) return seen.error().code == "crisis.unknown_case" ? unknown : seen.error();
  out.bytes = convention::as_bytes(row->text("content"));
  return out;
}

Result<std::uint64_t> drop_letters(sql::Session& session, std::string const& crisis) {
  return session.execute("delete from crisis_letter where record in (select id from crisis_case where crisis = :crisis)",
                         {{"crisis", crisis}});
}

}  // namespace bassin::crisis
