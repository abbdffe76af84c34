import { describe, expect, it } from 'vitest';
import { only, type Template, text } from '../template.ts';
import { backup, production } from '../variants.ts';

const vaultOf = (template: Template) => only(template.ofType('Backup::BackupVault'))[1];

/** A production that has its backups copied into a second account. */
export const describeBackup = (main: Template, elsewhere: Template): void => {
  describe('backups in a second account', () => {
    it('are of the table and the documents, each night, and are copied there for as long as is set', () => {
      const [, selection] = only(main.ofType('Backup::BackupSelection'));
      const [tableId] = only(main.ofType('DynamoDB::Table'));
      const [bucketId] = only(main.ofType('S3::Bucket').filter(([id]) => id.startsWith('Attachments')));
      expect(selection.Properties.BackupSelection.Resources.map(text)).toEqual([
        `<${tableId}.Arn>`,
        `<${bucketId}.Arn>`,
      ]);
      const [, plan] = only(main.ofType('Backup::BackupPlan'));
      const rule = only<Record<string, unknown>>(plan.Properties.BackupPlan.BackupPlanRule);
      expect(rule.ScheduleExpression).toBe('cron(30 1 * * ? *)');
      expect(rule.CopyActions).toEqual([
        { DestinationBackupVaultArn: production.backupVaultArn, Lifecycle: { DeleteAfterDays: 400 } },
      ]);
    });

    it('can be taken by AWS Backup: documents have versions and tell the bus', () => {
      const [, bucket] = only(main.ofType('S3::Bucket').filter(([id]) => id.startsWith('Attachments')));
      expect(bucket.Properties.VersioningConfiguration).toEqual({ Status: 'Enabled' });
      expect(bucket.Properties.NotificationConfiguration.EventBridgeConfiguration.EventBridgeEnabled).toBe(true);
    });

    it('are locked for as long as they are kept, and nobody can shorten that after three days', () => {
      expect(vaultOf(elsewhere).Properties.LockConfiguration).toEqual({ MinRetentionDays: 400, ChangeableForDays: 3 });
    });

    it('go into vaults that take copies of the other account alone, under keys of their own that rotate', () => {
      for (const [template, account] of [
        [elsewhere, backup.backupOf],
        [main, production.backupVaultArn.split(':')[4]],
      ] as const) {
        const { Properties, DeletionPolicy } = vaultOf(template);
        expect(only(Properties.AccessPolicy.Statement)).toEqual({
          Action: 'backup:CopyIntoBackupVault',
          Effect: 'Allow',
          Principal: { AWS: `arn:aws:iam::${account}:root` },
          Resource: '*',
        });
        const key = template.resources[Properties.EncryptionKeyArn['Fn::GetAtt'][0]];
        expect(key?.Properties.EnableKeyRotation).toBe(true);
        expect([DeletionPolicy, key?.DeletionPolicy]).toEqual(['RetainExceptOnCreate', 'RetainExceptOnCreate']);
      }
    });

    it('that do not succeed are told like an alarm', () => {
      const rules = main
        .ofType('Events::Rule')
        .map(([, { Properties }]) => Properties)
        .filter(({ EventPattern }) => EventPattern?.source?.includes('aws.backup'));
      expect(rules.map(({ EventPattern }) => EventPattern['detail-type'])).toEqual([
        ['Backup Job State Change'],
        ['Copy Job State Change'],
      ]);
      const [topic] = only(main.ofType('SNS::Topic'));
      for (const { EventPattern, Targets } of rules) {
        expect(EventPattern.detail.state).toEqual(['FAILED', 'ABORTED', 'EXPIRED', 'PARTIAL']);
        expect(only<{ Arn: unknown }>(Targets).Arn).toEqual({ Ref: topic });
      }
    });
  });
};

/** A stage that names no vault. */
export const describeNoBackup = (main: Template): void => {
  it('nothing of AWS Backup is made where no vault is named', () => {
    expect(Object.values(main.resources).filter(({ Type }) => Type.startsWith('AWS::Backup::'))).toEqual([]);
  });
};
