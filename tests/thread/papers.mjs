// Papers of the conference: the minutes name what was said at its moment; the guide of a room.
import { execFileSync } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, expectEqual, test } from "../e2e/harness.mjs";
import { startHall } from "./hall.mjs";

const kMinutes = "/api/conferences/1/minutes";
const kGuide = "/api/conferences/1/sites/2/guide.pdf";
const kNote = "Cần bồi dưỡng cấp uỷ viên cơ sở <hằng năm> & có kiểm tra";

export async function run() {
  const hall = await startHall();
  const origin = hall.server.origin;
  const cookie = await chairCookie(await hall.enter());
  const ask = (path, body) => request(origin + path, body, cookie);
  const command = (name, body) =>
    ask("/api/commands", { stream: "conference/1", command: name, body });

  await test("papers: a room's guide, with the QR only for a link of that room", async () => {
    const bare = await ask(kGuide);
    expectEqual([bare.status, bare.type], [200, "application/pdf"], "without a link");
    const wish = { conference: 1, site: 2, roles: ["sound", "strip"], hours: 24 };
    const made = JSON.parse((await ask("/api/links", wish)).text);
    const guide = await ask(kGuide, { secret: made.secret });
    expectEqual(guide.status, 200, "with its link");
    const text = inFile(guide.bytes, (file) => ["pdftotext", file, "-"]);
    expect(text.includes(made.secret), "the address is printed below the QR");
    const other = await ask(kGuide.replace("sites/2", "sites/3"), { secret: made.secret });
    expectEqual([other.status, other.code], [404, "link.unknown"], "another room's link");
  });

  await test("papers: the minutes hold each speech at its moment, tied to its event", async () => {
    const noted = await command("note.take", { text: kNote, themes: [], turn: 0 });
    expectEqual(noted.status, 200, `a note: ${noted.text}`);
    const closed = await command("conference.close", {});
    expectEqual(closed.status, 200, `the close: ${closed.text}`);
    const event = JSON.parse(noted.text).seq;
    const docx = await ask(`${kMinutes}.docx`);
    expectEqual(docx.status, 200, "the DOCX");
    expect(/attachment; filename="[\w-]+\.docx"/.test(docx.disposition), docx.disposition);
    const xml = inFile(docx.bytes, (file) => ["unzip", "-p", file, "word/document.xml"]);
    expect(xml.includes("hằng năm&gt; &amp; có kiểm tra"), "the note stands there, escaped");
    expect(xml.includes(`w:name="su_kien_${event}"`), "the note is tied to its event");
    const pdf = await ask(`${kMinutes}.pdf`);
    expectEqual([pdf.status, pdf.type], [200, "application/pdf"], "the PDF");
    const text = inFile(pdf.bytes, (file) => ["pdftotext", "-layout", file, "-"]);
    expect(text.includes("BIÊN BẢN"), "its kind");
    expect(text.replace(/\s+/g, " ").includes(kNote), "the note");
    expect(moments(text) >= 3, "moments of the sequence");
    const english = await ask(`${kMinutes}.pdf?language=en`);
    const words = inFile(english.bytes, (file) => ["pdftotext", "-layout", file, "-"]);
    expect(words.includes("MINUTES"), "the English one");
  });

  await test("papers: refused as the views are", async () => {
    for (const path of [`${kMinutes}.docx`, `${kMinutes}.pdf`, kGuide]) {
      const stranger = await request(origin + path, undefined, "");
      expectEqual([stranger.status, stranger.code], [401, "caller.unknown"], path);
    }
    const none = await ask("/api/conferences/77/minutes.pdf");
    expectEqual([none.status, none.code], [404, "view.unknown"], "no such conference");
    const nowhere = await ask(kGuide.replace("sites/2", "sites/99"));
    expectEqual([nowhere.status, nowhere.code], [404, "site.unknown"], "no such room");
    const language = await ask(`${kMinutes}.pdf?language=fr`);
    expectEqual([language.status, language.code], [400, "request.bad"], "a language we have not");
  });
}

const moments = (text) => (text.match(/\d{1,2} giờ \d{1,2}|\d{2}:\d{2}/g) ?? []).length;

// The way of the chair's link, without a browser.
async function chairCookie(address) {
  const answer = await fetch(address, { redirect: "manual" });
  return answer.headers.getSetCookie().map((one) => one.split(";")[0]).join("; ");
}

async function request(address, body, cookie) {
  const headers = { cookie, "content-type": "application/json" };
  const options = body ? { method: "POST", headers, body: JSON.stringify(body) } : { headers };
  const answer = await fetch(address, options);
  const bytes = Buffer.from(await answer.arrayBuffer());
  const text = bytes.toString();
  return {
    status: answer.status,
    type: answer.headers.get("content-type"),
    disposition: answer.headers.get("content-disposition"),
    bytes,
    text,
    code: answer.ok ? "" : JSON.parse(text).code,
  };
}

// What a tool says of the document.
function inFile(bytes, toolOf) {
  const folder = mkdtempSync(join(tmpdir(), "diemcau-paper-"));
  try {
    const file = join(folder, "document");
    writeFileSync(file, bytes);
    const [tool, ...flags] = toolOf(file);
    return execFileSync(tool, flags, { maxBuffer: 64 << 20 }).toString();
  } finally {
    rmSync(folder, { recursive: true });
  }
}
