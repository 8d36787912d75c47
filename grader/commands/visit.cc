// shellab attach and shellab shell: back to a practice session, or beside it.
#include "grader/commands/visit.h"

#include <fmt/format.h>

#include <CLI/CLI.hpp>
#include <cstdio>
#include <memory>
#include <string>
#include <utility>

#include "grader/commands/context.h"
#include "grader/commands/session.h"
#include "grader/practice/folder.h"
#include "grader/practice/visitor.h"
#include "grader/terminal/user_terminal.h"

namespace shellab {
namespace asio = boost::asio;
namespace {

struct Options {
  std::string session;
  std::string host;
  bool as_root = false;
};

asio::awaitable<int> Stay(UserTerminal& terminal, Fd& socket, const Visit& visit, Farewell& farewell) {
  const auto wire = std::make_shared<Wire>(co_await asio::this_coro::executor, std::move(socket));
  farewell = co_await StayAt(terminal, wire, visit);
  co_return farewell.code;
}

void VisitSession(const Options& options, Visit::Kind kind, Context& context) {
  RequireRoot();
  Visit visit;
  visit.kind = kind;
  visit.host = options.host;
  visit.as_root = options.as_root;
  context.exit_code = SitDown(ConnectToSession(context.state, options.session), visit);
}

}  // namespace

int SitDown(Fd socket, const Visit& visit) {
  Farewell farewell;
  int code = 0;
  {
    UserTerminal terminal;
    Visit complete = visit;
    complete.term = GuestTerm();
    code = RunLoop([&] { return Stay(terminal, socket, complete, farewell); });
  }
  if (!farewell.text.empty()) fmt::print(code == 0 ? stdout : stderr, "{}\n", farewell.text);
  return code;
}

void AddAttachCommand(CLI::App& app, Context& context) {
  CLI::App* command = app.add_subcommand("attach", "Go on with a lab whose terminal was lost or closed");
  const auto options = std::make_shared<Options>();
  command->add_option("SESSION", options->session, "The lab, or <lab>.<number>; not needed where only one runs");
  command->callback([options, &context] { VisitSession(*options, Visit::Kind::kSeat, context); });
}

void AddShellCommand(CLI::App& app, Context& context) {
  CLI::App* command = app.add_subcommand("shell", "One more shell in a lab that somebody practises");
  const auto options = std::make_shared<Options>();
  command->add_option("SESSION", options->session, "The lab, or <lab>.<number>; not needed where only one runs");
  command->add_option("--host", options->host, "On which of the lab's hosts; else on the learner's")->type_name("HOST");
  command->add_flag("--root", options->as_root, "As root of that host");
  command->callback([options, &context] { VisitSession(*options, Visit::Kind::kShell, context); });
}

}  // namespace shellab
