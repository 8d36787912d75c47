#include "grader/submission/habits.h"

#include <fmt/format.h>
#include <re2/re2.h>
#include <unictype.h>

#include <algorithm>
#include <optional>
#include <string>

#include "grader/submission/scan.h"

namespace shellab {
namespace {

using Place = ScriptCharacter::Place;

constexpr std::size_t kMaxNotes = 5;
constexpr char32_t kByteOrderMark = 0xFEFF;

// What is wrong with a character that looks like another one. The second half of the sentence follows its name.
enum class Kind { kFullWidth, kQuote, kDash, kCurrency, kBlank, kInvisible };

struct LookAlike {
  Kind kind;
  char meant = 0;  // what to type instead; for kInvisible nothing
};

std::optional<LookAlike> FindLookAlike(char32_t code) {
  if (code < 0x80) return std::nullopt;
  // The block has the printable ASCII characters in their order.
  if (code >= 0xFF01 && code <= 0xFF5E) return LookAlike{Kind::kFullWidth, static_cast<char>(code - 0xFEE0)};
  switch (code) {
    case 0x3002:
      return LookAlike{Kind::kFullWidth, '.'};
    case 0x3010:
      return LookAlike{Kind::kFullWidth, '['};
    case 0x3011:
      return LookAlike{Kind::kFullWidth, ']'};
    case 0x300A:
      return LookAlike{Kind::kFullWidth, '<'};
    case 0x300B:
      return LookAlike{Kind::kFullWidth, '>'};
    case 0x00A5:
    case 0xFFE5:
      return LookAlike{Kind::kCurrency, '$'};
    case 0x2018:
    case 0x2019:
    case 0x201A:
    case 0x201B:
      return LookAlike{Kind::kQuote, '\''};
    case 0x201C:
    case 0x201D:
    case 0x201E:
    case 0x201F:
      return LookAlike{Kind::kQuote, '"'};
    case 0x2010:
    case 0x2011:
    case 0x2012:
    case 0x2013:
    case 0x2014:
    case 0x2212:
      return LookAlike{Kind::kDash, '-'};
    default:
      break;
  }
  if (uc_is_general_category(code, UC_SPACE_SEPARATOR)) return LookAlike{Kind::kBlank, ' '};
  if (uc_is_general_category(code, UC_FORMAT)) return LookAlike{Kind::kInvisible};
  return std::nullopt;
}

Text Complaint(const LookAlike& found, std::string_view shown, char32_t code) {
  const auto number = static_cast<std::uint32_t>(code);
  switch (found.kind) {
    case Kind::kFullWidth:
      return {fmt::format("{} (U+{:04X}) is a full-width character, which no command takes for {}. Type {} instead",
                          shown, number, found.meant, found.meant),
              fmt::format("{}（U+{:04X}）是全角字符，命令不会把它当作 {}。请改用半角的 {}", shown, number, found.meant,
                          found.meant)};
    case Kind::kQuote:
      return {fmt::format("{} (U+{:04X}) is a typographic quote, which quotes nothing in a script. Type the straight "
                          "quote {} instead",
                          shown, number, found.meant),
              fmt::format("{}（U+{:04X}）是弯引号（中文引号），在脚本里起不到引号的作用。请改用英文直引号 {}", shown,
                          number, found.meant)};
    case Kind::kDash:
      return {
          fmt::format("{} (U+{:04X}) is a dash, not the hyphen that options begin with. Type - instead", shown, number),
          fmt::format("{}（U+{:04X}）是破折号一类的符号，不是选项开头的连字符。请改用 -", shown, number)};
    case Kind::kCurrency:
      return {fmt::format("{} (U+{:04X}) is the sign of a currency, as Chinese keyboards give it for the dollar sign. "
                          "Type $ instead",
                          shown, number),
              fmt::format("{}（U+{:04X}）是货币符号，中文输入法会用它代替美元符号。请改用 $", shown, number)};
    case Kind::kBlank:
      return {
          fmt::format("U+{:04X} looks like a blank, but separates no words. Type an ordinary blank instead", number),
          fmt::format("U+{:04X} 看起来像空格，但不能分隔单词。请改用普通空格", number)};
    case Kind::kInvisible:
      break;
  }
  return {fmt::format("U+{:04X} is an invisible character. Delete it", number),
          fmt::format("U+{:04X} 是不可见字符。请删除它", number)};
}

// A habit and where it was met.
struct Habit {
  char32_t code = 0;  // which character; '\r' stands for line ends, '$' for prompts
  std::string shown;  // the bytes
  std::size_t line = 0;
  std::size_t column = 0;
  std::size_t count = 0;
  bool certain = false;  // not in quotes, where it may be meant
};

Text Sentence(const Habit& habit) {
  switch (habit.code) {
    case kByteOrderMark:
      if (habit.column == 0)
        return {
            "the script begins with an invisible byte order mark (U+FEFF), which becomes part of its first word. "
            "Save it as UTF-8 without BOM",
            "脚本开头有不可见的字节顺序标记（BOM，U+FEFF），它会成为第一个单词的一部分。请保存为不带 BOM 的 UTF-8"};
      break;
    case '\r':
      return {
          "the line ends with CR LF, as Windows editors write it; the invisible carriage return (U+000D) becomes "
          "part of the command. Save the script with Unix line ends (LF)",
          "行尾是 Windows 编辑器写入的 CR LF，不可见的回车符（U+000D）会成为命令的一部分。请以 Unix "
          "换行符（LF）保存脚本"};
    case '$':
      return {fmt::format("“{}” is a shell's prompt, not part of the command. Type only what follows it", habit.shown),
              fmt::format("“{}”是命令提示符，不是命令的一部分。请只输入它后面的内容", habit.shown)};
    default:
      break;
  }
  Text sentence = Complaint(FindLookAlike(habit.code).value(), habit.shown, habit.code);
  if (habit.certain) return sentence;
  return {sentence.en + ", unless it is meant as text", sentence.zh + "，除非它本来就是文本内容"};
}

Note NoteOn(const Habit& habit) {
  const std::size_t column = std::max<std::size_t>(habit.column, 1);
  const Text sentence = Sentence(habit);
  Note note{habit.line, habit.column, {}};
  note.message.en = fmt::format("Line {}, column {}: {}.", habit.line, column, sentence.en);
  note.message.zh = fmt::format("第 {} 行第 {} 列：{}。", habit.line, column, sentence.zh);
  if (habit.count > 1) {
    note.message.en += fmt::format(" ({} times in all.)", habit.count);
    note.message.zh += fmt::format("（共 {} 处。）", habit.count);
  }
  return note;
}

bool IsAsciiLetter(char32_t code) { return (code | 0x20U) >= 'a' && (code | 0x20U) <= 'z'; }

bool IsShell(std::string_view script) {
  return !script.starts_with("#!") || script.substr(0, script.find('\n')).find("sh") != std::string_view::npos;
}

class Inspector {
 public:
  explicit Inspector(std::string_view script)
      : script_(script), is_shell_(IsShell(script)), characters_(ScanScript(script, is_shell_)) {}

