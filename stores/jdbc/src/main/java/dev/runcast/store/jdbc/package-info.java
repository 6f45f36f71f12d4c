/** A store of runs in a database: {@link dev.runcast.store.jdbc.JdbcRunStore}. */
@NullMarked
package dev.runcast.store.jdbc;

import org.jspecify.annotations.NullMarked;
