// One run of a program that reads files which others made; they are not opened in this process.
#pragma once

#include <span>
#include <string>
#include <string_view>
#include <vector>

#include <nlohmann/json.hpp>

#include "app/child.h"
#include "app/messages.h"
#include "base/result.h"

namespace bassin::app {

struct Environment;

struct ReaderProgram {
  std::string_view name;                                 // "geofile"
  std::string_view variable;                             // "BASSIN_GEOFILE": where it is, when that is set
  std::span<Message const> (*messages)();                // those of the errors that it reports
  base::Error no_reader, failed, timeout, output_limit;  // our own, their values to be filled: the first has `tried`, the others `path`
};

struct ReaderRequest {
  std::vector<std::string> options;
  std::string path;
  std::string shown;  // what messages call the file
  ChildLimits limits;
};

struct ReaderAnswer {
  std::string out;
  nlohmann::json report;  // the last line of its standard error; an object
};

// The program is what its variable says, else beside the running binary, in ../<name> or in ../libexec/bassin. Errors: the program's codes,
// and those that it reports; `path` is always `shown`.
[[nodiscard]] base::Result<ReaderAnswer> run_reader(ReaderProgram const& program, ReaderRequest const& request,
                                                    Environment const& environment);

}  // namespace bassin::app