  std::vector<Note> Inspect() {
    only_comments_ = std::none_of(characters_.begin(), characters_.end(), [](const ScriptCharacter& character) {
      return character.place != Place::kComment && character.code > ' ';
    });
    if (Code(0) == kByteOrderMark) {
      Add(kByteOrderMark, 0, true);
      begin_ = at_ = 1;  // no editor counts it as a column
    }
    while (at_ < characters_.size()) {
      if (at_ == begin_) InspectLineStart();
      InspectCharacters();
    }
    std::stable_partition(habits_.begin(), habits_.end(), [](const Habit& habit) { return habit.certain; });
    std::vector<Note> notes;
    for (std::size_t i = 0; i < std::min(habits_.size(), kMaxNotes); ++i) notes.push_back(NoteOn(habits_[i]));
    return notes;
  }

 private:
  char32_t Code(std::size_t at) const { return at < characters_.size() ? characters_[at].code : U'\n'; }

  void Add(char32_t code, std::size_t column, bool certain, std::string_view shown = {}) {
    const auto found =
        std::find_if(habits_.begin(), habits_.end(), [code](const Habit& habit) { return habit.code == code; });
    if (found == habits_.end()) {
      habits_.push_back({code, std::string(shown), line_, column, 1, certain});
      return;
    }
    ++found->count;
    if (found->certain || !certain) return;
    found->certain = true;
    found->line = line_;
    found->column = column;
  }

