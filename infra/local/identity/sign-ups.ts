import { FunctionError, type FunctionHost } from '../functions.ts';
import type { BeforeSignUp } from './sign-in.ts';

/** The function that a user pool asks, on AWS and here. */
const asked = 'limit-codes';

/**
 * Has the function decide that decides on AWS, with the event that a user pool sends before it makes an account. As there, an
 * error of it refuses, in its own words.
 */
export const signUpsThrough =
  (functions: () => FunctionHost | undefined): BeforeSignUp =>
  async (email) => {
    try {
      await functions()?.invoke(asked, {
        version: '1',
        triggerSource: 'PreSignUp_SignUp',
        region: 'eu-west-3',
        userPoolId: 'local_applicants',
        userName: email,
        callerContext: { awsSdkVersion: 'none', clientId: 'applicant-pages' },
        request: { userAttributes: { email } },
        response: {},
      });
      return undefined;
    } catch (error) {
      if (error instanceof FunctionError) return error.message;
      throw error;
    }
  };
