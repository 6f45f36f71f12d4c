/** The live page: the files of the page, and what it needs to know of the runnables. */
@NullMarked
package dev.runcast.server.internal.page;

import org.jspecify.annotations.NullMarked;
