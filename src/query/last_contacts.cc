#include "query/last_contacts.h"

#include <fmt/format.h>

#include <algorithm>
#include <span>

#include "base/checksum.h"
#include "query/view.h"

namespace bassin::query {

namespace {

using Days = std::vector<LastContacts::Day>;

// By row; those without a contact have no day.
Days resolved(View const& view, std::vector<LastContact> const& contacts) {
  Days out;
  out.reserve(contacts.size());
  for (auto const& contact : contacts) {
    auto const row = view.find(contact.id);
    if (row) out.push_back({*row, base::DayCode::of(contact.day)});
  }
  std::sort(out.begin(), out.end(), [](auto const& a, auto const& b) { return a.row < b.row; });
  return out;
}

std::string version_of(Days const& days) {
  std::vector<std::uint64_t> words;
  words.reserve(days.size());
  for (auto const& day : days) words.push_back(std::uint64_t{day.row} << 16U | day.date.v);
  return fmt::format("{:016x}", base::checksum(std::as_bytes(std::span(words))));
}

}  // namespace

std::shared_ptr<LastContacts const> LastContacts::of(View const& view, std::vector<LastContact> const& days) {
  return LastContacts().with(view, days);
}

std::shared_ptr<LastContacts const> LastContacts::with(View const& view, std::vector<LastContact> const& changed) const {
  auto const fresh = resolved(view, changed);
  auto out = std::make_shared<LastContacts>();
  out->days_.reserve(days_.size() + fresh.size());
  auto old = days_.begin();
  for (auto const& day : fresh) {
    auto const upto = std::lower_bound(old, days_.end(), day.row, [](auto const& one, std::uint32_t row) { return one.row < row; });
    out->days_.insert(out->days_.end(), old, upto);
    old = upto != days_.end() && upto->row == day.row ? std::next(upto) : upto;
    if (day.date.v != base::DayCode::unknown) out->days_.push_back(day);
  }
  out->days_.insert(out->days_.end(), old, days_.end());
  out->version_ = version_of(out->days_);
  return out;
}

}  // namespace bassin::query
