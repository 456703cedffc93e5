// Files of units and people: what they would do, what they did (docs/api/office.md, Organisation).
import { list, members, number, text, type Facts } from './http';

export interface Found {
  readonly unit: number;
  readonly person: number; // 0: the unit was found
  readonly name: string;
  readonly detail: string;
}

export interface ImportRemark {
  readonly code: string;
  readonly facts: Facts;
}

export type RowOutcome = 'create' | 'change' | 'leave' | 'refuse';

export interface PreviewRow {
  readonly line: number;
  readonly outcome: RowOutcome;
  readonly name: string;
  readonly remarks: readonly ImportRemark[];
}

export interface ImportPreview {
  readonly columns: readonly { readonly header: string; readonly meaning: string }[];
  readonly refused: readonly ImportRemark[];
  readonly rows: readonly PreviewRow[];
  readonly created: number;
  readonly changed: number;
  readonly left: number;
  readonly refusedRows: number;
  readonly fingerprint: string;
  readonly csv: string;
  readonly encoding: string;
  readonly sentences: Readonly<Record<string, { readonly vi: string; readonly en: string }>>;
}

export interface ImportLine {
  readonly import: number;
  readonly what: 'units' | 'people';
  readonly file: string;
  readonly created: number;
  readonly changed: number;
  readonly left: number;
  readonly refused: number;
  readonly done: number;
  readonly by: string;
  readonly undone: number; // 0: it stands
  readonly canUndo: boolean;
}

const outcomes: readonly RowOutcome[] = ['create', 'change', 'leave', 'refuse'];

export function parseFound(value: unknown): Found {
  const found = members(value);
  return {
    unit: number(found.unit),
    person: number(found.person),
    name: text(found.name),
    detail: text(found.detail),
  };
}

export function parsePreview(value: unknown): ImportPreview {
  const answer = members(value);
  const preview = members(answer.preview);
  return {
    columns: list(preview.columns).map((column) => {
      const { header, meaning } = members(column);
      return { header: text(header), meaning: text(meaning) };
    }),
    refused: list(preview.refused).map(parseRemark),
    rows: list(preview.rows).map(parseRow),
    created: number(preview.created),
    changed: number(preview.changed),
    left: number(preview.left),
    refusedRows: number(preview.refused_rows),
    fingerprint: text(preview.fingerprint),
    csv: text(answer.csv),
    encoding: text(answer.encoding),
    sentences: parseSentences(answer.sentences),
  };
}

function parseRemark(value: unknown): ImportRemark {
  const { code, facts } = members(value);
  return { code: text(code), facts: members(facts) };
}

function parseRow(value: unknown): PreviewRow {
  const row = members(value);
  return {
    line: number(row.line),
    outcome: outcomes.find((outcome) => outcome === row.outcome) ?? 'refuse',
    name: text(row.name),
    remarks: list(row.remarks).map(parseRemark),
  };
}

function parseSentences(value: unknown): ImportPreview['sentences'] {
  return Object.fromEntries(
    Object.entries(members(value)).map(([code, sentence]) => {
      const { vi, en } = members(sentence);
      return [code, { vi: text(vi), en: text(en) }];
    }),
  );
}

export function parseImport(value: unknown): ImportLine {
  const line = members(value);
  return {
    import: number(line.import),
    what: line.what === 'people' ? 'people' : 'units',
    file: text(line.file),
    created: number(line.created),
    changed: number(line.changed),
    left: number(line.left),
    refused: number(line.refused),
    done: number(line.done),
    by: text(line.by),
    // A time, or that it was.
    undone: line.undone === true ? 1 : number(line.undone),
    canUndo: line.can_undo === true,
  };
}
