#include "documents/documents.h"

#include <fmt/format.h>
#include <sodium.h>

#include <algorithm>
#include <array>

#include "access/visibility.h"
#include "base/id_table.h"
#include "base/uuid.h"
#include "documents/internal/records.h"
#include "sql/listed.h"

namespace bassin::documents {

namespace {

using access::Level;
using access::Reader;
using base::Date;
using base::Error;
using base::Result;

constexpr std::array<std::string_view, of_count> of_ids = {"convention", "action",    "sitting",  "value",        "report",
                                                           "exchange",   "follow_up", "business", "damage_report"};
constexpr std::string_view trail_kind = "document";

std::string sum_of(std::string_view bytes) {
  std::array<unsigned char, crypto_hash_sha256_BYTES> hash{};
  crypto_hash_sha256(hash.data(), reinterpret_cast<unsigned char const*>(bytes.data()), bytes.size());
  return internal::hex_of({reinterpret_cast<char const*>(hash.data()), hash.size()});
}

bool may_change(Reader const& reader, Document const& it, Standing const& standing) {
  return standing.changes_all || (standing.attaches && access::may_change(reader, it.organisation, it.agent));
}

// Below content what it is called stays untold, since names of files name people.
Seen shown(Reader const& reader, Document it, Level level, Standing const& standing) {
  if (level == Level::content) {
    bool const changeable = may_change(reader, it, standing);
    return {std::move(it), level, changeable};
  }
  Document out;
  out.id = it.id;
  out.subject = it.subject;
  out.organisation = it.organisation;
  out.created_at = it.created_at;
  if (level == Level::header) {
    out.agent = it.agent;
    out.type = it.type;
    out.size = it.size;
  }
  return {std::move(out), level, false};
}

std::string level_of_business() {
  return access::level_sql(access::RecordKind::document, "document.organisation", "document.commune", "document.kept_in");
}

Result<void> check_room(sql::Session& session, Act const& act, Subject const& subject, std::string const& sum) {
  // What others attached to a business may be kept from the reader: it is neither told nor counted.
  static constexpr std::string_view same = "subject_kind = :of and subject = :subject and (:shared = 1 or organisation = :organisation)";
  static std::string const twice = fmt::format("select name from document where {} and sum = :sum limit 1", same);
  static std::string const count = fmt::format("select count(*) as n from document where {}", same);
  std::vector<sql::Named> values = {{"of", id_of(subject.of)},
                                    {"subject", subject.id},
                                    {"shared", subject.of == Of::business ? 0 : 1},
                                    {"organisation", act.reader.organisation}};
  BASSIN_TRY(auto const there, session.row(count, sql::Session::Values(values)));
  if (there->integer("n") >= static_cast<std::int64_t>(documents_most))
    return Error("documents.too_many", {{"most", std::to_string(documents_most)}});
  values.emplace_back("sum", sum);
  BASSIN_TRY(auto const before, session.row(twice, sql::Session::Values(values)));
  return before ? Result<void>(Error("documents.twice", {{"name", before->text("name")}})) : Result<void>();
}

Result<Document> changeable(sql::Session& session, Act const& act, Date today, std::string const& id, std::int64_t version,
                            Standing const& standing) {
  BASSIN_TRY(auto const it, find(session, id));
  BASSIN_TRY(auto const seen, seen_by(session, act.reader, today, it, standing));
  if (!seen.changeable) return Error("documents.not_yours");
  if (it.version != version) return Error("documents.changed", {{"now", internal::json_of(it)}});
  return it;
}

Document made_of(Act const& act, Subject const& subject, Content const& content) {
  Document out;
  out.id = base::new_uuid();
  out.subject = subject;
  out.name = content.name;
  out.type = content.type;
  out.size = content.bytes.size();
  out.sum = sum_of(content.bytes);
  out.version = 1;
  out.created_at = out.changed_at = base::to_iso(act.actor.at);
  return out;
}

Result<Document> kept(sql::Session& session, Act const& act, Document made, Content const& content, std::string const& about) {
  BASSIN_DO(internal::insert(session, made, content.bytes));
  BASSIN_DO(access::record(session, act, "document.attached", trail_kind, made.id, "", internal::json_of(made), about));
  return made;
}

// What is told of it once it is gone: all of what names nobody.
std::string left_of(Document const& it) { return it.impersonal ? internal::json_of(it) : std::string(); }

Result<void> erase(sql::Session& session, Act const& act, Document const& it, std::string const& about) {
  BASSIN_DO(internal::erase(session, it.id));
  if (!it.impersonal) {
    BASSIN_TRY([[maybe_unused]] auto const purged, access::purge_record(session, std::string(trail_kind), it.id));
  }
  return access::record(session, act, "document.removed", trail_kind, it.id, left_of(it), "", about);
}

}  // namespace

std::string_view id_of(Of of) { return of_ids[static_cast<std::size_t>(of)]; }
std::optional<Of> parse_of(std::string_view id) { return base::parse_id<Of>(of_ids, id); }

Result<std::vector<Seen>> attached_to(sql::Session& session, Reader const& reader, Subject const& subject, Standing const& standing) {
  static std::string const statement =
      fmt::format("select {} from document where subject_kind = :of and subject = :subject order by id desc", internal::columns);
  std::vector<Seen> out;
  if (!standing.reads) return out;
  BASSIN_TRY(auto const rows, session.rows(statement, {{"of", id_of(subject.of)}, {"subject", subject.id}}));
  for (auto const& row : rows) {
    auto it = internal::document_of(row);
    if (it.impersonal || !standing.impersonal_only) out.push_back(shown(reader, std::move(it), Level::content, standing));
  }
  return out;
}

Result<std::vector<Document>> attached_to_these(sql::Session& session, Of of, std::span<std::string const> subjects) {
  auto const listed = sql::listed(subjects);
  auto values = listed.values;
  values.emplace_back("of", id_of(of));
  std::vector<Document> out;
  if (subjects.empty()) return out;
  BASSIN_TRY(auto const rows, session.rows(fmt::format("select {} from document where subject_kind = :of and subject in {} order by "
                                                       "subject, id",
                                                       internal::columns, listed.places),
                                           sql::Session::Values(values)));
  for (auto const& row : rows) out.push_back(internal::document_of(row));
  return out;
}

Result<std::vector<Seen>> attached_to_business(sql::Session& session, Reader const& reader, Date today,
                                               std::vector<std::string> const& keys, Standing const& standing) {
  std::vector<Seen> out;
  if (!standing.reads || keys.empty()) return out;
  auto values = access::level_values(reader, to_iso(today));
  values.emplace_back("of", id_of(Of::business));
  std::vector<std::string> names;
  for (std::size_t i = 0; i < keys.size(); ++i) names.push_back(fmt::format("key{}", i));
  for (std::size_t i = 0; i < keys.size(); ++i) values.emplace_back(names[i], keys[i]);
  auto const statement = fmt::format(
      "select {0}, level from (select {0}, {1} as level from document where subject_kind = :of and subject in (:{2})) seen where level > 0 "
      "order by id desc",
      internal::columns, level_of_business(), fmt::join(names, ", :"));
  BASSIN_TRY(auto const rows, session.rows(statement, sql::Session::Values(values)));
  for (auto const& row : rows) out.push_back(shown(reader, internal::document_of(row), static_cast<Level>(row.integer("level")), standing));
  return out;
}

Result<Document> find(sql::Session& session, std::string const& id) {
  static std::string const statement = fmt::format("select {} from document where id = :id", internal::columns);
  BASSIN_TRY(auto const row, session.row(statement, {{"id", id}}));
  if (!row) return Error("documents.unknown", {{"id", id}});
  return internal::document_of(*row);
}

Result<Seen> seen_by(sql::Session& session, Reader const& reader, Date today, Document const& document, Standing const& standing) {
  bool shows = standing.reads && (document.impersonal || !standing.impersonal_only);
  if (shows && document.subject.of == Of::business) {
    BASSIN_TRY(auto const sharing, access::Sharing::read(session, reader, today));
    shows = sharing.level({document.organisation, access::RecordKind::document, document.commune, document.kept_in}) == Level::content;
  }
  if (!shows) return Error("documents.unknown", {{"id", document.id}});
  return shown(reader, document, Level::content, standing);
}

Result<Document> attach(sql::Session& session, Act const& act, Subject const& subject, std::string const& commune, Standing const& standing,
                        Content const& content, Facts const& facts) {
  if (!standing.attaches) return Error("documents.not_yours");
  auto made = made_of(act, subject, content);
  BASSIN_DO(check_room(session, act, subject, made.sum));
  made.organisation = act.reader.organisation;
  made.agent = act.reader.agent;
  made.commune = commune;
  made.impersonal = facts.impersonal;
  made.kept_in = facts.kept_in;
  return kept(session, act, std::move(made), content, standing.about);
}

Result<Document> take(sql::Session& session, Act const& act, Subject const& subject, std::string const& organisation,
                      std::string const& about, Content const& content) {
  auto made = made_of(act, subject, content);
  made.organisation = organisation;
  return kept(session, act, std::move(made), content, about);
}

Result<Document> change(sql::Session& session, Act const& act, Date today, std::string const& id, std::int64_t version,
                        Standing const& standing, Facts const& facts) {
  BASSIN_TRY(auto const before, changeable(session, act, today, id, version, standing));
  auto after = before;
  after.impersonal = facts.impersonal;
  after.kept_in = facts.kept_in;
  ++after.version;
  after.changed_at = base::to_iso(act.actor.at);
  BASSIN_DO(internal::update(session, after));
  BASSIN_DO(access::record(session, act, "document.changed", trail_kind, id, internal::json_of(before), internal::json_of(after),
                           standing.about));
  return after;
}

Result<void> remove(sql::Session& session, Act const& act, Date today, std::string const& id, std::int64_t version,
                    Standing const& standing) {
  BASSIN_TRY(auto const before, changeable(session, act, today, id, version, standing));
  return erase(session, act, before, standing.about);
}

Result<void> record_reading(sql::Session& session, Act const& act, Document const& document, Standing const& standing) {
  return access::record(session, act, "document.read", trail_kind, document.id, "", "", standing.about);
}

Result<std::optional<std::string>> piece(sql::Session& session, std::string const& id, std::int64_t place) {
  BASSIN_TRY(auto const row, session.row("select encode(content, 'hex') as content from document_piece where document = :id and place = "
                                         ":place",
                                         {{"id", id}, {"place", place}}));
  return row ? std::optional(internal::bytes_of(row->text("content"))) : std::nullopt;
}

Result<std::uint64_t> erase_all(sql::Session& session, Act const& act, Subject const& subject) {
  static std::string const statement =
      fmt::format("select {} from document where subject_kind = :of and subject = :subject order by id", internal::columns);
  BASSIN_TRY(auto const rows, session.rows(statement, {{"of", id_of(subject.of)}, {"subject", subject.id}}));
  for (auto const& row : rows) BASSIN_DO(erase(session, act, internal::document_of(row), ""));
  return rows.size();
}

Result<void> erase_of(sql::Session& session, Of of, std::span<std::string const> subjects) {
  auto const listed = sql::listed(subjects);
  auto values = listed.values;
  values.emplace_back("of", id_of(of));
  auto const whose = fmt::format("subject_kind = :of and subject in {}", listed.places);
  BASSIN_TRY(auto const rows, session.rows("select id from document where " + whose + " order by id", sql::Session::Values(values)));
  std::vector<std::string> ids;
  for (auto const& row : rows) ids.push_back(row.text("id"));
  constexpr std::size_t block = 250;
  for (std::size_t from = 0; from < ids.size(); from += block)
    BASSIN_DO(erase_these(session, std::span<std::string const>(ids).subspan(from, std::min(block, ids.size() - from))));
  return {};
}

Result<void> erase_these(sql::Session& session, std::span<std::string const> ids) {
  if (ids.empty()) return {};
  BASSIN_TRY([[maybe_unused]] auto const purged, access::purge_records(session, std::string(trail_kind), ids));
  auto const listed = sql::listed(ids);
  BASSIN_DO(session.run("delete from document_piece where document in " + listed.places, sql::Session::Values(listed.values)));
  return session.run("delete from document where id in " + listed.places, sql::Session::Values(listed.values));
}

Result<void> move_business(sql::Session& session, std::string const& business, std::string const& commune) {
  return session.run("update document set commune = :commune where subject_kind = :of and subject = :business",
                     {{"commune", commune}, {"of", id_of(Of::business)}, {"business", business}});
}

Result<Totals> totals(sql::Session& session) {
  BASSIN_TRY(auto const row, session.row("select count(*) as n, coalesce(sum(size), 0) as bytes from document"));
  return Totals{row->integer("n"), row->integer("bytes")};
}

}  // namespace bassin::documents
