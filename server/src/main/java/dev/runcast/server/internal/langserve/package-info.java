/** The protocol of LangServe. */
@NullMarked
package dev.runcast.server.internal.langserve;

import org.jspecify.annotations.NullMarked;
