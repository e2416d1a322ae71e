// SPDX-License-Identifier: Apache-2.0
package io.kinesisroutes.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;

/** Runs the policy commands on the settings that come with the project. */
abstract class PolicyRuns {

    static final String PRINCIPAL = "--principal=999988887777";
    static final String KEY = "arn:aws:kms:eu-west-1:111122223333:key/1234abcd-12ab-34cd-56ef-1234567890ab";
    static final String CHAIN = "arn:aws:iam::222233334444:role/teams/Hop,arn:aws:iam::111122223333:role/Reader";

    static JsonNode documents(String... arguments) {
        CommandRun json = policy(with(new String[] {"--json"}, arguments));
        assertEquals(0, json.exitCode(), json.err());
        assertEquals(1, json.out().lines().count());
        return PrettyJson.parse(json.out()).get("documents");
    }

    static String screen(String... arguments) {
        return policy(arguments).screen();
    }

    static CommandRun policy(String... arguments) {
        List<String> all = new ArrayList<>(List.of("policy"));
        all.addAll(Arrays.asList(arguments));
        return CommandRun.of(all.toArray(String[]::new));
    }

    static String[] with(String[] last, String... first) {
        return Stream.concat(Arrays.stream(first), Arrays.stream(last)).toArray(String[]::new);
    }
}
