/** A module that does not read java.compiler. */
module com.example {
  requires transitive dev.runcast.runtime;

  exports com.example;
}
