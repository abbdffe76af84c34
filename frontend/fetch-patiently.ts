/** How often what was asked too often is asked again, and the longest wait that a page bears each time, in seconds. */
const patience = { tries: 3, seconds: 10 };

/**
 * Asks, and again after a while where the service answers that it is asked too often (429): nothing was done then, so that
 * any act may be sent again. The service says when to come back, the gateway and the firewall do not; chance keeps a room
 * full of pages from coming back all at once.
 * @returns the first answer that is another, or the last.
 * @throws what `fetch` throws; the signal's reason when it ends the wait.
 */
export const fetchPatiently = async (
  address: string,
  init: RequestInit = {},
  left = patience.tries,
): Promise<Response> => {
  const response = await fetch(address, init);
  if (response.status !== 429 || left === 0) return response;
  const seconds = Number(response.headers.get('retry-after')) || 2 ** (patience.tries - left);
  if (seconds > patience.seconds) return response;
  await pause((seconds + Math.random()) * 1000, init.signal);
  return fetchPatiently(address, init, left - 1);
};

const pause = async (milliseconds: number, signal: AbortSignal | null | undefined): Promise<void> => {
  signal?.throwIfAborted();
  const { promise, resolve, reject } = Promise.withResolvers<void>();
  const end = () => reject(signal?.reason);
  const timer = setTimeout(resolve, milliseconds);
  signal?.addEventListener('abort', end);
  try {
    await promise;
  } finally {
    clearTimeout(timer);
    signal?.removeEventListener('abort', end);
  }
};
