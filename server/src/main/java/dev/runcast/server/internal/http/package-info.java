/** What a request and its answer are, whatever receives them: the seam to a web server. It knows nothing of runs. */
@NullMarked
package dev.runcast.server.internal.http;

import org.jspecify.annotations.NullMarked;
