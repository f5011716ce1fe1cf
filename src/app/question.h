// A question about establishments: the snapshot in use, seen through the overlay, and what the options ask of it.
#pragma once

#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "app/answer.h"
#include "app/command.h"
#include "query/filter.h"
#include "query/view.h"
#include "registry/snapshot.h"

namespace bassin::app {

// The data that a question is asked of.
struct Ground {
  std::shared_ptr<query::View const> view;
  registry::Audience audience = registry::Audience::open;
  std::string overlay_file;  // "" for none

  [[nodiscard]] registry::Snapshot const& snapshot() const { return view->snapshot(); }
};
// Opens --data and --overlay. Errors: those of stores, snapshots, overlays.
[[nodiscard]] base::Result<Ground> open_ground(Arguments const& arguments, Session const& session);

struct ZoneNotes {
  query::NamedZone zone;
  std::vector<Note> notes;  // rings repaired, features left out
};

struct Question {
  Ground ground;
  query::Filter filter;
  std::vector<Note> notes;  // of territories and of the zone
};
// Reads the filter options. `zone`: of a command that has its own; else --zone.
// Errors: "app.needs_overlay" (option), those of open_ground, of filters, territories and zones.
[[nodiscard]] base::Result<Question> ask(Arguments const& arguments, Session const& session, std::optional<ZoneNotes> zone = {});
// Notes what a register imported for a part of the country cannot know of the territories asked; ask() has done it for those
// of the options.
void add_coverage_notes(Question& question, Language language);
[[nodiscard]] base::Result<query::PreparedFilter> prepare(Question const& question);

}  // namespace bassin::app
