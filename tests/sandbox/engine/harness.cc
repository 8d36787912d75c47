#include "tests/sandbox/engine/harness.h"

#include <gtest/gtest.h>

#include "sandbox/image/store.h"

namespace shellab::testing {
namespace asio = boost::asio;
namespace {

struct World {
  Image image = ImageStore(DefaultStateFolder()).Open("base");
  Engine engine{DefaultStateFolder()};
};

World& TheWorld() {
  static World world;
  return world;
}

ExecSpec ScriptAs(const char* user_name, std::string script) {
  const User& user = *TheWorld().image.FindUser(user_name);
  ExecSpec spec;
  spec.argv = {"/bin/bash", "-c", std::move(script)};
  spec.env = {"PATH=/usr/sbin:/usr/bin:/sbin:/bin", "HOME=" + user.home, "LANG=C.UTF-8"};
  spec.directory = user.home;
  spec.user = {user.uid, user.gid, user.groups};
  spec.limits = {256ULL << 20U, 64};
  return spec;
}

}  // namespace

Engine& TestEngine() { return TheWorld().engine; }

HostSpec BaseHost() {
  HostSpec spec;
  spec.lowers.push_back(TheWorld().image.root);
  return spec;
}

ExecSpec Script(std::string script) { return ScriptAs("student", std::move(script)); }

ExecSpec ScriptAsRoot(std::string script) { return ScriptAs("root", std::move(script)); }

void WithHost(HostSpec host, const std::function<asio::awaitable<void>(Host&)>& work) {
  const auto task = [&]() -> asio::awaitable<void> {
    const auto sandbox = co_await TestEngine().Start(host);
    co_await work(sandbox->host());
    co_await sandbox->Stop();
  };
  Await(task());
}

ExecResult RunOnce(const ExecSpec& spec, HostSpec host) {
  ExecResult result;
  const std::function<asio::awaitable<void>(Host&)> work = [&](Host& running) -> asio::awaitable<void> {
    result = co_await running.Exec(spec);
  };
  WithHost(std::move(host), work);
  return result;
}

std::string Print(const ExecResult& result) {
  EXPECT_EQ(result.outcome.ended, Outcome::Ended::kExited) << result.err.content;
  EXPECT_EQ(result.outcome.code, 0) << result.err.content;
  return result.out.content;
}

}  // namespace shellab::testing
