// SPDX-License-Identifier: Apache-2.0
package io.kinesisroutes.local;

import java.util.Optional;

/** How operations say which stream they mean. Pure. */
final class Locators {
    private Locators() {}

    /** By StreamARN, or by StreamName in the caller's own account and region. */
    static StreamAddress nameOrArn(Fields in, StreamAddress callersPlace) {
        Optional<StreamAddress> named = in.text("StreamName").map(name -> at(callersPlace, name));
        Optional<StreamAddress> byArn = in.text("StreamARN").map(Locators::parse);
        if (named.isPresent()
                && byArn.isPresent()
                && !named.get().name().equals(byArn.get().name())) {
            throw AwsError.invalidArgument("StreamName and StreamARN do not name the same stream.");
        }
        return byArn.or(() -> named)
                .orElseThrow(() -> AwsError.invalidArgument("Either StreamName or StreamARN must be specified."));
    }

    /** The iterator knows its stream; a StreamARN beside it has to agree. */
    static StreamAddress iterator(Fields in, StreamAddress callersPlace) {
        StreamAddress address =
                ShardIterator.decode(in.text("ShardIterator").orElseThrow()).address();
        boolean agrees = in.text("StreamARN").map(address.arn()::equals).orElse(true);
        if (!agrees) {
            throw AwsError.invalidArgument("Invalid ShardIterator.");
        }
        return address;
    }

    /** As {@link #nameOrArn} for the first page; the following ones know their stream. */
    static StreamAddress listing(Fields in, StreamAddress callersPlace) {
        Optional<String> token = in.text("NextToken");
        return token.isPresent() ? ShardListing.decode(token.get()).address() : nameOrArn(in, callersPlace);
    }

    static StreamAddress none(Fields in, StreamAddress callersPlace) {
        return null;
    }

    private static StreamAddress at(StreamAddress place, String name) {
        return new StreamAddress(place.partition(), place.accountId(), place.region(), name);
    }

    static StreamAddress parse(String text) {
        return Arn.parse(text)
                .filter(arn -> arn.is("kinesis", "stream/"))
                .map(arn -> new StreamAddress(arn.partition(), arn.account(), arn.region(), arn.name()))
                .orElseThrow(() -> AwsError.invalidArgument("Invalid StreamARN: " + text));
    }
}
