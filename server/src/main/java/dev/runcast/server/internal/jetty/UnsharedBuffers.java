package dev.runcast.server.internal.jetty;

import org.eclipse.jetty.io.ByteBufferPool;
import org.eclipse.jetty.io.RetainableByteBuffer;

/**
 * Gives each connection buffers of its own. Jetty takes them from a pool. Two of its threads may have to do with one malformed request,
 * and give a buffer back twice: then two connections read into it, and clients get answers to requests that are not theirs.
 */
final class UnsharedBuffers extends ByteBufferPool.NonPooling {
    /** Returns a buffer on the heap, where what is not pooled costs least. */
    @Override
    public RetainableByteBuffer.Mutable acquire(int size, boolean direct) {
        return super.acquire(size, false);
    }
}
