// SPDX-License-Identifier: Apache-2.0
package io.kinesisroutes.bench;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A subject in a JVM of its own: reads the stream again each time it is told to. */
final class SubjectMain {
    private static final Logger LOG = LoggerFactory.getLogger(SubjectMain.class);

    private SubjectMain() {}

    /** @param args the kind of subject, and its work */
    public static void main(String[] args) {
        int status = 0;
        try {
            Subject subject = Work.valueOf(args[1]).subject(SubjectKind.valueOf(args[0]));
            Line.of("ready").send();
            ChildMain.answerAll(question -> round(subject, RoundSpec.of(question)));
        } catch (Exception e) {
            LOG.error("{} cannot go on", args[0], e);
            status = 1;
        }
        // Threads that a subject leaves behind are not waited for.
        System.exit(status);
    }

    private static Line round(Subject subject, RoundSpec spec) throws Exception {
        Meter meter = spec.reading().meter().create(spec);
        // What the round before left is not to be collected on this one's time.
        System.gc();
        subject.read(spec, meter);
        return Line.of("result").with(meter.figures());
    }
}
