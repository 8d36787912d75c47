// What may stand at the end of a command line that is being typed, told from the commands themselves. Used by what
// `shellab completion` prints, and by its tests.
#pragma once

#include <functional>
#include <map>
#include <string>
#include <string_view>
#include <vector>

namespace CLI {
class App;
class Option;
}  // namespace CLI

namespace shellab {

struct Completions {
  struct Word {
    std::string word;
    std::string note;  // what it is, or empty
  };
  enum class Also { kNothing, kFiles, kFolders };  // what else fits, which a shell lists itself

  std::vector<Word> words;
  Also also = Also::kNothing;
};

// What was typed before the word that is completed.
struct TypedLine {
  std::vector<std::string> arguments;               // of the command: neither options nor their values
  std::multimap<std::string, std::string> options;  // by their first long name, else by their letter
};

// Finds the values that one kind of argument can have here.
using ValueSource = std::function<Completions(const TypedLine&)>;

// `words` are those after the program's name; the last, which may be empty, is to be completed. `sources` are by the
// word that stands for a value in the help: "LAB". Offered are subcommands, options, choices and values that begin as
// the last word does and mean the same to every shell without quotes.
Completions Complete(const CLI::App& app, const std::vector<std::string>& words,
                     const std::map<std::string, ValueSource, std::less<>>& sources);

// The words that an option must be one of, where it has such a list.
std::vector<std::string> ChoicesOf(const CLI::Option& option);

// The word that stands for an option's value in the help, or empty.
std::string PlaceholderOf(const CLI::Option& option);

}  // namespace shellab
