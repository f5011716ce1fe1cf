#include "feeds/comparison.h"

#include <fmt/format.h>

#include <algorithm>
#include <map>

#include "feeds/internal/feed_row.h"
#include "partners/secret.h"

namespace bassin::feeds {

using base::Error;
using base::Result;

namespace {

using Prints = std::map<std::string, std::string>;  // by record

// Of what is not gone.
Result<Prints> prints_before(sql::Session& session, Feed const& feed, Stretch const& stretch) {
  BASSIN_TRY(auto const rows,
             session.rows("select record, print from feed_record where feed = :feed and kind = :kind and record > :after "
                          "and (:to = '' or record <= :to) and gone_on is null",
                          {{"feed", feed.id}, {"kind", id_of(stretch.kind)}, {"after", stretch.after}, {"to", stretch.to}}));
  Prints out;
  for (auto const& row : rows) out.emplace(row.text("record"), row.text("print"));
  return out;
}

struct Differing {
  std::string record, print;  // print: "" of one that is gone
};

std::vector<Differing> differing(Prints before, std::vector<Shown> const& shown) {
  std::vector<Differing> out;
  for (auto const& it : shown) {
    auto print = partners::hash_of_text(it.words);
    auto const found = before.find(it.record);
    bool const same = found != before.end() && found->second == print;
    if (found != before.end()) before.erase(found);
    if (!same) out.push_back({it.record, std::move(print)});
  }
  for (auto const& [record, print] : before) out.push_back({record, ""});
  return out;
}

Result<void> number_them(sql::Session& session, Feed& feed, Kind kind, std::vector<Differing> const& all, base::Date today) {
  for (auto const& it : all) {
    bool const gone = it.print.empty();
    BASSIN_DO(session.run(
        "insert into feed_record (feed, kind, record, number, print, gone_on) values (:feed, :kind, :record, :number, :print, :gone_on) on "
        "conflict (feed, kind, record) do update set number = excluded.number, print = excluded.print, gone_on = excluded.gone_on",
        {{"feed", feed.id},
         {"kind", id_of(kind)},
         {"record", it.record},
         {"number", static_cast<std::int64_t>(++feed.number)},
         {"print", it.print},
         {"gone_on", gone ? sql::Value(to_iso(today)) : sql::Value()}}));
  }
  return {};
}

// After that stretch; nothing: it was the last one of the last kind.
std::optional<Position> next(Feed const& feed, Stretch const& stretch) {
  if (!stretch.to.empty()) return Position{stretch.kind, stretch.to};
  auto const& kinds = feed.facts.kinds;
  auto const later = std::find_if(kinds.begin(), kinds.end(), [&](Kind kind) { return kind > stretch.kind; });
  return later == kinds.end() ? std::nullopt : std::optional(Position{*later, ""});
}

Result<void> keep(sql::Session& session, Feed const& feed) {
  return session.run("update feed set number = :number, forgotten = :forgotten, at_kind = :kind, at_record = :record where id = :id",
                     {{"id", feed.id},
                      {"number", static_cast<std::int64_t>(feed.number)},
                      {"forgotten", static_cast<std::int64_t>(feed.forgotten)},
                      {"kind", feed.at ? id_of(feed.at->kind) : std::string_view()},
                      {"record", feed.at ? feed.at->after : std::string()}});
}

Result<void> forget(sql::Session& session, Feed& feed, base::Date today) {
  auto const before = to_iso(base::Date{today.days - gone_days});
  BASSIN_TRY(auto const row, session.row("select max(number) as number from feed_record where feed = :feed and gone_on < :before",
                                         {{"feed", feed.id}, {"before", before}}));
  auto const last = row ? row->optional_integer("number") : std::nullopt;
  if (!last) return {};
  feed.forgotten = std::max(feed.forgotten, static_cast<std::uint64_t>(*last));
  return session.run("delete from feed_record where feed = :feed and gone_on < :before", {{"feed", feed.id}, {"before", before}});
}

}  // namespace

Result<Feed> begin_comparison(sql::Session& session, std::string const& feed, base::Date today) {
  static std::string const statement = "select " + std::string(internal::columns) + " from feed where id = :id";
  // Who comes second waits here, and then reads what the first one wrote.
  BASSIN_TRY(auto const there, session.execute("update feed set number = number where id = :id", {{"id", feed}}));
  if (there == 0) return Error("feeds.unknown", {{"id", feed}});
  BASSIN_TRY(auto const row, session.row(statement, {{"id", feed}}));
  auto out = internal::feed_of(*row);
  if (out.at) return out;
  BASSIN_DO(forget(session, out, today));
  out.at = Position{out.facts.kinds.at(0), ""};
  return out;
}

Result<Feed> compare(sql::Session& session, Feed feed, Stretch const& stretch, base::Date today) {
  BASSIN_TRY(auto before, prints_before(session, feed, stretch));
  BASSIN_DO(number_them(session, feed, stretch.kind, differing(std::move(before), stretch.shown), today));
  feed.at = next(feed, stretch);
  BASSIN_DO(keep(session, feed));
  return feed;
}

Result<std::vector<Change>> changes_after(sql::Session& session, Feed const& feed, std::uint64_t since, std::size_t most) {
  if (since > feed.number) return Error("feeds.unknown_number", {{"since", std::to_string(since)}});
  if (since > 0 && since < feed.forgotten) return Error("feeds.too_long_ago", {{"since", std::to_string(since)}});
  BASSIN_TRY(auto const rows,
             session.rows("select number, kind, record, gone_on from feed_record where feed = :feed and number > :since and (:since > 0 or "
                          "gone_on is null) order by number limit :most",
                          {{"feed", feed.id}, {"since", static_cast<std::int64_t>(since)}, {"most", most}}));
  std::vector<Change> out;
  for (auto const& row : rows) {
    auto const kind = parse_kind(row.text("kind"));
    if (kind) out.push_back({static_cast<std::uint64_t>(row.integer("number")), *kind, row.text("record"), !row.null("gone_on")});
  }
  return out;
}

}  // namespace bassin::feeds
