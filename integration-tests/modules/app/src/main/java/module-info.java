/** Uses the runnables of another module and has one of its own. It does not read {@code java.compiler}. */
module com.example.app {
    requires com.example.research;
}
