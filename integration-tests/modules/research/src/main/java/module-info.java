/** Exports runnables, their events and their payloads. */
module com.example.research {
    requires transitive dev.runcast.runtime;
    requires static java.compiler; // for @Generated on what is generated; it is left out without

    exports com.example.research;

    opens com.example.research to
            tools.jackson.databind;
}
