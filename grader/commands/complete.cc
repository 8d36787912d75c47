#include "grader/commands/complete.h"

#include <CLI/CLI.hpp>
#include <algorithm>
#include <cctype>
#include <cstddef>
#include <string_view>
#include <utility>

namespace shellab {
namespace {

bool TakesValue(const CLI::Option& option) { return option.get_items_expected_max() > 0; }
bool NeedsValue(const CLI::Option& option) { return option.get_items_expected_min() > 0; }

// No shell makes anything else of it.
bool IsPlain(std::string_view word) {
  constexpr std::string_view kPlain = "-_./:@%+=,";
  return !word.empty() && std::all_of(word.begin(), word.end(), [kPlain](char c) {
    const auto byte = static_cast<unsigned char>(c);
    return byte >= 0x80 || std::isalnum(byte) != 0 || kPlain.find(c) != std::string_view::npos;
  });
}

bool Has(const std::vector<std::string>& names, std::string_view name) {
  return std::find(names.begin(), names.end(), name) != names.end();
}

// Follows a line word by word, as the program itself would read it.
class Walk {
 public:
  explicit Walk(const CLI::App& root) : app_(&root) {}

  void Take(const std::string& word) {
    if (pending_ != nullptr && (NeedsValue(*pending_) || !IsOption(word))) {
      Give(*pending_, word);
      pending_ = nullptr;
      return;
    }
    pending_ = nullptr;
    if (word == "--" && !only_arguments_) {
      only_arguments_ = true;
    } else if (IsOption(word)) {
      TakeOption(word);
    } else if (const CLI::App* command = CommandNamed(word)) {
      app_ = command;
    } else {
      line_.arguments.push_back(word);
    }
  }

  // The option whose value `word` is to be, if it is one's.
  const CLI::Option* ValueOf(const std::string& word) const {
    if (pending_ != nullptr && (NeedsValue(*pending_) || !IsOption(word))) return pending_;
    return nullptr;
  }

  // The argument that comes next, and whether it is the first of its kind.
  std::pair<const CLI::Option*, bool> Argument() const {
    std::size_t before = line_.arguments.size();
    for (const CLI::Option* option : app_->get_options()) {
      if (!option->get_positional()) continue;
      const auto most = static_cast<std::size_t>(std::max(1, option->get_items_expected_max()));
      if (before < most) return {option, before == 0};
      before -= most;
    }
    return {nullptr, false};
  }

  const CLI::Option* OptionNamed(std::string_view name) const {
    for (const CLI::App* app = app_; app != nullptr; app = app->get_parent())
      for (const CLI::Option* option : app->get_options())
        if (Has(option->get_lnames(), name)) return option;
    return nullptr;
  }

  std::vector<Completions::Word> Options() const {
    std::vector<Completions::Word> words;
    for (const CLI::App* app = app_; app != nullptr; app = app->get_parent())
      for (const CLI::Option* option : app->get_options()) {
        const bool known = std::any_of(words.begin(), words.end(), [&](const auto& word) {
          return Has(option->get_lnames(), word.word.substr(2));  // help is every command's own
        });
        if (option->get_group().empty() || known) continue;
        for (const std::string& name : option->get_lnames()) words.push_back({"--" + name, option->get_description()});
        if (!option->get_lnames().empty()) continue;
        for (const std::string& name : option->get_snames()) words.push_back({"-" + name, option->get_description()});
      }
    return words;
  }

  std::vector<Completions::Word> Commands() const {
    std::vector<Completions::Word> words;
    if (!line_.arguments.empty() || only_arguments_) return words;
    for (const CLI::App* command : app_->get_subcommands([](const CLI::App*) { return true; }))
      if (!command->get_group().empty()) words.push_back({command->get_name(), command->get_description()});
    return words;
  }

  bool IsOption(std::string_view word) const { return !only_arguments_ && word.size() > 1 && word.front() == '-'; }
  bool only_arguments() const { return only_arguments_; }
  const TypedLine& line() const { return line_; }

 private:
  void Give(const CLI::Option& option, const std::string& value) {
    const std::vector<std::string>& names = option.get_lnames().empty() ? option.get_snames() : option.get_lnames();
    line_.options.emplace(names.front(), value);
  }

