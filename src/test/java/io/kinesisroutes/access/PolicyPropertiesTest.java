// SPDX-License-Identifier: Apache-2.0
package io.kinesisroutes.access;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

class PolicyPropertiesTest {

    private static final List<String> CALLER = List.of("arn:aws:iam::999988887777:root");

    @Property
    void pattern_anyText_matchesAsTheRegularExpressionDoes(
            @ForAll("patterns") String pattern, @ForAll("texts") String text) {
        String regex = pattern.chars()
                .mapToObj(c -> c == '*' ? ".*" : c == '?' ? "." : Pattern.quote(String.valueOf((char) c)))
                .collect(Collectors.joining());

        assertEquals(text.matches(regex), PolicyPatterns.matches(pattern, text));
    }

    @Property
    void trust_printedForTheSameNames_isEqual(@ForAll("names") Set<String> names) {
        assertTrue(compare(names, names).isEmpty());
    }

    @Property
    void trust_printedForOtherNames_tellsEachOfThem(
            @ForAll("names") Set<String> given, @ForAll("names") Set<String> needed) {
        PolicyDiff diff = compare(given, needed);

        assertEquals(
                given.stream().filter(name -> !needed.contains(name)).count(),
                diff.tooMuch().stream()
                        .filter(line -> line.endsWith(" is not needed"))
                        .count());
        assertEquals(
                needed.stream().filter(name -> !given.contains(name)).count(),
                diff.tooLittle().size());
    }

    private static PolicyDiff compare(Set<String> given, Set<String> needed) {
        String policy = IamPolicies.trustPolicy(CALLER, given);
        return TrustComparison.compare(PolicyReader.read(policy), CALLER, new ArrayList<>(needed));
    }

    @Provide
    Arbitrary<String> patterns() {
        return Arbitraries.strings().withChars("ab*?").ofMaxLength(8);
    }

    @Provide
    Arbitrary<String> texts() {
        return Arbitraries.strings().withChars("ab").ofMaxLength(8);
    }

    /** Of letters that have no other case, and of few, so that the sets overlap. */
    @Provide
    Arbitrary<Set<String>> names() {
        return Arbitraries.strings()
                .withChars("12")
                .ofMinLength(2)
                .ofMaxLength(4)
                .set()
                .ofMinSize(1)
                .ofMaxSize(6);
    }
}
