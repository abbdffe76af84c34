import { Arn, ArnFormat, Duration, RemovalPolicy } from 'aws-cdk-lib';
import * as backup from 'aws-cdk-lib/aws-backup';
import type * as dynamodb from 'aws-cdk-lib/aws-dynamodb';
import * as events from 'aws-cdk-lib/aws-events';
import * as targets from 'aws-cdk-lib/aws-events-targets';
import * as iam from 'aws-cdk-lib/aws-iam';
import * as kms from 'aws-cdk-lib/aws-kms';
import type * as s3 from 'aws-cdk-lib/aws-s3';
import type * as sns from 'aws-cdk-lib/aws-sns';
import { Construct } from 'constructs';
import { accept } from './nag.ts';
import type { Settings } from './settings.ts';

/** Days that what is backed up stays here: the copies elsewhere are the backup, and the table has a past of its own. */
const hereDays = 7;

/** Names by which the walks find what they need; all of the stack's outputs on backups. */
export interface BackupOutputs {
  BackupVault: string;
  BackupRestoreRole: string;
}

/** A role that AWS Backup takes on, with AWS's own policies for it. */
export const addBackupRole = (scope: Construct, id: string, policies: readonly string[]): iam.Role => {
  const role = new iam.Role(scope, id, {
    assumedBy: new iam.ServicePrincipal('backup.amazonaws.com'),
    managedPolicies: policies.map((name) => iam.ManagedPolicy.fromAwsManagedPolicyName(name)),
  });
  accept(
    role,
    Object.fromEntries(
      policies.map((name) => [
        `IAM4[Policy::arn:<AWS::Partition>:iam::aws:policy/${name}]`,
        "AWS Backup's own policy: what its service needs changes with the service, and only the service takes the role on.",
      ]),
    ),
  );
  return role;
};

/** A vault with a key of its own, that takes copies of one other account and lets nobody else put anything in. */
export const addVault = (
  scope: Construct,
  { name, from, lock }: { name: string; from: string; lock?: backup.LockConfiguration | undefined },
): backup.BackupVault => {
  // It outlives its stack, but not a deployment that failed before anything was in it.
  const removalPolicy = RemovalPolicy.RETAIN_ON_UPDATE_OR_DELETE;
  return new backup.BackupVault(scope, 'Vault', {
    backupVaultName: name,
    encryptionKey: new kms.Key(scope, 'Key', {
      description: `Backups of ${name}`,
      enableKeyRotation: true,
      removalPolicy,
    }),
    accessPolicy: new iam.PolicyDocument({
      statements: [
        new iam.PolicyStatement({
          principals: [new iam.AccountPrincipal(from)],
          actions: ['backup:CopyIntoBackupVault'],
          resources: ['*'],
        }),
      ],
    }),
    ...(lock ? { lockConfiguration: lock } : {}),
    removalPolicy,
  });
};

/**
 * The table and the documents each night, copied into a vault of another account, where nobody of this one can remove
 * them. Where none is named, nothing is made.
 */
export const addBackup = (
  scope: Construct,
  settings: Settings,
  made: {
    table: dynamodb.ITable;
    attachments: s3.IBucket;
    topic: sns.ITopic;
    /** Differs for each stack that is made: a vault that was kept does not stand in the way of a new one. */
    unique: string;
  },
): BackupOutputs | undefined => {
  const { backupVaultArn, backupDays, stage } = settings;
  if (!backupVaultArn) return undefined;
  const { account } = Arn.split(backupVaultArn, ArnFormat.COLON_RESOURCE_NAME);
  const own = new Construct(scope, 'Backup');
  // The second account puts a copy back here when it is restored.
  const vault = addVault(own, {
    name: `permanent-call-${stage}-${made.unique}`,
    from: account as string,
  });
  const plan = new backup.BackupPlan(own, 'Plan', {
    backupPlanName: `permanent-call-${stage}`,
    backupPlanRules: [
      new backup.BackupPlanRule({
        ruleName: 'nightly',
        backupVault: vault,
        scheduleExpression: events.Schedule.cron({ hour: '1', minute: '30' }),
        startWindow: Duration.hours(1),
        completionWindow: Duration.hours(12),
        deleteAfter: Duration.days(hereDays),
        copyActions: [
          {
            destinationBackupVault: backup.BackupVault.fromBackupVaultArn(own, 'Elsewhere', backupVaultArn),
            deleteAfter: Duration.days(backupDays),
          },
        ],
      }),
    ],
  });
  const role = addBackupRole(own, 'Role', [
    'service-role/AWSBackupServiceRolePolicyForBackup',
    'AWSBackupServiceRolePolicyForS3Backup',
  ]);
  plan.addSelection('Everything', {
    role,
    resources: [
      backup.BackupResource.fromArn(made.table.tableArn),
      backup.BackupResource.fromArn(made.attachments.bucketArn),
    ],
  });
  const restore = addBackupRole(own, 'RestoreRole', [
    'service-role/AWSBackupServiceRolePolicyForRestores',
    'AWSBackupServiceRolePolicyForS3Restore',
  ]);

  // Nobody looks at backups until they are needed: what fails is told like an alarm.
  for (const [id, detailType] of [
    ['Failed', 'Backup Job State Change'],
    ['CopyFailed', 'Copy Job State Change'],
  ] as const)
    new events.Rule(own, id, {
      eventPattern: {
        source: ['aws.backup'],
        detailType: [detailType],
        detail: { state: ['FAILED', 'ABORTED', 'EXPIRED', 'PARTIAL'] },
      },
      targets: [
        new targets.SnsTopic(made.topic, {
          message: events.RuleTargetInput.fromText(
            `${stage}: a nightly backup, or its copy into the second account, ended as ${events.EventField.fromPath('$.detail.state')}. docs/runbooks/restore-from-second-account.md`,
          ),
        }),
      ],
    });
  return { BackupVault: vault.backupVaultName, BackupRestoreRole: restore.roleArn };
};
