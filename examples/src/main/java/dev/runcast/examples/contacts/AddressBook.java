package dev.runcast.examples.contacts;

import dev.runcast.annotations.RunType;
import dev.runcast.annotations.Runnable;
import java.util.Map;
import java.util.TreeMap;

/** Keeps the addresses of people. */
public class AddressBook {
    private final Map<String, String> addresses = new TreeMap<>();

    @Runnable(name = "add_contact", type = RunType.TOOL, description = "Adds somebody's address.")
    public void add(String name, String address) {
        if (!address.contains("@")) {
            throw new IllegalArgumentException("no address");
        }
        addresses.put(name, address);
    }
}
