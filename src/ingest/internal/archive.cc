#include "ingest/internal/archive.h"

#include <archive.h>
#include <archive_entry.h>

#include <algorithm>
#include <cstring>
#include <utility>
#include <vector>

#include "ingest/internal/crc32.h"

namespace bassin::ingest::internal {

namespace {

constexpr std::size_t gzip_trailer = 8;  // CRC-32 and length of the text
constexpr int guessed_ratio = 8;         // register files pack about that well

bool is_zip(std::string_view bytes) {
  return bytes.starts_with(std::string_view("PK\3\4", 4)) || bytes.starts_with(std::string_view("PK\5\6", 4));
}
bool is_gzip(std::string_view bytes) { return bytes.starts_with("\x1f\x8b"); }

std::uint32_t little_endian(std::string_view bytes) {
  std::uint32_t value = 0;
  for (std::size_t i = 4; i-- > 0;) value = (value << 8U) | static_cast<std::uint8_t>(bytes[i]);
  return value;
}

bool is_csv(std::string_view name) {
  if (name.starts_with("__MACOSX/")) return false;
  constexpr std::string_view ending = ".csv";
  auto const last = name.substr(name.size() - std::min(ending.size(), name.size()));
  return std::ranges::equal(last, ending, {}, [](char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c; });
}

// As UTF-8. Older archives state no encoding: what is not ASCII in them is a question mark.
std::string name_of(archive_entry* entry) {
  if (char const* const name = archive_entry_pathname_utf8(entry)) return name;
  char const* const bytes = archive_entry_pathname(entry);
  std::string name = bytes == nullptr ? "" : bytes;
  std::ranges::replace_if(
      name, [](char c) { return static_cast<unsigned char>(c) >= 0x80; }, '?');
  return name;
}

}  // namespace

bool looks_packed(std::string_view bytes) { return is_zip(bytes) || is_gzip(bytes); }

struct Archive::Handle {
  archive* reader = archive_read_new();
  Handle() = default;
  Handle(Handle const&) = delete;
  Handle& operator=(Handle const&) = delete;
  ~Handle() { archive_read_free(reader); }

  // Zip is read by the directory at its end, so that a truncated file is seen at once.
  [[nodiscard]] bool open(std::string_view bytes) const {
    if (is_gzip(bytes)) {
      archive_read_support_filter_gzip(reader);
      archive_read_support_format_raw(reader);
    } else {
      archive_read_support_format_zip_seekable(reader);
    }
    return archive_read_open_memory(reader, bytes.data(), bytes.size()) == ARCHIVE_OK;
  }
  [[nodiscard]] std::string reason() const {
    char const* const text = archive_error_string(reader);
    return text == nullptr ? "unreadable" : text;
  }
};

Archive::Archive(std::unique_ptr<Handle> handle, std::string_view bytes, std::string file_name)
    : handle_(std::move(handle)), bytes_(bytes), file_name_(std::move(file_name)), gzip_(is_gzip(bytes)) {}

Archive::~Archive() = default;

base::Error Archive::damaged(std::string reason) const {
  return base::Error("ingest.damaged_archive", {{"file", file_name_}, {"entry", entry_name_}, {"reason", std::move(reason)}});
}

namespace {

using Names = std::vector<std::string>;

// The entries of a zip, by a first walk over its directory.
base::Result<Names> all_entries(archive* reader, std::string const& file) {
  Names found;
  archive_entry* entry = nullptr;
  int status = ARCHIVE_OK;
  while ((status = archive_read_next_header(reader, &entry)) == ARCHIVE_OK || status == ARCHIVE_WARN) {
    found.push_back(name_of(entry));
  }
  if (status == ARCHIVE_EOF) return found;
  char const* const reason = archive_error_string(reader);
  return base::Error("ingest.damaged_archive", {{"file", file}, {"entry", ""}, {"reason", reason == nullptr ? "unreadable" : reason}});
}

std::string joined(Names const& names) {
  constexpr std::size_t most = 20;
  std::string text;
  for (std::size_t i = 0; i < std::min(most, names.size()); ++i) text += (i == 0 ? "" : ", ") + names[i];
  return names.size() > most ? text + "…" : text;
}

// The only csv; what else an archive holds is passed over.
base::Result<std::string> only_csv(Names const& entries, std::string const& file) {
  if (std::ranges::count_if(entries, is_csv) == 1) return *std::ranges::find_if(entries, is_csv);
  return base::Error("ingest.archive_entries", {{"file", file}, {"entries", joined(entries)}});
}

}  // namespace

base::Result<std::unique_ptr<Archive>> Archive::open(std::string_view bytes, std::string file_name) {
  auto handle = std::make_unique<Handle>();
  std::string wanted;
  if (!is_gzip(bytes)) {
    Handle const walk;
    if (!walk.open(bytes)) return base::Error("ingest.damaged_archive", {{"file", file_name}, {"entry", ""}, {"reason", walk.reason()}});
    BASSIN_TRY(auto const entries, all_entries(walk.reader, file_name));
    BASSIN_TRY(wanted, only_csv(entries, file_name));
  }
  bool const opened = handle->open(bytes);
  std::unique_ptr<Archive> archive(new Archive(std::move(handle), bytes, std::move(file_name)));
  if (!opened) return archive->damaged(archive->handle_->reason());
  archive_entry* entry = nullptr;
  do {
    auto const status = archive_read_next_header(archive->handle_->reader, &entry);
    if (status != ARCHIVE_OK && status != ARCHIVE_WARN) return archive->damaged(archive->handle_->reason());
  } while (!wanted.empty() && name_of(entry) != wanted);
  archive->entry_name_ = wanted;
  bool const sized = archive_entry_size_is_set(entry) != 0;
  archive->text_bytes_ = sized ? static_cast<std::uint64_t>(archive_entry_size(entry)) : bytes.size() * guessed_ratio;
  return archive;
}

base::Result<void> Archive::check_gzip_end() const {
  if (bytes_.size() < gzip_trailer) return damaged("truncated");
  auto const trailer = bytes_.substr(bytes_.size() - gzip_trailer);
  bool const right = little_endian(trailer) == crc_ && little_endian(trailer.substr(4)) == static_cast<std::uint32_t>(unpacked_);
  if (!right) return damaged("the checksum differs, or the file is made of several gzip files");
  return {};
}

base::Result<void> Archive::read(std::string& out, std::size_t wanted) {
  auto const before = out.size();
  out.resize(before + wanted);
  auto const got = archive_read_data(handle_->reader, out.data() + before, wanted);
  if (got < 0) {
    out.resize(before);
    return damaged(handle_->reason());
  }
  auto const length = static_cast<std::size_t>(got);
  out.resize(before + length);
  unpacked_ += length;
  if (!gzip_) return {};
  if (length == 0) return check_gzip_end();
  crc_ = crc32(crc_, std::string_view(out).substr(before));
  return {};
}

std::uint64_t Archive::packed_done() const {
  auto const done = archive_filter_bytes(handle_->reader, gzip_ ? -1 : 0);
  return done < 0 ? 0 : static_cast<std::uint64_t>(done);
}

}  // namespace bassin::ingest::internal
