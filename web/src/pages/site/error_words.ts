import type { Text } from '../../i18n/text';
import { fill } from '../../i18n/text';
import { ApiError } from '../../protocol/http';

// What went wrong with a request, for a person: the server's own sentence where it sent one.
export function errorWords(error: unknown, text: Text): string {
  if (!(error instanceof ApiError)) return text.get('refused_unknown');
  if (error.status === 0) return text.get('server_unreachable');
  const said = error.messages?.[text.language];
  return said ? fill(said, error.facts as Record<string, string>) : text.get('refused_unknown');
}
