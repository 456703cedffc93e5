# The library livekit_protocol: the client protocol's messages in C++ (README.md beside this file).
# Everything is made in ${CMAKE_BINARY_DIR}/protocol; the source tree stays as it is.
find_program(DIEMCAU_NODE NAMES node nodejs REQUIRED)
find_program(DIEMCAU_NPM NAMES npm REQUIRED)

set(from ${CMAKE_SOURCE_DIR}/tools/protocol)
set(in ${CMAKE_BINARY_DIR}/protocol)
set(cpp ${in}/cpp)
file(MAKE_DIRECTORY ${cpp})

# livekit_rtc, livekit_room and livekit_webhook with what they import; make_descriptors.mjs works that out, but the
# build must know the names beforehand.
set(files livekit_metrics livekit_models livekit_rtc livekit_agent livekit_agent_dispatch
  livekit_egress livekit_ingress livekit_room livekit_webhook)
set(well_known google/protobuf/timestamp.proto google/protobuf/duration.proto)

set(package ${from}/package.json ${from}/package-lock.json ${from}/.npmrc)
add_custom_command(
  OUTPUT ${in}/installed.stamp
  COMMAND ${CMAKE_COMMAND} -E copy ${package} ${in}
  COMMAND ${DIEMCAU_NPM} ci --silent --ignore-scripts
  COMMAND ${CMAKE_COMMAND} -E touch ${in}/installed.stamp
  DEPENDS ${package}
  WORKING_DIRECTORY ${in}
  COMMENT "Fetching the client protocol's messages" VERBATIM)

add_custom_command(
  OUTPUT ${in}/livekit.pb
  COMMAND ${CMAKE_COMMAND} -E copy ${from}/make_descriptors.mjs ${in}
  COMMAND ${DIEMCAU_NODE} make_descriptors.mjs livekit.pb livekit_rtc livekit_room
    livekit_webhook
  DEPENDS ${in}/installed.stamp ${from}/make_descriptors.mjs
  WORKING_DIRECTORY ${in}
  COMMENT "Describing the client protocol's messages" VERBATIM)

list(TRANSFORM files APPEND .proto OUTPUT_VARIABLE protos)
list(TRANSFORM files REPLACE "(.+)" "${cpp}/\\1.pb.cc" OUTPUT_VARIABLE generated_sources)
list(TRANSFORM files REPLACE "(.+)" "${cpp}/\\1.pb.h" OUTPUT_VARIABLE generated_headers)
add_custom_command(
  OUTPUT ${generated_sources} ${generated_headers}
  COMMAND protobuf::protoc --descriptor_set_out=well_known.pb ${well_known}
  COMMAND protobuf::protoc --descriptor_set_in=well_known.pb:livekit.pb --cpp_out=cpp ${protos}
  DEPENDS ${in}/livekit.pb
  WORKING_DIRECTORY ${in}
  COMMENT "Generating the client protocol's C++" VERBATIM)

# Not our code: no warnings, no debug information and no instrumentation, which would double the
# minute that compiling it takes.
add_library(livekit_protocol STATIC ${generated_sources} ${generated_headers})
target_include_directories(livekit_protocol SYSTEM PUBLIC ${cpp})
target_link_libraries(livekit_protocol PUBLIC protobuf::libprotobuf)
target_compile_options(livekit_protocol PRIVATE -w -O1 -g0)
if(DIEMCAU_SANITIZE OR DIEMCAU_FUZZ)
  target_compile_options(livekit_protocol PRIVATE -fno-sanitize=all)
endif()
