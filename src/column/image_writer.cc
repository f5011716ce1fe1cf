#include "column/image_writer.h"

#include <algorithm>
#include <cstring>
#include <utility>

#include "base/checksum.h"
#include "column/internal/layout.h"

namespace bassin::column {

namespace {

template <class T>
void put(std::string& out, T value) {
  out.append(reinterpret_cast<char const*>(&value), sizeof(T));
}

std::uint64_t aligned(std::uint64_t offset) { return (offset + internal::alignment - 1) / internal::alignment * internal::alignment; }

}  // namespace

BlockWriter::BlockWriter(base::FileSystem& files, std::string part_path, std::string name, std::uint32_t element_bytes)
    : files_(files), part_path_(std::move(part_path)) {
  block_.name = std::move(name);
  block_.element_bytes = element_bytes;
}

void BlockWriter::append(std::span<std::byte const> bytes) {
  while (!bytes.empty()) {
    auto const part = bytes.first(std::min(bytes.size(), buffer_limit));
    if (buffer_.size() + part.size() > buffer_limit) flush();
    buffer_.insert(buffer_.end(), part.begin(), part.end());
    bytes = bytes.subspan(part.size());
  }
}

void BlockWriter::seal(std::size_t length) {
  for (std::size_t first = 0; first < length; first += chunk_bytes) {
    block_.checksums.push_back(base::checksum({buffer_.data() + first, std::min(chunk_bytes, length - first)}));
  }
}

void BlockWriter::flush() {
  auto const whole = buffer_.size() / chunk_bytes * chunk_bytes;
  seal(whole);
  if (status_.ok() && !part_) {
    auto created = files_.create(part_path_);
    if (created.ok()) {
      part_ = std::move(created).value();
    } else {
      status_ = std::move(created).error();
    }
  }
  if (status_.ok()) status_ = part_->append({buffer_.data(), whole});
  buffer_.erase(buffer_.begin(), buffer_.begin() + static_cast<std::ptrdiff_t>(whole));
  flushed_ += whole;
}

ImageWriter::ImageWriter(base::FileSystem& files, std::string path, std::string kind, std::uint32_t version)
    : files_(files), path_(std::move(path)), kind_(std::move(kind)), version_(version) {}

BlockWriter& ImageWriter::block(std::string name, std::uint32_t element_bytes) {
  auto part = path_ + "." + std::to_string(blocks_.size()) + ".part";
  blocks_.push_back(std::make_unique<BlockWriter>(files_, std::move(part), std::move(name), element_bytes));
  return *blocks_.back();
}

std::string ImageWriter::directory() const {
  std::string out;
  put(out, static_cast<std::uint32_t>(blocks_.size()));
  for (auto const& writer : blocks_) {
    auto const& block = writer->block_;
    put(out, static_cast<std::uint16_t>(block.name.size()));
    out += block.name;
    put(out, block.element_bytes);
    put(out, block.count);
    put(out, block.offset);
    for (auto const sum : block.checksums) put(out, sum);
  }
  return out;
}

base::Result<void> ImageWriter::copy_blocks(base::WritableFile& out) {
  std::string const zeros(internal::alignment, '\0');
  for (auto const& writer : blocks_) {
    if (writer->part_) {
      BASSIN_DO(writer->part_->close());
      BASSIN_TRY(auto const part, files_.map(writer->part_path_));
      BASSIN_DO(out.append(part->bytes()));
      BASSIN_DO(files_.remove(writer->part_path_));
    }
    BASSIN_DO(out.append(std::span<std::byte const>(writer->buffer_)));
    auto const bytes = writer->block_.bytes();
    BASSIN_DO(out.append(std::string_view(zeros).substr(0, aligned(bytes) - bytes)));
  }
  return {};
}

base::Result<std::uint64_t> ImageWriter::finish() {
  for (auto const& writer : blocks_) {
    BASSIN_DO(writer->status_);
    writer->block_.count = writer->bytes() / writer->block_.element_bytes;
    writer->seal(writer->buffer_.size());
  }
  auto const directory_bytes = directory().size();
  auto offset = aligned(sizeof(internal::Header) + directory_bytes);
  auto const first = offset;
  for (auto const& writer : blocks_) {
    writer->block_.offset = offset;
    offset += aligned(writer->block_.bytes());
  }
  auto head = directory();
  internal::Header header{};
  std::memcpy(header.magic, internal::magic, sizeof(header.magic));
  header.layout_version = internal::layout_version;
  header.content_version = version_;
  std::memcpy(header.kind, kind_.data(), std::min(kind_.size(), sizeof(header.kind)));
  header.directory_bytes = directory_bytes;
  header.file_bytes = offset;
  header.directory_checksum = base::checksum(head);
  header.header_checksum = base::checksum({reinterpret_cast<std::byte const*>(&header), offsetof(internal::Header, header_checksum)});

  BASSIN_TRY(auto const out, files_.create(path_));
  BASSIN_DO(out->append(std::as_bytes(std::span(&header, 1))));
  head.resize(first - sizeof(internal::Header), '\0');
  BASSIN_DO(out->append(std::string_view(head)));
  BASSIN_DO(copy_blocks(*out));
  BASSIN_DO(out->sync());
  BASSIN_DO(out->close());
  return offset;
}

}  // namespace bassin::column
