// /api/v1/spreadsheets: files of rows that agents bring, read and matched with the register, or imported. The files are not kept.
#pragma once

#include <cstdint>

#include "service/sheet_upload.h"

namespace bassin::service {

class Routes;
struct Casework;

struct SheetParts {
  SheetReader read;
  std::uint64_t bytes_most = 0;  // of a file
};

// All outlive the routes.
void add_sheet_endpoints(Routes& routes, Casework const& casework, SheetParts const& parts);
void add_sheet_bring_endpoint(Routes& routes, Casework const& casework, SheetParts const& parts);
void add_sheet_import_endpoints(Routes& routes, Casework const& casework);
void add_sheet_word_endpoints(Routes& routes, Casework const& casework);

}  // namespace bassin::service
