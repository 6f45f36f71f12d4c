/** What is promised to those who read the events. */
@NullMarked
package dev.runcast.processor.contract.model;

import org.jspecify.annotations.NullMarked;
