# templates/*.json as a source of the program: the templates that it has without any file beside it.
function(diemcau_paper_templates target)
  file(GLOB templates CONFIGURE_DEPENDS ${CMAKE_CURRENT_SOURCE_DIR}/paper/templates/*.json)
  set(entries "")
  foreach(file ${templates})
    set_property(DIRECTORY APPEND PROPERTY CMAKE_CONFIGURE_DEPENDS ${file})
    get_filename_component(name ${file} NAME)
    string(REGEX REPLACE "\\.json$" "" name ${name})
    file(READ ${file} text)
    string(APPEND entries "    {\"${name}\", R\"template(${text})template\"},\n")
  endforeach()
  set(source ${CMAKE_CURRENT_BINARY_DIR}/paper/built_in.cc)
  file(CONFIGURE OUTPUT ${source} @ONLY CONTENT [[
#include "paper/built_in.h"

namespace diemcau::paper {

std::span<const BuiltIn> built_in_templates() {
  static constexpr BuiltIn kTemplates[] = {
@entries@  };
  return kTemplates;
}

}  // namespace diemcau::paper
]])
  target_sources(${target} PRIVATE ${source})
endfunction()
