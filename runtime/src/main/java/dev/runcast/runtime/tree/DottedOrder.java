package dev.runcast.runtime.tree;

import dev.runcast.runtime.Run;
import java.time.format.DateTimeFormatter;
import java.util.ArrayDeque;
import java.util.Deque;

/**
 * Where a run belongs among all runs, as text that sorts by it: a segment of time and id for each run from the root to this one.
 *
 * <p>A deep run leaves segments out in the middle, since the texts of a tree would otherwise grow with the square of its depth. It
 * keeps those that readers rely on: the root's is the first, its parent's the last but one, its own the last. Each run still sorts
 * after its parent. Immutable.
 */
final class DottedOrder {
    /** How many segments there are at most. */
    static final int LIMIT = 32;

    /** How many of the uppermost runs have a segment in any case. The parent and the run itself have the others. */
    private static final int HEAD = LIMIT - 2;

    private static final DateTimeFormatter TIME = RunTreeJson.utc("uuuuMMdd'T'HHmmssSSSSSS'Z'");

    private final int depth;

    /** The segments of the uppermost runs, each followed by a dot. They are complete from the depth {@link #HEAD} on. */
    private final String head;

    /** The segments of all runs above, or those that are left of them, each followed by a dot. */
    private final String above;

    private final String own;

    private DottedOrder(int depth, String head, String above, Run run) {
        this.depth = depth;
        this.head = head;
        this.above = above;
        this.own = TIME.format(run.startTime()) + run.id();
    }

    /** Returns where a run belongs. */
    static DottedOrder of(Run run) {
        Deque<Run> path = new ArrayDeque<>();
        for (Run each = run; each != null; each = each.parent().orElse(null)) {
            path.push(each);
        }
        DottedOrder order = new DottedOrder(0, "", "", path.pop());
        while (!path.isEmpty()) {
            order = order.below(path.pop());
        }
        return order;
    }

    /** Returns where a run belongs that this one has started. */
    DottedOrder below(Run child) {
        String segments = depth < LIMIT - 1 ? above + own + "." : head + own + ".";
        return new DottedOrder(depth + 1, depth < HEAD ? segments : head, segments, child);
    }

    @Override
    public String toString() {
        return above + own;
    }
}
