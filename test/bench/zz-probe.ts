import { Session } from 'node:inspector/promises';
import { writeFileSync } from 'node:fs';
import { PostgresEventStore } from '#libs/event-store';
import { drawExecutor, keyedDraw } from './draw-domain.js';
import { procedureOn } from './real-draws.js';
import { hammer } from './rounds.js';
import { startServer } from './setting.js';
const server = await startServer();
const db = await server.database('probe');
const store = new PostgresEventStore({ url: db.url });
const which = process.argv[2];
let call: () => Promise<unknown>;
if (which === 'toy') { const e = drawExecutor(store, 'a'); call = () => e.submit(keyedDraw()); }
else { const r = await procedureOn(store, 'b'); call = () => r.wholeProcedure(); }
await hammer({ callers: 64, milliseconds: 1500 }, call);
const ins=new Session(); ins.connect(); await ins.post('Profiler.enable'); await ins.post('Profiler.start');
const c0=process.cpuUsage(); const r=await hammer({ callers: 64, milliseconds: 4000 }, call); const c=process.cpuUsage(c0);
console.log(r, 'cpu us/call', (c.user+c.system)/(r.perSecond*4), 'busy', (c.user+c.system)/4e6);
writeFileSync(`/tmp/prof/${which}.json`, JSON.stringify((await ins.post('Profiler.stop')).profile));
await store.close();
await server.stop();
