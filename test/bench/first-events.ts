import { specs } from '../../functions/specs.ts';
import { eventKey } from '../../functions/store/keys.ts';
import { aBounce } from '../factories/mail.ts';
import { anOrganisation } from '../factories/people.ts';
import { type City, people } from '../support/city.ts';
import { checkFile, declare, fileIn, submitFile } from '../support/files.ts';
import { eventFor } from '../support/gateway.ts';

/**
 * The first event of each function in a small city: of an API the list that its pages open with, of a consumer a file that was
 * just handed over, of others what the service of AWS sends them. All can come again and again.
 */
export const firstEvents = async (city: City): Promise<Record<string, unknown>> => {
  const applicationId = await submitFile(city);
  await checkFile(city, await submitFile(city));
  const judged = await fileIn(city, 'evaluating');
  const juror = city.jurors[0] as string;
  await declare(city, judged, juror);
  const { attachments } = await city.ask('getApplication', people.applicant.id, { params: { applicationId } });
  const objectKey = `attachments/${applicationId}/${attachments[0]?.id}`;
  const queued = (wakeUp: unknown) => ({ Records: [{ messageId: 'message-1', body: JSON.stringify(wakeUp) }] });
  const { pk, sk } = eventKey('application', applicationId, 1);
  const kept = { Keys: { pk: { S: pk }, sk: { S: sk } }, SequenceNumber: '1' };
  const act = 'act_00000000000000000000000000';

  const byKind = {
    queue: queued({ type: 'application', id: applicationId }),
    stream: { Records: [{ eventName: 'INSERT', dynamodb: kept }] },
    schedule: {},
  };
  const own: Record<string, unknown> = {
    'public-api': eventFor('listCalls', undefined),
    'applicant-api': eventFor('listApplications', people.applicant.id, {
      query: { organisationId: anOrganisation(0).id },
    }),
    'jury-api': eventFor('listAssignments', juror),
    'staff-api': eventFor('listQueue', people.staff.id, { query: { callId: city.callId, state: 'checking' } }),
    send: queued({ type: 'act', id: act }),
    'record-delivery': { detail: aBounce({ about: { act, recipient: juror }, email: 'jure@exemple.example' }) },
    'verify-attachment': { detail: { object: { key: objectKey } } },
    'scan-attachment': {
      'detail-type': 'GuardDuty Malware Protection Object Scan Result',
      detail: {
        s3ObjectDetails: { objectKey },
        scanResultDetails: { scanResultStatus: 'NO_THREATS_FOUND' },
      },
    },
    'limit-codes': {
      triggerSource: 'PreSignUp_SignUp',
      userName: 'somebody',
      request: { userAttributes: { email: 'voisine@boite.example' } },
      response: {},
    },
  };
  return Object.fromEntries(
    specs.map(({ name, trigger: { kind } }) => [name, own[name] ?? byKind[kind as keyof typeof byKind]]),
  );
};
