import { readdir, readFile } from 'node:fs/promises';
import { SourceMap } from 'node:module';
import { basename, join } from 'node:path';
import { Misuse } from './misuse.ts';

/** A place in a bundle, as a frame names it: `at y (file:///var/task/index.mjs:1:2345)`. */
const place = /([^/\s(]+\.mjs):(\d+):(\d+)/;

/** Where a frame is in our code; the frame as it is where it is none of a bundle's, or no map knows it. */
const readBack = (frame: string, maps: ReadonlyMap<string, SourceMap>): string => {
  const [, file = '', line, column] = place.exec(frame) ?? [];
  const origin = maps.get(file)?.findOrigin(Number(line), Number(column));
  if (!origin || !('fileName' in origin)) return frame;
  // Maps name sources from the folder that the bundle was made in.
  const source = origin.fileName.replace(/^(\.\.\/)+/, '');
  return `at ${origin.name ? `${origin.name} ` : ''}${source}:${origin.lineNumber}:${origin.columnNumber}`;
};

/**
 * Reads the stacks of log lines back to files and lines of our code.
 * @param folder A release's source maps, unpacked: a folder for each function.
 * @param text Lines of a log as JSON, one each, of one function or several.
 * @throws Misuse naming the line that has no stack, or whose function has no maps there.
 */
export const traceLines = async (folder: string, text: string): Promise<string[]> => {
  const functions = await readdir(folder).catch(() => []);
  const { commit } = JSON.parse(await readFile(join(folder, 'release.json'), 'utf8').catch(() => '{}'));
  const told = commit ? [`Release ${commit}`] : [];
  for (const line of text.split('\n').filter((one) => one.trim())) {
    const { service = '', message = '', error } = parsed(line);
    if (!Array.isArray(error?.frames)) throw new Misuse(`No line with a stack: ${line.slice(0, 80)}`);
    // The longest name that fits: `…-notify` ends no other's.
    const name = functions.filter((one) => service.endsWith(`-${one}`)).sort((a, b) => b.length - a.length)[0];
    if (!name) throw new Misuse(`${folder} has no source maps of ${service || 'a line without service'}`);
    const maps = await mapsOf(join(folder, name));
    told.push(`${service}: ${message} (${error.name})`, ...error.frames.map((frame) => `  ${readBack(frame, maps)}`));
  }
  return told;
};

interface LogLine {
  service?: string;
  message?: string;
  error?: { name?: string; frames?: string[] };
}

const parsed = (line: string): LogLine => {
  try {
    return JSON.parse(line) as LogLine;
  } catch {
    throw new Misuse(`No line of a log: ${line.slice(0, 80)}`);
  }
};

const mapsOf = async (folder: string) =>
  new Map(
    await Promise.all(
      (await readdir(folder))
        .filter((file) => file.endsWith('.mjs.map'))
        .map(async (file) => {
          const map = new SourceMap(JSON.parse(await readFile(join(folder, file), 'utf8')));
          return [basename(file, '.map'), map] as const;
        }),
    ),
  );
