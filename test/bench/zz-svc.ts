import { startServer } from './setting.js';
import { spawn } from 'node:child_process';
const server = await startServer();
const db = await server.database('probe');
const c = spawn(process.execPath, ['--no-warnings','--conditions=source','--import','./test/support/run-source.mjs','apps/inspect/src/main.ts','serve'], {env:{...process.env, PORT:'0', DATABASE_URL: db.url, DATA_DIR:'/tmp/benchdbg2', DEMO:'1', LOG_LEVEL:'error', DEMO_PASSWORD:'bench-password-1'}, stdio:['ignore','ignore','inherit']});
setTimeout(async () => { const pg=(await import('pg')).default; const k=new pg.Client(db.url); await k.connect(); console.log((await k.query("select pid,state,wait_event_type,wait_event,left(query,150) q from pg_stat_activity where datname='probe'")).rows); c.kill('SIGKILL'); process.exit(3); }, 25000);
