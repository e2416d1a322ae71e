// SPDX-License-Identifier: Apache-2.0
package io.kinesisroutes.local;

import java.time.Clock;

/** What the accounts of one server share. */
record Environment(Clock clock, String partition, AccessKeys keys, Identities identities) {}
