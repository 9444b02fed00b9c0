import packageJson from '../../package.json' with { type: 'json' };
import type { Config } from '../config.ts';

/** Who we are, and by what address whoever runs an upstream can find whoever runs this service. */
export const userAgent = ({ publicUrl }: Pick<Config, 'publicUrl'>): string =>
  `${packageJson.name}/${packageJson.version}${publicUrl ? ` (+${publicUrl})` : ''}`;
