import { start } from '../../functions/domain/application/start.ts';
import { commitApplication, loadFile } from '../../functions/store/applications.ts';
import { type ApplicationHead, applicationHead } from '../../functions/store/items.ts';
import type { StorePorts } from '../../functions/store/ports.ts';
import type { ApplicationState } from '../../schemas/application.ts';
import type { ActorRef } from '../../schemas/event.ts';
import { anId } from './application.ts';
import { aCall } from './call.ts';
import { type Act, lifeTo } from './lives.ts';

export const aTitle = {
  title: 'Un atelier',
  organisationName: 'Les Ateliers du Canal',
  sector: 'leisure',
  supportKind: 'start-up',
};
export const someStaff: ActorRef = { role: 'staff', personId: 'demo-staff-1' };

/** Decides an act about the application as it stands in the store, and commits it. */
export const commitAct = async (ports: StorePorts, applicationId: string, act: Act): Promise<void> => {
  const before = (await loadFile(ports, applicationId))?.head;
  if (!before) throw new Error(`No application ${applicationId}`);
  const at = ports.now().toISOString();
  await commitApplication(ports, { before, decided: act(before, at), title: aTitle, actor: someStaff, at });
};

/** What begins a draft of an organisation, ready to be committed. */
export const storeDraft = (ports: StorePorts, organisationId: ApplicationHead['organisationId'] = anId('org', 1)) => {
  const at = ports.now().toISOString();
  const decided = start({ id: `app_${ports.ulid()}`, call: aCall(), organisationId, at });
  return { before: undefined, decided, title: aTitle, actor: someStaff, at };
};

/** A stored application that has lived through these acts, or the shortest life to a state. */
export const storeApplication = (ports: StorePorts, life: Act[] | ApplicationState): Promise<ApplicationHead['id']> =>
  storeFileOf(ports, anId('org', 1), life);

/** The same of an organisation. */
export const storeFileOf = async (
  ports: StorePorts,
  organisationId: ApplicationHead['organisationId'],
  life: Act[] | ApplicationState,
): Promise<ApplicationHead['id']> => {
  const { before: _none, decided: draft, ...change } = storeDraft(ports, organisationId);
  const { at } = change;
  let { items } = await commitApplication(ports, { before: undefined, decided: draft, ...change });
  for (const act of typeof life === 'string' ? lifeTo(life) : life) {
    const before = applicationHead.parse(items[0]);
    ({ items } = await commitApplication(ports, { before, decided: act(before, at), ...change }));
  }
  return draft.application.id;
};
