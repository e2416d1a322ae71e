// SPDX-License-Identifier: Apache-2.0
package io.kinesisroutes.cli;

import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** The shards of a preview beside each other, for a person. */
final class SummaryTable {

    private static final String ROW = "%-20s %-13s %9s %11s %6s  %s";

    private final Output output;
    private final Heat heat;

    SummaryTable(Output output, Heat heat) {
        this.output = output;
        this.heat = heat;
    }

    void print(List<ShardPreview> shards) {
        boolean consumer = shards.stream().anyMatch(shard -> shard.progress() != null);
        output.plain(ROW.formatted("shard", "behind tip", "records/s", "bytes/s", "share", consumer ? "consumer" : "")
                .stripTrailing());
        shards.forEach(this::row);
        if (shards.stream().anyMatch(shard -> shard.traffic().isCut())) {
            output.plain("* more arrived than was read: measured over the first part of the time only");
        }
    }

    private void row(ShardPreview shard) {
        if (shard.failure() != null) {
            output.plain("%-20s cannot be read".formatted(shard.id()));
            return;
        }
        Traffic traffic = shard.traffic();
        String progress = shard.progress() == null ? "" : shard.progress().text();
        String row = ROW.formatted(
                        shard.id(),
                        toTip(shard.look()),
                        number(traffic.recordsPerSecond()) + (traffic.isCut() ? "*" : ""),
                        number(traffic.bytesPerSecond()),
                        Heat.percent(heat.share(traffic)),
                        progress)
                .stripTrailing();
        Optional<String> hot = shard.isOpen() ? heat.whyHot(traffic) : Optional.empty();
        output.marked(hot.map(why -> row + "  @|bold,red HOT|@: " + why).orElse(row));
    }

    private static String toTip(ShardLook look) {
        if (look.shown() == 0 && look.millisBehindLatest() == 0) {
            return "empty";
        }
        return look.millisBehindLatest() == 0 ? "at the tip" : Durations.text(look.behindTip());
    }

    private static String number(double perSecond) {
        return String.format(Locale.ROOT, perSecond < 10 ? "%.1f" : "%,.0f", perSecond);
    }
}
