import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { fetchPatiently } from '../../frontend/fetch-patiently.ts';

/** What the service answers, one after the other, and when it was asked, in milliseconds. */
const service = (...answers: Response[]) => {
  const asked: number[] = [];
  vi.stubGlobal('fetch', async () => {
    asked.push(Date.now());
    return answers[asked.length - 1] ?? answers.at(-1);
  });
  return asked;
};
const tooMany = (headers = {}) => new Response('{"message":"Too Many Requests"}', { status: 429, headers });
const done = () => new Response('{}', { status: 200 });

beforeEach(() => {
  vi.useFakeTimers({ now: 0 });
  vi.spyOn(Math, 'random').mockReturnValue(0.5);
});
afterEach(() => {
  vi.useRealTimers();
  vi.restoreAllMocks();
  vi.unstubAllGlobals();
});

test('comes back when the service says, and a little later', async () => {
  const asked = service(tooMany({ 'retry-after': '4' }), done());
  const answer = fetchPatiently('/api/x', { method: 'POST' });
  await vi.runAllTimersAsync();
  expect([(await answer).status, asked]).toEqual([200, [0, 4500]]);
});

test('waits longer each time where nobody says when, and tells the page in the end', async () => {
  const asked = service(tooMany());
  const answer = fetchPatiently('/api/x');
  await vi.runAllTimersAsync();
  expect([(await answer).status, asked]).toEqual([429, [0, 1500, 4000, 8500]]);
});

test('tells the page at once where the wait is longer than a person bears', async () => {
  const asked = service(tooMany({ 'retry-after': '60' }));
  expect([(await fetchPatiently('/api/x')).status, asked.length]).toEqual([429, 1]);
});

test('asks nothing again after any other answer', async () => {
  for (const status of [200, 401, 409, 500, 503]) {
    const asked = service(new Response('{}', { status }));
    expect([(await fetchPatiently('/api/x')).status, asked.length]).toEqual([status, 1]);
  }
});

test('asks no more once the page has left', async () => {
  const asked = service(tooMany(), done());
  const leaving = new AbortController();
  const answer = fetchPatiently('/api/x', { signal: leaving.signal });
  const ended = expect(answer).rejects.toThrow('left');
  await vi.advanceTimersByTimeAsync(100);
  leaving.abort(new Error('left'));
  await ended;
  await vi.runAllTimersAsync();
  expect(asked).toEqual([0]);
});
