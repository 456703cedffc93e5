#include "paper/pdf.h"

#include <cairo-pdf.h>

#include <algorithm>
#include <memory>
#include <string_view>

#include "paper/compose.h"
#include "paper/draw.h"
#include "paper/moment.h"

namespace diemcau::paper {

namespace {

constexpr double kEndless = 1e9;

struct DropCairo {
  void operator()(cairo_t* cairo) const { cairo_destroy(cairo); }
  void operator()(cairo_surface_t* surface) const { cairo_surface_destroy(surface); }
};

cairo_status_t keep(void* out, const unsigned char* bytes, unsigned int length) {
  static_cast<std::string*>(out)->append(reinterpret_cast<const char*>(bytes), length);
  return CAIRO_STATUS_SUCCESS;
}

class Writer {
 public:
  Writer(const Document& document, const Typesetter& typesetter)
      : page_(document.page),
        document_(document),
        typesetter_(typesetter),
        strips_(compose(document, typesetter)) {}

  Result<std::string, Problem> write() {
    open();
    const auto pages = paginate(sizes(), page_height());
    for (size_t i = 0; i < pages.size(); ++i) draw_page(pages[i], i + 1);
    if (pages.empty()) cairo_show_page(cairo_.get());
    cairo_.reset();
    cairo_surface_finish(surface_.get());
    const cairo_status_t status = cairo_surface_status(surface_.get());
    if (status != CAIRO_STATUS_SUCCESS)
      return problem("pdf.failed", cairo_status_to_string(status));
    return std::move(bytes_);
  }

 private:
  void open() {
    surface_.reset(cairo_pdf_surface_create_for_stream(keep, &bytes_, page_.width_mm * kPointsPerMm,
                                                       page_.height_mm * kPointsPerMm));
    metadata(CAIRO_PDF_METADATA_TITLE, document_.title);
    metadata(CAIRO_PDF_METADATA_AUTHOR, document_.author);
    metadata(CAIRO_PDF_METADATA_CREATOR, "diemcau");
    metadata(CAIRO_PDF_METADATA_CREATE_DATE, iso_time(document_.created));
    cairo_.reset(cairo_create(surface_.get()));
  }
  void metadata(cairo_pdf_metadata_t what, const std::string& text) {
    if (!text.empty()) cairo_pdf_surface_set_metadata(surface_.get(), what, text.c_str());
  }

  // Of a document that has to fit one page: what it would need.
  double page_height() {
    const double height = text_height_mm(page_) * kPointsPerMm;
    if (!page_.one_page) return height;
    const auto pages = paginate(sizes(), kEndless);
    if (pages.empty()) return height;
    const Placed& last = pages.back().back();
    const double needed = last.top_pt + strips_[last.strip].size.height_pt;
    scale_ = std::min(1.0, height / needed);
    return kEndless;
  }

  std::vector<StripSize> sizes() const {
    std::vector<StripSize> sizes;
    for (const Strip& strip : strips_) sizes.push_back(strip.size);
    return sizes;
  }

  // Strips of one block that follow each other share one element of the structure tree.
  void draw_page(const PlacedPage& page, size_t number) {
    cairo_save(cairo_.get());
    const double spared = text_width_mm(page_) * (1 - scale_);
    cairo_translate(cairo_.get(), (page_.left_mm + spared / 2) * kPointsPerMm,
                    page_.top_mm * kPointsPerMm);
    cairo_scale(cairo_.get(), scale_, scale_);
    for (size_t i = 0; i < page.size();) {
      const size_t owner = strips_[page[i].strip].owner;
      const Tagged tagged(cairo_.get(), strips_[page[i].strip].tag);
      for (; i < page.size() && strips_[page[i].strip].owner == owner; ++i) {
        draw_strip(strips_[page[i].strip], page[i].top_pt, number);
      }
    }
    cairo_restore(cairo_.get());
    if (page_.numbered && number > 1) draw_number(number);
    cairo_show_page(cairo_.get());
  }

  void draw_strip(const Strip& strip, double top, size_t page) {
    cairo_set_source_rgb(cairo_.get(), 0, 0, 0);
    strip.draw(cairo_.get(), top);
    if (!strip.title.empty()) add_outline(strip, top, page);
  }

  void add_outline(const Strip& strip, double top, size_t page) {
    const bool below = std::string_view(strip.tag) == "H2";
    const std::string place = "page=" + std::to_string(page) + " pos=[0 " +
                              std::to_string(top + page_.top_mm * kPointsPerMm) + "]";
    const int id = cairo_pdf_surface_add_outline(
        surface_.get(), below ? chapter_ : CAIRO_PDF_OUTLINE_ROOT, strip.title.c_str(),
        place.c_str(), CAIRO_PDF_OUTLINE_FLAG_OPEN);
    if (!below) chapter_ = id;
  }

  void draw_number(size_t number) {
    RunStyle style;
    style.size_pt = page_.number_pt;
    const Lines lines = typesetter_.set(std::to_string(number), style);
    const double width = pango_units_to_double(width_of(lines));
    const double middle = (page_.left_mm + text_width_mm(page_) / 2) * kPointsPerMm;
    const double top = (page_.top_mm * kPointsPerMm - lines.pitch_pt) / 2;
    draw_line(cairo_.get(), lines, 0, middle - width / 2, top);
  }
  static int width_of(const Lines& lines) {
    PangoRectangle logical;
    pango_layout_get_extents(lines.layout.get(), nullptr, &logical);
    return logical.width;
  }

  const PageSetup& page_;
  const Document& document_;
  const Typesetter& typesetter_;
  std::vector<Strip> strips_;
  std::string bytes_;
  std::unique_ptr<cairo_surface_t, DropCairo> surface_;
  std::unique_ptr<cairo_t, DropCairo> cairo_;
  double scale_ = 1;
  int chapter_ = CAIRO_PDF_OUTLINE_ROOT;
};

}  // namespace

Result<std::string, Problem> to_pdf(const Document& document, const Fonts& fonts) {
  const auto typesetter = Typesetter::make(document, fonts);
  if (!typesetter.ok()) return Err{typesetter.error()};
  return Writer(document, *typesetter).write();
}

}  // namespace diemcau::paper
