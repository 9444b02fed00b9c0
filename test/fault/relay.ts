// Hands connections that come to a port on to PostgreSQL's socket, once it is told to: postgres address, host, port.
import { once } from 'node:events';
import { startFaultProxy } from '../support/fault-proxy.ts';

process.on('disconnect', () => process.exit());
await once(process, 'message');
const [address = '', host = '', port = ''] = process.argv.slice(2);
await startFaultProxy(address, host, Number(port));
process.send?.('open');
