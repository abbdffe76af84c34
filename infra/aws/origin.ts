import { RemovalPolicy } from 'aws-cdk-lib';
import { Secret } from 'aws-cdk-lib/aws-secretsmanager';
import { Construct } from 'constructs';
import { accept } from './nag.ts';
import type { Settings } from './settings.ts';

/** What the site shows the API to be let in. Values are references that CloudFormation resolves: no template holds one. */
export interface OriginSecrets {
  /** What the site sends; none without a firewall. */
  sent: string | undefined;
  /** What the functions take; none where the API is open. */
  taken: string[];
}

/**
 * A secret for each of the last two rounds: the site sends the newer, the functions take both, so that a new one takes
 * over while requests are under way. A new round is a new resource, since CloudFormation does not look at the value of a
 * secret that changed by itself.
 */
export const addOriginSecrets = (scope: Construct, settings: Settings): OriginSecrets => {
  const { webAclArn, originSecretRound: round, apiOpen } = settings;
  if (!webAclArn) return { sent: undefined, taken: [] };
  const own = new Construct(scope, 'Origin');
  const values = [round, round - 1]
    .filter((each) => each > 0)
    .map((each) => {
      const secret = new Secret(own, `Secret${each}`, {
        description: `Shown by the site to the API of ${settings.stage}, round ${each}`,
        generateSecretString: { excludePunctuation: true, passwordLength: 48 },
        removalPolicy: RemovalPolicy.DESTROY,
      });
      accept(secret, {
        SMG4: 'It is replaced by a deployment, which tells functions and site in the right order: docs/runbooks/rotate-origin-secret.md.',
      });
      return secret.secretValue.unsafeUnwrap();
    });
  return { sent: values[0], taken: apiOpen ? [] : values };
};
