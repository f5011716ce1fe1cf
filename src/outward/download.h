// A file of another server to a file of ours: never half of it under its name, and never what is there already once more.
#pragma once

#include <cstdint>
#include <functional>
#include <stop_token>
#include <string>

#include "base/file.h"
#include "base/result.h"

namespace bassin::outward {

// What a server says to tell one state of a file from another.
struct Validators {
  std::string etag;           // with its quotes
  std::string last_modified;  // as the server writes it
  friend bool operator==(Validators const&, Validators const&) = default;
};

struct DownloadOrder {
  std::string url;   // https, or http to this machine itself; the same holds for each address it redirects to
  std::string path;  // its folder exists
  std::uint64_t most_bytes = std::uint64_t{16} << 30;
  int most_redirects = 5;
  int attempts = 5;          // the first one and the resumptions
  double pause_seconds = 1;  // before the second attempt; doubles
  double connect_seconds = 20;
  double stalled_seconds = 60;                                            // without a byte: given up
  std::string ca_file;                                                    // PEM; "": the authorities that the system trusts
  bool plain_allowed = false;                                             // http to another machine too
  std::function<void(std::uint64_t done, std::uint64_t total)> progress;  // total 0: unknown. Called from this thread
};

struct Downloaded {
  bool changed = true;  // false: `path` is as it was
  std::uint64_t bytes = 0;
  std::uint64_t resumed_from = 0;  // bytes that an earlier attempt or run had brought
  std::uint64_t checksum = 0;      // base::checksum of what reached the disk; 0 where nothing changed
  Validators validators;
};

// Writes to `path`.partial and renames it when the whole length is there. Interrupted, the next call resumes by Range where the
// server says that its file is the same (`path`.partial.from keeps what tells), else begins anew. What is at `path` from the same
// address (`path`.from keeps what tells) is asked for only if it changed since. Failures that may pass (unreachable, cut short,
// timeout, status 408, 429 and 5xx) are tried again. `path` is untouched by any error. One call at a time for a path.
// Errors: as call(), and "outward.status" (url, status), "outward.redirects" (url), "file.*".
[[nodiscard]] base::Result<Downloaded> download(DownloadOrder const& order, base::FileSystem& files, std::stop_token const& stop = {});

}  // namespace bassin::outward
