import { closedAfterAll } from '../../../../../test/support/closing.js';
import { openDoor } from '../../../../../test/support/identity.js';
import { accessLog } from '../../testing/administration/access-log.js';
import { accounts } from '../../testing/administration/accounts.js';
import { Administrators } from '../../testing/administration/administrators.js';
import { people } from '../../testing/administration/people.js';
import { administratorsOfPlaces } from '../../testing/administration/places.js';

/** Passwords are slow on purpose, and slower where much else runs. */
jest.setTimeout(30_000);

const closing = closedAfterAll();
let administrators: Administrators;
beforeAll(async () => {
  administrators = await Administrators.at(closing(await openDoor(), (door) => door.close()));
});

// The access log is that of all that was done before.
for (const part of [accounts, people, administratorsOfPlaces, accessLog]) part(() => administrators);
