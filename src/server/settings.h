#pragma once

#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"
#include "server/config.h"

namespace diemcau::server {

// One thing that can be set in three places, the later ones winning: "udp-port" is udp_port in the
// TOML file, DIEMCAU_UDP_PORT in the environment and --udp-port on the command line.
struct Setting {
  enum class Kind { kText, kSwitch, kList };
  std::string_view name;
  Kind kind = Kind::kText;
  std::string_view placeholder;  // for the help: "DIR"
  std::string_view help;
  // What is wrong with the values, as the end of a sentence; nothing if they were taken.
  std::optional<std::string> (*set)(Config&, const std::vector<std::string>& values);
};

const std::vector<Setting>& all_settings();

// "udp_port", "DIEMCAU_UDP_PORT", "--udp-port"
std::string file_name_of(const Setting& setting);
std::string environment_name_of(const Setting& setting);
std::string flag_of(const Setting& setting);

using Done = Result<Unit, std::string>;
using Environment = std::function<std::optional<std::string>(const std::string& name)>;

// Each: one sentence that says what to do, if anything is not as it should be.
Done apply(const Setting& setting, const std::string& source,
           const std::vector<std::string>& values, Config& config);
Done apply_file(const std::filesystem::path& file, Config& config);
Done apply_environment(const Environment& environment, Config& config);
// Settings that only make sense together.
Done check(const Config& config);

}  // namespace diemcau::server
