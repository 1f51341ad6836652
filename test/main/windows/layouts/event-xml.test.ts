import { describe, expect, test } from 'vitest';
import { parseEventXml } from '../../../../main/windows/layouts/event-xml.ts';
import { eventXpath } from '../../../../main/windows/events.ts';

const schema = "xmlns='http://schemas.microsoft.com/win/2004/08/events/event'";

function event(system: string, rest: string): string {
  return `<Event ${schema}><System>${system}</System>${rest}</Event>`;
}

const sessionManager = 'Microsoft-Windows-TerminalServices-LocalSessionManager';
const system40 =
  `<Provider Name='${sessionManager}' Guid='{5d896912-022d-40aa-a3a8-4fa5515c76d7}'/><EventID>40</EventID>` +
  '<Version>0</Version><Level>4</Level><Task>0</Task><Opcode>0</Opcode><Keywords>0x1000000000000000</Keywords>' +
  "<TimeCreated SystemTime='2026-03-09T08:40:00.1234567Z'/><EventRecordID>1234</EventRecordID>" +
  `<Correlation/><Execution ProcessID='1' ThreadID='2'/><Channel>${sessionManager}/Operational</Channel>` +
  "<Computer>rds02</Computer><Security UserID='S-1-5-18'/>";

describe('an event', () => {
  test('of a session, whose data are elements of their own', () => {
    const data = "<UserData><EventXML xmlns='Event_NS'><Session>2</Session><Reason>5</Reason></EventXML></UserData>";
    expect(parseEventXml(event(system40, data))).toEqual({
      channel: `${sessionManager}/Operational`,
      provider: sessionManager,
      id: 40,
      at: '2026-03-09T08:40:00.123Z',
      recordId: 1234,
      data: { Session: '2', Reason: '5' },
    });
  });

  test('of a service, whose data have names, and binary data behind', () => {
    const system =
      "<Provider Name='Service Control Manager' Guid='{555908d1}' EventSourceName='Service Control Manager'/>" +
      "<EventID Qualifiers='16384'>7036</EventID><TimeCreated SystemTime='2026-03-09T08:00:00.0Z'/>" +
      '<EventRecordID>7</EventRecordID><Channel>System</Channel>';
    const data =
      "<EventData><Data Name='param1'>Remotedesktopdienste &amp; &#252;ber &lt;UDP&gt;</Data>" +
      "<Data Name='param2'>beendet</Data><Binary>5400650072006D0053006500720076006900630065002F0031000000</Binary></EventData>";
    expect(parseEventXml(event(system, data))).toMatchObject({
      provider: 'Service Control Manager',
      id: 7036,
      data: {
        param1: 'Remotedesktopdienste & über <UDP>',
        param2: 'beendet',
        Binary: '5400650072006D0053006500720076006900630065002F0031000000',
      },
    });
  });

  test('whose data have no names has them by position', () => {
    const data = '<EventData><Data>C:\\Windows\\x.exe</Data><Data></Data><Data>third</Data></EventData>';
    expect(parseEventXml(event(system40, data))?.data).toEqual({ 0: 'C:\\Windows\\x.exe', 1: '', 2: 'third' });
  });

  test('without data has none', () => {
    expect(parseEventXml(event(system40, ''))?.data).toEqual({});
    expect(parseEventXml(event(system40, '<EventData/>'))?.data).toEqual({});
  });
});

describe('what is no event', () => {
  test.each([
    ['nothing', ''],
    ['text', 'not XML'],
    ['an element that is not closed', event(system40, '<EventData>')],
    ['elements that cross', event(system40, '<EventData><Data></EventData></Data>')],
    ['an event without a time', event('<EventID>1</EventID><EventRecordID>1</EventRecordID>', '')],
    ['elements in one another without end', '<a>'.repeat(100_000)],
    ['too long a text', 'x'.repeat(1_000_000)],
  ])('is refused: %s', (_what, xml) => {
    expect(parseEventXml(xml)).toBeNull();
  });

  test('makes nobody wait, however it is broken', () => {
    const whole = event(system40, "<EventData><Data Name='a'>b</Data></EventData>");
    for (let cut = 0; cut < whole.length; cut++) {
      expect(parseEventXml(whole.slice(0, cut))).toBeNull();
    }
  });
});

describe('the query', () => {
  const since = '2026-03-02T00:00:00.000Z';

  test('names ids and the time', () => {
    expect(eventXpath({ channel: 'System', ids: [39, 40], since, most: 9 })).toBe(
      `*[System[(EventID=39 or EventID=40) and TimeCreated[@SystemTime>='${since}']]]`,
    );
  });

  test('names providers where ids alone are not enough', () => {
    const providers = ['EventLog', 'User32'];
    expect(eventXpath({ channel: 'System', ids: [1074], providers, since, most: 9 })).toBe(
      `*[System[(EventID=1074) and Provider[@Name='EventLog' or @Name='User32'] and TimeCreated[@SystemTime>='${since}']]]`,
    );
  });
});
