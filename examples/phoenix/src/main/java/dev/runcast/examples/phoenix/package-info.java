/** A secured web application. Phoenix shows its runs, their events and whose they are. */
@NullMarked
package dev.runcast.examples.phoenix;

import org.jspecify.annotations.NullMarked;
