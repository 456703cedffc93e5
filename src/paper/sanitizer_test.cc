// For the leak sanitizer only. Fontconfig reads the machine's configuration once and keeps it
// behind encoded pointers, which the sanitizer cannot follow.
extern "C" const char* __lsan_default_suppressions();   // NOLINT(bugprone-reserved-identifier)
extern "C" const char* __lsan_default_suppressions() {  // NOLINT(bugprone-reserved-identifier)
  return "leak:libfontconfig.so\n";
}
