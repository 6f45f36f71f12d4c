package dev.runcast.processor.render;

import dev.runcast.processor.model.Visibility;
import javax.lang.model.element.Modifier;

/** Modifiers of generated members. */
final class Modifiers {
    private Modifiers() {}

    /** Returns {@code visibility}'s modifier, if it has one, before {@code others}. */
    static Modifier[] of(Visibility visibility, Modifier... others) {
        if (visibility != Visibility.PUBLIC) {
            return others;
        }
        Modifier[] all = new Modifier[others.length + 1];
        all[0] = Modifier.PUBLIC;
        System.arraycopy(others, 0, all, 1, others.length);
        return all;
    }
}
