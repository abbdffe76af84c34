import type { GuardDutyClient } from '@aws-sdk/client-guardduty';

export interface Scanner {
  /**
   * Has an object scanned again, as it stands: nothing of it changes, and the verdict comes as the event that the first one
   * comes as.
   * @throws whatever the scanner refuses with.
   */
  scanAgain(key: string): Promise<void>;
}

/** GuardDuty's scan on demand, for the bucket's plan; see ADR 43 for why it is no copy of the object onto itself. */
export const createScanner = (bucketName: string): Scanner => {
  let client: GuardDutyClient | undefined;
  return {
    async scanAgain(key) {
      // Loaded with the first rescan: nobody else's request pays for it.
      const { GuardDutyClient, SendObjectMalwareScanCommand } = await import('@aws-sdk/client-guardduty');
      // An answer to a person waits for it: a scanner that is down must not keep it until the function's time is over.
      client ??= new GuardDutyClient({
        maxAttempts: 2,
        requestHandler: { connectionTimeout: 1000, requestTimeout: 4000, throwOnRequestTimeout: true },
      });
      await client.send(new SendObjectMalwareScanCommand({ S3Object: { Bucket: bucketName, Key: key } }));
    },
  };
};
