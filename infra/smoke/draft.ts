import type { OperationResponse } from '../../schemas/contract.ts';
import { exampleSiret, organisations } from '../../schemas/examples/organisations.ts';
import { examplePdf } from '../../schemas/examples/pdf.ts';
import type { OrganisationContent } from '../../schemas/organisation.ts';
import { formOf, promiseOf } from '../example-document.ts';
import type { Client } from './client.ts';
import type { Reach } from './site.ts';
import { type Patience, type Steps, until } from './steps.ts';

type Application = OperationResponse<'getApplication'>;
type Organisation = OperationResponse<'registerOrganisation'>;

/** Drafts of an earlier run that are older than this were left by one that was killed. In milliseconds. */
const abandoned = 60 * 60_000;

/** A number that nobody has, and none of the examples either. */
const smokeSiret = exampleSiret(90_000_001);

/** Says to whoever comes upon it what it is. */
const smokeOrganisation = (email: string): OrganisationContent => {
  const { rna: _rna, ...example } = (organisations[0] as (typeof organisations)[number]).content;
  return {
    ...example,
    name: 'Essai automatique du service (ne pas instruire)',
    siret: smokeSiret,
    address: '1 rue de l’Essai',
    representativeName: 'Essai Automatique',
    email,
  };
};

/** The organisation that every run acts for: registered by the first, found again by the others. */
export const ownOrganisation = async (client: Client, email: string): Promise<Organisation> => {
  const { items } = await client.ask('listOrganisations', {});
  const known = items.find(({ siret }) => siret === smokeSiret);
  if (known) return known;
  return client.ask('registerOrganisation', {
    body: { ...smokeOrganisation(email), idempotencyKey: crypto.randomUUID() },
  });
};

/** Throws away what an earlier run left when it was killed. @returns how many drafts. */
export const tidy = async (client: Client, { id: organisationId }: Organisation): Promise<number> => {
  const { items } = await client.ask('listApplications', { query: { organisationId } });
  const left = items.filter(
    ({ state, updatedAt }) => state === 'draft' && Date.now() - Date.parse(updatedAt) > abandoned,
  );
  for (const { id: applicationId } of left) await client.ask('discardDraft', { params: { applicationId } });
  return left.length;
};

/** Promises a document, and posts its bytes with the form that the API gave, as a browser does. @returns its id. */
export const upload = async (
  client: Client,
  { id: applicationId }: Pick<Application, 'id'>,
  documentId: string,
  { site, reach }: { site: string; reach: Reach },
) => {
  const bytes = examplePdf('Essai automatique');
  const { attachment, upload: form } = await client.ask('addAttachment', {
    params: { applicationId },
    body: promiseOf(documentId, bytes),
  });
  const posted = await fetch(reach(form.url), {
    method: 'POST',
    headers: { origin: site },
    body: formOf(form, bytes),
  });
  if (!posted.ok) throw new Error(`The bucket answered ${posted.status}: ${(await posted.text()).slice(0, 300)}`);
  const allowed = posted.headers.get('access-control-allow-origin');
  if (allowed !== site && allowed !== '*')
    throw new Error(`The bucket lets no page of ${site} read its answer (access-control-allow-origin: ${allowed})`);
  return { attachmentId: attachment.id, bytes };
};

const meaning: Record<string, string> = {
  pending: 'it was posted, and its arrival was not noticed: verify-attachment was not woken',
  received: 'it arrived and was found to be what was promised, and the scanner said nothing',
};

/** Waits until every document of a file is clean. @throws Error when one is not, or the scanner says nothing. */
export const clean = async (client: Client, { id: applicationId }: Pick<Application, 'id'>, patience: Patience) => {
  let states: string[] = [];
  const late = () =>
    `After ${patience.most / 1000} s ${[...new Set(states)].map((state) => `“${state}”: ${meaning[state] ?? 'it waits'}`).join('; ')}`;
  await until(late, patience, async () => {
    const { attachments } = await client.ask('getApplication', { params: { applicationId } });
    states = attachments.filter(({ state }) => state !== 'clean').map(({ state }) => state);
    const refused = attachments.find(({ state }) => state === 'rejected' || state === 'unscannable');
    if (refused)
      throw new Error(`A document that is harmless is “${refused.state}” (${refused.reason ?? 'no reason'})`);
    return states.length === 0 ? true : undefined;
  });
};

/** Whether nobody finds the draft any more. */
export const discard = async (client: Client, { id: applicationId }: Pick<Application, 'id'>): Promise<void> => {
  const params = { applicationId };
  await client.ask('discardDraft', { params });
  const { status } = await client.send('getApplication', { params });
  if (status !== 404) throw new Error(`The draft that was thrown away answers ${status} and not 404`);
};

/** What whoever applies does first, up to the scanner's verdict, and takes back again. */
export const tryDraft = async (
  { step }: Steps,
  client: Client,
  {
    callId,
    email,
    site,
    reach,
    patience,
  }: { callId: Application['callId']; email: string; site: string; reach: Reach; patience: Patience },
): Promise<void> => {
  const organisation = await step(
    'the organisation of this test is there',
    'Where its number is held by somebody else, staff merge the two; else docs/runbooks/unexpected-errors.md.',
    () => ownOrganisation(client, email),
  );
  await step(
    'nothing of an earlier run is left',
    'docs/runbooks/unexpected-errors.md; drafts that stay expire by themselves.',
    () => tidy(client, organisation),
  );
  const draft = await step('a draft is made', 'docs/runbooks/unexpected-errors.md', () =>
    client.ask('startApplication', {
      body: { callId, organisationId: organisation.id, idempotencyKey: crypto.randomUUID() },
    }),
  );
  const params = { applicationId: draft.id };
  try {
    await step('what is typed is kept', 'docs/runbooks/unexpected-errors.md', async () => {
      const title = `Essai automatique ${new Date().toISOString()}`;
      await client.ask('saveSection', {
        params: { ...params, section: 'project' },
        body: { content: { title }, revision: 0 },
      });
      const { sections } = await client.ask('getApplication', { params });
      if (sections.project?.content.title !== title)
        throw new Error(`It came back as ${JSON.stringify(sections.project)}`);
    });
    const [document] = draft.call.documents;
    if (document) {
      const { attachmentId, bytes } = await step(
        'a document is uploaded straight to the bucket',
        'See the bucket’s CORS rule and the content policy’s connect-src: both name the site; docs/first-day.md, “documents”.',
        () => upload(client, draft, document.id, { site, reach }),
      );
      await step(
        'the scanner finds the document clean',
        'docs/first-day.md, “the scanner”: the plan of GuardDuty, its rule and its role.',
        () => clean(client, draft, patience),
      );
      await step('the document comes back as it was', 'docs/runbooks/unexpected-errors.md', async () => {
        const { url } = await client.ask('getApplicantAttachment', { params: { ...params, attachmentId } });
        const response = await fetch(reach(url));
        const found = Buffer.from(await response.arrayBuffer());
        if (!response.ok || !found.equals(bytes))
          throw new Error(`The link answered ${response.status} with ${found.length} bytes`);
      });
    }
  } finally {
    await step(
      'the draft is thrown away',
      'Sign in as the account of this test and throw it away; the next run does so after an hour.',
      () => discard(client, draft),
    );
  }
};
