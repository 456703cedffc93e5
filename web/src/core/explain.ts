import { ApiError } from '../protocol/page_api';
import { ConnectError } from './room_link';
import type { JoinProblem } from './session_state';

// Why someone did not get in, and whether trying again by itself makes sense.
export function explain(error: unknown): { problem: JoinProblem; passing: boolean } {
  if (error instanceof ApiError) return explainApi(error);
  if (error instanceof ConnectError) return { problem: { kind: error.problem }, passing: true };
  return { problem: { kind: 'unknown' }, passing: true };
}

function explainApi(error: ApiError): { problem: JoinProblem; passing: boolean } {
  if (error.status === 0) return { problem: { kind: 'unreachable' }, passing: true };
  const problem: JoinProblem = error.messages
    ? { kind: 'said', ...error.messages }
    : { kind: 'unknown' };
  return { problem, passing: error.passing };
}
