#include "server/command_line.h"

#include <fmt/format.h>

#include <CLI/CLI.hpp>
#include <algorithm>
#include <map>
#include <memory>

namespace diemcau::server {
namespace {

void fill_in_dev(Config& config) {
  if (config.keys.empty()) config.keys = {{kDevKey, kDevSecret}};
  config.open_rooms = true;
}

// What stood on the command line for each setting.
class Flags {
 public:
  void add_to(CLI::App& app, const std::vector<std::string_view>& names) {
    app.add_option("--config", config_, "A TOML file with any of these settings")
        ->type_name("FILE");
    for (const Setting& setting : all_settings()) {
      const bool wanted =
          names.empty() || std::find(names.begin(), names.end(), setting.name) != names.end();
      if (wanted) add(app, setting);
    }
  }

  // File, environment and flags, each over the one before.
  Done apply_all(const Environment& environment, Config& config) const {
    const std::string file = config_.empty() ? environment("DIEMCAU_CONFIG").value_or("") : config_;
    if (!file.empty()) {
      auto done = apply_file(file, config);
      if (!done.ok()) return done;
    }
    auto done = apply_environment(environment, config);
    if (!done.ok()) return done;
    for (const auto& [setting, given] : given_) {
      if (given->option->count() == 0) continue;
      // A switch may be written --dev=false as well.
      const bool is_switch = setting->kind == Setting::Kind::kSwitch;
      const std::vector<std::string> values =
          is_switch ? std::vector{given->option->results().back()} : given->values;
      done = apply(*setting, flag_of(*setting), values, config);
      if (!done.ok()) return done;
    }
    if (config.dev) fill_in_dev(config);
    return check(config);
  }

 private:
  struct Given {
    std::vector<std::string> values;
    CLI::Option* option = nullptr;
  };

  void add(CLI::App& app, const Setting& setting) {
    const auto given = std::make_shared<Given>();
    const std::string help(setting.help);
    if (setting.kind == Setting::Kind::kSwitch) {
      given->option = app.add_flag(flag_of(setting), help);
    } else {
      given->option = app.add_option(flag_of(setting), given->values, help);
      given->option->type_name(std::string(setting.placeholder));
      given->option->allow_extra_args(false);
      if (setting.kind == Setting::Kind::kText) given->option->expected(1);
    }
    given_.emplace_back(&setting, given);
  }

  std::string config_;
  std::vector<std::pair<const Setting*, std::shared_ptr<Given>>> given_;
};

struct TokenFlags {
  TokenRequest request;
  std::string valid_for = "6h";
  bool no_publish = false;
  bool no_subscribe = false;
  bool no_data = false;
  std::string api_key;
  std::string api_secret;

