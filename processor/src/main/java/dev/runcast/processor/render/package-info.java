/** The model as Java files. The only place that knows JavaPoet. */
@NullMarked
package dev.runcast.processor.render;

import org.jspecify.annotations.NullMarked;
