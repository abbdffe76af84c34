import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll } from 'vitest';
import { buildBackup } from '../../infra/aws/backup-app.ts';
import { buildEdge } from '../../infra/aws/edge-app.ts';
import { buildSecurity } from '../../infra/aws/security-app.ts';
import { describeBackup, describeNoBackup } from './aws/backup.ts';
import { describeBehindEdge, describeEdge, describeEdgeComing } from './aws/edge.ts';
import { describeChosenServices } from './aws/execution-policy.ts';
import { describeBothIssuers, describeOfficeIssuer } from './aws/issuers.ts';
import { describeStandingIdentity } from './aws/mail.ts';
import { describeOwnSignIn } from './aws/own-sign-in.ts';
import { describeDelivery, describeSecurityLogs } from './aws/security-logs.ts';
import { describeProduction, describeSideBySide } from './aws/stages.ts';
import { synthesise, Template } from './template.ts';
import * as variants from './variants.ts';

/** Stages that choose about everything which can be chosen, and the edge of the first: a synthesis takes seconds. */
const production = synthesise(variants.production);
const staging = synthesise(variants.staging);
const ownSignIn = synthesise(variants.ownSignIn);
const edgeDir = mkdtempSync(join(tmpdir(), 'permanent-call-edge-'));
const edge = buildEdge(variants.stageWith(variants.edge), { outdir: edgeDir }).synth().getStackArtifact('Edge');
const securityDir = mkdtempSync(join(tmpdir(), 'permanent-call-security-'));
const security = buildSecurity(
  variants.stageWith(variants.production),
  { Distribution: 'EDFDVBD6EXAMPLE', LogBucket: 'logs-example' },
  { outdir: securityDir },
)
  .synth()
  .getStackArtifact('Security');
const backupDir = mkdtempSync(join(tmpdir(), 'permanent-call-backup-'));
const backup = buildBackup(variants.stageWith(variants.backup), { outdir: backupDir })
  .synth()
  .getStackArtifact('Backup');
afterAll(() => {
  for (const outdir of [backupDir, edgeDir, securityDir, production.outdir, staging.outdir, ownSignIn.outdir])
    rmSync(outdir, { recursive: true });
});

const stage = ({ assembly, main }: typeof production) => ({
  template: main,
  stackName: assembly.getStackArtifact('Main').stackName,
  tags: assembly.getStackArtifact('Main').tags,
});
const mail = ({ assembly, mail: template }: typeof production) => ({
  template,
  stackName: assembly.getStackArtifact('Mail').stackName,
  tags: assembly.getStackArtifact('Mail').tags,
});

describeProduction(stage(production));
describeSideBySide(stage(staging), stage(production), [mail(staging), mail(production)]);
describeOfficeIssuer(production.main);
describeBothIssuers(staging.main);
describeOwnSignIn(ownSignIn.main);
describeEdge(new Template(edge.templateFullPath), edge);
describeBehindEdge(production.main);
describeEdgeComing(staging.main);
describeStandingIdentity(ownSignIn.mail);
describeBackup(production.main, new Template(backup.templateFullPath));
describeNoBackup(staging.main);
describeSecurityLogs(production.main, { requests: 365, objects: 365 });
describeSecurityLogs(staging.main, { requests: 0, objects: 180 });
describeDelivery(new Template(security.templateFullPath), security, production.main);
describeChosenServices(
  production.main,
  staging.main,
  ownSignIn.main,
  new Template(edge.templateFullPath),
  new Template(security.templateFullPath),
);
