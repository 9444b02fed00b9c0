#!/usr/bin/env node
import { parseArgs } from 'node:util';

const usage = `nearby-stores serve [--demo]

  serve     starts the service; settings come from the environment or .env
  --demo    fills a catalogue that never held a store with the demo stores`;

function refuse(reason: string): never {
  console.error(`${reason}\n\n${usage}`);
  process.exit(2);
}

function readArguments() {
  try {
    return parseArgs({
      allowPositionals: true,
      options: { demo: { type: 'boolean', default: false }, help: { type: 'boolean', default: false } },
    });
  } catch (error) {
    return refuse(error instanceof Error ? error.message : String(error));
  }
}

const { positionals, values } = readArguments();
const [command, ...rest] = positionals;
if (values.help) console.log(usage);
else if (command === undefined) refuse('Which command?');
else if (command !== 'serve') refuse(`There is no command "${command}".`);
else if (rest.length > 0) refuse(`serve takes no "${rest[0]}".`);
else {
  // Loaded when it is needed: a mistyped command is answered at once.
  const { serve } = await import('./main.ts');
  await serve({ demo: values.demo });
}
