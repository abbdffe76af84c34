/** Where people sign in: associations at one issuer, jury and staff at another. Tabs of one know nothing of the other. */
export type SignIn = 'applicant' | 'office';

/** What one tab asks of the others: the session that it has, or that it saves what was typed. */
export type Question = 'session' | 'save';

type Message =
  | { kind: 'question'; id: string; question: Question }
  | { kind: 'answer'; id: string; said: string | undefined }
  | { kind: 'session'; session: string };

/** Milliseconds that an answer is waited for. Whoever has none says so: only a tab that hangs lets others wait so long. */
export const patience = { session: 2_000, save: 6_000 } as const satisfies Record<Question, number>;

export interface Tabs {
  /** How many other tabs are open. */
  others(): Promise<number>;
  /** What the other tabs answer, those that have something to say. */
  ask(question: Question): Promise<string[]>;
  /** Tells all others of a session that is newer than theirs. */
  tell(session: string): void;
}

/**
 * The open tabs of one sign-in on this device. Each holds a lock in common for as long as it is there, so that one knows
 * whether there is anybody to ask, and whose answer is missing.
 */
export const openTabs = (
  signIn: SignIn,
  { answer, hear }: { answer: (question: Question) => Promise<string | undefined>; hear: (session: string) => void },
): Tabs => {
  const lock = `tab.${signIn}`;
  const channel = new BroadcastChannel(`session.${signIn}`);
  const send = (message: Message) => channel.postMessage(message);
  const open = new Map<string, (said: string | undefined) => void>();
  channel.onmessage = async ({ data }: MessageEvent<Message>) => {
    if (data.kind === 'session') hear(data.session);
    else if (data.kind === 'answer') open.get(data.id)?.(data.said);
    else send({ kind: 'answer', id: data.id, said: await answer(data.question).catch(() => undefined) });
  };
  const present = new Promise<void>((resolve) => {
    void navigator.locks.request(lock, { mode: 'shared' }, () => {
      resolve();
      return new Promise(() => undefined);
    });
  });

  const others = async () => {
    await present;
    const { held = [] } = await navigator.locks.query();
    return held.filter(({ name }) => name === lock).length - 1;
  };

  return {
    others,
    ask: async (question) => {
      const asked = await others();
      if (asked === 0) return [];
      const id = crypto.randomUUID();
      const answers: (string | undefined)[] = [];
      await new Promise<void>((resolve) => {
        setTimeout(resolve, patience[question]);
        open.set(id, (said) => {
          answers.push(said);
          if (answers.length >= asked) resolve();
        });
        send({ kind: 'question', id, question });
      });
      open.delete(id);
      return answers.filter((said) => said !== undefined);
    },
    tell: (session) => send({ kind: 'session', session }),
  };
};
