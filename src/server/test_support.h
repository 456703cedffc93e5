#pragma once

#include <gtest/gtest.h>

#include <filesystem>
#include <fstream>
#include <map>
#include <string>
#include <variant>

#include "server/command_line.h"

namespace diemcau::server {

// A directory of its own that is gone with the test.
class TestDirectory {
 public:
  TestDirectory() {
    std::string name = (std::filesystem::temp_directory_path() / "diemcau-test-XXXXXX").string();
    path_ = ::mkdtemp(name.data());
  }
  ~TestDirectory() {
    std::error_code ignored;
    std::filesystem::remove_all(path_, ignored);
  }
  TestDirectory(const TestDirectory&) = delete;
  TestDirectory& operator=(const TestDirectory&) = delete;
  const std::filesystem::path& path() const { return path_; }
  std::filesystem::path write(const std::string& name, const std::string& content) const {
    std::ofstream(path_ / name) << content;
    return path_ / name;
  }

 private:
  std::filesystem::path path_;
};

using Variables = std::map<std::string, std::string>;

inline Environment environment_of(Variables variables) {
  return [variables = std::move(variables)](const std::string& name) {
    const auto found = variables.find(name);
    return found == variables.end() ? std::nullopt : std::optional(found->second);
  };
}

inline Command parse(std::vector<std::string> arguments, Variables variables = {}) {
  return parse_command_line(std::move(arguments), environment_of(std::move(variables)));
}

inline Config served(std::vector<std::string> arguments, Variables variables = {}) {
  auto command = parse(std::move(arguments), std::move(variables));
  if (const auto* printed = std::get_if<PrintAndExit>(&command)) ADD_FAILURE() << printed->text;
  const auto* serve = std::get_if<ServeCommand>(&command);
  return serve == nullptr ? Config{} : serve->config;
}

// The sentence of a mistake, without the end of its line.
inline std::string mistake_of(std::vector<std::string> arguments, Variables variables = {}) {
  auto command = parse(std::move(arguments), std::move(variables));
  const auto* printed = std::get_if<PrintAndExit>(&command);
  if (printed == nullptr || printed->code != 1) return "no mistake";
  return printed->text.substr(0, printed->text.size() - 1);
}

}  // namespace diemcau::server
