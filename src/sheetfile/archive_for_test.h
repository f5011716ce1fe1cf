// Archives made in memory.
#pragma once

#include <map>
#include <string>

#include <archive.h>
#include <archive_entry.h>

namespace bassin::sheetfile {

using FileParts = std::map<std::string, std::string>;

// A zip archive of those parts, compressed.
inline std::string zip_of(FileParts const& parts) {
  std::string out;
  auto const append = [](archive*, void* to, void const* bytes, std::size_t size) {
    static_cast<std::string*>(to)->append(static_cast<char const*>(bytes), size);
    return static_cast<la_ssize_t>(size);
  };
  auto* const writer = archive_write_new();
  archive_write_set_format_zip(writer);
  archive_write_set_bytes_in_last_block(writer, 1);
  archive_write_open(writer, &out, nullptr, append, nullptr);
  for (auto const& [name, text] : parts) {
    auto* const entry = archive_entry_new();
    archive_entry_set_pathname(entry, name.c_str());
    archive_entry_set_filetype(entry, AE_IFREG);
    archive_entry_set_perm(entry, 0644);
    archive_entry_set_size(entry, static_cast<la_int64_t>(text.size()));
    archive_write_header(writer, entry);
    archive_write_data(writer, text.data(), text.size());
    archive_entry_free(entry);
  }
  archive_write_close(writer);
  archive_write_free(writer);
  return out;
}

}  // namespace bassin::sheetfile
