// SPDX-License-Identifier: Apache-2.0
package io.kinesisroutes.cli;

import io.kinesisroutes.cli.EnvelopePlace.Part;
import io.kinesisroutes.json.Envelope;
import io.kinesisroutes.json.NotAnEnvelopeException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

/** Finds the envelopes to replay: each record's once, in the order in which they are sent. Not thread-safe. */
final class Envelopes {

    private final ReplayLedger ledger;
    private final ReplayProblems problems;
    private final List<EnvelopePlace> found = new ArrayList<>();
    private final Set<String> ids = new HashSet<>();
    private final Map<String, String> names = new HashMap<>();

    Envelopes(ReplayLedger ledger, ReplayProblems problems) {
        this.ledger = ledger;
        this.problems = problems;
    }

    /** What is in a file, or in the files of a directory; those that cannot be read are problems and no failure. */
    List<EnvelopePlace> in(Path path, Path receipt) throws IOException {
        for (Path file : files(path, receipt)) {
            try {
                new EnvelopeFile(file).visit(new Collector());
            } catch (IOException e) {
                ledger.count(ReplayLedger.Entry.NOT_AN_ENVELOPE);
                problems.add(TerminalText.safe(file.toString()), "cannot be read: " + e);
            }
        }
        found.sort(EnvelopePlace.ORDER);
        return found;
    }

    private static List<Path> files(Path path, Path receipt) throws IOException {
        if (!Files.isDirectory(path)) {
            return List.of(path);
        }
        try (Stream<Path> all = Files.list(path)) {
            return all.filter(Files::isRegularFile)
                    .filter(file -> isFinished(file.getFileName().toString()))
                    .filter(file -> !file.toAbsolutePath().equals(receipt.toAbsolutePath()))
                    .sorted()
                    .toList();
        }
    }

    /** Neither hidden, nor on its way to be written, nor what an earlier replay wrote beside a file. */
    private static boolean isFinished(String name) {
        return !name.startsWith(".") && !name.endsWith(Receipt.SUFFIX);
    }

    private final class Collector implements EnvelopeFile.Visitor {
        @Override
        public void document(Part part, byte[] bytes) {
            try {
                add(EnvelopePlace.of(part, bytes));
            } catch (NotAnEnvelopeException e) {
                ledger.count(ReplayLedger.Entry.NOT_AN_ENVELOPE);
                problems.add(part.toString(), e.getMessage());
            }
        }

        @Override
        public void tooLong(Part part) {
            ledger.count(ReplayLedger.Entry.NOT_AN_ENVELOPE);
            problems.add(part.toString(), "is longer than any dead letter");
        }
    }

    private void add(EnvelopePlace place) {
        if (ids.add(place.id())) {
            found.add(new EnvelopePlace(place.part(), shared(place.origin()), place.id()));
        } else {
            ledger.count(ReplayLedger.Entry.DUPLICATE);
        }
    }

    /** A million envelopes come from a few streams and shards: their names are kept once. */
    private Envelope.Origin shared(Envelope.Origin origin) {
        return new Envelope.Origin(
                names.computeIfAbsent(origin.stream(), name -> name),
                names.computeIfAbsent(origin.shardId(), name -> name),
                origin.sequenceNumber(),
                origin.subSequenceNumber());
    }
}
