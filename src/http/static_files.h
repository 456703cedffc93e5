#pragma once

#include <filesystem>
#include <map>
#include <memory>
#include <string>
#include <string_view>

#include "base/time.h"
#include "http/message.h"

namespace diemcau::http {

// The page: the files of one directory (web/dist), with index.html for every path that names no
// file, since the page routes by itself.
//
// Only what a scan of the directory has found is served, looked up by its whole name, so no path
// can lead outside; links and names that begin with a dot are left out of the scan. Files are held
// in memory and read again when they change. Nothing found: the directory is scanned again, at most
// once a second.
class StaticFiles {
 public:
  static constexpr size_t kMaxFileBytes = 32 * 1024 * 1024;
  static constexpr size_t kMaxFiles = 10'000;

  explicit StaticFiles(std::filesystem::path directory);

  HttpResponse answer(const HttpRequest& request);

 private:
  struct File {
    std::filesystem::path place;
    std::filesystem::file_time_type modified;
    std::shared_ptr<const std::string> content;  // null until first asked for
    std::string etag;
  };
  void scan();
  void scan_if_due(Instant now);
  const File* find(const std::string& name, Instant now);
  const File* load(const std::string& name);
  HttpResponse serve(const std::string& name, const File& file, const HttpRequest& request) const;
  HttpResponse serve_index(const HttpRequest& request);

  std::filesystem::path directory_;
  std::map<std::string, File, std::less<>> files_;
  Instant next_scan_ = Instant::min();
};

// The media type of a file by the end of its name.
std::string_view content_type_of(std::string_view name);

// What a page may do: scripts of our own only, the camera, the microphone and the screen, and
// WebSockets to the host it came from.
void add_page_headers(const HttpRequest& request, HttpResponse& response);

}  // namespace diemcau::http
