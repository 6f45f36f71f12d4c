def log = new File(basedir, 'build.log').text
// That of the README, of the guide, and of LangChain4j show their progress.
assert log =~ /searching\s+writing\s+about tea/
assert log.contains('  1 of 4  Checksums.java') && log.contains('4 checksums')
assert log.contains('3/3 reading about tea in cooking') && log.contains('The library says: tea')
assert new File(basedir, 'spring-boot/target/research-web-1.jar').exists()
