import { spawnSync } from 'node:child_process';
import { compileArguments } from './engine.ts';

/** `npm run door` makes Door.class of Door.java again, after a change of it; it takes a JDK of version 17. */
process.exitCode = spawnSync('javac', compileArguments(import.meta.dirname), { stdio: 'inherit' }).status ?? 1;
