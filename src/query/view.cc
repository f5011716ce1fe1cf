#include "query/view.h"

#include <utility>

#include "query/internal/guard.h"
#include "query/internal/tables.h"

namespace bassin::query {

View::View() = default;
View::~View() = default;

base::Result<std::shared_ptr<View const>> View::of(std::shared_ptr<registry::Snapshot const> snapshot,
                                                   std::shared_ptr<Overlay const> overlay) {
  static auto const nothing = std::make_shared<Overlay const>();
  return internal::guarded([&]() -> base::Result<std::shared_ptr<View const>> {
    std::shared_ptr<View> view(new View());
    view->snapshot_ = std::move(snapshot);
    view->overlay_ = overlay ? overlay : nothing;
    view->tables_ = std::make_unique<internal::Tables>(*view->snapshot_, *view->overlay_);
    return std::shared_ptr<View const>(std::move(view));
  });
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
