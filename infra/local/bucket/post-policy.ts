import { createHash } from 'node:crypto';
import * as z from 'zod';
import type { Credentials } from '../dynamodb.ts';
import { S3Fault } from './fault.ts';
import { check } from './signature.ts';

/**
 * The conditions of a presigned POST, as S3 holds a browser's upload to them.
 * Source: "Creating a POST Policy", S3 API reference.
 */
const policySchema = z.object({
  expiration: z.iso.datetime(),
  conditions: z.array(
    z.union([
      z.tuple([z.literal('content-length-range'), z.coerce.number(), z.coerce.number()]),
      z.tuple([z.enum(['eq', 'starts-with']), z.string().startsWith('$'), z.string()]),
      z.record(z.string(), z.string()),
    ]),
  ),
});

export interface PostedForm {
  /** Fields before the file, in lower case but for their values. */
  fields: ReadonlyMap<string, string>;
  file: Buffer;
}

/** Fields that no condition needs to name. */
const free = new Set(['x-amz-signature', 'policy', 'file']);

/**
 * Reads a posted form; what follows the file is ignored, as S3 does.
 * @throws S3Fault when it is not a form with a file.
 */
export const readForm = async (body: Buffer, contentType: string): Promise<PostedForm> => {
  const malformed = new S3Fault(
    400,
    'MalformedPOSTRequest',
    'The body of your POST request is not well-formed multipart/form-data.',
  );
  const form = await new Response(new Uint8Array(body), { headers: { 'content-type': contentType } })
    .formData()
    .catch(() => {
      throw malformed;
    });
  const fields = new Map<string, string>();
  for (const [name, value] of form) {
    if (name === 'file') return { fields, file: Buffer.from(await new Blob([value]).arrayBuffer()) };
    if (typeof value !== 'string') throw malformed;
    fields.set(name.toLowerCase(), value);
  }
  throw new S3Fault(400, 'InvalidArgument', 'POST requires exactly one file upload per request.');
};

/**
 * @param bucket Name from the address, which conditions may name as `bucket`.
 * @throws S3Fault for a wrong signature, an expired policy, a condition that is not met or a field that none names.
 */
export const verifyForm = (form: PostedForm, bucket: string, credentials: Credentials, now: number): void => {
  const field = (name: string) => form.fields.get(name) ?? '';
  const encoded = field('policy');
  if (!encoded) throw new S3Fault(403, 'AccessDenied', 'Access Denied');
  check(credentials, field('x-amz-credential'), field('x-amz-date'), { policy: encoded }, field('x-amz-signature'));
  const policy = policyOf(encoded);
  if (now > Date.parse(policy.expiration)) throw broken('Policy expired.');

  const values = new Map([...form.fields, ['bucket', bucket]]);
  const named = new Set<string>(['bucket']);
  for (const condition of policy.conditions) {
    if (Array.isArray(condition) && condition[0] === 'content-length-range') {
      const [, smallest, largest] = condition;
      if (form.file.length < smallest)
        throw new S3Fault(400, 'EntityTooSmall', 'Your proposed upload is smaller than the minimum allowed size');
      if (form.file.length > largest)
        throw new S3Fault(400, 'EntityTooLarge', 'Your proposed upload exceeds the maximum allowed size');
      continue;
    }
    for (const [operator, name, wanted] of comparisons(condition)) {
      named.add(name);
      const given = values.get(name);
      const met = operator === 'eq' ? given === wanted : given?.startsWith(wanted);
      if (!met) throw broken(`Policy Condition failed: ${JSON.stringify([operator, `$${name}`, wanted])}`);
    }
  }
  const extra = [...form.fields.keys()].filter(
    (name) => !named.has(name) && !free.has(name) && !name.startsWith('x-ignore-'),
  );
  if (extra.length > 0) throw broken(`Extra input fields: ${extra.join(', ')}`);
  verifyChecksum(form);
};

const comparisons = (
  condition: ['eq' | 'starts-with', string, string] | Record<string, string> | [string, number, number],
): ['eq' | 'starts-with', string, string][] =>
  Array.isArray(condition)
    ? [[condition[0] as 'eq' | 'starts-with', String(condition[1]).slice(1).toLowerCase(), String(condition[2])]]
    : Object.entries(condition).map(([name, value]) => ['eq', name.toLowerCase(), value]);

/** S3 compares a SHA-256 given in the form with the bytes that came. */
const verifyChecksum = ({ fields, file }: PostedForm) => {
  const given = fields.get('x-amz-checksum-sha256');
  if (given !== undefined && given !== createHash('sha256').update(file).digest('base64'))
    throw new S3Fault(400, 'BadDigest', 'The SHA256 you specified did not match the calculated checksum.');
};

const policyOf = (encoded: string): z.infer<typeof policySchema> => {
  try {
    return policySchema.parse(JSON.parse(Buffer.from(encoded, 'base64').toString()));
  } catch {
    throw new S3Fault(
      400,
      'InvalidPolicyDocument',
      'The content of the form does not meet the conditions of the policy.',
    );
  }
};

const broken = (why: string): S3Fault => new S3Fault(403, 'AccessDenied', `Invalid according to Policy: ${why}`);
