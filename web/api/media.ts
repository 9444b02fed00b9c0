// Uploaded pictures, as the console hands them in and cuts them.
import type { WireFocus, WireMedia } from '../../shared/media.ts';
import { ops, opsAddress } from './ops.ts';

/** The whole picture that a cover was cut out of. */
export const originalAddress = (hash: string): string => opsAddress(`/media/${hash}/original`);

export async function mediaOf(hash: string, signal?: AbortSignal): Promise<WireMedia> {
  return (await ops<WireMedia>(`/media/${hash}`, { signal })).body;
}

export async function addMedia(picture: Blob, focus: WireFocus, signal?: AbortSignal): Promise<WireMedia> {
  const { x, y, width, height } = focus;
  const query = { focus: [x, y, width, height].map((share) => share.toFixed(6)).join(',') };
  const contentType = 'application/octet-stream';
  return (await ops<WireMedia>('/media', { method: 'POST', query, body: picture, contentType, signal })).body;
}

export async function cropMedia(hash: string, focus: WireFocus, signal?: AbortSignal): Promise<WireMedia> {
  return (await ops<WireMedia>(`/media/${hash}/crops`, { method: 'POST', body: focus, signal })).body;
}
