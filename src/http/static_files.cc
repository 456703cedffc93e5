#include "http/static_files.h"

#include <fmt/format.h>
#include <openssl/evp.h>
#include <spdlog/spdlog.h>

#include <algorithm>
#include <array>
#include <system_error>
#include <utility>

#include "http/files.h"

namespace diemcau::http {
namespace {

namespace fs = std::filesystem;

constexpr std::string_view kIndex = "index.html";
// The build tool puts the hash of the content into the names of everything in here.
constexpr std::string_view kHashedPrefix = "assets/";
constexpr Duration kScanInterval = 1s;

constexpr std::array<std::pair<std::string_view, std::string_view>, 24> kContentTypes{{
    {".html", "text/html; charset=utf-8"},
    {".js", "text/javascript; charset=utf-8"},
    {".mjs", "text/javascript; charset=utf-8"},
    {".css", "text/css; charset=utf-8"},
    {".json", "application/json"},
    {".map", "application/json"},
    {".webmanifest", "application/manifest+json"},
    {".svg", "image/svg+xml"},
    {".png", "image/png"},
    {".jpg", "image/jpeg"},
    {".webp", "image/webp"},
    {".avif", "image/avif"},
    {".ico", "image/x-icon"},
    {".woff2", "font/woff2"},
    {".woff", "font/woff"},
    {".ttf", "font/ttf"},
    {".wasm", "application/wasm"},
    {".txt", "text/plain; charset=utf-8"},
    {".pdf", "application/pdf"},
    {".wav", "audio/wav"},
    {".mp3", "audio/mpeg"},
    {".ogg", "audio/ogg"},
    {".mp4", "video/mp4"},
    {".webm", "video/webm"},
}};

std::string make_etag(std::string_view content) {
  std::array<unsigned char, EVP_MAX_MD_SIZE> digest{};
  unsigned int size = 0;
  EVP_Digest(content.data(), content.size(), digest.data(), &size, EVP_sha256(), nullptr);
  std::string etag = "\"";
  for (size_t i = 0; i < 16; ++i) etag += fmt::format("{:02x}", digest[i]);
  return etag + "\"";
}

// RFC 9110, section 13.1.2: a list of tags, compared weakly, or "*".
bool matches_etag(std::string_view if_none_match, std::string_view etag) {
  return if_none_match == "*" || if_none_match.find(etag) != std::string_view::npos;
}

// By the end of the name: a room's name may have a dot in it as well.
bool names_a_file(std::string_view name) {
  return std::any_of(kContentTypes.begin(), kContentTypes.end(),
                     [name](const auto& known) { return name.ends_with(known.first); });
}

bool is_hidden(const fs::path& place) { return place.filename().string().starts_with("."); }

bool is_plain_file(const fs::directory_entry& entry) {
  std::error_code ignored;
  return !entry.is_symlink(ignored) && entry.is_regular_file(ignored) && !is_hidden(entry.path());
}

bool keep_out(const fs::directory_entry& entry) {
  std::error_code ignored;
  return entry.is_directory(ignored) && is_hidden(entry.path());
}

HttpResponse page_missing() {
  HttpResponse response{.status = 200};
  response.body =
      "<!doctype html><html lang=\"en\"><meta charset=\"utf-8\"><title>diemcau</title>"
      "<p>diemcau is running, but its page has not been built: run <code>./x build</code>, or name "
      "the directory of the page with <code>--web DIR</code>.</p></html>\n";
  return std::move(response).with("Content-Type", "text/html; charset=utf-8");
}

}  // namespace

std::string_view content_type_of(std::string_view name) {
  for (const auto& [ending, type] : kContentTypes) {
    if (name.ends_with(ending)) return type;
  }
  return "application/octet-stream";
}

void add_page_headers(const HttpRequest& request, HttpResponse& response) {
  // Older Safari does not count WebSockets to the page's own host as 'self'.
  std::string sockets;
  if (!request.host().empty()) sockets = fmt::format(" ws://{0} wss://{0}", request.host());
  response
      .with("Content-Security-Policy",
            fmt::format("default-src 'self'; connect-src 'self'{}; img-src 'self' data: blob:; "
                        "media-src 'self' blob: mediastream:; worker-src 'self' blob:; "
                        "font-src 'self' data:; style-src 'self' 'unsafe-inline'; "
                        "object-src 'none'; base-uri 'none'; form-action 'self'; "
                        "frame-ancestors 'none'",
                        sockets))
      .with("Permissions-Policy",
            "camera=(self), microphone=(self), display-capture=(self), fullscreen=(self), "
            "autoplay=(self), screen-wake-lock=(self), geolocation=()")
      .with("Cross-Origin-Opener-Policy", "same-origin")
      // The address of a page holds the room's name.
      .with("Referrer-Policy", "no-referrer");
}

StaticFiles::StaticFiles(fs::path directory) : directory_(std::move(directory)) { scan(); }

void StaticFiles::scan() {
  std::map<std::string, File, std::less<>> found;
  std::error_code error;
  // Does not follow links to directories.
  fs::recursive_directory_iterator at(directory_, error);
  for (; !error && at != fs::recursive_directory_iterator(); at.increment(error)) {
    if (keep_out(*at)) at.disable_recursion_pending();
    if (!is_plain_file(*at) || found.size() >= kMaxFiles) continue;
    const std::string name = at->path().lexically_relative(directory_).generic_string();
    found.emplace(name, File{.place = at->path(), .modified = {}, .content = {}, .etag = {}});
  }
  files_ = std::move(found);
}

void StaticFiles::scan_if_due(Instant now) {
  if (now < next_scan_) return;
  next_scan_ = now + kScanInterval;
  scan();
}

// Reads the file unless what is held is still as on disk.
const StaticFiles::File* StaticFiles::load(const std::string& name) {
  const auto found = files_.find(name);
  if (found == files_.end()) return nullptr;
  File& file = found->second;
  std::error_code error;
  const auto modified = fs::last_write_time(file.place, error);
  if (error || fs::is_symlink(file.place, error)) return nullptr;
  if (file.content && modified == file.modified) return &file;
  auto content = read_file(file.place, kMaxFileBytes);
  if (!content.ok()) {
    spdlog::warn("http: {}", content.error());
    return nullptr;
  }
  file.etag = make_etag(*content);
  file.modified = modified;
  file.content = std::make_shared<const std::string>(std::move(content).value());
  return &file;
}

const StaticFiles::File* StaticFiles::find(const std::string& name, Instant now) {
  if (const File* file = load(name)) return file;
  scan_if_due(now);
  return load(name);
}

HttpResponse StaticFiles::serve(const std::string& name, const File& file,
                                const HttpRequest& request) const {
  const bool known = matches_etag(request.header("if-none-match"), file.etag);
  HttpResponse response{.status = known ? 304 : 200};
  if (!known) response.shared_body = file.content;
  response.with("Content-Type", std::string(content_type_of(name)))
      .with("ETag", file.etag)
      .with("Cache-Control",
            name.starts_with(kHashedPrefix) ? "public, max-age=31536000, immutable" : "no-cache");
  if (name.ends_with(".html")) add_page_headers(request, response);
  return response;
}

HttpResponse StaticFiles::serve_index(const HttpRequest& request) {
  const std::string name(kIndex);
  const File* index = find(name, request.received_at);
  if (index != nullptr) return serve(name, *index, request);
  HttpResponse response = page_missing();
  add_page_headers(request, response);
  return response;
}

HttpResponse StaticFiles::answer(const HttpRequest& request) {
  const auto decoded = percent_decode(request.path);
  if (!decoded || decoded->empty()) return HttpResponse::text(400, "This is not an address.\n");
  const std::string name = decoded->substr(1);
  if (name.empty()) return serve_index(request);
  if (const File* file = find(name, request.received_at)) return serve(name, *file, request);
  // What looks like a file is one: a page in place of a missing script would only confuse.
  if (names_a_file(name)) {
    return HttpResponse::error(404, "not_found", "Không có gì ở địa chỉ này.",
                               "There is nothing at this address.");
  }
  return serve_index(request);
}

}  // namespace diemcau::http
