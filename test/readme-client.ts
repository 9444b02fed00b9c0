import createClient from 'openapi-fetch';
import type { paths } from '../web/api/openapi.d.ts';

const stores = createClient<paths>({ baseUrl: 'http://127.0.0.1:8080' });
const { data, error } = await stores.GET('/api/v1/stores/nearby', {
  params: { query: { lat: 40.0033, lon: 116.3519, limit: 3 } },
});
if (error) throw new Error(error.detail);
for (const { name, distanceMeters, open } of data.stores) console.log(name, distanceMeters, open.state);
