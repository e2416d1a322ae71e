// SPDX-License-Identifier: Apache-2.0
/** What more than one package does with files. */
package io.kinesisroutes.disk;
