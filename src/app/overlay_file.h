// Local entries from a JSON file, so that what casework knows can be tried from outside. docs/cli.md states the form.
#pragma once

#include <memory>
#include <string>

#include "base/file.h"
#include "base/result.h"
#include "query/overlay.h"

namespace bassin::app {

// Errors: "app.overlay_syntax" (path, detail), "app.overlay_member" (path, member, suggestion), "app.overlay_value"
// (path, business, member, value, allowed), those of the overlay builder, "file.*".
[[nodiscard]] base::Result<std::shared_ptr<query::Overlay const>> read_overlay(base::FileSystem& files, std::string const& path);

}  // namespace bassin::app
