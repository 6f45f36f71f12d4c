package dev.runcast.server.internal.jetty;

import org.eclipse.jetty.io.ByteBufferPool;
import org.eclipse.jetty.io.Retainable;
import org.eclipse.jetty.io.RetainableByteBuffer;
import org.eclipse.jetty.util.BufferUtil;

/**
 * Gives each connection buffers of its own. Jetty takes them from a pool. Two of its threads may have to do with one malformed request,
 * and give a buffer back twice: then two connections read into it, and clients get answers to requests that are not theirs.
 */
final class UnsharedBuffers extends ByteBufferPool.NonPooling {
    /** Returns a buffer on the heap, where what is not pooled costs least. */
    @Override
    public RetainableByteBuffer.Mutable acquire(int size, boolean direct) {
        return new RetainableByteBuffer.FixedCapacity(BufferUtil.allocate(size, false), new Users());
    }

    /** Counts those who use a buffer. One that is given back twice is nobody else's, and so that does no harm. */
    private static final class Users extends Retainable.ReferenceCounter {
        @Override
        public boolean release() {
            try {
                return super.release();
            } catch (IllegalStateException givenBackBefore) {
                return true;
            }
        }
    }
}
