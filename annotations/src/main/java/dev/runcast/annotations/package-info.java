/**
 * The annotations that declare runnables and the events that they emit.
 *
 * <p>The annotation processor reads them at compile time; nothing reads them at run time. Import them one by one: a star
 * import would make {@code Runnable} ambiguous with {@link java.lang.Runnable}.
 */
package dev.runcast.annotations;
