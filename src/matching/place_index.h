// The establishments of one place (a few communes), by the words of their names and streets.
#pragma once

#include <cstdint>
#include <functional>
#include <span>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "matching/words.h"
#include "registry/name_index_signature.h"

namespace bassin::matching {

// A word of the place, with the places of the list that bear it.
struct PlaceWord {
  std::string text;
  registry::Signature signature = 0;
  double weight = 1;
  std::vector<std::uint32_t> bearers;  // ascending
};

// A word of the place that is like one of the question.
struct AlikeWord {
  std::uint32_t word = 0;
  double alike = 0;  // 1: the same
};

// Words, each once, and which are like a given one.
class Vocabulary {
 public:
  std::uint32_t add(std::string_view word, std::uint32_t bearer);
  [[nodiscard]] PlaceWord const& operator[](std::uint32_t id) const { return words_[id]; }
  // Sets the weights.
  void weigh(std::function<double(std::string_view)> const& weight);
  // The same word, misspelt ones (one edit from 4 letters, two from 7), beginnings of 3 letters and more in either direction, and for a
  // single letter every word that it begins. The likest first.
  [[nodiscard]] std::vector<AlikeWord> alike(std::string_view word) const;

 private:
  std::vector<PlaceWord> words_;
  std::unordered_map<std::string, std::uint32_t> ids_;
};

// How alike two words are, 0 to 1.
[[nodiscard]] double word_likeness(std::string_view a, std::string_view b);

struct PlaceEntry {
  std::uint32_t row = 0;
  std::uint32_t commune = 0;                      // of the caller's list
  std::vector<std::vector<std::uint32_t>> names;  // ids of the vocabulary of names
  std::uint32_t number = 0;
  std::string repetition, kind;
  std::vector<std::uint32_t> street;  // ids of the vocabulary of streets
};

struct PlaceIndex {
  std::vector<PlaceEntry> entries;
  Vocabulary names, streets;
};

// A word of the question with those of the place that are like it.
struct AskedWord {
  std::string text;
  double weight = 1;
  std::vector<AlikeWord> alike;
};

// Of the words that both have, how much of all that both have: 0 to 1.
[[nodiscard]] double likeness(std::span<AskedWord const> asked, std::span<std::uint32_t const> borne, Vocabulary const& words);

// The same of two texts written in one word, where a blank or a letter more or less tears words apart; 0 below 0.8.
[[nodiscard]] double glued_likeness(std::string_view asked, std::span<std::uint32_t const> borne, Vocabulary const& words);

}  // namespace bassin::matching
