// SPDX-License-Identifier: Apache-2.0
/**
 * The command line of those who set a connection up and keep it alive. Each command reads the settings that the routes
 * read; exit codes are 0 (fine), 1 (something that was asked for failed) and 2 (bad usage or configuration).
 */
package io.kinesisroutes.cli;
