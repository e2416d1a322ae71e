// SPDX-License-Identifier: Apache-2.0
package io.kinesisroutes.faults;

import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import org.apache.camel.component.aws2.kinesis.Kinesis2Component;

/** Whose source is put to the test. */
enum Subject {
    OURS {
        @Override
        Map<String, String> options(Setup setup, String checkpoints) {
            Map<String, String> options = new LinkedHashMap<>();
            options.put("consumerName", "faults");
            options.put("checkpointStore", "file:" + checkpoints);
            options.put(
                    "checkpointIntervalMillis",
                    String.valueOf(setup.checkpointInterval().toMillis()));
            setup.maxInFlight().ifPresent(limit -> options.put("maxInFlight", String.valueOf(limit)));
            return options;
        }

        @Override
        Kinesis2Component component(SubjectOptions options) {
            io.kinesisroutes.component.KinesisComponent component = new io.kinesisroutes.component.KinesisComponent();
            component.setExternalId(options.externalId());
            component.setStsUriEndpointOverride(options.endpoint());
            return component;
        }
    },
    /** With the options that serve it best. */
    STOCK {
        @Override
        Map<String, String> options(Setup setup, String checkpoints) {
            Map<String, String> options = new LinkedHashMap<>();
            options.put("maxResultsPerRequest", "10000");
            options.put("greedy", "true");
            options.put("shardClosed", "silent");
            return options;
        }

        @Override
        Kinesis2Component component(SubjectOptions options) {
            return new Kinesis2Component();
        }
    };

    /** The options of the URI that differ from the other's. */
    abstract Map<String, String> options(Setup setup, String checkpoints);

    abstract Kinesis2Component component(SubjectOptions options);

    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT);
    }
}