  void add_to(CLI::App& app) {
    app.add_option("--room", request.room, "The room to let into")->type_name("NAME");
    app.add_option("--identity", request.identity, "Who it is, unique in the room")
        ->type_name("ID");
    app.add_option("--name", request.name, "The name others see")->type_name("TEXT");
    app.add_option("--metadata", request.metadata, "Text that clients get with the participant")
        ->type_name("TEXT");
    app.add_option("--valid-for", valid_for, "How long: 30m, 6h, 7d (6h)")->type_name("TIME");
    app.add_flag("--no-publish", no_publish, "May not send picture or sound");
    app.add_flag("--no-subscribe", no_subscribe, "May not receive picture or sound");
    app.add_flag("--no-data", no_data, "May not send messages");
    app.add_flag("--hidden", request.hidden, "Others do not see this participant");
    app.add_flag("--room-admin", request.room_admin, "May manage the room");
    app.add_option("--api-key", api_key, "The key to sign with")->type_name("KEY");
    app.add_option("--api-secret", api_secret, "Its secret")->type_name("SECRET");
  }
};

PrintAndExit mistake(std::string sentence) { return {1, std::move(sentence) + "\n"}; }

Command make_token_command(TokenFlags& flags, const Config& config) {
  if (flags.request.room.empty() || flags.request.identity.empty()) {
    return mistake("A token needs a room and an identity: add --room NAME and --identity ID.");
  }
  const auto lifetime = parse_lifetime(flags.valid_for);
  if (!lifetime) {
    return mistake(
        fmt::format("--valid-for: '{}' is no time: write it like 30m, 6h or 7d.", flags.valid_for));
  }
  if (flags.api_key.empty() != flags.api_secret.empty()) {
    return mistake("A key needs its secret: set both --api-key and --api-secret, or neither.");
  }
  flags.request.lifetime = *lifetime;
  flags.request.can_publish = !flags.no_publish;
  flags.request.can_subscribe = !flags.no_subscribe;
  flags.request.can_publish_data = !flags.no_data;
  TokenCommand command{std::move(flags.request), config.keys, config.data};
  if (!flags.api_key.empty()) command.keys = {{flags.api_key, flags.api_secret}};
  return command;
}

std::string explain(const CLI::ParseError& error) {
  std::string what = error.what();
  while (!what.empty() && (what.back() == '.' || what.back() == '\n')) what.pop_back();
  return fmt::format(
      "{}: correct it; 'diemcau --help' and 'diemcau serve --help' list what there "
      "is.",
      what);
}

// The commands and what was given to them.
struct Parser {
  CLI::App app{"diemcau: conferences with a media server of its own", "diemcau"};
  CLI::App* serve = app.add_subcommand("serve", "Run the server");
  CLI::App* token = app.add_subcommand("token", "Tokens that let people into rooms");
  CLI::App* create = token->add_subcommand("create", "Print a new token");
  CLI::App* backup =
      app.add_subcommand("backup", "Copy the data directory, also of a server that runs");
  Flags serve_flags;
  Flags key_flags;
  Flags data_flags;
  BackupCommand backup_places;
  TokenFlags token_flags;

  Parser() {
    app.set_version_flag("--version", fmt::format("diemcau {}", version()), "Print the version");
    serve_flags.add_to(*serve, {});
    key_flags.add_to(*create, {"dev", "data", "keys"});
    token_flags.add_to(*create);
    data_flags.add_to(*backup, {"data"});
    backup->add_option("--to", backup_places.to, "Where the copy goes")->type_name("DIR");
    backup->add_option("--keys-to", backup_places.keys_to, "Where the people's keys go, apart")
        ->type_name("DIR");
    app.require_subcommand(1);
    token->require_subcommand(1);
  }

  Command command(const Environment& environment) {
    Config config;
    const auto done = flags().apply_all(environment, config);
    if (!done.ok()) return mistake(done.error());
    if (serve->parsed()) return ServeCommand{std::move(config)};
    if (backup->parsed()) {
      backup_places.data = config.data;
      return std::move(backup_places);
    }
    return make_token_command(token_flags, config);
  }

  const Flags& flags() const {
    if (serve->parsed()) return serve_flags;
    return backup->parsed() ? data_flags : key_flags;
  }

  std::string help() const {
    if (create->parsed()) return create->help("diemcau token");
    for (const CLI::App* one : {token, serve, backup}) {
      if (one->parsed()) return one->help("diemcau");
    }
    return app.help();
  }
};

}  // namespace

Command parse_command_line(std::vector<std::string> arguments, const Environment& environment) {
  Parser parser;
  if (arguments.empty()) return PrintAndExit{1, parser.app.help()};
  const std::string& first = arguments.front();
  const bool known = first == "serve" || first == "token" || first == "backup";
  if (!first.starts_with("-") && !known) {
    return mistake(fmt::format(
        "There is no command '{}': use serve, token create or backup ('diemcau --help').", first));
  }
  try {
    std::reverse(arguments.begin(), arguments.end());  // as CLI11 wants them
    parser.app.parse(std::move(arguments));
  } catch (const CLI::CallForVersion& asked) {
    return PrintAndExit{0, std::string(asked.what()) + "\n"};
  } catch (const CLI::CallForHelp&) {
    return PrintAndExit{0, parser.help()};
  } catch (const CLI::ParseError& error) {
    return mistake(explain(error));
  }
  return parser.command(environment);
}

}  // namespace diemcau::server
