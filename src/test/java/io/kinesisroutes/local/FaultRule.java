// SPDX-License-Identifier: Apache-2.0
package io.kinesisroutes.local;

import java.time.Duration;
import java.util.List;
import java.util.Random;
import java.util.function.IntPredicate;
import java.util.function.Predicate;

/**
 * Describes a fault: which calls, how often, and last what happens to them, which puts it in force. Each call of a
 * method narrows further. Not thread-safe.
 */
public final class FaultRule {
    private final List<Fault> active;
    private final Random random;
    private Predicate<CallTarget> filter;
    private long skipped;
    private long times = Long.MAX_VALUE;
    private double probability = 1;

    FaultRule(String operation, List<Fault> active, Random random) {
        this.active = active;
        this.random = random;
        this.filter = target -> Wildcard.matches(operation, target.operation());
    }

    /** Only calls of this account's users and sessions. */
    public FaultRule account(String accountId) {
        return when(target -> accountId.equals(target.accountId()));
    }

    public FaultRule stream(String name) {
        return when(target -> name.equals(target.stream()));
    }

    /** @param arn of a user or session, wildcards allowed */
    public FaultRule principal(String arn) {
        return when(target -> Wildcard.matches(arn, target.principalArn()));
    }

    /** @param arn of a stream or role, wildcards allowed */
    public FaultRule resource(String arn) {
        return when(target -> Wildcard.matches(arn, target.resource()));
    }

    public FaultRule when(Predicate<CallTarget> condition) {
        filter = filter.and(condition);
        return this;
    }

    /** Lets the first calls that fit pass. */
    public FaultRule skip(long calls) {
        skipped = calls;
        return this;
    }

    /** Ends the fault after so many hits. */
    public FaultRule times(long hits) {
        times = hits;
        return this;
    }

    /** Strikes a call that fits with this probability; see {@link Faults#seed}. */
    public FaultRule probability(double value) {
        probability = value;
        return this;
    }

    /** Answers with an error, of the HTTP status that AWS sends with it; the call is not carried out. */
    public Fault fail(String code) {
        return fail(code, ErrorStatus.of(code));
    }

    public Fault fail(String code, int status) {
        return activate(new FaultEffect.Fail(new AwsError(code, status, ErrorStatus.message(code)), false));
    }

    /** Carries the call out and answers with an error all the same. */
    public Fault failAfter(String code) {
        AwsError error = new AwsError(code, ErrorStatus.of(code), ErrorStatus.message(code));
        return activate(new FaultEffect.Fail(error, true));
    }

    /** Lets about this fraction of the entries of each PutRecords fail; the others are stored. */
    public Fault failEntries(double fraction, String code) {
        return failEntries(index -> fraction >= 1 || random.nextDouble() < fraction, code);
    }

    /** @param chosen takes the index of an entry in its request */
    public Fault failEntries(IntPredicate chosen, String code) {
        return failEntries((index, shardId) -> chosen.test(index), code);
    }

    /** Lets every entry of PutRecords that goes to this shard fail; the others are stored. */
    public Fault failShard(String shardId, String code) {
        return failEntries((index, shard) -> shard.equals(shardId), code);
    }

    private Fault failEntries(FaultEffect.EntryChoice chosen, String code) {
        return activate(new FaultEffect.FailEntries(chosen, code, ErrorStatus.message(code)));
    }

    /** Closes the connection without carrying the call out. */
    public Fault dropBefore() {
        return activate(new FaultEffect.Drop(false));
    }

    /** Carries the call out and closes the connection without an answer. */
    public Fault dropAfter() {
        return activate(new FaultEffect.Drop(true));
    }

    public Fault delay(Duration duration) {
        return delay(duration, duration);
    }

    /** Answers later by an even distribution between the two. */
    public Fault delay(Duration shortest, Duration longest) {
        return activate(new FaultEffect.Delay(shortest, longest));
    }

    Predicate<CallTarget> filter() {
        return filter;
    }

    long skipped() {
        return skipped;
    }

    long times() {
        return times;
    }

    double probability() {
        return probability;
    }

    private Fault activate(FaultEffect effect) {
        Fault fault = new Fault(this, effect, active);
        active.add(fault);
        return fault;
    }
}
