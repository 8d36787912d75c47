#include "sandbox/toml/reader.h"

#include <fmt/format.h>
#include <toml++/toml.h>

#include <algorithm>
#include <map>
#include <sstream>
#include <tuple>

#include "sandbox/os/file.h"

namespace shellab {

struct TomlData {
  std::filesystem::path path;
  toml::table root;
  std::map<const toml::table*, std::vector<std::string>> known;  // the keys asked for, in that order
  std::vector<Fault> faults;

  void Note(const toml::source_region& where, std::string message) {
    Note({path, where.begin.line, where.begin.column, std::move(message)});
  }

  // Two views of one table find the same fault twice; it is reported once.
  void Note(Fault fault) {
    const bool again = std::any_of(faults.begin(), faults.end(), [&](const Fault& other) {
      return std::tie(other.file, other.line, other.column, other.message) ==
             std::tie(fault.file, fault.line, fault.column, fault.message);
    });
    if (!again) faults.push_back(std::move(fault));
  }
};

struct TomlTable::State {
  std::shared_ptr<TomlData> data;
  const toml::table* table;

  // The key's value, or null; the key is known from now on.
  const toml::node* Find(std::string_view key) const {
    std::vector<std::string>& known = data->known[table];
    if (std::find(known.begin(), known.end(), key) == known.end()) known.emplace_back(key);
    return table->get(key);
  }
};

namespace {

std::string_view TypeName(const toml::node& node) {
  switch (node.type()) {
    case toml::node_type::string:
      return "a string";
    case toml::node_type::integer:
      return "a whole number";
    case toml::node_type::floating_point:
      return "a number with a fraction";
    case toml::node_type::boolean:
      return "true or false";
    case toml::node_type::array:
      return "an array";
    case toml::node_type::table:
      return "a table";
    default:
      return "a date or time";
  }
}

std::string WrongType(std::string_view key, std::string_view expected, const toml::node& node) {
  return fmt::format("`{}` must be {}, not {}", key, expected, TypeName(node));
}

std::string WrongElement(std::string_view key, std::string_view expected, const toml::node& element) {
  return fmt::format("`{}` must be {}; this element is {}", key, expected, TypeName(element));
}

std::string WholeNumber(std::int64_t min, std::int64_t max) {
  return min == max ? fmt::format("{}", min) : fmt::format("a whole number from {} to {}", min, max);
}

// `"a"`, `"a" or "b"`, `"a", "b" or "c"`.
std::string Alternatives(const std::vector<std::string_view>& choices) {
  std::string text;
  for (std::size_t i = 0; i < choices.size(); ++i) {
    if (i > 0) text += i + 1 == choices.size() ? " or " : ", ";
    text += fmt::format("\"{}\"", choices[i]);
  }
  return text;
}

// The column itself, or the end of its line if it lies behind that: toml++ puts the end of the text behind its last
// character, also where that is the line's own end.
std::uint32_t ColumnInside(std::string_view text, const toml::source_position& where) {
  for (std::uint32_t line = 1; line < where.line; ++line) text.remove_prefix(text.find('\n') + 1);
  const std::string_view line = text.substr(0, text.find('\n'));
  const auto characters = std::count_if(line.begin(), line.end(), [](char byte) {
    return (static_cast<unsigned char>(byte) & 0xc0U) != 0x80U;  // those that continue a character don't count
  });
  return std::min(where.column, static_cast<std::uint32_t>(characters) + 1);
}

std::string AllDescribed(const std::vector<Fault>& faults) {
  std::string text;
  for (const Fault& fault : faults) {
    if (!text.empty()) text += '\n';
    text += Describe(fault);
  }
  return text;
}

}  // namespace

std::string Describe(const Fault& fault) {
  std::string text = fault.file.string();
  if (fault.line > 0) text += fmt::format(":{}", fault.line);
  if (fault.line > 0 && fault.column > 0) text += fmt::format(":{}", fault.column);
  text += ": " + fault.message;
  std::string line;
  for (const char byte : text) {
    const auto code = static_cast<unsigned char>(byte);
    if (code < 0x20 || code == 0x7f) {
      line += fmt::format("\\x{:02x}", code);
    } else {
      line += byte;
    }
  }
  return line;
}

AuthorError::AuthorError(std::vector<Fault> faults)
    : std::runtime_error(AllDescribed(faults)), faults_(std::move(faults)) {}

bool TomlTable::Has(std::string_view key) const { return state_->table->contains(key); }

bool TomlTable::HasString(std::string_view key) const {
  const toml::node* node = state_->table->get(key);
  return node != nullptr && node->is_string();
}

std::optional<std::string> TomlTable::String(std::string_view key, std::string_view expected) {
  const toml::node* node = state_->Find(key);
  if (node == nullptr) return std::nullopt;
  if (const auto* text = node->as_string()) return text->get();
  FaultAt(key, WrongType(key, expected, *node));
  return std::nullopt;
}

std::optional<bool> TomlTable::Bool(std::string_view key) {
  const toml::node* node = state_->Find(key);
  if (node == nullptr) return std::nullopt;
  if (const auto* value = node->as_boolean()) return value->get();
  FaultAt(key, WrongType(key, "true or false", *node));
  return std::nullopt;
}

std::optional<std::int64_t> TomlTable::Integer(std::string_view key, std::int64_t min, std::int64_t max) {
  const toml::node* node = state_->Find(key);
  if (node == nullptr) return std::nullopt;
  const std::string expected = WholeNumber(min, max);
  const auto* number = node->as_integer();
  if (number == nullptr) {
    FaultAt(key, WrongType(key, expected, *node));
    return std::nullopt;
  }
  const std::int64_t value = number->get();
  if (value < min || value > max) {
    FaultAt(key, fmt::format("`{}` must be {}, not {}", key, expected, value));
    return std::nullopt;
  }
  return value;
}

std::optional<std::chrono::system_clock::time_point> TomlTable::Time(std::string_view key) {
  constexpr std::string_view kExpected = "a date and time with its offset such as 2026-12-01T23:59:00+08:00";
  const toml::node* node = state_->Find(key);
  if (node == nullptr) return std::nullopt;
  const auto* value = node->as_date_time();
  if (value == nullptr) {
    FaultAt(key, WrongType(key, kExpected, *node));
    return std::nullopt;
  }
  const auto& [date, time, offset] = value->get();
  if (!offset) {
    FaultAt(key,
            fmt::format("`{}` must be {}: without the offset it is another moment on every machine", key, kExpected));
    return std::nullopt;
  }
  const std::chrono::year_month_day day(std::chrono::year(date.year), std::chrono::month(date.month),
                                        std::chrono::day(date.day));
  return std::chrono::sys_days(day) + std::chrono::hours(time.hour) + std::chrono::minutes(time.minute) +
         std::chrono::seconds(time.second) - std::chrono::minutes(offset->minutes);
}

std::vector<std::string> TomlTable::Strings(std::string_view key) {
  const toml::node* node = state_->Find(key);
  if (node == nullptr) return {};
  const toml::array* array = node->as_array();
  if (array == nullptr) {
    FaultAt(key, WrongType(key, "an array of strings", *node));
    return {};
  }
  std::vector<std::string> strings;
  for (const toml::node& element : *array) {
    if (const auto* text = element.as_string()) {
      strings.push_back(text->get());
    } else {
      state_->data->Note(element.source(), WrongElement(key, "an array of strings", element));
    }
  }
  // Without the faulty elements the others would have wrong indexes.
  if (strings.size() < array->size()) strings.clear();
  return strings;
}

std::vector<std::pair<std::string, std::string>> TomlTable::StringMap(std::string_view key) {
  std::optional<TomlTable> map = Table(key);
  if (!map) return {};
  std::vector<std::pair<toml::source_position, std::pair<std::string, std::string>>> entries;
  for (const auto& [name, value] : *map->state_->table) {
    if (auto text = map->String(name)) entries.push_back({name.source().begin, {std::string(name), std::move(*text)}});
  }
  // toml++ keeps a table's keys in the order of their names.
  std::sort(entries.begin(), entries.end(), [](const auto& a, const auto& b) { return a.first < b.first; });
  std::vector<std::pair<std::string, std::string>> pairs;
  pairs.reserve(entries.size());
  for (auto& entry : entries) pairs.push_back(std::move(entry.second));
  return pairs;
}

std::optional<TomlTable> TomlTable::Table(std::string_view key) {
  const toml::node* node = state_->Find(key);
  if (node == nullptr) return std::nullopt;
  if (const toml::table* table = node->as_table()) {
    return TomlTable(std::make_shared<State>(State{state_->data, table}));
  }
  FaultAt(key, WrongType(key, "a table", *node));
  return std::nullopt;
}

std::vector<TomlTable> TomlTable::Tables(std::string_view key) {
  const toml::node* node = state_->Find(key);
  if (node == nullptr) return {};
  const std::string expected = fmt::format("an array of tables ([[{0}]], or {0} = [{{ ... }}])", key);
  const toml::array* array = node->as_array();
  if (array == nullptr) {
    FaultAt(key, WrongType(key, expected, *node));
    return {};
  }
  std::vector<TomlTable> tables;
  for (const toml::node& element : *array) {
    if (const toml::table* table = element.as_table()) {
      tables.emplace_back(std::make_shared<State>(State{state_->data, table}));
    } else {
      state_->data->Note(element.source(), WrongElement(key, expected, element));
    }
  }
  return tables;
}

void TomlTable::RequireContent(std::string_view key, std::string_view expected) {
  const toml::node* node = state_->Find(key);
  if (node == nullptr) {
    FaultHere(fmt::format("missing key `{}`; expected {}", key, expected));
    return;
  }
  const auto* text = node->as_string();
  const auto* array = node->as_array();
  if ((text != nullptr && text->get().empty()) || (array != nullptr && array->empty())) {
    FaultAt(key, fmt::format("`{}` is empty; expected {}", key, expected));
  }
}

std::string TomlTable::RequiredString(std::string_view key, std::string_view expected) {
  RequireContent(key, expected);
  return String(key, expected).value_or("");
}

std::vector<std::string> TomlTable::RequiredStrings(std::string_view key, std::string_view expected) {
  RequireContent(key, expected);
  return Strings(key);
}

std::vector<TomlTable> TomlTable::RequiredTables(std::string_view key, std::string_view expected) {
  RequireContent(key, expected);
  return Tables(key);
}

std::int64_t TomlTable::RequiredInteger(std::string_view key, std::int64_t min, std::int64_t max) {
  if (state_->Find(key) == nullptr) {
    FaultHere(fmt::format("missing key `{}`; expected {}", key, WholeNumber(min, max)));
    return 0;
  }
  return Integer(key, min, max).value_or(0);
}

std::optional<std::size_t> TomlTable::Choice(std::string_view key, std::initializer_list<std::string_view> choices) {
  const toml::node* node = state_->Find(key);
  if (node == nullptr) return std::nullopt;
  const std::vector<std::string_view> all(choices);
  const auto* text = node->as_string();
  if (text == nullptr) {
    FaultAt(key, WrongType(key, Alternatives(all), *node));
    return std::nullopt;
  }
  const auto found = std::find(all.begin(), all.end(), text->get());
  if (found != all.end()) return static_cast<std::size_t>(found - all.begin());
  std::string message = fmt::format("`{}` must be {}, not \"{}\"", key, Alternatives(all), text->get());
  const std::string_view nearest = Nearest(text->get(), all);
  if (!nearest.empty()) message += fmt::format("; did you mean \"{}\"?", nearest);
  FaultAt(key, std::move(message));
  return std::nullopt;
}

std::string TomlTable::Json(std::initializer_list<std::string_view> left_out) const {
  toml::table kept = *state_->table;
  for (const std::string_view key : left_out) kept.erase(key);
  std::ostringstream out;
  out << toml::json_formatter(kept);
  return out.str();
}

void TomlTable::FaultAt(std::string_view key, std::string message) {
  const toml::node* node = state_->table->get(key);
  const toml::node& where = node != nullptr ? *node : *state_->table;
  state_->data->Note(where.source(), std::move(message));
}

void TomlTable::FaultAt(std::string_view key, std::size_t index, std::string message) {
  const toml::array* array = (*state_->table)[key].as_array();
  const toml::node* element = array != nullptr ? array->get(index) : nullptr;
  if (element == nullptr) {
    FaultAt(key, std::move(message));
  } else {
    state_->data->Note(element->source(), std::move(message));
  }
}

void TomlTable::FaultHere(std::string message) { state_->data->Note(state_->table->source(), std::move(message)); }

void TomlTable::RefuseUnknown() {
  const std::vector<std::string>& known = state_->data->known[state_->table];
  const std::vector<std::string_view> candidates(known.begin(), known.end());
  for (const auto& [key, value] : *state_->table) {
    if (std::find(known.begin(), known.end(), key.str()) != known.end()) continue;
    const std::string_view nearest = Nearest(key.str(), candidates);
    const std::string hint = nearest.empty() ? fmt::format("known here: {}", fmt::join(known, ", "))
                                             : fmt::format("did you mean `{}`?", nearest);
    state_->data->Note(key.source(), fmt::format("unknown key `{}`; {}", key.str(), hint));
  }
}

TomlDocument TomlDocument::Read(const std::filesystem::path& path) { return Parse(path, ReadFile(path)); }

TomlDocument TomlDocument::Parse(const std::filesystem::path& path, std::string_view text) {
  auto data = std::make_shared<TomlData>();
  data->path = path;
  try {
    data->root = toml::parse(text);
  } catch (const toml::parse_error& error) {
    const toml::source_position& where = error.source().begin;
    data->Note({path, where.line, ColumnInside(text, where), fmt::format("not valid TOML: {}", error.description())});
    throw AuthorError(data->faults);
  }
  return TomlDocument(std::move(data));
}

TomlTable TomlDocument::Root() const {
  return TomlTable(std::make_shared<TomlTable::State>(TomlTable::State{data_, &data_->root}));
}

void TomlDocument::Add(Fault fault) { data_->Note(std::move(fault)); }

void TomlDocument::ThrowIfFaulty() const {
  if (data_->faults.empty()) return;
  std::vector<Fault> faults = data_->faults;
  std::stable_sort(faults.begin(), faults.end(), [&](const Fault& a, const Fault& b) {
    const bool a_elsewhere = a.file != data_->path;
    const bool b_elsewhere = b.file != data_->path;
    return std::tie(a_elsewhere, a.file, a.line, a.column) < std::tie(b_elsewhere, b.file, b.line, b.column);
  });
  throw AuthorError(std::move(faults));
}

}  // namespace shellab
