import { cpSync, existsSync, rmSync } from 'node:fs';
import { join, relative } from 'node:path';
import { fileURLToPath } from 'node:url';
import { type BuildOptions, buildSync, type Metafile } from 'esbuild';

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
  /** What is imported when it is first needed stands in files of its own, so that a cold start does not parse it. */
  splitting: true,
  entryNames: 'index',
  outExtension: { '.js': '.mjs' },
  metafile: true,
  minify: true,
  /** Kept with the release to read a stack trace with (source-maps.ts); no function carries them, nor they the sources. */
  sourcemap: 'external',
  sourcesContent: false,
  legalComments: 'none',
  external: [],
  /** What is still CommonJS in the SDK's and middy's dependencies asks for Node's own modules by `require`. */
  banner: { js: "import{createRequire}from'node:module';const require=createRequire(import.meta.url);" },
  absWorkingDir: root,
  logLevel: 'error',
} as const satisfies BuildOptions;

/** The module of a function, which exports `handler`. */
export const handlerFile = (name: string): string => join(root, 'functions', name, 'handler.ts');

/** A bundle's files, `index.mjs` first among them; sizes in bytes. */
export interface Bundle {
  /** Of what the module loads at its start. */
  loaded: number;
  /** Of all code, with what is loaded when it is first needed. */
  total: number;
  /** Files that make up `loaded`, as the metafile names them. */
  startFiles: string[];
  metafile: Metafile;
}

/**
 * Bundle a function into `folder`, which is emptied first, with the packages' files that it reads.
 * @throws Error naming the file when the function has no handler, or esbuild's account of what does not build.
 */
export const bundleFunction = (name: string, folder: string, assets: readonly string[] = []): Bundle => {
  const entry = handlerFile(name);
  if (!existsSync(entry)) throw new Error(`The function ${name} has no ${relative(root, entry)}.`);
  const bundled = bundle(entry, folder);
  copyAssets(assets, folder);
  return bundled;
};

/** Puts packages' files beside a bundle, where `import.meta.resolve` finds them as it does among the sources. */
export const copyAssets = (assets: readonly string[], folder: string): void => {
  for (const asset of assets) cpSync(fileURLToPath(import.meta.resolve(asset)), join(folder, 'node_modules', asset));
};

/** Bundle any module in the functions' way. */
export const bundle = (entry: string, folder: string): Bundle => {
  rmSync(folder, { recursive: true, force: true });
  const { metafile } = buildSync({ ...bundleOptions, entryPoints: [entry], outdir: folder });
  return { ...sizesOf(metafile), metafile };
};

/** Files of a bundle that are loaded with these, which are loaded themselves. */
export const loadedWith = ({ outputs }: Metafile, files: readonly string[]): string[] => {
  const loaded = new Set(files);
  for (const file of loaded)
    for (const { path, kind } of outputs[file]?.imports ?? [])
      if (kind === 'import-statement' && path in outputs) loaded.add(path);
  return [...loaded];
};

/** Bytes of these files of a bundle. */
export const bytesOf = ({ outputs }: Metafile, files: readonly string[]): number =>
  files.reduce((bytes, file) => bytes + (outputs[file]?.bytes ?? 0), 0);

const sizesOf = (metafile: Metafile): Omit<Bundle, 'metafile'> => {
  const code = Object.keys(metafile.outputs).filter((file) => !file.endsWith('.map'));
  const startFiles = loadedWith(
    metafile,
    code.filter((file) => file.endsWith('/index.mjs')),
  );
  return { loaded: bytesOf(metafile, startFiles), total: bytesOf(metafile, code), startFiles };
};
