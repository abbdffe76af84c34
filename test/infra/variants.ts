import { readStage, type Stage, stageOf } from '../../infra/aws/stages.ts';

/** The stage that comes with the project, with other choices. */
export const stageWith = (choices: Record<string, unknown> = {}): Stage =>
  stageOf('staging', { ...readStage('staging').given, ...choices });

/** Settings of stages that choose about everything which can be chosen, for tests of templates. */

/** What an edge hands to the stage behind it. */
export const behindEdge = {
  domain: 'appel.ville.example',
  certificateArn: 'arn:aws:acm:us-east-1:111122223333:certificate/00000000-0000-4000-8000-000000000000',
  webAclArn: 'arn:aws:wafv2:us-east-1:111122223333:global/webacl/example/00000000-0000-4000-8000-000000000000',
};

/** A city whose staff and jurors sign in with an issuer of their own; applicants keep the pool. */
export const officeIssuer = {
  officeIssuer: 'https://identity.ville.example/realms/agents/',
  officeClientId: 'appel-a-projets',
  officeJwksUrl: 'https://identity.ville.example/realms/agents/keys',
  officeAudience: 'https://api.appel.ville.example',
  officeScope: 'appel:use',
  officeSignOutUrl: 'https://identity.ville.example/realms/agents/logout',
  officeTokenUrl: 'https://tokens.ville.example/agents',
};

export const applicantIssuer = {
  applicantIssuer: 'https://compte.ville.example',
  applicantClientId: 'pages',
  applicantJwksUrl: 'https://compte.ville.example/keys',
};

/** What a production chooses that differs from the examples. */
export const productionChoices = {
  stage: 'production',
  alarmAddress: 'ops@ville.example',
  deletedDays: 60,
  accessLogDays: 365,
  recoveryDays: 7,
  logDays: 30,
  securityLogDays: 365,
  auditDays: 180,
  backupVaultArn: 'arn:aws:backup:eu-west-3:444455556666:backup-vault:permanent-call-production-backups',
  backupDays: 400,
  budgetByTag: true,
  maxReadUnits: 6000,
  maxWriteUnits: 2000,
};

/** A production behind an edge, with an issuer of its own for the office. */
export const production = { ...productionChoices, ...behindEdge, ...officeIssuer, originSecretRound: 3 };

/** A staging that gets an edge, with other issuers on both sides, and keeps nobody's address. */
export const staging = { ...behindEdge, ...officeIssuer, ...applicantIssuer, apiOpen: true, securityLogDays: 0 };

/** A city whose people sign in under its own names, behind a firewall. */
export const ownSignIn = {
  existingIdentity: true,
  stage: 'own',
  senderName: 'Ville d’Exemple, service de l’économie sociale et solidaire : « appel »',
  applicantSignInDomain: 'connexion.appel.ville.example',
  officeSignInDomain: 'agents.appel.ville.example',
  signInCertificateArn: 'arn:aws:acm:us-east-1:111122223333:certificate/00000000-0000-4000-8000-000000000001',
  poolFirewall: true,
  signInRequestsPerAddress: 200,
  signUpsPerAddress: 15,
  termsUrl: 'https://ville.example/conditions',
  codesPerAddress: 4,
  signUpsPerDay: 50,
  draftsPerDay: 40,
  documentsPerDay: 200,
};

/** The edge of that production. */
export const edge = { stage: production.stage, domain: production.domain, edge: true };

/** The vault of its backups, in an account of its own. */
export const backup = { stage: production.stage, backupOf: '111122223333', backupDays: 400, backupLock: 'compliance' };
