import { QueryClient, QueryObserver } from '@tanstack/react-query';
import { expect, test } from 'vitest';
import { showAnswer } from '../../frontend/show-answer.ts';

test('an answer that was read before an act, and comes after it, is not shown over it', async () => {
  const client = new QueryClient();
  const queryKey = ['session', 'ses_1'];
  const asked: ((answer: string) => void)[] = [];
  const poll = new QueryObserver(client, {
    queryKey,
    queryFn: ({ signal }) =>
      new Promise<string>((answer, fail) => {
        asked.push(answer);
        signal.addEventListener('abort', () => fail(signal.reason));
      }),
  });
  const shown: (string | undefined)[] = [];
  const stop = poll.subscribe(({ data }) => shown.push(data));
  asked[0]?.('voting');
  await expect.poll(() => shown.at(-1)).toBe('voting');

  void poll.refetch();
  await showAnswer(client, queryKey, 'counted');
  asked[1]?.('voting');
  await Promise.resolve();
  expect(client.getQueryData(queryKey)).toBe('counted');

  // What is asked for from then on is shown again.
  void poll.refetch();
  asked[2]?.('concluded');
  await expect.poll(() => shown.at(-1)).toBe('concluded');
  expect(shown.slice(shown.indexOf('counted'))).not.toContain('voting');
  stop();
  client.clear();
});

test('parts that stand under the same key are asked for again once an answer is shown, and the rest is not', async () => {
  const client = new QueryClient();
  const file = ['file', 'app_1'];
  const asked: string[] = [];
  const stops = [file, [...file, 'letters'], [...file, 'story'], ['file', 'app_2', 'letters']].map((queryKey) =>
    new QueryObserver(client, {
      queryKey,
      queryFn: async () => {
        asked.push(queryKey.join('/'));
        return asked.length;
      },
    }).subscribe(() => undefined),
  );
  await expect.poll(() => asked.length).toBe(4);
  await showAnswer(client, file, 0);
  await expect.poll(() => asked.slice(4).toSorted()).toEqual(['file/app_1/letters', 'file/app_1/story']);
  expect(client.getQueryData(file)).toBe(0);
  for (const stop of stops) stop();
  client.clear();
});