  // A prompt stands before the command. The one of root's shell makes a comment of it: that is noted only where the
  // script holds nothing else, and the comment reads like a command (an option, a path, an operator, or one word).
  void InspectLineStart() {
    static const RE2 prompt(
        R"([ \t]*(\$ |\[[\w.-]+@[^\]\r\n]{1,80}\][#$] |[\w.-]+@[\w.-]+:[^ \t\r\n]{1,80}[#$] )[^ \t\r\n])");
    static const RE2 root_prompt(
        R"([ \t]*(# )[\w./+-]+([ \t]+([^\r\n]*[|<>$'"=*{}/\\][^\r\n]*|-[^\r\n]*|[^ \t\r\n]+\.\w+))?[ \t\r]*(\n|$))");
    if (!is_shell_ || characters_[at_].place == Place::kQuoted) return;
    const std::size_t offset = characters_[at_].offset;
    re2::StringPiece rest(script_.data() + offset, script_.size() - offset);
    re2::StringPiece found;
    if (RE2::Consume(&rest, prompt, &found) || (only_comments_ && RE2::Consume(&rest, root_prompt, &found))) {
      const auto blanks = static_cast<std::size_t>(found.data() - script_.data()) - offset;
      Add('$', blanks + 1, true, {found.data(), found.size() - 1});
    }
  }

  // One character, or a run of those that look like others: text of another script on a side of it makes it text too.
  void InspectCharacters() {
    const char32_t code = Code(at_);
    if (code == '\n') {
      ++line_;
      begin_ = ++at_;
      return;
    }
    if (code == '\r' && Code(at_ + 1) == '\n') Add(code, Column(at_), true);
    if (!FindLookAlike(code)) {
      ++at_;
      return;
    }
    std::size_t end = at_ + 1;
    while (FindLookAlike(Code(end))) ++end;
    const char32_t before = at_ > 0 ? Code(at_ - 1) : U'\n';
    const char32_t after = Code(end);
    for (; at_ < end; ++at_) InspectLookAlike(at_, before, after);
  }

  void InspectLookAlike(std::size_t at, char32_t before, char32_t after) {
    const ScriptCharacter& character = characters_[at];
    if (character.place == Place::kComment) return;
    const bool quoted = character.place == Place::kQuoted;
    const bool apostrophe = character.code == 0x2019 && IsAsciiLetter(before) && IsAsciiLetter(after);
    const bool foreign_before = before >= 0x80;
    const bool foreign_after = after >= 0x80;
    // Unquoted, the shell's own characters are likelier: "cat 数据｜wc".
    if (quoted ? foreign_before || foreign_after || apostrophe : foreign_before && (foreign_after || after <= ' '))
      return;
    const std::size_t next = at + 1 < characters_.size() ? characters_[at + 1].offset : script_.size();
    Add(character.code, Column(at), !quoted, script_.substr(character.offset, next - character.offset));
  }

  std::size_t Column(std::size_t at) const { return at - begin_ + 1; }

  std::string_view script_;
  bool is_shell_;
  std::vector<ScriptCharacter> characters_;
  bool only_comments_ = false;
  std::vector<Habit> habits_;
  std::size_t at_ = 0;
  std::size_t begin_ = 0;  // of the line
  std::size_t line_ = 1;
};

}  // namespace

std::vector<Note> InspectScript(std::string_view script) { return Inspector(script).Inspect(); }

}  // namespace shellab
