import { describe, expect, it } from 'vitest';
import { only, type Template, text } from '../template.ts';

/** Where the account's SES has the domain already: the identity is the city's, and its records are in the DNS. */
export const describeStandingIdentity = (mail: Template): void => {
  describe('a sender that SES has already', () => {
    it('is used as it is: nothing of it is made, changed, or asked of the DNS', () => {
      expect(mail.ofType('SES::EmailIdentity')).toEqual([]);
      expect(Object.keys(mail.outputs ?? {})).toEqual([]);
      expect(mail.ofType('SES::ConfigurationSet')).toHaveLength(2);
    });
  });
};

export const describeMail = (mail: Template): void => {
  describe('mails', () => {
    const sets = mail.ofType('SES::ConfigurationSet');
    const named = (name: string) => only(sets.filter(([, { Properties }]) => Properties.Name === name));
    const letters = named('permanent-call-appel-a-projets-example-letters');

    it('of letters are under no suppression but our own, those of sign-in under that of SES', () => {
      expect(letters[1].Properties.SuppressionOptions).toEqual({ SuppressedReasons: [] });
      const [id, codes] = named('permanent-call-appel-a-projets-example');
      expect(codes.Properties.SuppressionOptions.SuppressedReasons).toEqual(['BOUNCE', 'COMPLAINT']);
      const identity = only(mail.ofType('SES::EmailIdentity'))[1].Properties;
      expect(identity.ConfigurationSetAttributes.ConfigurationSetName).toEqual({ Ref: id });
    });

    it('that fail are told on the default bus', () => {
      const { ConfigurationSetName, EventDestination } = only(mail.ofType('SES::ConfigurationSetEventDestination'))[1]
        .Properties;
      expect(ConfigurationSetName).toEqual({ Ref: letters[0] });
      expect(EventDestination).toMatchObject({ Enabled: true, MatchingEventTypes: ['bounce', 'complaint', 'reject'] });
      expect(text(EventDestination.EventBridgeDestination.EventBusArn)).toMatch(/:event-bus\/default$/);
    });

    it("come with the records of the sender's DNS, as lines of a zone file", () => {
      const records = Object.entries(mail.outputs)
        .filter(([name]) => name.startsWith('Dns'))
        .map(([, { Value }]) => text(Value));
      expect(records).toHaveLength(7);
      for (const record of records)
        expect(record).toMatch(/^\S+\. 3600 IN (CNAME \S+\.|MX 10 \S+\.|TXT "[^"]+"( ; .+)?)$/);
      expect(records.filter((record) => /_domainkey|GetAtt|DkimDNSTokenName/.test(record))).toHaveLength(3);
      const domain = 'appel-a-projets.example';
      expect(records).toContain(`mail.${domain}. 3600 IN MX 10 feedback-smtp.eu-west-3.amazonses.com.`);
      expect(records).toContain(`mail.${domain}. 3600 IN TXT "v=spf1 include:amazonses.com ~all"`);
      expect(records.some((record) => record.startsWith(`_dmarc.${domain}. 3600 IN TXT "v=DMARC1; p=`))).toBe(true);
    });
  });
};
