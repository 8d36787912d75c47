#include "grader/commands/obstacles.h"

#include <fmt/format.h>

#include "grader/kernel.h"
#include "sandbox/image/store.h"
#include "sandbox/os/error.h"

namespace shellab {

Obstacles::Obstacles(const std::filesystem::path& state) {
  try {
    for (const Image& image : ImageStore(state).List()) images_.insert(image.name);
  } catch (const HostError& error) {  // no reason to hide what labs there are
    for_all_ = {error.what(), error.what()};
  }
}

Text Obstacles::For(const Lab& lab) const {
  if (!for_all_.empty()) return for_all_;
  Text missing = MissingFor(lab);
  if (!missing.empty()) return missing;
  for (const LabHost& host : lab.hosts)
    if (!images_.contains(host.image))
      return {fmt::format("the image {0} is not built yet; build it with: shellab image build {0}", host.image),
              fmt::format("镜像 {0} 尚未构建；构建命令：shellab image build {0}", host.image)};
  return {};
}

}  // namespace shellab
