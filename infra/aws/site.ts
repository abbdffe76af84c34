import { Duration } from 'aws-cdk-lib';
import * as acm from 'aws-cdk-lib/aws-certificatemanager';
import * as cloudfront from 'aws-cdk-lib/aws-cloudfront';
import * as origins from 'aws-cdk-lib/aws-cloudfront-origins';
import type * as s3 from 'aws-cdk-lib/aws-s3';
import type { Construct } from 'constructs';
import { originHeader } from '../../functions/spec.ts';
import {
  type ContentOrigins,
  contentSecurityPolicy,
  permissionsPolicy,
  strictTransportSeconds,
} from '../site-headers.ts';
import { accept } from './nag.ts';
import type { Settings } from './settings.ts';

/**
 * A path without an extension is a page of the application; a missing file stays a 404. This runs for the pages alone,
 * so that an answer of the API is never replaced, as the distribution's own error pages would.
 */
const pageOrFile = `function handler(event) {
  var request = event.request;
  if (!/\\.[A-Za-z0-9]+$/.test(request.uri)) request.uri = '/index.html';
  return request;
}`;

const responseHeaders = (
  scope: Construct,
  { stage }: Settings,
  content: ContentOrigins,
): cloudfront.ResponseHeadersPolicy =>
  new cloudfront.ResponseHeadersPolicy(scope, 'SiteHeaders', {
    // Names of the account, which the CDK would make the same in every stage.
    responseHeadersPolicyName: `permanent-call-${stage}`,
    securityHeadersBehavior: {
      contentSecurityPolicy: { contentSecurityPolicy: contentSecurityPolicy(content), override: true },
      strictTransportSecurity: {
        accessControlMaxAge: Duration.seconds(strictTransportSeconds),
        includeSubdomains: true,
        override: true,
      },
      contentTypeOptions: { override: true },
      frameOptions: { frameOption: cloudfront.HeadersFrameOption.DENY, override: true },
      referrerPolicy: { referrerPolicy: cloudfront.HeadersReferrerPolicy.SAME_ORIGIN, override: true },
    },
    customHeadersBehavior: {
      customHeaders: [
        { header: 'permissions-policy', value: permissionsPolicy, override: true },
        { header: 'cross-origin-opener-policy', value: 'same-origin', override: true },
      ],
    },
  });

/** CloudFront: the pages from a private bucket, the API under the same origin. */
export const addSite = (
  scope: Construct,
  settings: Settings,
  {
    pages,
    apiHost,
    content,
    originSecret,
  }: { pages: s3.Bucket; apiHost: string; content: ContentOrigins; originSecret?: string | undefined },
): { distribution: cloudfront.Distribution; siteUrl: string } => {
  const headers = responseHeaders(scope, settings, content);
  const viewerRequest = new cloudfront.Function(scope, 'PageOrFile', {
    functionName: `permanent-call-${settings.stage}-page-or-file`,
    code: cloudfront.FunctionCode.fromInline(pageOrFile),
    runtime: cloudfront.FunctionRuntime.JS_2_0,
  });
  const { READ, LIST } = cloudfront.AccessLevel;
  const distribution = new cloudfront.Distribution(scope, 'Site', {
    comment: `Permanent call for projects, ${settings.stage}`,
    defaultRootObject: 'index.html',
    defaultBehavior: {
      // With LIST the bucket says 404 of what it lacks, without it 403; what could list is rewritten to the page.
      origin: origins.S3BucketOrigin.withOriginAccessControl(pages, {
        originAccessLevels: [READ, LIST],
        originAccessControl: new cloudfront.S3OriginAccessControl(scope, 'PagesAccess', {
          originAccessControlName: `permanent-call-${settings.stage}`,
        }),
      }),
      viewerProtocolPolicy: cloudfront.ViewerProtocolPolicy.REDIRECT_TO_HTTPS,
      cachePolicy: cloudfront.CachePolicy.CACHING_OPTIMIZED,
      responseHeadersPolicy: headers,
      functionAssociations: [{ function: viewerRequest, eventType: cloudfront.FunctionEventType.VIEWER_REQUEST }],
    },
    additionalBehaviors: {
      '/api/*': {
        origin: new origins.HttpOrigin(apiHost, {
          protocolPolicy: cloudfront.OriginProtocolPolicy.HTTPS_ONLY,
          ...(originSecret ? { customHeaders: { [originHeader]: originSecret } } : {}),
        }),
        viewerProtocolPolicy: cloudfront.ViewerProtocolPolicy.HTTPS_ONLY,
        allowedMethods: cloudfront.AllowedMethods.ALLOW_ALL,
        cachePolicy: cloudfront.CachePolicy.CACHING_DISABLED,
        originRequestPolicy: cloudfront.OriginRequestPolicy.ALL_VIEWER_EXCEPT_HOST_HEADER,
        responseHeadersPolicy: headers,
      },
    },
    ...(settings.webAclArn ? { webAclId: settings.webAclArn } : {}),
    priceClass: cloudfront.PriceClass.PRICE_CLASS_100,
    httpVersion: cloudfront.HttpVersion.HTTP2_AND_3,
    ...(settings.domain && settings.certificateArn
      ? {
          minimumProtocolVersion: cloudfront.SecurityPolicyProtocol.TLS_V1_2_2021,
          domainNames: [settings.domain],
          certificate: acm.Certificate.fromCertificateArn(scope, 'Certificate', settings.certificateArn),
        }
      : {}),
  });
  accept(distribution, {
    'Annotation::@aws-cdk/aws-cloudfront-origins:listBucketSecurityRisk':
      'A default root object is set, and every path without an extension is rewritten to the page.',
    CFR1: 'A public service of a city: nobody is shut out for where they are.',
    CFR3: 'The logs whose fields can be chosen are no property of the distribution: a stack of their own delivers them, for as long as the city sets (security-app.ts).',
    ...(settings.webAclArn
      ? {}
      : { CFR2: 'A city adds the edge stack with its firewall if it wants one; the API has throttles of its own.' }),
    ...(settings.domain
      ? {}
      : { CFR4: "CloudFront's own host name fixes the oldest protocol; a deployment with a domain asks for TLS 1.2." }),
  });
  const host = settings.domain ?? distribution.distributionDomainName;
  return { distribution, siteUrl: settings.siteUrl ?? `https://${host}` };
};
