package dev.runcast.server.internal.jetty;

import static org.assertj.core.api.Assertions.assertThat;

import org.eclipse.jetty.io.ByteBufferPool;
import org.eclipse.jetty.io.RetainableByteBuffer;
import org.eclipse.jetty.server.HttpConnectionFactory;
import org.eclipse.jetty.server.Server;
import org.junit.jupiter.api.Test;

class PacedConnectorTest {
    @Test
    void aBufferThatIsGivenBackIsNotGivenToAnotherConnection() {
        ByteBufferPool buffers = new PacedConnector(new Server(), new HttpConnectionFactory()).getByteBufferPool();
        RetainableByteBuffer first = buffers.acquire(8192, true);
        first.release();
        RetainableByteBuffer second = buffers.acquire(8192, true);
        assertThat(second).isNotSameAs(first);
        assertThat(second.getByteBuffer()).isNotSameAs(first.getByteBuffer());
        assertThat(second.getByteBuffer().array())
                .isNotSameAs(first.getByteBuffer().array());
    }

    @Test
    void aBufferMayBeGivenBackTwice() {
        ByteBufferPool buffers = new PacedConnector(new Server(), new HttpConnectionFactory()).getByteBufferPool();
        RetainableByteBuffer buffer = buffers.acquire(8192, true);
        buffer.retain();
        assertThat(buffer.release()).as("is free").isFalse();
        assertThat(buffer.release()).as("is free").isTrue();
        assertThat(buffer.release()).as("is free").isTrue();
    }
}
