// SPDX-License-Identifier: Apache-2.0
package io.kinesisroutes.local;

/** Where a stream lives. */
record StreamAddress(String partition, String accountId, String region, String name) {

    String arn() {
        return new Arn(partition, "kinesis", region, accountId, "stream/" + name).toString();
    }

    /** As error messages name a stream. */
    String described() {
        return "stream " + name + " under account " + accountId;
    }
}
