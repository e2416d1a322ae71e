// SPDX-License-Identifier: Apache-2.0
// Node loads this before kinesis-mock: a line on standard input puts the clock that kinesis-mock goes by forward by so
// many milliseconds, and the end of standard input ends it, so that it cannot outlive the tests.
const origin = performance.timeOrigin;
let ahead = 0;
Object.defineProperty(performance, 'timeOrigin', { get: () => origin + ahead });

require('node:readline')
  .createInterface({ input: process.stdin })
  .on('line', (millis) => {
    ahead += Number(millis);
  })
  .on('close', () => process.exit());
