#include "ingest/internal/tasks.h"

#include <algorithm>

#include "column/image_writer.h"

namespace bassin::ingest::internal {

namespace {

constexpr std::string_view sirets_kind = "ingest.sirets";
constexpr std::uint32_t sirets_version = 1;

}  // namespace

GivenFile const* TaskContext::file(Kind kind) const {
  auto const found = std::ranges::find(given, kind, &GivenFile::kind);
  return found == given.end() ? nullptr : &*found;
}

std::string rejects_name(std::string_view source_kind) { return "rejected-" + std::string(source_kind) + ".csv"; }

base::Result<void> KeptSirets::write(base::FileSystem& files, std::string const& path, std::span<std::uint64_t const> sirets) {
  column::ImageWriter image(files, path, std::string(sirets_kind), sirets_version);
  image.write<std::uint64_t>("sirets", sirets);
  BASSIN_DO(image.finish());
  return {};
}

base::Result<KeptSirets> KeptSirets::open(base::FileSystem& files, std::string const& path) {
  KeptSirets kept;
  BASSIN_TRY(kept.image_, column::Image::open(files, path, sirets_kind, sirets_version));
  BASSIN_TRY(auto const sirets, kept.image_->column<std::uint64_t>("sirets"));
  kept.sirets_ = sirets.all();
  return kept;
}

}  // namespace bassin::ingest::internal
