/** What is promised to those who read the events. */
@NullMarked
package dev.runcast.contract.model;

import org.jspecify.annotations.NullMarked;
