/** Programs in Java beside those in Python under {@code examples/porting}. */
package dev.runcast.examples.porting;
