// SPDX-License-Identifier: Apache-2.0
package io.kinesisroutes.faults;

import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/** How long it takes until workers that join have their share of the shards. */
record EvenLeases(int shards) implements ScaledScenario {

    private static final int PER_SECOND = 200;
    private static final List<Integer> JOINING = List.of(1, 1, 2);

    @Override
    public String name() {
        return PREFIX + "leases even out, " + shards + " shards over 1, 2, 4 workers";
    }

    @Override
    public Setup setup() {
        return Setup.defaults().withShards(shards);
    }

    @Override
    public Set<ScaledSubject> subjects() {
        return shards == 4 ? EnumSet.allOf(ScaledSubject.class) : EnumSet.of(ScaledSubject.OURS_KCL);
    }

    @Override
    public void play(ScaledStage stage) throws Exception {
        Crew crew = stage.crew();
        try (var records = stage.publisher().inBackground(PER_SECOND)) {
            for (int joining : JOINING) {
                double seconds = crew.start(joining);
                stage.remark("%d even after %.1f s".formatted(crew.workers().size(), seconds));
                Thread.sleep(1000);
            }
        }
    }
}
