#include "clip_folder.h"

#include <fmt/core.h>

#include <fstream>
#include <iterator>
#include <optional>

namespace diemcau::sites {
namespace {

using Buffer = std::vector<uint8_t>;

std::optional<Buffer> read_file(const std::string& path) {
  std::ifstream file(path, std::ios::binary);
  if (!file) return std::nullopt;
  return Buffer(std::istreambuf_iterator<char>(file), {});
}

std::string no_clip(const std::string& path, std::string_view why) {
  return fmt::format("{}: {}. Make the clips with tools/sites/make_clips.sh FOLDER.", path, why);
}

Result<VideoClip, std::string> load_video(const std::string& path) {
  const auto bytes = read_file(path);
  if (!bytes) return Err{no_clip(path, "cannot be read")};
  auto clip = parse_video_clip(*bytes);
  if (!clip) return Err{no_clip(path, to_string(clip.error()))};
  return std::move(*clip);
}

Result<SpeechClip, std::string> load_speech(const std::string& stem) {
  const auto ogg = read_file(stem + ".opus");
  if (!ogg) return Err{no_clip(stem + ".opus", "cannot be read")};
  auto clip = parse_speech_clip(*ogg, read_file(stem + ".pcm").value_or(Buffer{}));
  if (!clip) return Err{no_clip(stem + ".opus", to_string(clip.error()))};
  return std::move(*clip);
}

}  // namespace

Result<std::vector<Clip>, std::string> load_clips(const std::string& folder, size_t count,
                                                  const std::string& picture) {
  std::vector<Clip> out;
  for (size_t number = 0; number < count; ++number) {
    const std::string stem = fmt::format("{}/site-{:02}", folder, number);
    // Fewer clips than sites: they go round.
    if (number > 0 && !std::ifstream(stem + ".opus")) break;
    auto video = load_video(picture.empty() ? stem + ".ivf" : picture);
    if (!video) return Err{video.error()};
    auto speech = load_speech(stem);
    if (!speech) return Err{speech.error()};
    const auto name = read_file(stem + ".name").value_or(Buffer{});
    out.push_back({{name.begin(), name.end()}, std::move(*video), std::move(*speech)});
  }
  return out;
}

}  // namespace diemcau::sites
