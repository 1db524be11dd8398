// A file sent in parts: after a cut, the server says which ones it has, and the others leave.
// Sending(file, address, partSize, token, told): `told(event, bytes)` hears « sent », « cut »,
// « paused », « resumed ». start() resolves with the name under which the parts are kept.

const SIGNED_OUT = "Votre session est terminée. Ce qui est reçu est gardé vingt-quatre heures\u00a0: "
  + "reconnectez-vous, puis choisissez de nouveau ce fichier.";
const SHORTEST_WAIT = 1000;
const LONGEST_WAIT = 30_000;

export class Refused extends Error {}
export class Stopped extends Error {}

export class Sending {
  constructor(file, address, partSize, token, told) {
    Object.assign(this, { file, address, partSize, token, told, sent: 0, paused: false });
    this.total = Math.ceil(file.size / partSize);
    // The same file chosen again, even in another window, goes on where it was.
    const name = file.name.replace(/[^\w.-]/g, "_").slice(-50);
    this.key = `${this.total}-${file.size}-${file.lastModified}-${name}`;
  }

  async start() {
    let wait = SHORTEST_WAIT;
    for (;;) {
      try {
        const there = await this.there();
        for (let index = 0; index < this.total; index += 1) {
          if (there.has(index)) continue;
          await this.whenResumed();
          await this.sendPart(index);
          wait = SHORTEST_WAIT;
        }
        return this.key;
      } catch (error) {
        if (error instanceof Refused || error instanceof Stopped) throw error;
        if (!this.paused) {
          this.say("cut");
          await this.rest(wait);
          wait = Math.min(wait * 2, LONGEST_WAIT);
        }
        await this.whenResumed();
      }
    }
  }

  // What was still on its way when the pause was asked for is not told.
  say(event) {
    if (!this.paused || event === "paused") this.told(event, this.sent + (this.leaving || 0));
  }

  pause() {
    this.paused = true;
    this.request?.abort();
    this.say("paused");
  }

  resume() {
    this.paused = false;
    this.say("resumed");
    this.wake?.();
  }

  stop() {
    this.stopped = true;
    this.request?.abort();
    this.wake?.();
    const headers = { "X-CSRFToken": this.token };
    fetch(this.named(), { method: "DELETE", headers }).catch(() => {});
  }

  named() {
    return `${this.address}?uuid=${encodeURIComponent(this.key)}`;
  }

  async there() {
    const answer = await fetch(this.named(), { headers: { Accept: "application/json" } });
    if (answer.status >= 500) throw new Error(answer.status);
    const told = await answer.json();
    if (!answer.ok) throw refusal(answer.status, told.message);
    this.sent = told.received;
    this.say("sent");
    return new Set(told.parts.map((part) => part.partindex));
  }

  sendPart(index) {
    const start = index * this.partSize;
    const piece = this.file.slice(start, start + this.partSize);
    const form = new FormData();
    form.append("file", piece, "part");
    const words = {
      uuid: this.key, filename: this.file.name, partindex: index, partbyteoffset: start,
      totalparts: this.total, chunksize: piece.size, totalfilesize: this.file.size,
    };
    for (const [name, value] of Object.entries(words)) form.append(name, value);
    return this.post(form, piece.size);
  }

  post(form, size) {
    const request = new XMLHttpRequest();
    this.request = request;
    this.leaving = 0;
    return new Promise((resolve, reject) => {
      const cut = () => {
        this.leaving = 0;
        reject(this.stopped ? new Stopped() : new Error("cut"));
      };
      request.upload.addEventListener("progress", ({ loaded }) => {
        this.leaving = Math.min(loaded, size);
        this.say("sent");
      });
      request.addEventListener("abort", cut);
      request.addEventListener("error", cut);
      request.addEventListener("load", () => {
        if (request.status >= 500) return cut();
        if (request.status >= 400) return reject(refusal(request.status, messageOf(request)));
        this.sent += size;
        this.leaving = 0;
        this.say("sent");
        return resolve();
      });
      request.open("POST", this.address);
      request.setRequestHeader("X-CSRFToken", this.token);
      request.send(form);
    });
  }

  async whenResumed() {
    while (this.paused && !this.stopped) await this.rest();
    if (this.stopped) throw new Stopped();
  }

  // Waits that long, or until the network is back, or somebody presses a button.
  rest(milliseconds) {
    return new Promise((resolve) => {
      const timer = milliseconds && setTimeout(resolve, milliseconds);
      this.wake = () => {
        clearTimeout(timer);
        resolve();
      };
      addEventListener("online", this.wake, { once: true });
    });
  }
}

function refusal(status, message) {
  return new Refused(status === 401 || status === 403 ? SIGNED_OUT : message);
}

function messageOf(request) {
  try {
    return JSON.parse(request.responseText).message;
  } catch {
    return "";
  }
}
