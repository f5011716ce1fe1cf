#include "service/last_contacts.h"

#include <algorithm>
#include <map>

#include "query/view.h"
#include "support/changes.h"

namespace bassin::service {

namespace {

using base::Result;
using query::BusinessId;

constexpr std::size_t recent_most = 4096;
constexpr std::string_view local_prefix = "local:";

// What one organisation knows of the last days.
class Knowing {
 public:
  Knowing(support::LastExchanges const& exchanges, access::Sharing sharing, Matched const& matched)
      : exchanges_(exchanges), sharing_(std::move(sharing)) {
    for (auto const& [id, siret] : matched) of_siret_[siret].push_back(std::string(local_prefix) + id);
  }

  [[nodiscard]] std::optional<base::Date> day_of(BusinessId const& id) {
    auto last = day_under(id.text());
    auto const more = of_siret_.find(id.siret);
    if (!id.local.empty() || more == of_siret_.end()) return last;
    for (auto const& key : more->second) last = std::max(last, day_under(key));
    return last;
  }

 private:
  std::optional<base::Date> day_under(std::string const& key) {
    std::optional<base::Date> last;
    auto const found = exchanges_.find(key);
    if (found == exchanges_.end()) return last;
    for (auto const& it : found->second) {
      if (level(it) >= access::Level::presence) last = std::max(last, std::optional(it.on));
    }
    return last;
  }
  // Conventions hold a commune's businesses alike: one decision each for all of them.
  access::Level level(support::LastExchange const& it) {
    auto const [at, fresh] = levels_.try_emplace({it.organisation, it.commune, it.kept_in}, access::Level::nothing);
    if (fresh) at->second = sharing_.level({it.organisation, access::RecordKind::exchange, it.commune, it.kept_in});
    return at->second;
  }

  support::LastExchanges const& exchanges_;
  access::Sharing sharing_;
  std::unordered_map<std::uint64_t, std::vector<std::string>> of_siret_;
  std::map<std::tuple<std::string, std::string, bool>, access::Level> levels_;
};

// The business under which the overlay knows what is kept under that key.
std::optional<BusinessId> id_of(std::string const& key, Matched const& matched) {
  auto id = query::parse_business_id(key);
  if (!id || id->local.empty()) return id;
  auto const found = matched.find(id->local);
  return found == matched.end() ? id : BusinessId::of(found->second);
}

template <class Keys>
std::vector<query::LastContact> contacts(Keys const& keys, Matched const& matched, Knowing& knowing) {
  std::vector<BusinessId> ids;
  ids.reserve(keys.size());
  for (auto const& key : keys) {
    if (auto id = id_of(key, matched)) ids.push_back(std::move(*id));
  }
  std::sort(ids.begin(), ids.end());
  ids.erase(std::unique(ids.begin(), ids.end()), ids.end());
  std::vector<query::LastContact> out;
  out.reserve(ids.size());
  for (auto& id : ids) {
    auto const day = knowing.day_of(id);
    out.push_back({std::move(id), day});
  }
  return out;
}

}  // namespace

Result<LastContactMemory::Fresh> LastContactMemory::read(sql::Session& session, support::Changes const& changes, bool all,
                                                         base::Date day) const {
  Fresh out;
  out.day = day;
  BASSIN_TRY(out.sharing_number, access::sharing_number(session));
  if (!sharing_ || out.sharing_number != sharing_number_ || day != day_) {
    BASSIN_TRY(auto sharing, access::SharingOfAll::read(session, day));
    out.sharing = std::make_shared<access::SharingOfAll const>(std::move(sharing));
  }
  out.all = all || changes.exchanges;
  if (out.all) {
    BASSIN_TRY(out.exchanges, support::read_all_last_exchanges(session));
  } else if (!changes.exchanges_with.empty()) {
    out.changed = changes.exchanges_with;
    BASSIN_TRY(out.exchanges, support::read_last_exchanges(session, out.changed));
  }
  return out;
}

void LastContactMemory::put(Fresh fresh, std::uint64_t number) {
  if (fresh.sharing) {
    sharing_ = std::move(fresh.sharing);
    sharing_number_ = fresh.sharing_number;
    day_ = fresh.day;
    ++sharing_version_;
  }
  if (fresh.all) exchanges_ = std::move(fresh.exchanges);
  for (auto const& business : fresh.changed) {
    auto const found = fresh.exchanges.find(business);
    if (found == fresh.exchanges.end()) {
      exchanges_.erase(business);
    } else {
      exchanges_[business] = std::move(found->second);
    }
    recent_.push_back({number, business});
  }
  number_ = number;
  if (!fresh.all && recent_.size() <= recent_most) return;
  recent_.clear();
  known_from_ = number;
}

access::Sharing LastContactMemory::opened_to(access::Reader const& reader) const {
  return sharing_ ? sharing_->of(reader) : access::Sharing();
}

std::optional<std::vector<std::string>> LastContactMemory::changed_since(std::uint64_t number) const {
  if (number < known_from_) return std::nullopt;
  std::vector<std::string> out;
  for (auto const& it : recent_) {
    if (it.number > number) out.push_back(it.business);
  }
  return out;
}

LastContactMemory::Seen LastContactMemory::seen(access::Reader const& reader, std::shared_ptr<query::View const> view,
                                                Matched const& matched, Seen const* former) const {
  Seen out{view, nullptr, number_, sharing_version_};
  bool const alike = former != nullptr && former->days && former->view == view && former->sharing == sharing_version_;
  auto const changed = alike ? changed_since(former->number) : std::nullopt;
  if (changed && changed->empty()) {
    out.days = former->days;
    return out;
  }
  Knowing knowing(exchanges_, opened_to(reader), matched);
  if (changed) {
    out.days = former->days->with(*view, contacts(*changed, matched, knowing));
    return out;
  }
  std::vector<std::string> keys;
  keys.reserve(exchanges_.size());
  for (auto const& [key, days] : exchanges_) keys.push_back(key);
  out.days = query::LastContacts::of(*view, contacts(keys, matched, knowing));
  return out;
}

}  // namespace bassin::service