  void TakeOption(const std::string& word) {
    if (word.starts_with("--")) {
      const std::size_t equals = word.find('=');
      const CLI::Option* option = OptionNamed(std::string_view(word).substr(2, equals - 2));
      if (option == nullptr) return;
      if (equals != std::string::npos) {
        Give(*option, word.substr(equals + 1));
      } else {
        Expect(*option);
      }
      return;
    }
    for (std::size_t i = 1; i < word.size(); ++i) {  // "-tj4": letters up to one that takes the rest
      const CLI::Option* option = LetterNamed(word.substr(i, 1));
      if (option == nullptr) return;
      if (TakesValue(*option) && i + 1 < word.size()) {
        Give(*option, word.substr(i + 1));
        return;
      }
      Expect(*option);
    }
  }

  void Expect(const CLI::Option& option) {
    if (TakesValue(option)) {
      pending_ = &option;
    } else {
      Give(option, "");
    }
  }

  const CLI::Option* LetterNamed(const std::string& letter) const {
    for (const CLI::App* app = app_; app != nullptr; app = app->get_parent())
      for (const CLI::Option* option : app->get_options())
        if (Has(option->get_snames(), letter)) return option;
    return nullptr;
  }

  const CLI::App* CommandNamed(const std::string& word) const {
    if (!line_.arguments.empty() || only_arguments_) return nullptr;
    const auto named = app_->get_subcommands([&word](const CLI::App* command) { return command->get_name() == word; });
    return named.empty() ? nullptr : named.front();
  }

  const CLI::App* app_;
  const CLI::Option* pending_ = nullptr;  // it waits for its value
  bool only_arguments_ = false;           // after --
  TypedLine line_;
};

using Sources = std::map<std::string, ValueSource, std::less<>>;

// The values that an option or an argument can have. Of arguments in a row the first is called by the name, the others
// by the type: "LAB FILE...".
Completions ValuesOf(const CLI::Option& option, bool first, const TypedLine& line, const Sources& sources) {
  Completions values;
  for (const std::string& choice : ChoicesOf(option)) values.words.push_back({choice, ""});
  if (!values.words.empty()) return values;
  std::vector<std::string> kinds = {option.get_type_name()};
  if (option.get_positional()) kinds.insert(first ? kinds.begin() : kinds.end(), option.get_name(true));
  for (const std::string& kind : kinds) {
    const auto source = sources.find(kind);
    if (source != sources.end()) return source->second(line);
  }
  return values;
}

void Append(std::vector<Completions::Word> more, std::vector<Completions::Word>& words) {
  words.insert(words.end(), more.begin(), more.end());
}

}  // namespace

std::vector<std::string> ChoicesOf(const CLI::Option& option) {
  // CLI11 tells them in the type's name alone: "TEXT:{text,json}", "ENUM:{en->0,zh->1}".
  const std::string type = option.get_type_name();
  const std::size_t begin = type.find('{');
  const std::size_t end = type.find('}', begin);
  std::vector<std::string> choices;
  if (begin == std::string::npos || end == std::string::npos) return choices;
  for (const std::string& choice : CLI::detail::split(type.substr(begin + 1, end - begin - 1), ','))
    choices.push_back(choice.substr(0, choice.find("->")));
  return choices;
}

std::string PlaceholderOf(const CLI::Option& option) {
  if (option.get_positional()) return option.get_name(true);
  if (!TakesValue(option)) return "";
  const std::string type = option.get_type_name();
  return type.substr(0, type.find(':'));
}

Completions Complete(const CLI::App& app, const std::vector<std::string>& words, const Sources& sources) {
  const std::string last = words.empty() ? "" : words.back();
  Walk walk(app);
  for (std::size_t i = 0; i + 1 < words.size(); ++i) walk.Take(words[i]);
  Completions found;
  const std::size_t equals = last.starts_with("--") && !walk.only_arguments() ? last.find('=') : std::string::npos;
  if (const CLI::Option* option = walk.ValueOf(last)) {
    found = ValuesOf(*option, true, walk.line(), sources);
  } else if (equals != std::string::npos) {
    const CLI::Option* named = walk.OptionNamed(std::string_view(last).substr(2, equals - 2));
    if (named != nullptr) found = ValuesOf(*named, true, walk.line(), sources);
    for (auto& value : found.words) value.word.insert(0, last, 0, equals + 1);
  } else if (last.starts_with('-') && !walk.only_arguments()) {
    found.words = walk.Options();
  } else {
    const auto [argument, first] = walk.Argument();
    if (argument != nullptr) found = ValuesOf(*argument, first, walk.line(), sources);
    Append(walk.Commands(), found.words);
  }
  std::erase_if(found.words, [&last](const auto& word) { return !word.word.starts_with(last) || !IsPlain(word.word); });
  return found;
}

}  // namespace shellab
