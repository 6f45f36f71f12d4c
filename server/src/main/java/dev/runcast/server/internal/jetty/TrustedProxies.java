package dev.runcast.server.internal.jetty;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.eclipse.jetty.http.HttpFields;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.util.InetAddressSet;

/**
 * The proxies whose word counts on who sends a request. Each proxy adds to a header where it got the request from. A client can write
 * there too, so the list is read from its end, up to the first address that is not one of a proxy.
 */
public final class TrustedProxies {
    private static final Pattern RANGE = Pattern.compile("[0-9a-fA-F.:]+(/[0-9]{1,3})?");
    private static final Pattern IPV4 = Pattern.compile("((25[0-5]|2[0-4][0-9]|1?[0-9]?[0-9])(\\.(?!$)|$)){4}");
    private static final Pattern IPV6 = Pattern.compile("[0-9a-fA-F.]*:[0-9a-fA-F.:]*");
    private static final Pattern ADDRESS = Pattern.compile("\\[([^\\]]*)](:.*)?|([^:]*):[^:]*");
    private static final Pattern PARAMETER = Pattern.compile("\\s*([a-zA-Z]+)=\"?([^\"]*)\"?\\s*");

    private final Predicate<InetAddress> ranges;

    private TrustedProxies(Predicate<InetAddress> ranges) {
        this.ranges = ranges;
    }

    /** Returns no proxies. */
    public static TrustedProxies none() {
        return new TrustedProxies(address -> false);
    }

    /**
     * Returns the proxies in ranges of addresses.
     *
     * @throws IllegalArgumentException if one is no range
     */
    public static TrustedProxies in(List<String> ranges) {
        InetAddressSet set = new InetAddressSet();
        for (String range : ranges) {
            try {
                if (RANGE.matcher(range).matches()) {
                    set.add(range);
                    continue;
                }
            } catch (IllegalArgumentException wrong) {
                // The remedy is the same.
            }
            throw new IllegalArgumentException(
                    "\"" + range + "\" is no range of addresses. Give one as in \"10.0.0.0/8\", or an address.");
        }
        return new TrustedProxies(set);
    }

    /**
     * Who sends a request.
     *
     * @param address the address of the client, or of the first proxy that is not trusted or does not say
     * @param host the host by which a proxy that is trusted was called, if it says so
     */
    record Sender(String address, Optional<String> host) {}

    /** Returns who sends a request. */
    Sender senderOf(Request request) {
        if (!(request.getConnectionMetaData().getRemoteSocketAddress() instanceof InetSocketAddress peer)) {
            return new Sender("", Optional.empty());
        }
        InetAddress address = peer.getAddress();
        if (!ranges.test(address)) {
            return new Sender(address.getHostAddress(), Optional.empty());
        }
        HttpFields headers = request.getHeaders();
        List<String> clients = headers.getCSV(HttpHeader.X_FORWARDED_FOR, false);
        List<String> hosts = headers.getCSV(HttpHeader.X_FORWARDED_HOST, false);
        if (clients.isEmpty() && hosts.isEmpty()) {
            List<String> hops = headers.getCSV(HttpHeader.FORWARDED, true);
            clients = parameters(hops, "for");
            hosts = parameters(hops, "host");
        }
        return new Sender(
                client(address, clients).getHostAddress(),
                hosts.isEmpty() ? Optional.empty() : Optional.of(hosts.get(hosts.size() - 1)));
    }

    private InetAddress client(InetAddress peer, List<String> forwarded) {
        InetAddress client = peer;
        for (int i = forwarded.size() - 1; i >= 0 && ranges.test(client); i--) {
            Optional<InetAddress> before = address(forwarded.get(i));
            if (before.isEmpty()) {
                return client;
            }
            client = before.get();
        }
        return client;
    }

    /** Returns an address, which may have a port, or nothing if it is none. No name is looked up. */
    private static Optional<InetAddress> address(String text) {
        Matcher withPort = ADDRESS.matcher(text);
        String literal = !withPort.matches() ? text : withPort.group(1) != null ? withPort.group(1) : withPort.group(3);
        if (!IPV4.matcher(literal).matches() && !IPV6.matcher(literal).matches()) {
            return Optional.empty();
        }
        try {
            return Optional.of(InetAddress.getByName(literal));
        } catch (UnknownHostException wrong) {
            return Optional.empty();
        }
    }

    /** Returns a parameter of each element of the header {@code Forwarded} that has it. */
    private static List<String> parameters(List<String> elements, String name) {
        return elements.stream()
                .flatMap(element -> List.of(element.split(";", -1)).stream())
                .map(PARAMETER::matcher)
                .filter(Matcher::matches)
                .filter(parameter -> parameter.group(1).toLowerCase(Locale.ROOT).equals(name))
                .map(parameter -> parameter.group(2))
                .toList();
    }
}
