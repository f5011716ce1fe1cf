#include "feeds/feed.h"

#include <algorithm>
#include <array>

#include "access/record_json.h"
#include "base/id_table.h"
#include "base/plain_text.h"
#include "base/uuid.h"
#include "feeds/internal/feed_row.h"
#include "partners/organisation.h"
#include "partners/secret.h"

namespace bassin::feeds {

using base::Error;
using base::Result;

namespace {

constexpr std::array<std::string_view, kind_count> kind_ids = {"exchange", "need", "follow_up", "contact"};

std::string joined(std::vector<Kind> const& kinds) {
  std::string out;
  for (auto const kind : kinds) out += (out.empty() ? "" : ",") + std::string(id_of(kind));
  return out;
}

std::string json_of(Feed const& it) {
  return access::text_of(
      {{"name", it.facts.name}, {"kinds", joined(it.facts.kinds)}, {"partners", it.facts.partners}, {"sensitive", it.facts.sensitive}});
}

Result<FeedFacts> clean(FeedFacts facts) {
  BASSIN_TRY(facts.name, base::clean("name", facts.name, base::line_most));
  std::sort(facts.kinds.begin(), facts.kinds.end());
  facts.kinds.erase(std::unique(facts.kinds.begin(), facts.kinds.end()), facts.kinds.end());
  if (facts.kinds.empty()) return Error("feeds.bad_value", {{"field", "kinds"}, {"allowed", "exchange, need, follow_up, contact"}});
  return facts;
}

Result<Feed> own_feed(sql::Session& session, Act const& act, std::string const& id) {
  static std::string const statement =
      "select " + std::string(internal::columns) + " from feed where id = :id and organisation = :organisation";
  BASSIN_TRY(auto const row, session.row(statement, {{"id", id}, {"organisation", act.reader.organisation}}));
  if (!row) return Error("feeds.unknown", {{"id", id}});
  return internal::feed_of(*row);
}

}  // namespace

std::string_view id_of(Kind kind) { return kind_ids[static_cast<std::size_t>(kind)]; }
std::optional<Kind> parse_kind(std::string_view id) { return base::parse_id<Kind>(kind_ids, id); }

Result<std::vector<Feed>> feeds_of(sql::Session& session, access::Reader const& reader) {
  static std::string const statement =
      "select " + std::string(internal::columns) + " from feed where organisation = :organisation order by name, id";
  BASSIN_TRY(auto const rows, session.rows(statement, {{"organisation", reader.organisation}}));
  std::vector<Feed> out;
  for (auto const& row : rows) out.push_back(internal::feed_of(row));
  return out;
}

Result<MadeFeed> make_feed(sql::Session& session, Act const& act, FeedFacts const& facts) {
  MadeFeed out;
  auto& feed = out.feed;
  BASSIN_TRY(feed.facts, clean(facts));
  BASSIN_TRY(auto const others, feeds_of(session, act.reader));
  if (others.size() >= feeds_most) return Error("feeds.too_many", {{"most", std::to_string(feeds_most)}});
  feed.id = base::new_uuid();
  feed.organisation = act.reader.organisation;
  feed.created_at = base::to_iso(act.actor.at);
  feed.created_by = act.reader.agent;
  out.key = partners::new_secret();
  BASSIN_DO(session.run(
      "insert into feed (id, organisation, name, kinds, partners, sensitive, secret_hash, number, forgotten, at_kind, at_record, "
      "created_at, created_by) values (:id, :organisation, :name, :kinds, :partners, :sensitive, :hash, 0, 0, '', '', :at, :by)",
      {{"id", feed.id},
       {"organisation", feed.organisation},
       {"name", feed.facts.name},
       {"kinds", joined(feed.facts.kinds)},
       {"partners", feed.facts.partners ? 1 : 0},
       {"sensitive", feed.facts.sensitive ? 1 : 0},
       {"hash", partners::hash_of_secret(out.key)},
       {"at", feed.created_at},
       {"by", feed.created_by}}));
  BASSIN_DO(access::record(session, act, "feed.made", "feed", feed.id, "", json_of(feed)));
  return out;
}

Result<std::string> renew_key(sql::Session& session, Act const& act, std::string const& id) {
  BASSIN_TRY(auto const feed, own_feed(session, act, id));
  auto key = partners::new_secret();
  BASSIN_DO(session.run("update feed set secret_hash = :hash where id = :id", {{"id", feed.id}, {"hash", partners::hash_of_secret(key)}}));
  BASSIN_DO(access::record(session, act, "feed.key_renewed", "feed", feed.id, "", ""));
  return key;
}

Result<void> delete_feed(sql::Session& session, Act const& act, std::string const& id) {
  BASSIN_TRY(auto const feed, own_feed(session, act, id));
  BASSIN_DO(session.run("delete from feed_record where feed = :id", {{"id", id}}));
  BASSIN_DO(session.run("delete from feed where id = :id", {{"id", id}}));
  return access::record(session, act, "feed.deleted", "feed", id, json_of(feed), "");
}

Result<std::optional<Feed>> feed_of_key(sql::Session& session, std::string_view key, base::Date today) {
  static std::string const statement = "select " + std::string(internal::columns) + " from feed where secret_hash = :hash";
  auto const hash = partners::hash_of_secret(key);
  if (hash.empty()) return std::optional<Feed>();
  BASSIN_TRY(auto const row, session.row(statement, {{"hash", hash}}));
  if (!row) return std::optional<Feed>();
  auto feed = internal::feed_of(*row);
  BASSIN_TRY(auto const organisation, partners::find_organisation(session, feed.organisation));
  if (!organisation.active_on(to_iso(today))) return std::optional<Feed>();
  return std::optional(std::move(feed));
}

Result<void> note_reading(sql::Session& session, Feed const& feed, base::Date today) {
  if (feed.read_on && feed.read_on->days == today.days) return {};
  return session.run("update feed set read_on = :today where id = :id", {{"id", feed.id}, {"today", to_iso(today)}});
}

}  // namespace bassin::feeds
