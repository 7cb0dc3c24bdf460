/** The connection string of a real KurrentDB that tests may write to, if there is one. */
export const liveKurrentUrl = process.env['KURRENTDB_URL'];

if (liveKurrentUrl === undefined)
  process.stderr.write('SKIPPED: the event store on a live KurrentDB, because KURRENTDB_URL is not set\n');
