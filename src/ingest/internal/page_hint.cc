#include "ingest/internal/page_hint.h"

#include <sys/mman.h>
#include <unistd.h>

#include <cerrno>
#include <cstdint>

namespace bassin::ingest::internal {

namespace {

constexpr std::size_t step = 8U << 20U;

// Only private anonymous memory can be told to be wiped in a child; a mapped file refuses it.
bool is_mapped_file(char const* page) {
  auto* const address = const_cast<char*>(page);
  if (::madvise(address, 1, MADV_WIPEONFORK) != 0) return errno == EINVAL;
  (void)::madvise(address, 1, MADV_KEEPONFORK);
  return false;
}

}  // namespace

PageHint::PageHint(std::string_view mapped) : mapped_(mapped) {
  auto const page = static_cast<std::uintptr_t>(::sysconf(_SC_PAGESIZE));
  bool const on_a_page = reinterpret_cast<std::uintptr_t>(mapped.data()) % page == 0;
  is_file_ = on_a_page && mapped.size() > step && is_mapped_file(mapped.data());
}

void PageHint::done_before(std::size_t offset) {
  auto const whole = offset / step * step;
  if (!is_file_ || whole <= released_) return;
  // Clean pages of a shared mapping are only forgotten: a later read brings them back.
  (void)::madvise(const_cast<char*>(mapped_.data()) + released_, whole - released_, MADV_DONTNEED);
  released_ = whole;
}

}  // namespace bassin::ingest::internal
