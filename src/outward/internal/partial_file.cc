#include "outward/internal/partial_file.h"

#include <charconv>
#include <sstream>

#include "base/checksum.h"

namespace bassin::outward {

namespace {

using base::Result;

constexpr std::size_t gathered_bytes = 1u << 20;

}  // namespace

std::string_view PartialFile::Held::proof() const {
  if (!validators.etag.empty() && !validators.etag.starts_with("W/")) return validators.etag;
  return validators.last_modified;
}

std::string PartialFile::note_text(Validators const& validators, std::uint64_t bytes) const {
  return url_ + "\n" + validators.etag + "\n" + validators.last_modified + "\n" + std::to_string(bytes) + "\n";
}

PartialFile::Held PartialFile::read_note(std::string const& path) {
  auto const text = files_.read(path);
  if (!text.ok()) return {};
  std::istringstream lines(*text);
  std::string url, bytes;
  Held held;
  bool const whole = std::getline(lines, url) && std::getline(lines, held.validators.etag) &&
                     std::getline(lines, held.validators.last_modified) && std::getline(lines, bytes);
  if (!whole || url != url_) return {};
  std::from_chars(bytes.data(), bytes.data() + bytes.size(), held.bytes);
  return held;
}

PartialFile::Held PartialFile::held() {
  auto held = read_note(partial_note());
  auto const status = files_.status(partial());
  held.bytes = status.ok() && !held.proof().empty() ? status->size : 0;
  return held;
}

PartialFile::Held PartialFile::complete() {
  auto held = read_note(note());
  auto const status = files_.status(path_);
  return status.ok() && status->size == held.bytes ? held : Held{};
}

Result<void> PartialFile::begin(Validators const& validators) {
  BASSIN_DO(drop());
  BASSIN_TRY(file_, files_.create(partial()));
  return base::replace_file(files_, partial_note(), note_text(validators, 0));
}

Result<void> PartialFile::resume() {
  BASSIN_TRY(file_, files_.extend(partial()));
  return {};
}

Result<void> PartialFile::append(std::string_view bytes) {
  waiting_ += bytes;
  if (waiting_.size() < gathered_bytes) return {};
  auto const done = file_->append(waiting_);
  waiting_.clear();
  return done;
}

Result<void> PartialFile::close() {
  if (!file_) return {};
  auto const file = std::move(file_);
  auto const last = std::move(waiting_);
  waiting_.clear();
  BASSIN_DO(file->append(last));
  BASSIN_DO(file->sync());
  return file->close();
}

Result<std::uint64_t> PartialFile::finish(Validators const& validators) {
  BASSIN_DO(close());
  std::uint64_t sum = 0, bytes = 0;
  {
    BASSIN_TRY(auto const mapped, files_.map(partial()));
    sum = base::checksum(mapped->bytes());
    bytes = mapped->bytes().size();
  }
  BASSIN_DO(files_.remove(note()));  // of the file before: from here on it would be wrong
  BASSIN_DO(files_.rename(partial(), path_));
  BASSIN_DO(base::replace_file(files_, note(), note_text(validators, bytes)));
  BASSIN_DO(files_.remove(partial_note()));
  return sum;
}

Result<void> PartialFile::drop() {
  file_.reset();
  waiting_.clear();
  BASSIN_DO(files_.remove(partial_note()));
  return files_.remove(partial());
}

}  // namespace bassin::outward
