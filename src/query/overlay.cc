#include "query/overlay.h"

#include <fmt/format.h>

#include <algorithm>
#include <set>

#include "base/checksum.h"
#include "query/internal/keys.h"

namespace bassin::query {

namespace {

constexpr std::string_view local_prefix = "local:";

bool is_blank(char c) { return c == ' ' || c == '\t' || c == '\n' || c == '\r'; }

bool good_local_id(std::string_view id) { return !id.empty() && std::none_of(id.begin(), id.end(), is_blank); }

bool in_range(std::optional<geo::Point> const& point) {
  if (!point) return true;
  return point->known() && point->lon >= -geo::kMaxLon && point->lon <= geo::kMaxLon && point->lat >= -geo::kMaxLat &&
         point->lat <= geo::kMaxLat;
}

void insert_once(std::vector<std::string>& sorted, std::string text) {
  auto const at = std::lower_bound(sorted.begin(), sorted.end(), text);
  if (at == sorted.end() || *at != text) sorted.insert(at, std::move(text));
}

// The content as one text, for the version.
class Canonical {
 public:
  Canonical& add(std::string_view text) {
    out_ += fmt::format("{}:", text.size());
    out_ += text;
    return *this;
  }
  template <class T>
  Canonical& number(T value) {
    out_ += fmt::format("{};", value);
    return *this;
  }
  Canonical& date(std::optional<base::Date> const& date) { return date ? number(date->days) : add("-"); }
  Canonical& point(std::optional<geo::Point> const& point) { return point ? number(point->lon).number(point->lat) : add("-"); }
  Canonical& texts(std::vector<std::string> const& texts) {
    number(texts.size());
    for (auto const& text : texts) add(text);
    return *this;
  }
  [[nodiscard]] std::string version() const { return fmt::format("{:016x}", base::checksum(out_)); }

 private:
  std::string out_;
};

void write(Canonical& out, BusinessId const& id, OverlayEntry const& e) {
  out.add(id.text()).texts(e.tags).texts(e.portfolios).texts(e.follow_ups).date(e.last_contact).point(e.position);
  out.number(e.activity ? 1 : 0).number(e.chambers ? 1 : 0).number(e.name ? 1 : 0);
  if (e.activity) out.number(static_cast<int>(e.activity->nomenclature)).add(e.activity->code);
  if (e.chambers) out.number(e.chambers->chambers).add(e.chambers->reason);
  if (e.name) out.add(*e.name);
}

void write(Canonical& out, LocalBusiness const& b) {
  out.add(b.id).add(b.name).add(b.address).add(b.commune).point(b.position);
  out.number(static_cast<int>(b.activity.nomenclature)).add(b.activity.code).add(b.activity_2025);
  out.number(b.size).number(b.legal_category).number(static_cast<int>(b.state)).number(static_cast<int>(b.employer));
  out.number(static_cast<int>(b.head_office)).date(b.created).date(b.closed).number(b.privacy);
}

}  // namespace

std::uint8_t privacy_of(LocalBusiness const& business) {
  bool const legal_person = business.legal_category != 0 && business.legal_category / 1000 != 1;
  return static_cast<std::uint8_t>(business.privacy | (legal_person ? registry::hides_nothing : registry::of_natural_person));
}

std::string BusinessId::text() const { return local.empty() ? fmt::format("{:014}", siret) : std::string(local_prefix) + local; }

std::optional<BusinessId> parse_business_id(std::string_view text) {
  if (text.starts_with(local_prefix)) {
    text.remove_prefix(local_prefix.size());
    if (!good_local_id(text)) return std::nullopt;
    return BusinessId::of_local(std::string(text));
  }
  std::uint64_t siret = 0;
  int digits = 0;
  for (char const c : text) {
    if (is_blank(c)) continue;
    if (c < '0' || c > '9' || ++digits > 14) return std::nullopt;
    siret = siret * 10 + static_cast<std::uint64_t>(c - '0');
  }
  if (digits != 14 || siret == 0) return std::nullopt;
  return BusinessId::of(siret);
}

OverlayEntry const* Overlay::find(BusinessId const& id) const {
  auto const found = entries_.find(id);
  return found == entries_.end() ? nullptr : &found->second;
}

OverlayBuilder& OverlayBuilder::tag(BusinessId const& id, std::string name) {
  insert_once(entries_[id].tags, std::move(name));
  return *this;
}

OverlayBuilder& OverlayBuilder::portfolio(BusinessId const& id, std::string name) {
  insert_once(entries_[id].portfolios, std::move(name));
  return *this;
}

OverlayBuilder& OverlayBuilder::follow_up(BusinessId const& id, bool own) {
  auto& words = entries_[id].follow_ups;
  insert_once(words, std::string(internal::follow_up_ids[0]));
  if (own) insert_once(words, std::string(internal::follow_up_ids[1]));
  return *this;
}

OverlayBuilder& OverlayBuilder::contact(BusinessId const& id, base::Date date) {
  auto& last = entries_[id].last_contact;
  last = last ? std::max(*last, date) : date;
  return *this;
}

OverlayBuilder& OverlayBuilder::position(BusinessId const& id, geo::Point corrected) {
  entries_[id].position = corrected;
  return *this;
}

OverlayBuilder& OverlayBuilder::activity(BusinessId const& id, ActivityCode corrected) {
  entries_[id].activity = std::move(corrected);
  return *this;
}

OverlayBuilder& OverlayBuilder::chambers(BusinessId const& id, reference::ChamberOverride corrected) {
  entries_[id].chambers = std::move(corrected);
  return *this;
}

OverlayBuilder& OverlayBuilder::name(BusinessId const& id, std::string corrected) {
  entries_[id].name = std::move(corrected);
  return *this;
}

OverlayBuilder& OverlayBuilder::add(LocalBusiness business) {
  locals_.push_back(std::move(business));
  return *this;
}

base::Result<std::shared_ptr<Overlay const>> OverlayBuilder::build() && {
  std::sort(locals_.begin(), locals_.end(), [](auto const& a, auto const& b) { return a.id < b.id; });
  std::set<std::string_view> ids;
  for (auto const& business : locals_) {
    bool const fresh = good_local_id(business.id) && ids.insert(business.id).second;
    if (!fresh) return base::Error("query.overlay_local_id", {{"id", business.id}});
    if (!in_range(business.position)) return base::Error("query.overlay_position", {{"id", business.id}});
  }
  Canonical canonical;
  for (auto const& [id, entry] : entries_) {
    if (!in_range(entry.position)) return base::Error("query.overlay_position", {{"id", id.text()}});
    if (!id.local.empty() && !ids.contains(id.local)) return base::Error("query.overlay_unknown_local", {{"id", id.local}});
    write(canonical, id, entry);
  }
  for (auto const& business : locals_) write(canonical, business);
  auto overlay = std::make_shared<Overlay>();
  overlay->version_ = entries_.empty() && locals_.empty() ? "" : canonical.version();
  overlay->entries_ = std::move(entries_);
  overlay->locals_ = std::move(locals_);
  return std::shared_ptr<Overlay const>(std::move(overlay));
}

}  // namespace bassin::query
