#include "query/view.h"

#include <algorithm>
#include <utility>

#include "query/internal/guard.h"
#include "query/internal/tables.h"
#include "query/last_contacts.h"

namespace bassin::query {

namespace {

std::shared_ptr<LastContacts const> contacts_of(View const& view) {
  std::vector<LastContact> days;
  for (auto const& [id, entry] : view.overlay().entries()) {
    if (entry.last_contact) days.push_back({id, entry.last_contact});
  }
  return LastContacts::of(view, days);
}

}  // namespace

View::View() = default;
View::~View() = default;

base::Result<std::shared_ptr<View const>> View::of(std::shared_ptr<registry::Snapshot const> snapshot,
                                                   std::shared_ptr<Overlay const> overlay) {
  static auto const nothing = std::make_shared<Overlay const>();
  return internal::guarded([&]() -> base::Result<std::shared_ptr<View const>> {
    std::shared_ptr<View> view(new View());
    view->snapshot_ = std::move(snapshot);
    view->overlay_ = overlay ? overlay : nothing;
    view->tables_ = std::make_shared<internal::Tables const>(*view->snapshot_, *view->overlay_);
    view->contacts_ = contacts_of(*view);
    return std::shared_ptr<View const>(std::move(view));
  });
}

std::shared_ptr<View const> View::with(std::shared_ptr<View const> const& view, std::shared_ptr<LastContacts const> contacts) {
  std::shared_ptr<View> out(new View());
  out->snapshot_ = view->snapshot_;
  out->overlay_ = view->overlay_;
  out->tables_ = view->tables_;
  out->contacts_ = std::move(contacts);
  return out;
}

std::optional<base::Date> View::last_contact(std::uint32_t row) const {
  auto const& days = contacts_->by_row();
  auto const at = std::lower_bound(days.begin(), days.end(), row, [](auto const& day, std::uint32_t wanted) { return day.row < wanted; });
  return at != days.end() && at->row == row ? at->date.date() : std::nullopt;
}

std::uint32_t View::rows() const { return snapshot_->rows() + static_cast<std::uint32_t>(overlay_->local_businesses().size()); }

BusinessId View::id_of(std::uint32_t row) const {
  return is_local(row) ? BusinessId::of_local(local(row).id) : BusinessId::of(snapshot_->siret(row));
}

std::optional<std::uint32_t> View::find(BusinessId const& id) const {
  if (id.local.empty()) return snapshot_->find_siret(id.siret);
  auto const& locals = overlay_->local_businesses();
  for (std::uint32_t i = 0; i < locals.size(); ++i) {
    if (locals[i].id == id.local) return snapshot_->rows() + i;
  }
  return std::nullopt;
}

std::vector<BusinessId> const& View::unresolved() const { return tables_->unresolved; }

}  // namespace bassin::query
