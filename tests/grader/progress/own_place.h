// A place for a learner's record that is the test's alone.
#pragma once

#include <gtest/gtest.h>

#include "grader/progress/place.h"
#include "sandbox/os/file.h"

namespace shellab::testing {

class OwnPlace {
 public:
  OwnPlace() : folder_(::testing::TempDir()) { place_.folder = folder_.path() / "deep" / "shellab"; }
  const RecordPlace& place() const { return place_; }
  const std::filesystem::path& folder() const { return folder_.path(); }

 private:
  TempDir folder_;
  RecordPlace place_;
};

}  // namespace shellab::testing
