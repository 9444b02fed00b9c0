// A file on its way to the service, and how much of it has gone out: fetch does not tell that.
import type { Problem } from '../../shared/problem.ts';
import { csrfTokenInUse, declined, OpsError } from './ops.ts';

/**
 * Sends the file as the body of a POST; answers what the service says of it.
 * @param onSent  called with the bytes that have gone out, now and then
 * @throws OpsError; the signal's own reason when it was aborted
 */
export function upload<Body>(
  address: string,
  file: Blob,
  onSent: (bytes: number) => void,
  signal: AbortSignal,
): Promise<Body> {
  return new Promise((resolve, reject) => {
    const request = new XMLHttpRequest();
    request.open('POST', address);
    request.setRequestHeader('accept', 'application/json');
    request.setRequestHeader('content-type', 'application/octet-stream');
    const token = csrfTokenInUse();
    if (token !== undefined) request.setRequestHeader('x-csrf-token', token);
    request.responseType = 'json';
    request.upload.addEventListener('progress', ({ loaded }) => onSent(loaded));
    request.addEventListener('load', () => {
      if (request.status >= 200 && request.status < 300) resolve(request.response as Body);
      else reject(declined(request.status, (request.response as Problem | null) ?? undefined));
    });
    request.addEventListener('error', () => reject(new OpsError(0, undefined)));
    request.addEventListener('abort', () => reject(signal.reason));
    signal.addEventListener('abort', () => request.abort());
    request.send(file);
  });
}
