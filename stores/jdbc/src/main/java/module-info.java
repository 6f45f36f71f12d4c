/** A store of runs in PostgreSQL, or in a file of SQLite. */
@SuppressWarnings("requires-automatic") // the driver, which is optional
module dev.runcast.store.jdbc {
    requires transitive dev.runcast.server;
    requires transitive java.sql;
    requires static transitive org.jspecify;
    requires static org.checkerframework.checker.qual; // annotations of the driver
    requires static org.postgresql.jdbc; // to wait for notifications
    requires org.slf4j;

    exports dev.runcast.store.jdbc;
}
