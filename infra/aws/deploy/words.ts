/** What AWS and its SDK call errors of a shell without credentials, or with such as have ended. */
const unknownCaller = new Set([
  'CredentialsProviderError',
  'TokenProviderError',
  'ExpiredToken',
  'ExpiredTokenException',
  'InvalidClientTokenId',
  'UnrecognizedClientException',
]);

/** What whoever deploys reads of an error: its words alone, since where it was thrown helps nobody there. */
export const wordsOf = (error: unknown): string => {
  if (!(error instanceof Error)) return String(error);
  return unknownCaller.has(error.name)
    ? `AWS does not know who asks (${error.message}). Sign in, as with "aws sso login", name the profile in AWS_PROFILE, and see that "aws sts get-caller-identity" answers.`
    : error.message;
};
