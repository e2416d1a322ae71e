// SPDX-License-Identifier: Apache-2.0
package io.kinesisroutes.faults;

import java.util.ArrayList;
import java.util.List;

/** Plays a scenario of workers that share a stream, and says how it went. */
final class ScaledRun {

    private final ScaledScenario scenario;
    private final ScaledStage stage;

    ScaledRun(ScaledScenario scenario, ScaledStage stage) {
        this.scenario = scenario;
        this.stage = stage;
    }

    /** The complaints of the stage say what is not in the line. */
    Line line() throws Exception {
        boolean stuck = play();
        stage.endWatch();
        List<Delivery> deliveries = stage.deliveries().deliveries();
        return new Line(
                name(),
                stage.subject().toString(),
                stage.expected().size(),
                Tally.of(deliveries, stage.expected()),
                DuplicateBound.of(deliveries, stage.doubts()),
                true,
                stuck,
                stage.seconds());
    }

    private boolean play() throws Exception {
        try {
            scenario.play(stage);
            boolean stuck = new Finish(stage).isStuck();
            for (SubjectProcess worker : stage.crew().workers()) {
                if (!worker.isAlive()) {
                    stage.complain("a worker ended by itself: " + worker.reason());
                }
            }
            return stuck;
        } catch (SubjectFailedException e) {
            stage.complain(e.getMessage());
            return true;
        }
    }

    private String name() {
        List<String> parts = new ArrayList<>(List.of(scenario.name()));
        parts.addAll(stage.remarks());
        return String.join(", ", parts);
    }
}
