import packageJson from '../../package.json' with { type: 'json' };
import type { Config } from '../config.ts';

/** How this service introduces itself to others. */
export const userAgent = `${packageJson.name}/${packageJson.version}`;

/** The same, with the address by which others find whoever runs this service, where it has one. */
export const userAgentWithContact = ({ publicUrl }: Pick<Config, 'publicUrl'>): string =>
  publicUrl ? `${userAgent} (+${publicUrl})` : userAgent;
