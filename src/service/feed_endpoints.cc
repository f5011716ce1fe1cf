// Feeds: an organisation's administrators make them, its own program reads them with a key.
#include <chrono>
#include <memory>

#include <nlohmann/json.hpp>

#include "feeds/comparison.h"
#include "http/rate_limit.h"
#include "partners/organisation.h"
#include "partners/secret.h"
#include "service/accounts.h"
#include "service/body.h"
#include "service/casework_call.h"
#include "service/casework_endpoints.h"
#include "service/casework_names.h"
#include "service/feed_records.h"
#include "sql/store.h"
#include "support/bulk_reading.h"

namespace bassin::service {

namespace {

using base::Error;
using base::Result;
using feeds::Feed;
using feeds::Kind;

// Of one answer: a program asks again while there is more.
constexpr std::size_t changes_most = support::bulk_block;
constexpr int stretches_most = 40;

// A program takes a large register over in minutes; somebody who tries keys asks of one machine.
struct Limits {
  http::RateLimit feeds{{.per_second = 5, .burst = 60}};
  http::RateLimit clients{{.per_second = 1.0 / 10, .burst = 30}};
};

Json kinds_json(Feed const& it) {
  Json out = Json::array();
  for (auto const kind : it.facts.kinds) out.push_back(id_of(kind));
  return out;
}

Json to_json(Feed const& it, CaseworkNames const& names) {
  return {{"id", it.id},
          {"name", it.facts.name},
          {"kinds", kinds_json(it)},
          {"partners", it.facts.partners},
          {"sensitive", it.facts.sensitive},
          {"made", it.created_at},
          {"by", names.agent(it.created_by)},
          {"read", it.read_on ? Json(to_iso(*it.read_on)) : Json(nullptr)},
          {"number", it.number}};
}

Result<Json> get_feeds(Call const& call, Casework const& casework) {
  return casework.store->read([&](sql::Session& session) -> Result<Json> {
    BASSIN_TRY(auto const all, feeds::feeds_of(session, call.reader));
    Referred referred;
    for (auto const& it : all) referred.agents.insert(it.created_by);
    BASSIN_TRY(auto const names, CaseworkNames::read(session, call.reader, referred));
    Json list = Json::array();
    for (auto const& it : all) list.push_back(to_json(it, names));
    return Json{{"feeds", std::move(list)}};
  });
}

Result<std::vector<Kind>> kinds_in(Body const& body) {
  BASSIN_TRY(auto const words, body.optional_texts("kinds"));
  std::vector<Kind> out;
  for (auto const& word : words.value_or(std::vector<std::string>())) {
    auto const kind = feeds::parse_kind(word);
    if (!kind) return bad_field("kinds", "exchange, need, follow_up, contact");
    out.push_back(*kind);
  }
  return out;
}

// Keys are answered once and kept nowhere, so that a request sent twice makes two feeds, of which one is deleted, or two keys, of which
// the second holds.
Result<Json> post_feed(Call const& call, Casework const& casework) {
  BASSIN_TRY(auto const body, Body::of(call.request, {"name", "kinds", "partners", "sensitive"}));
  feeds::FeedFacts facts;
  BASSIN_TRY(facts.name, body.text("name"));
  BASSIN_TRY(facts.kinds, kinds_in(body));
  BASSIN_TRY(auto const partners, body.optional_flag("partners"));
  BASSIN_TRY(auto const sensitive, body.optional_flag("sensitive"));
  facts.partners = partners.value_or(false);
  facts.sensitive = sensitive.value_or(false);
  if (call.reader.organisation.empty()) return Error("partners.unknown_organisation");
  BASSIN_TRY(auto const made,
             casework.store->write([&](sql::Session& session) { return feeds::make_feed(session, act_of(call, casework), facts); }));
  return Json{{"id", made.feed.id}, {"key", made.key}};
}

Result<Json> post_key(Call const& call, Casework const& casework) {
  BASSIN_TRY([[maybe_unused]] auto const body, Body::of(call.request, {}));
  std::string const id(call.request.path_value("id"));
  BASSIN_TRY(auto const key,
             casework.store->write([&](sql::Session& session) { return feeds::renew_key(session, act_of(call, casework), id); }));
  return Json{{"id", id}, {"key", key}};
}

Result<Json> delete_feed(Call const& call, Casework const& casework) {
  std::string const id(call.request.path_value("id"));
  BASSIN_DO(casework.store->write([&](sql::Session& session) { return feeds::delete_feed(session, act_of(call, casework), id); }));
  return Json{{"changed", true}};
}

// As an adviser of the organisation would be, whoever made the feed.
Result<access::Reader> reader_of(sql::Session& session, Feed const& feed, base::Date today) {
  BASSIN_TRY(auto const organisation, partners::find_organisation(session, feed.organisation));
  access::Reader out;
  out.standing = access::Reader::Standing::member;
  out.organisation = feed.organisation;
  out.role = access::Role::adviser;
  out.communes = territory_communes(organisation.territory, today);
  return out;
}

// What a stretch of the comparison holds now.
Result<Feed> compare_stretch(sql::Session& session, Call const& call, Casework const& casework, std::string const& id) {
  auto const today = call.context.today();
  BASSIN_TRY(auto const feed, feeds::begin_comparison(session, id, today));
  feeds::Stretch stretch{feed.at->kind, feed.at->after, "", {}};
  constexpr access::RecordKind kinds[] = {access::RecordKind::exchange, access::RecordKind::need, access::RecordKind::follow_up,
                                          access::RecordKind::contact};
  support::BulkOf const of{kinds[static_cast<std::size_t>(stretch.kind)], feed.facts.partners};
  BASSIN_TRY(auto const ids, support::ids_after(session, call.reader, of, stretch.after));
  if (ids.size() == support::bulk_block) stretch.to = ids.back();
  BASSIN_TRY(auto const records, feed_records(session, call, casework, feed, stretch.kind, ids));
  for (auto const& [record, words] : records) stretch.shown.push_back({record, words.dump()});
  return feeds::compare(session, feed, stretch, today);
}

struct Answer {
  Json records = Json::array();
  std::uint64_t number = 0;
};

// What was shown when it was compared and is not any more is told as gone: the next comparison numbers it so.
Result<Answer> answer_from(sql::Session& session, Call const& call, Casework const& casework, Feed const& feed, std::uint64_t since) {
  BASSIN_TRY(auto const changes, feeds::changes_after(session, feed, since, changes_most));
  std::map<Kind, std::vector<std::string>> ids;
  for (auto const& it : changes) {
    if (!it.gone) ids[it.kind].push_back(it.record);
  }
  std::map<Kind, FeedRecords> records;
  for (auto const& [kind, some] : ids) {
    BASSIN_TRY(records[kind], feed_records(session, call, casework, feed, kind, some));
  }
  Answer out;
  out.number = changes.empty() ? std::max(since, feed.number) : changes.back().number;
  for (auto const& it : changes) {
    auto const found = records[it.kind].find(it.record);
    bool const gone = found == records[it.kind].end();
    out.records.push_back({{"kind", id_of(it.kind)},
                           {"id", it.record},
                           {"number", it.number},
                           {"gone", gone},
                           {"record", gone ? Json(nullptr) : std::move(found->second)}});
  }
  return out;
}

Result<std::uint64_t> since_of(Call const& call) {
  auto const text = asked(call, "since");
  if (!text) return std::uint64_t{0};
  bool const digits = !text->empty() && text->size() <= 15 && text->find_first_not_of("0123456789") == std::string::npos;
  if (!digits) return Error("query.bad_value", {{"name", "since"}, {"value", *text}, {"allowed", "0, 1, 2 …"}});
  return static_cast<std::uint64_t>(std::stoull(*text));
}

Result<void> note(sql::Session& session, Casework const& casework, Call const& call, Feed const& feed, std::uint64_t since,
                  Answer const& answer) {
  BASSIN_DO(feeds::note_reading(session, feed, call.context.today()));
  if (answer.records.empty()) return {};
  Json const handed{{"name", feed.facts.name}, {"since", since}, {"to", answer.number}, {"records", answer.records.size()}};
  return access::record(session, act_of(call, casework), "feed.read", "feed", feed.id, "", handed.dump());
}

// Changes that were numbered before come first, without a comparison of their own; there is no more once one has come to its end.
Result<Json> changes_of(Call const& call, Casework const& casework, Feed feed, std::uint64_t since) {
  auto& store = *casework.store;
  Answer answer;
  bool compared = false;
  for (int stretch = 0;; ++stretch) {
    BASSIN_TRY(answer, store.read([&](sql::Session& session) { return answer_from(session, call, casework, feed, since); }));
    bool const enough = answer.records.size() == changes_most || stretch == stretches_most;
    bool const waiting = stretch == 0 && !feed.at && !answer.records.empty();
    compared = stretch > 0 && !feed.at;
    if (enough || compared || waiting) break;
    BASSIN_TRY(feed, store.write([&](sql::Session& session) { return compare_stretch(session, call, casework, feed.id); }));
  }
  BASSIN_DO(store.write([&](sql::Session& session) { return note(session, casework, call, feed, since, answer); }));
  bool const more = !compared || answer.records.size() == changes_most;
  return Json{{"number", answer.number}, {"more", more}, {"records", std::move(answer.records)}};
}

std::string key_of(Call const& call) {
  auto const header = call.request.header("Authorization").value_or("");
  constexpr std::string_view scheme = "Bearer ";
  return header.starts_with(scheme) ? std::string(header.substr(scheme.size())) : std::string();
}

http::Response too_often(Call const& call, unsigned seconds) {
  auto response = answer_of(Error("feeds.too_often", {{"seconds", std::to_string(seconds)}}), call.context, call.request);
  response.set_header("Retry-After", std::to_string(seconds));
  return response;
}

Result<http::Response> get_feed(Call const& call, Casework const& casework, Limits& limits) {
  auto const now = std::chrono::steady_clock::now();
  auto const today = call.context.today();
  auto const key = key_of(call);
  BASSIN_TRY(auto const feed, casework.store->read([&](sql::Session& session) { return feeds::feed_of_key(session, key, today); }));
  auto const wait = feed ? limits.feeds.take(feed->id, now) : limits.clients.take(call.request.client, now);
  if (wait > 0) return too_often(call, wait);
  if (!feed) return Error("feeds.no_key");
  BASSIN_TRY(auto const since, since_of(call));
  BASSIN_TRY(auto const reader, casework.store->read([&](sql::Session& session) { return reader_of(session, *feed, today); }));
  Call const as{call.context, call.request, reader, call.rule};
  BASSIN_TRY(auto answer, changes_of(as, casework, *feed, since));
  auto response = answer_of(std::move(answer), call.context, call.request);
  response.set_header("Cache-Control", "no-store");
  return response;
}

}  // namespace

void add_feed_endpoints(Routes& routes, Casework const& casework) {
  using access::Need;
  using http::Lane;
  using http::Method;
  auto const with = [&casework](auto endpoint) { return [&casework, endpoint](Call const& call) { return endpoint(call, casework); }; };
  routes.add({Method::get, "/api/v1/feeds", Need::manage_partners, Lane::store}, with(get_feeds));
  routes.add({Method::post, "/api/v1/feeds", Need::manage_partners, Lane::store}, with(post_feed));
  routes.add({Method::post, "/api/v1/feeds/{id}/key", Need::manage_partners, Lane::store}, with(post_key));
  routes.add({Method::remove, "/api/v1/feeds/{id}", Need::manage_partners, Lane::store}, with(delete_feed));
  auto const limits = std::make_shared<Limits>();
  routes.add_raw({Method::get, "/api/v1/feed", Need::nothing, Lane::store},
                 [&casework, limits](Call const& call) { return get_feed(call, casework, *limits); });
}

}  // namespace bassin::service
