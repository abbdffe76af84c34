import { existsSync } from 'node:fs';
import { join, relative } from 'node:path';
import { type BuildOptions, buildSync } from 'esbuild';

const root = join(import.meta.dirname, '..', '..');

/**
 * How functions are bundled, for the deployment and for whoever measures it. The SDK is bundled too: the runtime's own
 * copy drifts, loads slower and is missing from emulators.
 */
export const bundleOptions = {
  bundle: true,
  platform: 'node',
  target: 'node24',
  format: 'esm',
  mainFields: ['module', 'main'],
  minify: true,
  /** Kept beside the bundle to read a stack trace with; not deployed. */
  sourcemap: 'external',
  legalComments: 'none',
  external: [],
  /** What is still CommonJS in the SDK's and middy's dependencies asks for Node's own modules by `require`. */
  banner: { js: "import{createRequire}from'node:module';const require=createRequire(import.meta.url);" },
  absWorkingDir: root,
  logLevel: 'error',
} as const satisfies BuildOptions;

/** The module of a function, which exports `handler`. */
export const handlerFile = (name: string): string => join(root, 'functions', name, 'handler.ts');

/**
 * Bundle a function into `folder/index.mjs`.
 * @returns the size of the code in bytes.
 * @throws Error naming the file when the function has no handler, or esbuild's account of what does not build.
 */
export const bundleFunction = (name: string, folder: string): { bytes: number } => {
  const entry = handlerFile(name);
  if (!existsSync(entry)) throw new Error(`The function ${name} has no ${relative(root, entry)}.`);
  return bundle(entry, join(folder, 'index.mjs'));
};

/** Bundle any module in the functions' way. */
export const bundle = (entry: string, outfile: string): { bytes: number } => {
  const { metafile } = buildSync({ ...bundleOptions, entryPoints: [entry], outfile, metafile: true });
  const code = Object.entries(metafile.outputs).find(([file]) => !file.endsWith('.map'));
  return { bytes: code?.[1].bytes ?? 0 };
};
