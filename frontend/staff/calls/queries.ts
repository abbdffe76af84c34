import { useQuery } from '@tanstack/react-query';
import type { OperationResponse } from '../../../schemas/contract.ts';
import { api } from '../../api.ts';

export type CallId = OperationResponse<'getCallDraft'>['callId'];
export type CallDraft = OperationResponse<'getCallDraft'>;
export type PublishedVersion = OperationResponse<'listCallVersions'>['items'][number];

export const callsKey = ['staff-calls'] as const;
export const draftKey = (callId: string) => ['call-draft', callId] as const;
export const versionsKey = (callId: string) => ['call-versions', callId] as const;

/** All calls: open, paused, and not published yet. */
export const useStaffCalls = () =>
  useQuery({ queryKey: callsKey, queryFn: ({ signal }) => api('listStaffCalls', {}, { signal }) });

export const useDraft = (callId: string) =>
  useQuery({
    queryKey: draftKey(callId),
    queryFn: ({ signal }) => api('getCallDraft', { params: { callId: callId as CallId } }, { signal }),
  });

export const useVersions = (callId: string) =>
  useQuery({
    queryKey: versionsKey(callId),
    queryFn: async ({ signal }) =>
      (await api('listCallVersions', { params: { callId: callId as CallId } }, { signal })).items,
  });

/** A published version never changes. */
export const useVersion = (callId: string, version: number | undefined) =>
  useQuery({
    queryKey: ['call-version', callId, version],
    queryFn: ({ signal }) =>
      api('getCallVersion', { params: { callId: callId as CallId, version: String(version) } }, { signal }),
    enabled: version !== undefined,
    staleTime: Number.POSITIVE_INFINITY,
  });
