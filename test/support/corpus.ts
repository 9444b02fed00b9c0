import { readFileSync } from 'node:fs';
import { join } from 'node:path';

/** The folder of the corpora: our copies, or whatever CORPUS_DIR names. */
export const corpusFolder = process.env.CORPUS_DIR ?? join(import.meta.dirname, '..', 'fixtures');

/** The cases of one corpus file, a JSON object a line. An empty file is an error: it would prove nothing. */
export function corpus<Case extends { id: string }>(name: string): Case[] {
  const lines = readFileSync(join(corpusFolder, name), 'utf8')
    .split('\n')
    .filter((line) => line.trim() !== '');
  if (lines.length === 0) throw new Error(`${join(corpusFolder, name)} holds no case`);
  return lines.map((line) => JSON.parse(line));
}
