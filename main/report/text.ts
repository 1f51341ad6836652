import { causes } from '../../app/knowledge/causes.ts';
import type { Message } from '../../app/model/message.ts';
import type { Report } from '../../app/model/report.ts';
import type { Account } from '../../app/model/target.ts';
import { accountName } from '../../app/model/target.ts';
import { formatDuration } from '../../app/wording/duration.ts';
import { message } from '../../app/wording/message.ts';
import type { Translate } from '../../app/wording/translator.ts';
import { createTranslator } from '../../app/wording/translator.ts';
import { alignColumns } from './columns.ts';
import { idleTable } from './idle-table.ts';
import { testedPort } from './tested-port.ts';

/** The report as plain text for a terminal or a ticket: verdict, evidence, latencies, next steps. */
export function reportText(report: Report, translate: Translate = createTranslator()): string {
  const [verdict, ...others] = report.findings;
  if (verdict === undefined) return '';
  const lines = [
    titleOf(verdict, translate),
    translate(targetOf(report)),
    '',
    verdict.summary,
    '',
    `${translate(message('cli.section.next'))}: ${verdict.next}`,
    ...evidence(report, verdict, translate),
    ...idleTable(report, translate),
    ...latency(report, translate),
    ...notDone(report, translate),
    ...notInspected(report, translate),
  ];
  if (others.length > 0) {
    lines.push('', translate(message('cli.section.also')));
    for (const other of others) lines.push(`  ${titleOf(other, translate)}`, `    ${other.summary}`);
  }
  return `${lines.join('\n')}\n`;
}

type ReportFinding = Report['findings'][number];

function titleOf({ cause, confidence }: ReportFinding, translate: Translate): string {
  const headline = message(causes[cause].headline);
  return translate(message('cli.title', { headline, confidence: message(`confidence.${confidence}`), cause }));
}

function targetOf(report: Report): Message {
  const { target } = report;
  if (target.practice !== undefined) return message('cli.target.practice', { scenario: target.practice });
  const { host, account } = target;
  const port = String(testedPort(report));
  const who = accountWords(account);
  if (target.share === undefined) return message('cli.target', { host, port, account: who });
  return message('cli.target.share', { host, port, share: target.share, account: who });
}

function accountWords(account: Account): Message {
  if (account.kind === 'anonymous') return message('cli.account.anonymous');
  const user = accountName(account);
  return user === '' ? message('cli.account.current-user') : message('cli.account.user', { user });
}

function evidence(report: Report, verdict: ReportFinding, translate: Translate): readonly string[] {
  const section = (title: Message, ids: readonly string[]): readonly string[] => {
    // Silent connections stand in a table of their own.
    const rows = report.observations.filter((seen) => ids.includes(seen.id) && seen.kind !== 'idle-connection');
    return rows.length === 0 ? [] : ['', translate(title), ...rows.map((seen) => `  ${seen.id}  ${seen.summary}`)];
  };
  return [
    ...section(message('cli.section.evidence'), verdict.evidence),
    ...section(message('cli.section.against'), verdict.against),
  ];
}

function latency(report: Report, translate: Translate): readonly string[] {
  if (report.latency.length === 0) return [];
  const time = (ms: number | null): string => (ms === null ? '' : formatDuration(ms, 'en'));
  const count = translate(message('cli.latency.count'));
  const lost = translate(message('cli.latency.lost'));
  const rows = report.latency.map((row) => [
    row.series,
    String(row.count),
    time(row.p50),
    time(row.p90),
    time(row.p99),
    time(row.max),
    String(row.lost),
  ]);
  const table = [['', count, 'p50', 'p90', 'p99', 'max', lost], ...rows];
  return ['', translate(message('cli.section.latency')), ...alignColumns(table, 'right')];
}

function notDone(report: Report, translate: Translate): readonly string[] {
  const rows = report.checks.filter((check) => check.outcome !== 'done');
  if (rows.length === 0) return [];
  const outcomes = rows.map((check) => {
    const outcome = translate(message(`cli.outcome.${check.outcome}`));
    return `  ${check.id}: ${outcome}. ${check.why ?? ''}`.trimEnd();
  });
  return ['', translate(message('cli.section.not-done')), ...outcomes];
}

/** One line for all that needs Windows, where nothing of it was asked for. The practice server has nothing to do with this PC. */
function notInspected({ environment, target, checks }: Report, translate: Translate): readonly string[] {
  const asked = checks.some(({ id }) => id.startsWith('windows-'));
  if (environment.os.startsWith('Windows') || target.practice !== undefined || asked) return [];
  return ['', translate(message('cli.no-windows'))];
}
