// SPDX-License-Identifier: Apache-2.0
package io.kinesisroutes.faults;

import java.util.Arrays;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * What to run, from system properties.
 *
 * @param only scenarios whose name this finds
 * @param subjects ours, stock or both
 * @param scaled those of {@code ours-kcl}, {@code stock-kcl} and {@code raw-kcl} that are wanted
 * @param kills how often the scenarios of random kills kill
 * @param brief the quick scenarios only, with less load
 */
record LedgerSettings(Pattern only, List<Subject> subjects, List<ScaledSubject> scaled, int kills, boolean brief) {

    private static final int BRIEF_KILLS = 3;

    static LedgerSettings fromSystemProperties() {
        boolean brief = Boolean.getBoolean("faults.short");
        List<String> names = names(
                brief
                        ? "ours,ours-kcl"
                        : System.getProperty("faults.subjects", "ours,stock,ours-kcl,stock-kcl,raw-kcl"));
        return new LedgerSettings(
                Pattern.compile(System.getProperty("faults.only", "")),
                chosen(Subject.values(), names),
                chosen(ScaledSubject.values(), names),
                brief ? BRIEF_KILLS : Integer.getInteger("faults.kills", 20),
                brief);
    }

    /** @throws IllegalArgumentException naming every one that is no subject */
    static List<String> names(String subjects) {
        List<String> names =
                Arrays.stream(subjects.split(",", -1)).map(String::strip).toList();
        List<String> known = Stream.<Object[]>of(Subject.values(), ScaledSubject.values())
                .flatMap(Arrays::stream)
                .map(Object::toString)
                .toList();
        List<String> unknown =
                names.stream().filter(name -> !known.contains(name)).toList();
        if (!unknown.isEmpty()) {
            throw new IllegalArgumentException(
                    "faults.subjects: no such subject %s, there are %s".formatted(unknown, known));
        }
        return names;
    }

    private static <S> List<S> chosen(S[] subjects, List<String> names) {
        return Arrays.stream(subjects)
                .filter(subject -> names.contains(subject.toString()))
                .toList();
    }

    boolean chooses(String scenario, boolean isQuick) {
        return only.matcher(scenario).find() && (!brief || isQuick);
    }
}
