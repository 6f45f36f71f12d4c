/** What every store of runs is to do, as tests for authors of stores: {@link dev.runcast.store.testkit.RunStoreContract}. */
@NullMarked
package dev.runcast.store.testkit;

import org.jspecify.annotations.NullMarked;
