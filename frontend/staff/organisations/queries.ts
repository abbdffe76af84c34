import { useQuery } from '@tanstack/react-query';
import type { OperationRequest, OperationResponse } from '../../../schemas/contract.ts';
import { api } from '../../api.ts';

export type Join = OperationResponse<'listJoinRequests'>['items'][number];
export type TwinGroup = OperationResponse<'listTwins'>['items'][number];
export type Entry = TwinGroup['organisations'][number];
export type MergePreview = OperationResponse<'previewMerge'>;
type Id = OperationRequest<'previewMerge'>['query']['intoId'];

export const joinsKey = ['join-requests'] as const;
export const twinsKey = ['twins'] as const;

/** A page of the persons who wait to be linked. */
export const useJoins = (cursor: string | undefined) =>
  useQuery({
    queryKey: [...joinsKey, cursor ?? ''],
    queryFn: ({ signal }) => api('listJoinRequests', { query: { cursor } }, { signal }),
    placeholderData: (previous) => previous,
  });

/** A wish with those who act for the organisation now. */
export const useJoin = ({ person, organisation }: Join) =>
  useQuery({
    queryKey: ['join-request', organisation.id, person.id],
    queryFn: ({ signal }) =>
      api('getJoinRequest', { params: { organisationId: organisation.id, personId: person.id } }, { signal }),
    staleTime: 0,
  });

/** A page of the organisations that are registered more than once. */
export const useTwins = (cursor: string | undefined) =>
  useQuery({
    queryKey: [...twinsKey, cursor ?? ''],
    queryFn: ({ signal }) => api('listTwins', { query: { cursor } }, { signal }),
    placeholderData: (previous) => previous,
  });

/** What would move from one to the other. */
export const useMergePreview = (fromId: Id, intoId: Id) =>
  useQuery({
    queryKey: ['merge-preview', fromId, intoId],
    queryFn: ({ signal }) => api('previewMerge', { params: { organisationId: fromId }, query: { intoId } }, { signal }),
    staleTime: 0,
    refetchOnWindowFocus: false,
  });
