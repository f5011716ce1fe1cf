// Every question of the benchmark, asked of Bassin and of each peer.
#pragma once

#include <memory>
#include <string>
#include <vector>

#include "peer.h"
#include "report.h"

namespace bassin::bench {

struct PeerSide {
  std::unique_ptr<Peer> peer;
  std::string sql_folder;  // one file a question; a peer without polygons has no zone_facets.sql
};

[[nodiscard]] std::string read_text(std::string const& path);
// Asks all of them, over the median département and the largest.
void ask_everything(std::string const& data_folder, std::vector<PeerSide> peers, Report& report);

}  // namespace bassin::bench
