// One node of the service as a process to be killed: everything that takes long is loaded before the database is opened,
// so that a test which kills hundreds has the next one waiting.
import { once } from 'node:events';
import { buildApp } from '../../server/app.ts';
import { readConfig } from '../../server/config.ts';

process.on('disconnect', () => process.exit());
await once(process, 'message');
const app = buildApp({
  config: readConfig({ ...process.env, PORT: '0', RATE_LIMIT: '0' }),
  log: process.stderr,
  logLevel: 'warn',
});
// Serializers are made at each start; what they save pays after thousands of answers.
app.setSerializerCompiler(() => JSON.stringify);
const path = process.env.LISTEN_PATH;
process.send?.(await app.listen(path ? { path } : { host: '127.0.0.1', port: 0 }));
