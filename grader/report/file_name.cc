#include "grader/report/file_name.h"

#include <fmt/format.h>
#include <unicase.h>
#include <uninorm.h>
#include <unistr.h>

#include <algorithm>
#include <cstdlib>
#include <memory>

#include "grader/report/printable.h"
#include "sandbox/image/digest.h"
#include "sandbox/os/error.h"

namespace shellab {
namespace {

constexpr std::size_t kMaxBytes = 100;
constexpr std::size_t kDigestLetters = 12;
// What some system or shell does not take in a name, and what marks the other bytes.
constexpr std::string_view kEscaped = "/\\:*?\"<>|%~";
// Names of devices on Windows, whatever follows after a dot.
constexpr std::string_view kDevices[] = {"con", "prn", "aux", "nul", "com", "lpt"};

std::string Escaped(std::string_view bytes) {
  std::string text;
  for (const char byte : bytes) text += fmt::format("%{:02X}", static_cast<unsigned char>(byte));
  return text;
}

// The first character of UTF-8, or a byte that begins none.
std::string_view First(std::string_view text) {
  ucs4_t code = 0;
  const int length = u8_mbtoucr(&code, reinterpret_cast<const std::uint8_t*>(text.data()), text.size());
  return text.substr(0, length > 0 ? static_cast<std::size_t>(length) : 1);
}

bool IsPlain(std::string_view character) {
  return PrintableLine(character) == character && kEscaped.find(character) == std::string_view::npos;
}

// Two names that fold to the same are one file on macOS or Windows.
std::string Folded(const std::string& name) {
  std::size_t length = 0;
  const std::unique_ptr<std::uint8_t, void (*)(void*)> folded(
      u8_casefold(reinterpret_cast<const std::uint8_t*>(name.data()), name.size(), nullptr, UNINORM_NFC, nullptr,
                  &length),
      std::free);
  if (!folded) ThrowErrno("fold a name's case");
  return {reinterpret_cast<const char*>(folded.get()), length};
}

bool IsDevice(const std::string& name) {
  const std::string folded = Folded(name.substr(0, name.find('.')));
  return std::any_of(std::begin(kDevices), std::end(kDevices), [&folded](std::string_view device) {
    return folded.starts_with(device) && folded.size() <= device.size() + 1;
  });
}

std::string Safe(std::string_view learner) {
  std::string name;
  for (std::string_view rest = learner; !rest.empty();) {
    const std::string_view character = First(rest);
    rest.remove_prefix(character.size());
    // A dot hides a file at the start and is dropped at the end, as a blank is; a dash is taken for an option.
    const bool edge = (name.empty() && (character == "." || character == "-" || character == " ")) ||
                      (rest.empty() && (character == "." || character == " "));
    const std::string next = !edge && IsPlain(character) ? std::string(character) : Escaped(character);
    if (name.size() + next.size() > kMaxBytes) return name + "~" + Sha256(learner).substr(0, kDigestLetters);
    name += next;
  }
  if (name.empty()) return "~";
  if (IsDevice(name)) name.insert(0, "~");
  return name;
}

}  // namespace

std::string FileNames::Next(std::string_view learner) {
  const std::string name = Safe(learner);
  std::string unique = name;
  for (int number = 2; !used_.Add(Folded(unique)); ++number) unique = fmt::format("{}~{}", name, number);
  return unique;
}

}  // namespace shellab
