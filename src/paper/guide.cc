#include "paper/guide.h"

#include "paper/moment.h"

namespace diemcau::paper {

Result<Document, Problem> guide_document(const Guide& guide, const Template& form) {
  const UnixTime duty{guide.begins.ms - int64_t{guide.early_minutes} * 60'000};
  const Json values = {{"conference", guide.conference},
                       {"site", guide.site},
                       {"address", guide.address},
                       {"begins", moment_of(guide.begins)},
                       {"duty", moment_of(duty)},
                       {"early_minutes", guide.early_minutes},
                       {"url", guide.url},
                       {"code", guide.code},
                       {"telephone", guide.telephone}};
  auto document = render(form, values);
  if (document.ok()) document->created = guide.begins;
  return document;
}

}  // namespace diemcau::paper
