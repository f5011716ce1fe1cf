#include "service/feed_records.h"

#include <nlohmann/json.hpp>

#include "service/casework_titles.h"
#include "service/contact_json.h"
#include "service/exchange_json.h"
#include "service/follow_up_json.h"
#include "service/need_json.h"
#include "support/bulk_reading.h"
#include "support/contact_reading.h"

namespace bassin::service {

using base::Result;
using feeds::Feed;
using feeds::Kind;

namespace {

template <class Seen, class FactsOf>
void drop_sensitive(std::vector<Seen>& all, FactsOf facts_of) {
  std::erase_if(all, [&](Seen const& it) { return support::is_sensitive(facts_of(it).theme); });
}

Result<Json> about_businesses(sql::Session& session, Call const& call, Feed const& feed, Kind kind, std::vector<std::string> const& ids) {
  auto const today = call.context.today();
  if (kind == Kind::exchange) {
    BASSIN_TRY(auto all, support::read_exchanges(session, call.reader, today, ids));
    if (!feed.facts.sensitive) drop_sensitive(all, [](auto const& it) { return it.exchange.facts; });
    return exchanges_json(session, call.reader, all);
  }
  if (kind == Kind::need) {
    BASSIN_TRY(auto all, support::read_needs(session, call.reader, today, ids));
    if (!feed.facts.sensitive) drop_sensitive(all, [](auto const& it) { return it.need.facts; });
    return needs_json(session, call.reader, today, all);
  }
  BASSIN_TRY(auto all, support::read_follow_ups(session, call.reader, today, ids));
  if (!feed.facts.sensitive) drop_sensitive(all, [](auto const& it) { return it.follow_up.facts; });
  return follow_ups_json(session, call.reader, all);
}

Result<Json> contacts(sql::Session& session, Call const& call, Casework const& casework, std::vector<std::string> const& ids) {
  BASSIN_TRY(auto all, support::read_contacts(session, call.reader, call.context.today(), ids));
  std::erase_if(all, [](auto const& it) { return !it.own; });
  BASSIN_TRY(auto const names, ContactNames::read(session, call, casework, all));
  return to_json(all, names, call);
}

}  // namespace

Result<FeedRecords> feed_records(sql::Session& session, Call const& call, Casework const& casework, Feed const& feed, Kind kind,
                                 std::vector<std::string> const& ids) {
  Json list = Json::array();
  if (kind == Kind::contact) {
    BASSIN_TRY(list, contacts(session, call, casework, ids));
  } else {
    BASSIN_TRY(list, about_businesses(session, call, feed, kind, ids));
    BASSIN_DO(put_titles(call, casework, session, list));
  }
  FeedRecords out;
  for (auto& it : list) {
    for (auto const* const of_the_screen : {"may", "mayPart", "changeable", "silentDays", "part"}) it.erase(of_the_screen);
    auto const id = it.at("id").get<std::string>();
    out.emplace(id, std::move(it));
  }
  return out;
}

}  // namespace bassin::service
