// Lines that are kept on the disk until all of a class is known, since what is written above or beside them depends on
// the last. Used by plan.cc.
#pragma once

#include <cstdio>
#include <functional>
#include <memory>
#include <string_view>

namespace shellab {

class Spool {
 public:
  // A file without a name among the machine's temporary ones: it is gone when this program is. Throws OsError, as do
  // the methods.
  Spool();

  // `line` has no newline in it.
  void Add(std::string_view line);
  // Calls `visit` with every line, in their order.
  void ForEach(const std::function<void(std::string_view)>& visit) const;

 private:
  struct Closer {
    void operator()(std::FILE* file) const { std::fclose(file); }
  };
  std::unique_ptr<std::FILE, Closer> file_;
};

}  // namespace shellab
