// Lets the machine take back the pages of a mapped file that were read and will not be read again, so that reading
// 9 GB does not count as 9 GB of memory.
#pragma once

#include <cstddef>
#include <string_view>

namespace bassin::ingest::internal {

class PageHint {
 public:
  // Memory that is no mapped file (as a test's own file system hands out) is left alone.
  explicit PageHint(std::string_view mapped);
  // Everything before `offset` was read.
  void done_before(std::size_t offset);

 private:
  std::string_view mapped_;
  bool is_file_ = false;
  std::size_t released_ = 0;
};

}  // namespace bassin::ingest::internal
