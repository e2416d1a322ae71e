// SPDX-License-Identifier: Apache-2.0
package io.kinesisroutes.demo;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;

import org.junit.jupiter.api.Test;

class DemoCommandTest {

    private static void check(String expected, String given) {
        assertArrayEquals(words(expected), DemoCommand.withProfile(words(given)), given);
    }

    private static String[] words(String text) {
        return text.isEmpty() ? new String[0] : text.split(" ", -1);
    }

    @Test
    void withProfile_realCommand_isGivenIt() {
        check("check --profile=demo source", "check source");
        check("policy trust --profile=demo sink --json", "policy trust sink --json");
        check("replay --profile=demo -- directory", "replay -- directory");
        check("check --profile=demo source", "--demo check source");
    }

    @Test
    void withProfile_noRealCommand_isLeftAsItIs() {
        check("", "");
        check("", "--demo");
        check("policy", "policy");
        check("policy --help", "policy --help");
        check("policy nonsense", "policy nonsense");
        check("--version", "--version");
        check("nonsense", "nonsense");
    }

    @Test
    void withProfile_profileOfTheUser_stays() {
        check("check --profile=other", "check --profile=other");
        check("check --profile other", "check --profile other");
    }
}
