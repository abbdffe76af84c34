import { eventually } from './checks.ts';
import type { Emulator } from './emulator.ts';

/** A mail as the emulated SES keeps it. */
export interface Mail {
  Source: string;
  To: string[];
  Subject: string;
  BodyText: string;
  BodyHtml: string;
  Timestamp: number;
}

/** Mails that the emulated SES holds for an address, the oldest first. */
export const mailsTo = async (emulator: Emulator, address: string): Promise<Mail[]> => {
  const response = await fetch(`${emulator.url}/_ministack/ses/messages`);
  const { messages } = (await response.json()) as { messages: Record<string, Mail[]> };
  return Object.values(messages)
    .flat()
    .filter((mail) => mail.To.includes(address))
    .sort((a, b) => a.Timestamp - b.Timestamp);
};

/** The first mail to an address, after the first `after`, in which `pattern` is found; its first group, or all of it. */
export const findInMail = (emulator: Emulator, address: string, pattern: RegExp, after = 0): Promise<string> =>
  eventually(`A mail to ${address} with ${pattern}`, async () => {
    for (const mail of (await mailsTo(emulator, address)).slice(after)) {
      const found = pattern.exec(`${mail.Subject}\n${mail.BodyText}\n${mail.BodyHtml}`);
      if (found) return found[1] ?? found[0];
    }
  });
