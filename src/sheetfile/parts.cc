#include "sheetfile/parts.h"

#include <array>
#include <set>
#include <utility>

#include <archive.h>
#include <archive_entry.h>

namespace bassin::sheetfile {

namespace {

using base::Error;
using base::Result;

constexpr std::size_t parts_most = 5'000;

using Archive = std::unique_ptr<archive, int (*)(archive*)>;

Error unreadable(archive* opened) {
  auto const* said = archive_error_string(opened);
  return Error("sheetfile.unreadable", {{"detail", said == nullptr ? "damaged archive" : said}});
}

class Zip final : public Parts {
 public:
  Zip(std::string_view bytes, std::size_t most) : bytes_(bytes), left_(most), most_(most) {}

  Result<void> list() {
    return each([this](archive*, std::string_view name) -> Result<bool> {
      if (names_.size() == parts_most) return Error("sheetfile.limit", {{"what", "parts"}, {"limit", std::to_string(parts_most)}});
      names_.emplace(name);
      return false;
    });
  }

  [[nodiscard]] bool has(std::string_view name) const override { return names_.contains(name); }

  Result<bool> read(std::string_view name, Piece const& piece) override {
    if (!has(name)) return false;
    auto done = each([&](archive* opened, std::string_view entry) -> Result<bool> {
      if (entry != name) return false;
      BASSIN_DO(unpack(opened, piece));
      return true;
    });
    if (!done.ok()) return std::move(done).error();
    return true;
  }

 private:
  using Visit = std::function<Result<bool>(archive*, std::string_view)>;  // true: enough

  Result<void> each(Visit const& visit) const {
    Archive const opened(archive_read_new(), archive_read_free);
    archive_read_support_format_zip_seekable(opened.get());  // goes by the directory at the end, as every other program does
    if (archive_read_open_memory(opened.get(), bytes_.data(), bytes_.size()) != ARCHIVE_OK) return unreadable(opened.get());
    archive_entry* entry = nullptr;
    for (;;) {
      auto const state = archive_read_next_header(opened.get(), &entry);
      if (state == ARCHIVE_EOF) return {};
      if (state != ARCHIVE_OK && state != ARCHIVE_WARN) return unreadable(opened.get());
      auto const* name = archive_entry_pathname(entry);
      if (name == nullptr || archive_entry_filetype(entry) != AE_IFREG) continue;  // the parts that count have plain names
      BASSIN_TRY(bool const enough, visit(opened.get(), name));
      if (enough) return {};
    }
  }

  Result<void> unpack(archive* opened, Piece const& piece) {
    std::array<char, 1U << 16U> buffer{};
    for (;;) {
      auto const got = archive_read_data(opened, buffer.data(), buffer.size());
      if (got < 0) return unreadable(opened);
      if (got == 0) return {};
      auto const size = static_cast<std::size_t>(got);
      if (size > left_) return Error("sheetfile.limit", {{"what", "expanded"}, {"limit", std::to_string(most_)}});
      left_ -= size;
      BASSIN_DO(piece({buffer.data(), size}));
    }
  }

  std::string_view bytes_;
  std::size_t left_, most_;
  std::set<std::string, std::less<>> names_;
};

}  // namespace

Result<std::unique_ptr<Parts>> open_zip(std::string_view bytes, std::size_t most) {
  auto zip = std::make_unique<Zip>(bytes, most);
  BASSIN_DO(zip->list());
  return std::unique_ptr<Parts>(std::move(zip));
}

}  // namespace bassin::sheetfile
