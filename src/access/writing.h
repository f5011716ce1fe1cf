// Where people write freely, and so may name somebody: what modules declare of their tables for who asks what is held of a person.
#pragma once

#include <string_view>
#include <vector>

namespace bassin::access {

struct Writing {
  std::string_view kind;                // of the record
  std::string_view from;                // its tables
  std::string_view organisation;        // columns and expressions over them: whose it is,
  std::string_view record;              // its id,
  std::string_view business;            // the key of the business, '' without one,
  std::string_view on;                  // its day or moment,
  std::string_view theme;               // its theme, ''
  std::vector<std::string_view> texts;  // what was written
  bool json = false;                    // as JSON
  // A condition where some of it is an agent's own, of the value :agent: others than who coordinates see it by that alone.
  std::string_view open = "";
};

}  // namespace bassin::access
