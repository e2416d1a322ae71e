// SPDX-License-Identifier: Apache-2.0
package io.kinesisroutes.component;

import java.util.List;
import software.amazon.awssdk.services.kinesis.model.PutRecordsRequestEntry;

/**
 * The records of an exchange.
 *
 * @param isList whether its body was a list; if not there is one entry
 */
record Records(boolean isList, List<PutRecordsRequestEntry> entries) {}
