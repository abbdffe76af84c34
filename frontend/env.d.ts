/** Made by vite.config.ts from the contract; `api.ts` gives it its type. */
declare module 'virtual:operations' {
  const operations: Record<string, unknown>;
  export default operations;
}
