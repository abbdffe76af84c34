import { announce } from '../domain/application/announce.ts';
import { dayOf } from '../domain/calendar.ts';
import { logger } from '../observe.ts';
import { listAnnouncements } from '../store/announcements.ts';
import { commitApplication, loadHead } from '../store/applications.ts';
import { retrying } from '../store/commit.ts';
import type { StorePorts } from '../store/ports.ts';

/**
 * Announces every decision whose day has come in Paris, each in a commit of its own: one that fails is told of and stops
 * no other. The index only says where to look; the head, read strongly, says whether it is time. Run twice at once it
 * announces each once.
 * @returns the files that this run announced, and those that failed.
 */
export const announceDue = async (ports: StorePorts): Promise<{ announced: string[]; failed: string[] }> => {
  const announced: string[] = [];
  const failed: string[] = [];
  const today = dayOf(ports.now().toISOString());
  let cursor: string | undefined;
  do {
    const page = await listAnnouncements(ports, today, cursor);
    for (const applicationId of page.applicationIds)
      try {
        if (await announceOne(ports, applicationId)) announced.push(applicationId);
      } catch (error) {
        logger.error('A decision could not be announced', { applicationId, cause: (error as Error).name });
        failed.push(applicationId);
      }
    cursor = page.nextCursor;
  } while (cursor);
  return { announced, failed };
};

/** Whether there was something to announce, and it was this run that did. */
const announceOne = (ports: StorePorts, applicationId: string): Promise<boolean> =>
  retrying(ports, async () => {
    const head = await loadHead(ports, applicationId);
    const at = ports.now().toISOString();
    if (!head?.announceOn || head.announceOn > dayOf(at)) return false;
    const { title, organisationName, sector, supportKind } = head;
    await commitApplication(ports, {
      before: head,
      decided: announce({ application: head, by: 'system', at }),
      title: { title, organisationName, sector, supportKind },
      actor: { role: 'system' },
      at,
    });
    return true;
  });
