// A snapshot seen through an overlay: what every question is asked of. Immutable, shared by threads; made once for each
// new snapshot or overlay, in about a millisecond and the time that the overlay's entries take to find.
#pragma once

#include <cstdint>
#include <memory>
#include <optional>
#include <string>

#include "query/overlay.h"
#include "registry/snapshot.h"

namespace bassin::query {

class LastContacts;

namespace internal {
struct Tables;
}

class View {
 public:
  // Errors: those of the overlay's positions in the snapshot, and "image.damaged".
  [[nodiscard]] static base::Result<std::shared_ptr<View const>> of(std::shared_ptr<registry::Snapshot const> snapshot,
                                                                    std::shared_ptr<Overlay const> overlay = nullptr);
  // The same with days of last contact, which stand in place of the overlay's: in no time.
  [[nodiscard]] static std::shared_ptr<View const> with(std::shared_ptr<View const> const& view,
                                                        std::shared_ptr<LastContacts const> contacts);
  ~View();
  View(View const&) = delete;
  View& operator=(View const&) = delete;

  [[nodiscard]] registry::Snapshot const& snapshot() const { return *snapshot_; }
  [[nodiscard]] Overlay const& overlay() const { return *overlay_; }

  // Rows below snapshot().rows() are the register's, those from there on are the overlay's local businesses.
  // A row number must never reach an answer: the order of rows tells of positions.
  [[nodiscard]] std::uint32_t rows() const;
  [[nodiscard]] bool is_local(std::uint32_t row) const { return row >= snapshot_->rows(); }
  [[nodiscard]] LocalBusiness const& local(std::uint32_t row) const { return overlay_->local_businesses()[row - snapshot_->rows()]; }
  [[nodiscard]] BusinessId id_of(std::uint32_t row) const;
  [[nodiscard]] std::optional<std::uint32_t> find(BusinessId const& id) const;
  // Businesses named by the overlay that neither the snapshot nor its local businesses hold.
  [[nodiscard]] std::vector<BusinessId> const& unresolved() const;
  [[nodiscard]] LastContacts const& contacts() const { return *contacts_; }
  [[nodiscard]] std::optional<base::Date> last_contact(std::uint32_t row) const;
  [[nodiscard]] internal::Tables const& tables() const { return *tables_; }

 private:
  View();
  std::shared_ptr<registry::Snapshot const> snapshot_;
  std::shared_ptr<Overlay const> overlay_;
  std::shared_ptr<internal::Tables const> tables_;
  std::shared_ptr<LastContacts const> contacts_;
};

}  // namespace bassin::query
