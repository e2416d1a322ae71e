// SPDX-License-Identifier: Apache-2.0
package io.kinesisroutes.bench;

import io.kinesisroutes.kcl.Tuning;

/**
 * What a worker is. Immutable.
 *
 * @param consumer the name of the lease table
 * @param tuning of ours; raw has the defaults of the library
 * @param isCounted whether requests to DynamoDB are counted, for which ours is given a client of our making
 */
record WorkerSpec(RoundSpec.Access access, SubjectKind kind, String consumer, Tuning tuning, boolean isCounted) {

    static WorkerSpec of(Line line) {
        return new WorkerSpec(
                RoundSpec.Access.of(line),
                SubjectKind.valueOf(line.text("kind")),
                line.text("consumer"),
                Tuning.valueOf(line.text("tuning")),
                line.flag("counted"));
    }

    Line line() {
        return Line.of("start")
                .with("endpoint", access.endpoint())
                .with("accessKey", access.accessKey())
                .with("secretKey", access.secretKey())
                .with("dynamoDb", access.dynamoDb())
                .with("kind", kind)
                .with("consumer", consumer)
                .with("tuning", tuning)
                .with("counted", isCounted);
    }
}
