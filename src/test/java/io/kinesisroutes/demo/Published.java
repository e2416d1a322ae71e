// SPDX-License-Identifier: Apache-2.0
package io.kinesisroutes.demo;

import io.kinesisroutes.demo.Ledger.Found;
import io.kinesisroutes.demo.Ledger.Sent;
import io.kinesisroutes.faults.KplAggregate;
import io.kinesisroutes.local.LocalAws;
import io.kinesisroutes.local.LocalRecord;
import java.util.List;

/** The earthquakes and their damaged copies in the source of the demo, and what has become of them since. */
public final class Published {

    private static final int PACK = 50;

    private final DemoAccounts accounts;
    private final Sent sent;

    Published(DemoAccounts accounts, Sent sent) {
        this.accounts = accounts;
        this.sent = sent;
    }

    /** Has the owner of the source put them there. */
    public static Published in(LocalAws aws, DemoAccounts accounts) {
        Sent sent = Sent.damagingSome(Earthquakes.good());
        Publisher.publish(aws, accounts, sent.inOrder());
        return new Published(accounts, sent);
    }

    /** The same, packed by fifties as the Kinesis Producer Library does it. */
    public static Published packed(DemoAccounts accounts) {
        Sent sent = Sent.damagingSome(Earthquakes.good());
        List<byte[]> records = sent.inOrder();
        for (int from = 0; from < records.size(); from += PACK) {
            KplAggregate pack = new KplAggregate();
            for (int i = from; i < Math.min(from + PACK, records.size()); i++) {
                pack.add("earthquake-" + i, records.get(i));
            }
            accounts.source().put(pack.partitionKey(), pack.encode());
        }
        return new Published(accounts, sent);
    }

    /** Whether as many records stand in the sink and the stream of dead letters as were published, or more. */
    public boolean arrived() {
        return accounts.sink().recordCount() + accounts.deadLetters().recordCount() >= sent.total();
    }

    /** What stands in which stream, as the demo shows it. */
    public String ledger() {
        return count().toString();
    }

    /** What {@link #ledger} says if nothing was lost, doubled or misplaced. */
    public String cleanLedger() {
        int good = sent.good().size();
        return new Ledger(sent.total(), good, sent.total() - good, 0, 0, 0).toString();
    }

    Ledger count() {
        Found found = new Found(
                accounts.sink().records().stream().map(LocalRecord::data).toList(),
                accounts.deadLetters().records().stream()
                        .map(DeadLetters::originalBytes)
                        .toList(),
                accounts.wrongPlaces().stream()
                        .mapToInt(stream -> stream.records().size())
                        .sum());
        return Ledger.of(sent, found);
    }
}
