import { App, type AppProps, CfnOutput, Duration, Stack, type StackProps } from 'aws-cdk-lib';
import type * as backup from 'aws-cdk-lib/aws-backup';
import type { Construct } from 'constructs';
import project from '../../cdk.json' with { type: 'json' };
import { addBackupRole, addVault } from './backup.ts';
import { checkSolution } from './nag.ts';
import type { Settings } from './settings.ts';
import { readStage, type Stage, StageFault } from './stages.ts';

/** Days in which a lock of mode `compliance` can still be taken off; afterwards nobody can, AWS included. */
const graceDays = 3;

const lockOf = ({ backupLock, backupDays }: Settings): backup.LockConfiguration | undefined =>
  backupLock === 'none'
    ? undefined
    : {
        minRetention: Duration.days(backupDays),
        ...(backupLock === 'compliance' ? { changeableFor: Duration.days(graceDays) } : {}),
      };

/**
 * The vault of a stage's backups, for an account in which nothing of the stage runs and nobody of it signs in. Whoever owns
 * the stage's account can put copies in; what is locked, not even the owner of this one takes out before its time.
 */
export class BackupStack extends Stack {
  constructor(scope: Construct, id: string, settings: Settings & { backupOf: string }, props: StackProps) {
    super(scope, id, { ...props, description: `Permanent call for projects: backups of ${settings.stage}` });
    const vault = addVault(this, {
      name: `permanent-call-${settings.stage}-backups`,
      from: settings.backupOf,
      lock: lockOf(settings),
    });
    const role = addBackupRole(this, 'CopyBack', ['service-role/AWSBackupServiceRolePolicyForBackup']);
    new CfnOutput(this, 'BackupVaultArn', { value: vault.backupVaultArn });
    new CfnOutput(this, 'CopyBackRole', { value: role.roleArn });
  }
}

/**
 * An app of its own, deployed with credentials of the second account; the ARN that it prints is the setting
 * `backupVaultArn` of the stage.
 * @throws StageFault where it is not said whose copies it takes.
 */
export const buildBackup = ({ name, settings }: Stage, props: AppProps = {}): App => {
  const app = new App({ ...props, context: { ...project.context, ...props.context } });
  checkSolution(app);
  const { backupOf, stage, region, backupRegion = region, protect } = settings;
  if (!backupOf)
    throw new StageFault(`stages/${name}.json`, [
      'backupOf: name the account whose backups the vault takes, twelve digits.',
    ]);
  new BackupStack(
    app,
    'Backup',
    { ...settings, backupOf },
    { env: { region: backupRegion }, stackName: `permanent-call-backup-${stage}`, terminationProtection: protect },
  );
  return app;
};

if (import.meta.main)
  try {
    buildBackup(readStage(process.argv[2] ?? ''), { outdir: process.env.CDK_OUTDIR ?? 'cdk.out' }).synth();
  } catch (error) {
    if (!(error instanceof StageFault)) throw error;
    console.error(error.message);
    process.exitCode = 1;
  }
