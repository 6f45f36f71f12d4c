/** Exports runnables, their events and their payloads. Opens nothing: generated code writes the payloads as JSON. */
module com.example.research {
    requires transitive dev.runcast.runtime;
    requires static java.compiler; // for @Generated on what is generated; it is left out without

    exports com.example.research;
}
