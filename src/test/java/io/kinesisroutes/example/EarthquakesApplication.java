// SPDX-License-Identifier: Apache-2.0
package io.kinesisroutes.example;

import io.kinesisroutes.routes.KinesisStream;
import io.kinesisroutes.routes.KinesisToKinesis;
import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.main.Main;
import org.apache.camel.model.dataformat.JsonLibrary;

/** An application that is written in Java: Camel Main and our jar, no Spring, no YAML, a route of ours and one of its own. */
public final class EarthquakesApplication {

    private EarthquakesApplication() {}

    /** Runs until it is told to stop. */
    public static void main(String[] arguments) throws Exception {
        camel().run(arguments);
    }

    static Main camel() {
        Main camel = new Main();
        camel.setPropertyPlaceholderLocations("classpath:example/earthquakes.properties");
        camel.bind("refusals", new Refusals());
        camel.configure().addRoutesBuilder(checkedEarthquakes());
        camel.configure().addRoutesBuilder(new RefusedEarthquakes());
        return camel;
    }

    private static KinesisToKinesis checkedEarthquakes() {
        return new KinesisToKinesis("checked-earthquakes")
                .source(KinesisStream.named("{{source.stream}}")
                        .region("{{source.region}}")
                        .role("{{source.role}}"))
                .schema("file:schemas/earthquake.schema.json")
                .sink(KinesisStream.named("{{sink.stream}}")
                        .region("{{sink.region}}")
                        .role("{{sink.role}}"))
                .deadLetters("{{dead-letters}}");
    }

    /** A route as any other: an aws2-kinesis URI, without a role, as the stream is the deployment's own. */
    private static final class RefusedEarthquakes extends RouteBuilder {
        @Override
        public void configure() {
            from("{{dead-letters}}")
                    .routeId("refused-earthquakes")
                    .unmarshal()
                    .json(JsonLibrary.Jackson)
                    .bean("refusals");
        }
    }
}
