#include "service/casework_source.h"

#include <algorithm>

#include "access/reader.h"
#include "query/view.h"
#include "service/casework_overlay.h"
#include "service/last_contacts.h"
#include "service/register_source.h"
#include "sql/store.h"
#include "support/changes.h"

namespace bassin::service {

using base::Result;

// A view, and what it was made of.
struct CaseworkSource::Entry {
  access::Reader reader;  // organisation and territory
  std::uint64_t number = 0;
  std::shared_ptr<query::View const> base;
  LastContactMemory::Seen contacts;
  std::shared_ptr<Matched const> matches;
  Seeing seeing;
};

namespace {

// What was read anew, to be put in place at once.
struct Fresh {
  support::Changes changes;
  support::Words words;
  support::FactsByBusiness facts;  // all, or those that changed
  LastContactMemory::Fresh contacts;
};

Result<Fresh> read_changes(sql::Session& session, bool all, std::uint64_t since) {
  Fresh fresh;
  BASSIN_TRY(fresh.changes, support::changes_since(session, since));
  fresh.changes.all = fresh.changes.all || all;
  if (fresh.changes.all || fresh.changes.words) {
    BASSIN_TRY(fresh.words, support::read_words(session));
  }
  if (fresh.changes.all) {
    BASSIN_TRY(fresh.facts, support::read_all_facts(session));
    return fresh;
  }
  for (auto const& business : fresh.changes.businesses) {
    BASSIN_TRY(fresh.facts[business], support::read_facts(session, business));
  }
  return fresh;
}

bool same_territory(access::Reader const& a, access::Reader const& b) {
  if (a.communes == b.communes) return true;
  return a.communes && b.communes && *a.communes == *b.communes;
}

}  // namespace

CaseworkSource::CaseworkSource(sql::Store& store, RegisterSource const& registry, std::function<base::Date()> today)
    : store_(store),
      registry_(registry),
      today_(std::move(today)),
      contacts_(std::make_unique<LastContactMemory>()),
      matches_(std::make_shared<Matched const>()) {}
CaseworkSource::~CaseworkSource() = default;

Result<void> CaseworkSource::refresh() {
  std::lock_guard const one_at_a_time(refreshing_);
  bool const all = !loaded_;  // written under `refreshing_` only
  auto const day = today_();
  auto read = store_.read([&](sql::Session& session) -> Result<Fresh> {
    BASSIN_TRY(auto fresh, read_changes(session, all, number_));
    BASSIN_TRY(fresh.contacts, contacts_->read(session, fresh.changes, all, day));
    return fresh;
  });
  if (!read.ok()) return std::move(read).error();
  auto& fresh = *read;
  if (!all && fresh.changes.number == number_ && !fresh.contacts.sharing) return {};
  std::unique_lock const lock(facts_mutex_);
  if (fresh.changes.all || fresh.changes.words) words_ = std::move(fresh.words);
  if (fresh.changes.all) {
    facts_ = std::move(fresh.facts);
  } else {
    for (auto& [business, facts] : fresh.facts) {
      if (facts.empty()) {
        facts_.erase(business);
      } else {
        facts_[business] = std::move(facts);
      }
    }
  }
  if (fresh.changes.all || !fresh.facts.empty()) note_matches();
  number_ = fresh.changes.number;
  contacts_->put(std::move(fresh.contacts), number_);
  loaded_ = true;
  return {};
}

void CaseworkSource::note_matches() {
  Matched matches;
  for (auto const& [business, facts] : facts_) {
    if (facts.local && !facts.local->matched_siret.empty()) matches.emplace(facts.local->id, std::stoull(facts.local->matched_siret));
  }
  if (matches != *matches_) matches_ = std::make_shared<Matched const>(std::move(matches));
}

bool CaseworkSource::current(Entry const& entry) const {
  std::shared_lock const lock(facts_mutex_);
  return entry.number == number_ && entry.contacts.sharing == contacts_->sharing() && entry.base == registry_.view();
}

Result<std::shared_ptr<CaseworkSource::Entry const>> CaseworkSource::make(access::Reader const& reader,
                                                                          std::shared_ptr<query::View const> base) {
  auto entry = std::make_shared<Entry>();
  entry->reader = reader;
  entry->base = base;
  auto casework = std::make_shared<CaseworkOverlay>();
  auto const former = find(reader, Use::looked_at);
  std::shared_lock const lock(facts_mutex_);
  if (!loaded_) return base::Error("service.not_ready");
  BASSIN_TRY(*casework, casework_overlay(words_, facts_, reader, contacts_->opened_to(reader)));
  entry->number = number_;
  auto& seeing = entry->seeing;
  seeing.without_contacts = base;
  bool const same_data =
      base && former && former->base == base && former->seeing.without_contacts->overlay().version() == casework->overlay->version();
  if (same_data) {
    seeing.without_contacts = former->seeing.without_contacts;
  } else if (base && !casework->overlay->empty()) {
    BASSIN_TRY(seeing.without_contacts,
               query::View::of(std::shared_ptr<registry::Snapshot const>(base, &base->snapshot()), casework->overlay));
  }
  if (base) {
    entry->matches = matches_;
    bool const same_businesses = same_data && former->matches == matches_;
    entry->contacts = contacts_->seen(reader, seeing.without_contacts, *matches_, same_businesses ? &former->contacts : nullptr);
    seeing.view = query::View::with(seeing.without_contacts, entry->contacts.days);
  } else {
    entry->contacts.sharing = contacts_->sharing();
  }
  seeing.casework = std::move(casework);
  return std::shared_ptr<Entry const>(std::move(entry));
}

std::shared_ptr<CaseworkSource::Entry const> CaseworkSource::find(access::Reader const& reader, Use use) {
  std::lock_guard const lock(views_mutex_);
  auto const found = views_.find(reader.organisation);
  if (found == views_.end() || !same_territory(found->second.entry->reader, reader)) return nullptr;
  if (use == Use::asked) found->second.used = ++uses_;
  return found->second.entry;
}

void CaseworkSource::keep(access::Reader const& reader, std::shared_ptr<Entry const> entry) {
  std::lock_guard const lock(views_mutex_);
  auto& kept = views_[reader.organisation];
  kept.entry.swap(entry);
  if (kept.used == 0) kept.used = ++uses_;
  if (views_.size() <= views_most) return;
  auto const oldest =
      std::min_element(views_.begin(), views_.end(), [](auto const& a, auto const& b) { return a.second.used < b.second.used; });
  views_.erase(oldest);
}

Result<Seeing> CaseworkSource::of(access::Reader const& reader) {
  auto const base = registry_.view();
  bool const member = reader.standing == access::Reader::Standing::member && !reader.organisation.empty();
  if (!member) return Seeing{base, base, nullptr};
  auto const usable = [&base](auto const& found) { return found && (found->seeing.view || !base); };
  if (auto const found = find(reader, Use::asked); usable(found)) return found->seeing;
  std::lock_guard const one_at_a_time(making_);
  if (auto const found = find(reader, Use::asked); usable(found)) return found->seeing;  // made while we waited
  BASSIN_TRY(auto entry, make(reader, base));
  auto seeing = entry->seeing;
  keep(reader, std::move(entry));
  return seeing;
}

Result<void> CaseworkSource::take_up(access::Reader const& reader) {
  BASSIN_DO(refresh());
  {
    std::lock_guard const one_at_a_time(making_);
    auto const found = find(reader, Use::asked);
    if (!found || !current(*found)) {
      BASSIN_TRY(auto entry, make(reader, registry_.view()));
      keep(reader, std::move(entry));
    }
  }
  std::lock_guard const lock(wake_mutex_);
  woken_ = true;
  wake_.notify_all();
  return {};
}

void CaseworkSource::renew_all(std::function<void(base::Error const&)> const& trouble) {
  auto const base = registry_.view();
  std::vector<std::shared_ptr<Entry const>> stale;
  {
    std::lock_guard const lock(views_mutex_);
    for (auto const& [organisation, kept] : views_) stale.push_back(kept.entry);
  }
  for (auto const& entry : stale) {
    std::lock_guard const one_at_a_time(making_);
    auto const now = find(entry->reader, Use::looked_at);
    if (!now || current(*now)) continue;
    auto fresh = make(entry->reader, base);
    if (!fresh.ok()) {
      trouble(fresh.error());
      continue;
    }
    keep(entry->reader, std::move(fresh).value());
  }
}

Result<support::Zone> CaseworkSource::zone(access::Reader const& reader, std::string const& id) const {
  std::shared_lock const lock(facts_mutex_);
  if (!loaded_) return base::Error("service.not_ready");
  auto const found = words_.zones.find(id);
  if (found == words_.zones.end() || !support::sees(reader, found->second))
    return base::Error("support.unknown_zone", {{"id", id.substr(0, 100)}});
  return found->second;
}

std::map<std::string, std::string> CaseworkSource::matched() const {
  std::map<std::string, std::string> out;
  std::shared_lock const lock(facts_mutex_);
  for (auto const& [business, facts] : facts_) {
    if (facts.local && !facts.local->matched_siret.empty()) out.emplace(facts.local->key(), facts.local->matched_siret);
  }
  return out;
}

void CaseworkSource::watch(std::function<void(base::Error const&)> trouble) {
  watcher_ = std::jthread([this, trouble = std::move(trouble)](std::stop_token const& stop) {
    while (!stop.stop_requested()) {
      {
        std::unique_lock lock(wake_mutex_);
        wake_.wait_for(lock, stop, std::chrono::seconds(1), [this] { return woken_; });
        woken_ = false;
      }
      if (stop.stop_requested()) return;
      auto const done = refresh();
      if (!done.ok()) trouble(done.error());
      renew_all(trouble);
    }
  });
}

}  // namespace bassin::service
