#include "support/tags.h"

#include <fmt/format.h>

#include "access/record_json.h"
#include "access/visibility.h"
#include "base/plain_text.h"
#include "base/uuid.h"
#include "sql/session.h"
#include "support/changes.h"
#include "support/internal/business_keys.h"
#include "support/internal/inherited_moves.h"

namespace bassin::support {

namespace {

using access::Json;
using access::text_of;
using base::Error;
using base::Result;

Tag tag_of(sql::Row const& row) {
  return {row.text("id"), row.text("organisation"), row.flag("shared"), row.text("name"), row.text("folded"), row.integer("version"), 0};
}

std::string json_of(Tag const& tag) {
  return text_of({{"id", tag.id}, {"name", tag.name}, {"shared", tag.shared}, {"version", tag.version}});
}

Result<std::optional<Tag>> find_word(sql::Session& session, std::string const& organisation, std::string const& folded) {
  BASSIN_TRY(auto const row,
             session.row("select id, organisation, shared, name, folded, version from tag where organisation = :organisation and folded = "
                         ":folded",
                         {{"organisation", organisation}, {"folded", folded}}));
  return row ? std::optional(tag_of(*row)) : std::nullopt;
}

Result<Tag> own_tag(sql::Session& session, Act const& act, std::string const& id, std::int64_t version) {
  BASSIN_TRY(auto const row, session.row("select id, organisation, shared, name, folded, version from tag where id = :id and organisation "
                                         "= :organisation",
                                         {{"id", id}, {"organisation", act.reader.organisation}}));
  if (!row) return Error("support.unknown_tag", {{"id", id}});
  auto tag = tag_of(*row);
  if (tag.version != version) return Error("support.changed", {{"now", json_of(tag)}});
  return tag;
}

Result<Tag> new_word(sql::Session& session, Act const& act, base::Word const& word, bool shared) {
  Tag const tag{base::new_uuid(), act.reader.organisation, shared, word.name, word.folded, 1, 0};
  BASSIN_DO(
      session.run("insert into tag (id, organisation, shared, name, folded, version, created_at, created_by) values (:id, :organisation, "
                  ":shared, :name, :folded, 1, :at, :agent)",
                  {{"id", tag.id},
                   {"organisation", tag.organisation},
                   {"shared", shared ? 1 : 0},
                   {"name", tag.name},
                   {"folded", tag.folded},
                   {"at", base::to_iso(act.actor.at)},
                   {"agent", act.reader.agent}}));
  BASSIN_DO(access::record(session, act, "tag.created", "tag", tag.id, "", json_of(tag)));
  BASSIN_DO(note_change(session, changed_words));
  return tag;
}

Result<bool> put(sql::Session& session, Act const& act, Tag const& tag, Subject const& subject) {
  BASSIN_TRY(auto const added, session.execute("insert into business_tag (tag, business, commune, created_at, created_by) values (:tag, "
                                               ":business, :commune, :at, :agent) on conflict do nothing",
                                               {{"tag", tag.id},
                                                {"business", subject.business},
                                                {"commune", subject.commune},
                                                {"at", base::to_iso(act.actor.at)},
                                                {"agent", act.reader.agent}}));
  if (added == 0) return false;
  BASSIN_DO(
      access::record(session, act, "business.tagged", "business", subject.business, "", text_of({{"tag", tag.name}, {"id", tag.id}})));
  BASSIN_DO(note_change(session, subject.business));
  return true;
}

Result<std::vector<std::string>> businesses_of(sql::Session& session, std::string const& tag) {
  BASSIN_TRY(auto const rows, session.rows("select business from business_tag where tag = :tag order by business", {{"tag", tag}}));
  std::vector<std::string> out;
  for (auto const& row : rows) out.push_back(row.text("business"));
  return out;
}

// Moves what carries `from` to `into`.
Result<Tag> merge(sql::Session& session, Act const& act, Tag const& from, Tag const& into) {
  BASSIN_TRY(auto businesses, businesses_of(session, from.id));
  BASSIN_DO(
      session.run("insert into business_tag (tag, business, commune, created_at, created_by) select :into, business, commune, created_at, "
                  "created_by from business_tag where tag = :from on conflict do nothing",
                  {{"into", into.id}, {"from", from.id}}));
  BASSIN_DO(session.run("delete from business_tag where tag = :from", {{"from", from.id}}));
  BASSIN_DO(session.run("delete from tag where id = :from", {{"from", from.id}}));
  BASSIN_DO(internal::forget_word(session, from.id));
  BASSIN_DO(access::record(session, act, "tag.merged", "tag", from.id, json_of(from),
                           text_of({{"into", into.id}, {"name", into.name}, {"businesses", businesses.size()}})));
  businesses.emplace_back(changed_words);
  BASSIN_DO(note_changes(session, businesses));
  return into;
}

}  // namespace

Result<std::vector<Tag>> tags_of(sql::Session& session, access::Reader const& reader) {
  static std::string const statement = fmt::format(
      "select t.id, t.organisation, t.shared, t.name, t.folded, t.version, (select count(*) from business_tag b where b.tag = t.id and {}) "
      "as businesses from tag t where t.organisation = :reader_organisation or t.shared = 1 order by t.folded, t.id",
      access::visible_sql("t.organisation", "t.shared", "b.commune"));
  auto const values = access::visibility_values(reader);
  BASSIN_TRY(auto const rows, session.rows(statement, sql::Session::Values(values)));
  std::vector<Tag> out;
  for (auto const& row : rows) {
    auto tag = tag_of(row);
    tag.businesses = static_cast<std::uint64_t>(row.integer("businesses"));
    if (tag.businesses > 0 || tag.organisation == reader.organisation) out.push_back(std::move(tag));
  }
  return out;
}

Result<std::vector<Tag>> own_tags(sql::Session& session, std::string const& organisation) {
  BASSIN_TRY(auto const rows, session.rows("select id, organisation, shared, name, folded, version from tag where organisation = "
                                           ":organisation order by folded",
                                           {{"organisation", organisation}}));
  std::vector<Tag> out;
  for (auto const& row : rows) out.push_back(tag_of(row));
  return out;
}

Result<EnsuredTag> ensure_tag(sql::Session& session, Act const& act, std::string_view name, bool shared) {
  BASSIN_TRY(auto const word, base::clean_word("tag", name));
  if (word.name.find_first_of("/\\") != std::string::npos) return Error("text.bad_text", {{"name", "tag"}});
  BASSIN_TRY(auto const found, find_word(session, act.reader.organisation, word.folded));
  if (found) return EnsuredTag{*found, false};
  BASSIN_TRY(auto const made, new_word(session, act, word, shared));
  return EnsuredTag{made, true};
}

Result<bool> put_own_tag(sql::Session& session, Act const& act, std::string const& id, Subject const& subject) {
  BASSIN_TRY(auto const row, session.row("select id, organisation, shared, name, folded, version from tag where id = :id and organisation "
                                         "= :organisation",
                                         {{"id", id}, {"organisation", act.reader.organisation}}));
  if (!row) return Error("support.unknown_tag", {{"id", id}});
  auto const tag = tag_of(*row);
  if (tag.shared && !access::serves(act.reader, subject.commune)) return Error("support.outside_territory");
  return put(session, act, tag, subject);
}

Result<bool> take_back_tag(sql::Session& session, Act const& act, std::string const& id, std::string const& business,
                           std::string const& since) {
  BASSIN_TRY(auto const row,
             session.row("select t.name, b.created_at from business_tag b join tag t on t.id = b.tag where b.tag = :tag and "
                         "b.business = :business",
                         {{"tag", id}, {"business", business}}));
  if (!row) return true;
  if (row->text("created_at") != since) return false;
  BASSIN_DO(session.run("delete from business_tag where tag = :tag and business = :business", {{"tag", id}, {"business", business}}));
  BASSIN_DO(access::record(session, act, "business.untagged", "business", business,
                           text_of({{"tag", row->text("name")}, {"id", id}, {"business", business}}), ""));
  BASSIN_DO(note_change(session, business));
  return true;
}

Result<bool> take_back_empty_tag(sql::Session& session, Act const& act, std::string const& id) {
  BASSIN_TRY(auto const row,
             session.row("select version, (select count(*) from business_tag b where b.tag = tag.id) as businesses from tag "
                         "where id = :id",
                         {{"id", id}}));
  if (!row) return true;
  if (row->integer("version") != 1 || row->integer("businesses") > 0) return false;
  BASSIN_DO(delete_tag(session, act, id, 1));
  return true;
}

Result<bool> put_tag(sql::Session& session, Act const& act, Subject const& subject, std::string_view name, bool shared) {
  BASSIN_TRY(auto const word, base::clean_word("tag", name));
  BASSIN_TRY(auto found, find_word(session, act.reader.organisation, word.folded));
  bool const to_all = found ? found->shared : shared;
  if (to_all && !access::serves(act.reader, subject.commune)) return Error("support.outside_territory");
  if (!found) {
    BASSIN_TRY(found, new_word(session, act, word, shared));
  }
  return put(session, act, *found, subject);
}

Result<bool> take_tag(sql::Session& session, Act const& act, std::string const& business, std::string_view name) {
  static std::string const statement =
      fmt::format("select t.id, t.name, b.business from business_tag b join tag t on t.id = b.tag where t.folded = :folded and {} and {}",
                  internal::about_business("b.business"), access::visible_sql("t.organisation", "t.shared", "b.commune"));
  BASSIN_TRY(auto const word, base::clean_word("tag", name));
  auto values = access::visibility_values(act.reader);
  values.emplace_back("folded", word.folded);
  values.emplace_back("business", business);
  BASSIN_TRY(auto const rows, session.rows(statement, sql::Session::Values(values)));
  std::vector<std::string> touched;
  for (auto const& row : rows) {
    touched.push_back(row.text("business"));
    BASSIN_DO(session.run("delete from business_tag where tag = :tag and business = :business",
                          {{"tag", row.text("id")}, {"business", touched.back()}}));
    BASSIN_DO(access::record(session, act, "business.untagged", "business", business,
                             text_of({{"tag", row.text("name")}, {"id", row.text("id")}, {"business", touched.back()}}), ""));
  }
  if (touched.empty()) return false;
  BASSIN_DO(note_changes(session, touched));
  return true;
}

Result<Tag> change_tag(sql::Session& session, Act const& act, std::string const& id, TagChange const& change) {
  BASSIN_TRY(auto const before, own_tag(session, act, id, change.version));
  auto after = before;
  if (change.name) {
    BASSIN_TRY(auto const word, base::clean_word("name", *change.name));
    // A tag is a segment of a path.
    if (word.name.find_first_of("/\\") != std::string::npos) return Error("text.bad_text", {{"name", "name"}});
    BASSIN_TRY(auto const other, find_word(session, act.reader.organisation, word.folded));
    bool const taken = other && other->id != id;
    if (taken && !change.merge) return Error("support.tag_exists", {{"name", other->name}});
    if (taken) return merge(session, act, before, *other);
    after.name = word.name;
    after.folded = word.folded;
  }
  after.shared = change.shared.value_or(before.shared);
  ++after.version;
  BASSIN_DO(session.run(
      "update tag set name = :name, folded = :folded, shared = :shared, version = :version where id = :id",
      {{"name", after.name}, {"folded", after.folded}, {"shared", after.shared ? 1 : 0}, {"version", after.version}, {"id", id}}));
  BASSIN_DO(access::record(session, act, "tag.changed", "tag", id, json_of(before), json_of(after)));
  BASSIN_DO(note_change(session, changed_words));
  return after;
}

Result<void> delete_tag(sql::Session& session, Act const& act, std::string const& id, std::int64_t version) {
  BASSIN_TRY(auto const tag, own_tag(session, act, id, version));
  BASSIN_TRY(auto businesses, businesses_of(session, id));
  BASSIN_DO(session.run("delete from business_tag where tag = :tag", {{"tag", id}}));
  BASSIN_DO(session.run("delete from tag where id = :tag", {{"tag", id}}));
  BASSIN_DO(internal::forget_word(session, id));
  BASSIN_DO(access::record(session, act, "tag.deleted", "tag", id,
                           text_of({{"name", tag.name}, {"shared", tag.shared}, {"businesses", businesses.size()}}), ""));
  businesses.emplace_back(changed_words);
  return note_changes(session, businesses);
}

}  // namespace bassin::support
