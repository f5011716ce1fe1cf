// Any bytes as a file given to the import: plain, gzip or zip. Whatever they are, they are read or refused.
#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <memory>
#include <string>
#include <vector>

#include "base/file.h"
#include "ingest/csv.h"
#include "ingest/source.h"

namespace {

using namespace bassin;

constexpr std::uint64_t text_limit = 16U << 20U;

// One file in memory; nothing else exists.
class OneFile final : public base::FileSystem {
 public:
  OneFile(std::uint8_t const* data, std::size_t size) : data_(data), size_(size) {}

  base::Result<std::unique_ptr<base::MappedFile>> map(std::string const&) override {
    return std::unique_ptr<base::MappedFile>(std::make_unique<Bytes>(std::as_bytes(std::span(data_, size_))));
  }
  base::Result<std::unique_ptr<base::WritableFile>> create(std::string const&) override { return none(); }
  base::Result<std::string> read(std::string const&) override { return none(); }
  base::Result<base::FileStatus> status(std::string const&) override { return none(); }
  bool exists(std::string const&) override { return true; }
  base::Result<std::vector<std::string>> list(std::string const&) override { return none(); }
  base::Result<void> make_directories(std::string const&) override { return none(); }
  base::Result<void> rename(std::string const&, std::string const&) override { return none(); }
  base::Result<void> remove(std::string const&) override { return none(); }
  base::Result<void> sync_directory(std::string const&) override { return none(); }
  base::Result<std::uint64_t> free_space(std::string const&) override { return none(); }
  base::Result<std::shared_ptr<void>> lock(std::string const&) override { return none(); }

 private:
  class Bytes final : public base::MappedFile {
   public:
    explicit Bytes(std::span<std::byte const> bytes) : bytes_(bytes) {}
    [[nodiscard]] std::span<std::byte const> bytes() const override { return bytes_; }

   private:
    std::span<std::byte const> bytes_;
  };

  static base::Error none() { return base::Error("file.missing"); }

  std::uint8_t const* data_;
  std::size_t size_;
};

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(std::uint8_t const* data, std::size_t size) {
  OneFile files(data, size);
  auto const source = ingest::open_source(files, "given", 512);
  if (!source.ok()) return 0;
  ingest::csv::Splitter splitter({.separator = (*source)->separator(), .columns = (*source)->header().size()});
  ingest::csv::Record record;
  std::uint64_t bytes = 0;
  std::uint64_t line = 1;
  while (bytes < text_limit) {
    auto const block = (*source)->next();
    if (!block.ok() || !block->has_value()) break;
    if ((*block)->text.empty()) std::abort();
    bytes += (*block)->text.size();
    splitter.start((*block)->text, (*block)->first_line);
    while (splitter.next(record)) {
      if (record.line <= line) std::abort();  // lines only grow
      line = record.line;
    }
  }
  return 0;
}
