/* The time bar under the map: events per day as bars, report coverage as a strip, and the window over both.
 *
 * Time runs from left to right in both languages, as on most printed charts in Arabic; only labels and controls mirror.
 */
(function () {
  "use strict";
  const BARS_PX = 44;
  const STRIP_PX = 7;
  const AXIS_PX = 18;
  const TELL_AFTER_MS = 250;
  const ICONS = {
    play: "M7 4.5v15l12.5-7.5z",
    pause: "M6 5h4v14H6zM14 5h4v14h-4z",
    back: "M15.5 5.5 9 12l6.5 6.5 1.5-1.5L12 12l5-5zM6 5.5h2v13H6z",
    forward: "M8.5 5.5 15 12l-6.5 6.5L7 17l5-5-5-5zM16 5.5h2v13h-2z",
    keep: "M4 5h2v14H4zM18 5h2v14h-2zM8 11h5V8l4 4-4 4v-3H8z",
  };

  Furat.TimeBar = class {
    constructor(options) {
      this.root = document.getElementById(options.element);
      this.playing = false;
      this.step = 1;
      this.speed = 5;
      this.keepLength = false;
    }
    addTo(map) {
      this.hub = map.furat;
      this.hub.layers.time = this;
      this.build();
      this.hub.listen("furat:data", () => this.count());
      this.hub.listen("furat:mask", () => this.count());
      this.hub.listen("furat:state", () => this.show());
      new ResizeObserver(() => this.measure()).observe(this.track);
      const stage = this.root.parentElement;
      stage.addEventListener("keydown", (e) => this.key(e));
      return this;
    }
    button(icon, action) {
      const made = Furat.element("button", `furat-button furat-${icon}`);
      made.type = "button";
      made.appendChild(Furat.icon(ICONS[icon]));
      made.addEventListener("click", action);
      return made;
    }
    select(values, chosen, action) {
      const made = Furat.element("select", "furat-select");
      for (const value of values) {
        const option = Furat.element("option", "");
        option.value = value;
        option.selected = value === chosen;
        made.appendChild(option);
      }
      made.addEventListener("change", () => action(Number(made.value)));
      return made;
    }
    slider(part) {
      const made = Furat.element("div", `furat-${part}`);
      made.setAttribute("role", "slider");
      made.tabIndex = 0;
      made.addEventListener("pointerdown", (e) => this.grab(e, part));
      return made;
    }
    build() {
      this.root.setAttribute("role", "group");
      const bar = Furat.element("div", "furat-time-controls");
      this.playButton = this.button("play", () => this.toggle());
      this.backButton = this.button("back", () => this.move(-this.step));
      this.forwardButton = this.button("forward", () => this.move(this.step));
      this.label = Furat.element("output", "furat-time-window");
      this.stepSelect = this.select([1, 7], 1, (v) => (this.step = v));
      this.speedSelect = this.select([2, 5, 10, 30], 5, (v) => (this.speed = v));
      this.keepButton = this.button("keep", () => {
        this.keepLength = !this.keepLength;
        this.keepButton.setAttribute("aria-pressed", String(this.keepLength));
      });
      this.keepButton.setAttribute("aria-pressed", "false");
      const steps = Furat.element("div", "furat-steps");
      // Back is to the left in both languages, as on the axis below.
      steps.dir = "ltr";
      steps.append(this.backButton, this.forwardButton);
      bar.append(this.playButton, steps, this.label);
      const more = Furat.element("div", "furat-time-more");
      more.append(this.keepButton, this.stepSelect, this.speedSelect);
      bar.appendChild(more);
      this.track = Furat.element("div", "furat-track");
      this.track.dir = "ltr";
      this.canvas = Furat.element("canvas");
      this.canvas.setAttribute("role", "img");
      this.window = this.slider("window");
      this.start = this.slider("handle-start");
      this.end = this.slider("handle-end");
      this.hint = Furat.element("div", "furat-track-hint");
      this.hint.hidden = true;
      this.track.append(this.canvas, this.window, this.start, this.end, this.hint);
      this.canvas.addEventListener("pointerdown", (e) => this.grab(e, "track"));
      this.track.addEventListener("pointermove", (e) => this.describe(e));
      this.track.addEventListener("pointerleave", () => (this.hint.hidden = true));
      this.root.append(bar, this.track);
    }
    /* Texts follow the interface's language, which may change while the map stays. */
    name() {
      const { hub } = this;
      if (this.named === hub.state.language) return;
      this.named = hub.state.language;
      const named = (element, key) => {
        element.setAttribute("aria-label", hub.text(key));
        element.title = hub.text(key);
      };
      this.root.setAttribute("aria-label", hub.text("time"));
      named(this.playButton, this.playing ? "pause" : "play");
      named(this.backButton, "step_back");
      named(this.forwardButton, "step_forward");
      named(this.keepButton, "keep_length");
      named(this.stepSelect, "step");
      named(this.speedSelect, "speed");
      this.window.setAttribute("aria-label", hub.text("window_whole"));
      this.start.setAttribute("aria-label", hub.text("window_first"));
      this.end.setAttribute("aria-label", hub.text("window_last"));
      [...this.stepSelect.options].forEach((o) => (o.textContent = hub.text(o.value === "7" ? "week" : "day")));
      [...this.speedSelect.options].forEach((o) => {
        o.textContent = Furat.fill(hub.text("days_a_second"), { n: Furat.numberText(Number(o.value), hub.state.language) });
      });
      this.canvas.setAttribute("aria-label", hub.text("histogram"));
    }
    measure() {
      this.width = this.track.clientWidth;
      this.count();
      this.show();
    }
    x(day) {
      const [min, max] = this.hub.domain;
      return ((day - min) / (max - min + 1)) * this.width;
    }
    dayAt(clientX) {
      const [min, max] = this.hub.domain;
      const share = (clientX - this.track.getBoundingClientRect().left) / this.width;
      return Math.max(min, Math.min(max, min + Math.floor(share * (max - min + 1))));
    }
    count() {
      const { columns, domain } = this.hub;
      if (!domain || !this.width) return;
      const days = domain[1] - domain[0] + 1;
      this.bin = [1, 7, 30, 91, 365].find((b) => days / b <= this.width / 2.5) || 365;
      this.counts = new Uint32Array(Math.ceil(days / this.bin));
      this.reports = new Uint32Array(this.counts.length);
      for (let i = 0; columns && i < columns.n; i++) {
        const at = columns.day_start[i] - domain[0];
        if (at >= 0 && at < days && this.hub.passes(i)) this.counts[Math.floor(at / this.bin)]++;
      }
      for (const [iso, n] of Object.entries(this.hub.coverage || {})) {
        const at = Furat.dayOf(iso) - domain[0];
        if (at >= 0 && at < days) this.reports[Math.floor(at / this.bin)] += n;
      }
      this.paint();
    }
    paint() {
      const { state, domain } = this.hub;
      if (!this.counts || state.first === null) return;
      const density = window.devicePixelRatio || 1;
      const height = BARS_PX + STRIP_PX + AXIS_PX + 3;
      const { canvas, width } = this;
      if (canvas.width !== Math.round(width * density)) {
        canvas.width = Math.round(width * density);
        canvas.height = height * density;
        canvas.style.height = `${height}px`;
      }
      const style = getComputedStyle(this.root);
      const colour = (name) => style.getPropertyValue(`--furat-${name}`).trim();
      const ctx = canvas.getContext("2d");
      ctx.setTransform(density, 0, 0, density, 0, 0);
      ctx.clearRect(0, 0, width, height);
      const most = this.counts.reduce((a, b) => Math.max(a, b), 1);
      const inside = colour("accent"), outside = colour("faint");
      const gap = width / this.counts.length > 4 ? 1 : 0;
      for (let k = 0; k < this.counts.length; k++) {
        const from = domain[0] + k * this.bin;
        const x1 = this.x(from), x2 = Math.min(width, this.x(from + this.bin));
        const within = from + this.bin > state.first && from <= state.last;
        if (this.counts[k]) {
          const tall = Math.max(2, (this.counts[k] / most) * (BARS_PX - 4));
          ctx.fillStyle = within ? inside : outside;
          ctx.fillRect(x1, BARS_PX - tall, Math.max(1, x2 - x1 - gap), tall);
        }
      }
      ctx.fillStyle = colour("line");
      ctx.fillRect(0, BARS_PX, width, 1);
      this.strip(ctx, width, colour);
      this.axis(ctx, width, colour);
    }
    /* Reports a day. A day without any is hatched: nothing was heard of it, which is not the same as quiet. */
    strip(ctx, width, colour) {
      const top = BARS_PX + 2;
      const most = this.reports.reduce((a, b) => Math.max(a, b), 1);
      ctx.save();
      ctx.beginPath();
      ctx.rect(0, top, width, STRIP_PX);
      ctx.clip();
      ctx.fillStyle = Furat.hatch(ctx, "diagonal", colour("muted"), 0.55, 1);
      ctx.fillRect(0, top, width, STRIP_PX);
      for (let k = 0; k < this.reports.length; k++) {
        if (!this.reports[k]) continue;
        const from = this.hub.domain[0] + k * this.bin;
        const x1 = this.x(from), x2 = this.x(from + this.bin);
        ctx.clearRect(x1, top, x2 - x1, STRIP_PX);
        ctx.fillStyle = Furat.rgba(colour("cover"), 0.3 + 0.7 * Math.sqrt(this.reports[k] / most));
        ctx.fillRect(x1, top, x2 - x1, STRIP_PX);
      }
      ctx.restore();
    }
    axis(ctx, width, colour) {
      const [min, max] = this.hub.domain;
      const { language } = this.hub.state;
      const days = max - min + 1;
      const top = BARS_PX + STRIP_PX + 4;
      ctx.font = '11px system-ui, "Noto Sans", "Noto Sans Arabic", sans-serif';
      ctx.textBaseline = "top";
      ctx.textAlign = "left";
      ctx.direction = language === "ar" ? "rtl" : "ltr";
      ctx.fillStyle = colour("muted");
      const room = 46;
      const ticks = [];
      const perDay = width / days;
      const weekly = [1, 7, 14].find((d) => d * perDay > 1.4 * room);
      if (weekly) for (let d = min; d <= max; d += weekly) ticks.push([d, { day: "numeric", month: "short" }]);
      else {
        const months = [1, 2, 3, 6, 12, 24, 60].find((m) => m * 30 * perDay > room) || 120;
        const begin = new Date(min * 86400000);
        for (let m = 0; m <= days / 28 + 1; m++) {
          const at = new Date(Date.UTC(begin.getUTCFullYear(), begin.getUTCMonth() + m, 1));
          const since = at.getUTCFullYear() * 12 + at.getUTCMonth();
          if (since % months) continue;
          const d = Math.round(at / 86400000);
          const form = months >= 12 ? { year: "numeric" } : at.getUTCMonth() ? { month: "short" } : { month: "short", year: "numeric" };
          if (d >= min && d <= max) ticks.push([d, form]);
        }
      }
      let until = -1;
      for (const [d, form] of ticks) {
        const x = Math.round(this.x(d));
        ctx.fillRect(x, BARS_PX + STRIP_PX + 2, 1, 4);
        const text = Furat.dateText(d, language, form);
        const wide = ctx.measureText(text).width;
        if (x + 3 > until && x + 3 + wide < width) {
          ctx.fillText(text, x + 3, top);
          until = x + wide + 10;
        }
      }
    }
    show() {
      const { state, domain } = this.hub;
      if (!domain || state.first === null || !this.width) return;
      this.name();
      const left = this.x(state.first), right = this.x(state.last + 1);
      this.window.style.left = `${left}px`;
      this.window.style.width = `${Math.max(2, right - left)}px`;
      this.start.style.left = `${left}px`;
      this.end.style.left = `${right}px`;
      const from = Furat.dateText(state.first, state.language), to = Furat.dateText(state.last, state.language);
      this.label.textContent = state.first === state.last ? to : `${from} – ${to}`;
      for (const [element, day] of [[this.start, state.first], [this.end, state.last], [this.window, state.last]]) {
        element.setAttribute("aria-valuemin", domain[0]);
        element.setAttribute("aria-valuemax", domain[1]);
        element.setAttribute("aria-valuenow", day);
        element.setAttribute("aria-valuetext", Furat.dateText(day, state.language));
      }
      this.paint();
    }
    describe(e) {
      if (!this.counts || e.pointerType === "touch") return;
      const { hub } = this;
      const k = Math.floor((this.dayAt(e.clientX) - hub.domain[0]) / this.bin);
      const from = hub.domain[0] + k * this.bin;
      const to = Math.min(hub.domain[1], from + this.bin - 1);
      const days = [from, to].map((d) => Furat.dateText(d, hub.state.language));
      const n = (key, value) => Furat.fill(hub.text(key), { n: Furat.numberText(value, hub.state.language) });
      const text = [this.bin > 1 ? days.join(" – ") : days[0], n("events_count", this.counts[k])];
      text.push(this.reports[k] ? n("reports_count", this.reports[k]) : hub.text("no_reports"));
      this.hint.textContent = text.join(" · ");
      this.hint.dir = hub.state.dir;
      this.hint.hidden = false;
      const at = e.clientX - this.track.getBoundingClientRect().left;
      this.hint.style.left = `${Math.max(0, Math.min(this.width - this.hint.offsetWidth, at - this.hint.offsetWidth / 2))}px`;
    }
    set(first, last) {
      const [min, max] = this.hub.domain;
      const to = Math.max(min, Math.min(max, last));
      const from = Math.max(min, Math.min(to, first));
      if (from !== this.hub.state.first || to !== this.hub.state.last) this.hub.set({ first: from, last: to });
    }
    tell() {
      clearTimeout(this.telling);
      if (this.playing) return;
      this.telling = setTimeout(() => {
        const { first, last } = this.hub.state;
        this.hub.send("furat:window", [Furat.isoOf(first), Furat.isoOf(last)]);
      }, TELL_AFTER_MS);
    }
    /* Moves the window as a whole; a window over everything, or one left to grow, moves its end only. */
    move(days, whole) {
      const { first, last } = this.hub.state;
      const [min, max] = this.hub.domain;
      const length = last - first;
      if (whole || this.keepLength) {
        const from = Math.max(min, Math.min(max - length, first + days));
        this.set(from, from + length);
      } else {
        this.set(first, Math.max(first, last + days));
      }
      this.tell();
    }
    grab(e, part) {
      if (e.button) return;
      e.preventDefault();
      this.pause();
      const target = e.currentTarget;
      if (part !== "track") target.focus();
      target.setPointerCapture(e.pointerId);
      const from = this.dayAt(e.clientX);
      const { first, last } = this.hub.state;
      const [min, max] = this.hub.domain;
      let moved = false;
      const drag = (event) => {
        const day = this.dayAt(event.clientX);
        if (Math.abs(event.clientX - e.clientX) > 3) moved = true;
        if (!moved) return;
        if (part === "handle-start") this.set(Math.min(day, last), last);
        else if (part === "handle-end") this.set(first, Math.max(day, first));
        else if (part === "track") this.set(Math.min(from, day), Math.max(from, day));
        else {
          const shift = Math.max(min - first, Math.min(max - last, day - from));
          this.set(first + shift, last + shift);
        }
      };
      const release = () => {
        target.removeEventListener("pointermove", drag);
        target.removeEventListener("pointerup", release);
        target.removeEventListener("pointercancel", release);
        if (!moved && (part === "track" || part === "window")) {
          if (part === "window") this.set(first, from);
          else if (from > last) this.set(first, from);
          else this.set(from, last);
        }
        this.tell();
      };
      target.addEventListener("pointermove", drag);
      target.addEventListener("pointerup", release);
      target.addEventListener("pointercancel", release);
    }
    key(e) {
      if (e.defaultPrevented || e.ctrlKey || e.metaKey || e.altKey) return;
      const tag = e.target.tagName;
      if (e.key === " " && !["BUTTON", "SELECT", "INPUT", "SUMMARY", "A", "TEXTAREA"].includes(tag)) {
        e.preventDefault();
        this.toggle();
        return;
      }
      const part = e.target;
      if (!this.root.contains(part) || tag === "SELECT") return;
      const days = { ArrowLeft: -1, ArrowDown: -1, ArrowRight: 1, ArrowUp: 1, PageDown: -7, PageUp: 7 }[e.key];
      const { first, last } = this.hub.state;
      const [min, max] = this.hub.domain;
      const by = days && (e.shiftKey ? Math.sign(days) * 7 : Math.abs(days) === 1 ? days * this.step : days);
      if (by) {
        this.pause();
        if (part === this.start) this.set(Math.min(last, first + by), last);
        else if (part === this.window) this.move(by, true);
        else this.move(by);
      } else if (e.key === "Home" || e.key === "End") {
        const edge = e.key === "Home" ? min : max;
        if (part === this.start) this.set(Math.min(edge, last), last);
        else this.set(first, Math.max(edge, first));
      } else return;
      e.preventDefault();
      this.tell();
    }
    toggle() {
      if (this.playing) this.pause();
      else this.play();
    }
    play() {
      const { state, domain } = this.hub;
      if (!domain) return;
      const [min, max] = domain;
      if (state.last >= max) {
        const length = this.keepLength ? state.last - state.first : 0;
        if (this.keepLength && length < max - min) this.set(min, min + length);
        else this.set(state.first, state.first);
      }
      clearTimeout(this.telling);
      this.playing = true;
      this.playButton.replaceChildren(Furat.icon(ICONS.pause));
      this.named = null;
      this.name();
      let owed = 0;
      let before = performance.now();
      const tick = (now) => {
        if (!this.playing || !this.root.isConnected) return;
        owed += ((now - before) / 1000) * this.speed;
        before = now;
        const days = Math.floor(owed);
        if (days >= 1) {
          owed -= days;
          this.move(days);
          if (this.hub.state.last >= this.hub.domain[1]) return this.pause();
        }
        requestAnimationFrame(tick);
      };
      requestAnimationFrame(tick);
    }
    pause() {
      if (!this.playing) return;
      this.playing = false;
      this.playButton.replaceChildren(Furat.icon(ICONS.play));
      this.named = null;
      this.name();
      this.tell();
    }
  };
})();
