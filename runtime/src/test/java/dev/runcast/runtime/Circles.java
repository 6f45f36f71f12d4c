package dev.runcast.runtime;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Finds circles in a graph: sets of nodes that all reach each other (Tarjan). */
final class Circles {
    private final Map<String, Set<String>> graph;
    private final Map<String, Integer> numbers = new HashMap<>();
    private final Map<String, Integer> lowest = new HashMap<>();
    private final Deque<String> path = new ArrayDeque<>();
    private final List<List<String>> circles = new ArrayList<>();

    private Circles(Map<String, Set<String>> graph) {
        this.graph = graph;
    }

    /** Returns the circles, each with its nodes in order. */
    static List<List<String>> in(Map<String, Set<String>> graph) {
        Circles circles = new Circles(graph);
        graph.keySet().stream()
                .filter(node -> !circles.numbers.containsKey(node))
                .forEach(circles::visit);
        return circles.circles;
    }

    private void visit(String node) {
        numbers.put(node, numbers.size());
        lowest.put(node, numbers.get(node));
        path.push(node);
        for (String next : graph.getOrDefault(node, Set.of())) {
            if (!numbers.containsKey(next)) {
                visit(next);
                lowest.merge(node, lowest.get(next), Math::min);
            } else if (path.contains(next)) {
                lowest.merge(node, numbers.get(next), Math::min);
            }
        }
        if (lowest.get(node).equals(numbers.get(node))) {
            List<String> circle = new ArrayList<>();
            String member;
            do {
                member = path.pop();
                circle.add(member);
            } while (!member.equals(node));
            if (circle.size() > 1) {
                circles.add(circle.stream().sorted().toList());
            }
        }
    }
}
