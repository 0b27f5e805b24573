/* The state of one live map, shared by its layers, the time bar and the legend.
 *
 * A map has one hub, map.furat. The page hands it a new state; the hub tells the layers by one DOM event,
 * "furat:state", on the map's container. Layers answer by DOM events too: "furat:drawn", "furat:picture".
 */
(function () {
  "use strict";
  class Hub {
    constructor(map, options) {
      this.map = map;
      this.options = options;
      this.source = options.embedded ? new Furat.EmbeddedSource(options.embedded) : new Furat.UrlSource(options.base);
      this.source.basemapVersion = options.basemap_version;
      this.state = Object.assign(
        { first: null, last: null, language: "en", dir: "ltr", shown: { events: true, areas: true, fronts: true, basemap: true } },
        options.state
      );
      this.texts = options.texts || {};
      this.layers = {};
      this.drawn = {};
      this.columns = null;
      this.mask = null;
      this.pictureDays = [];
      this.pictures = new Map();
      this.picture = null;
      this.tip = Furat.element("div", "furat-tip");
      this.tip.hidden = true;
      this.alert = Furat.element("div", "furat-alert");
      this.alert.hidden = true;
      this.alert.setAttribute("role", "alert");
      map.getContainer().append(this.tip, this.alert);
      map.on("click", (e) => this.click(e));
      map.on("mousemove", (e) => this.hover(e));
      map.on("mouseout", () => (this.tip.hidden = true));
      map.on("moveend", () => this.send("furat:view", this.view()));
      L.control.scale({ imperial: false }).addTo(map);
      // An exported map has nobody who hands it a first state; by the next task all its layers are there.
      if (options.embedded) setTimeout(() => this.set({}));
      this.dress();
      this.listen("furat:state", () => this.dress());
      this.listen("furat:picture", () => this.mark());
      this.listen("furat:drawn", () => this.mark());
      this.listen("furat:basemap", () => {
        this.hasBasemap = true;
        this.mark();
      });
    }
    /* The element that carries the data- attributes by which a test, or another script, can tell what is shown. */
    root() {
      return this.map.getContainer().closest(".furat-stage") || document.body;
    }
    mark() {
      const { events, areas, fronts } = this.drawn;
      const marks = {
        eventsDrawn: events?.count, eventsInView: events?.inView, areasDrawn: areas?.count, frontsDrawn: fronts?.count,
        windowFirst: this.state.first === null ? undefined : Furat.isoOf(this.state.first),
        windowLast: this.state.last === null ? undefined : Furat.isoOf(this.state.last),
        ready: this.columns && this.hasBasemap && this.shownDay !== undefined ? 1 : undefined,
      };
      const { dataset } = this.root();
      for (const [name, value] of Object.entries(marks)) {
        if (value !== undefined && dataset[name] !== String(value)) dataset[name] = value;
      }
    }
    /* Texts and sides that follow the interface's language. The map itself stays left to right. */
    dress() {
      const { language, dir } = this.state;
      this.mark();
      if (this.dressed === language + dir) return;
      this.dressed = language + dir;
      const container = this.map.getContainer();
      container.dir = "ltr";
      container.setAttribute("role", "region");
      container.setAttribute("aria-label", this.text("map"));
      this.tip.dir = dir;
      const { zoomControl, attributionControl } = this.map;
      if (zoomControl) {
        zoomControl.setPosition(dir === "rtl" ? "topright" : "topleft");
        for (const [button, key] of [[zoomControl._zoomInButton, "zoom_in"], [zoomControl._zoomOutButton, "zoom_out"]]) {
          button.title = this.text(key);
          button.setAttribute("aria-label", this.text(key));
        }
      }
      if (attributionControl) {
        attributionControl.setPrefix(false);
        attributionControl.getContainer().textContent = this.text("attribution");
        attributionControl.getContainer().dir = dir;
      }
    }
    text(key) {
      const found = this.state.texts?.[key] ?? this.texts[key];
      if (found === undefined) return key;
      return typeof found === "string" ? found : found[this.state.language] || found.en || key;
    }
    label(names) {
      if (!names) return "";
      return typeof names === "string" ? names : names[this.state.language] || names.en || names.ar || "";
    }
    send(name, detail) {
      this.map.getContainer().dispatchEvent(new CustomEvent(name, { detail, bubbles: true }));
    }
    listen(name, handler) {
      this.map.getContainer().addEventListener(name, (e) => handler(e.detail));
    }
    view() {
      const box = this.map.getBounds();
      const centre = this.map.getCenter();
      const short = (v) => Math.round(v * 1e5) / 1e5;
      return {
        lat: short(centre.lat), lon: short(centre.lng), zoom: this.map.getZoom(),
        bounds: [short(box.getWest()), short(box.getSouth()), short(box.getEast()), short(box.getNorth())],
      };
    }
    /* Merges a part of the state, loads what it needs, tells the layers once. Loads overtaken by a later state are dropped. */
    async set(part) {
      const before = this.state;
      this.state = Object.assign({}, before, part);
      if (part.shown) this.state.shown = Object.assign({}, before.shown, part.shown);
      const now = this.state;
      this.alert.hidden = true;
      const changed = (key) => before[key] !== now[key];
      const first = !this.started;
      this.started = true;
      try {
        if (first || changed("version") || changed("events_url")) {
          const turn = (this.turn = (this.turn || 0) + 1);
          const [buffer, coverage, details] = await Promise.all([
            this.source.events(now), this.source.coverage(now), this.source.details(now),
          ]);
          if (turn !== this.turn) return;
          this.columns = buffer ? Furat.parseColumns(buffer) : null;
          this.coverage = coverage || {};
          this.details = details;
          this.mask = null;
          this.domain = this.measure();
          if (this.state.first === null) Object.assign(this.state, { first: this.domain[0], last: this.domain[1] });
          if (first && !now.view) this.openOnEvents();
          this.send("furat:data", null);
        }
        if (first || changed("version") || changed("mask_url")) {
          const turn = (this.maskTurn = (this.maskTurn || 0) + 1);
          const mask = await this.source.mask(now);
          if (turn !== this.maskTurn) return;
          this.mask = mask;
          this.send("furat:mask", null);
        }
        if (first || changed("version") || changed("known")) {
          const turn = (this.daysTurn = (this.daysTurn || 0) + 1);
          const days = await this.source.pictureDays(now);
          if (turn !== this.daysTurn) return;
          this.pictures.clear();
          this.pictureDays = days.map(Furat.dayOf);
          this.shownDay = undefined;
        }
      } catch (error) {
        this.fail(error);
      }
      if (changed("last") || first || this.shownDay === undefined) this.showPicture();
      this.send("furat:state", this.state);
    }
    /* The first and last day there is anything to say about. */
    measure() {
      const days = Object.keys(this.coverage).map(Furat.dayOf);
      const { columns, state } = this;
      if (columns) {
        for (let i = 0; i < columns.n; i++) days.push(columns.day_start[i], columns.day_end[i]);
      }
      if (!days.length) days.push(Furat.today());
      const least = days.reduce((a, b) => Math.min(a, b));
      const most = days.reduce((a, b) => Math.max(a, b));
      return [Math.min(least, state.min ?? least), Math.max(most, state.max ?? most)];
    }
    /* Opens where most of the events are, without those far from the others. */
    openOnEvents() {
      const { columns } = this;
      if (!columns?.n) return;
      const middle = (values) => {
        const sorted = Float32Array.from(values).filter((v) => !Number.isNaN(v)).sort();
        return [sorted[Math.floor(sorted.length * 0.15)], sorted[Math.floor((sorted.length - 1) * 0.85)]];
      };
      const [south, north] = middle(columns.lat);
      const [west, east] = middle(columns.lon);
      this.map.fitBounds([[south, west], [north, east]], { padding: [90, 90], maxZoom: 10, animate: false });
    }
    fail(error, key) {
      console.warn(String(error));
      this.alert.textContent = this.text(key || "failed");
      this.alert.hidden = false;
      this.send("furat:failed", String(error.message || error));
    }
    passes(index) {
      return this.mask === null || (this.mask[index >> 3] >> (index & 7)) & 1;
    }
    /* The last day, up to the window's last, on which the picture changed; null before the first. */
    pictureDay(day) {
      const days = this.pictureDays;
      let low = 0;
      let high = days.length;
      while (low < high) {
        const middle = (low + high) >> 1;
        if (days[middle] <= day) low = middle + 1;
        else high = middle;
      }
      return low ? { day: days[low - 1], place: low - 1 } : null;
    }
    load(day) {
      if (!this.pictures.has(day)) {
        const loading = this.source.picture(this.state, Furat.isoOf(day));
        loading.catch(() => this.pictures.delete(day));
        this.pictures.set(day, loading);
        if (this.pictures.size > 120) this.pictures.delete(this.pictures.keys().next().value);
      }
      return this.pictures.get(day);
    }
    /* Shows the picture of the window's last day. One at a time: while one loads, days passed meanwhile are skipped. */
    async showPicture() {
      if (this.showing) return;
      this.showing = true;
      try {
        for (;;) {
          const known = this.daysTurn;
          const found = this.state.last === null ? null : this.pictureDay(this.state.last);
          const wanted = found ? found.day : null;
          if (wanted === this.shownDay) break;
          const picture = found ? await this.load(found.day) : { type: "FeatureCollection", features: [] };
          if (known !== this.daysTurn) continue;
          this.shownDay = wanted;
          this.send("furat:picture", picture);
          for (let i = 1; found && i <= 4 && found.place + i < this.pictureDays.length; i++) {
            this.load(this.pictureDays[found.place + i]).catch(() => {});
          }
        }
      } catch (error) {
        // What another day's picture shows must not stay as if it were this day's.
        this.shownDay = undefined;
        this.send("furat:picture", { type: "FeatureCollection", features: [] });
        this.fail(error, "picture_failed");
      } finally {
        this.showing = false;
      }
    }
    /* The lines of the tooltip over an area or a front. */
    pictureLines(properties, names, kind) {
      const language = this.state.language;
      const title = names.join(kind === "front" || names.length > 1 ? " – " : "");
      const lines = [title];
      if (kind === "front") lines.push(this.text(`front_${properties.status}`));
      else if (properties.status !== "control") lines.push(this.text(properties.status));
      if (typeof properties.confidence === "number") {
        lines.push(Furat.fill(this.text("confidence"), { percent: Math.round(properties.confidence * 100) }));
      }
      if (typeof properties.age_days === "number") {
        lines.push(Furat.fill(this.text("age"), { days: Furat.numberText(Math.round(properties.age_days), language) }));
      }
      return lines;
    }
    report(name, drawn) {
      this.drawn[name] = drawn;
      this.send("furat:drawn", this.drawn);
    }
    pick(latlng) {
      for (const name of ["events", "fronts", "areas"]) {
        const layer = this.layers[name];
        const found = layer && this.state.shown[name] && layer.pick(latlng);
        if (found) return found;
      }
      return null;
    }
    click(e) {
      const found = this.pick(e.latlng);
      if (!found) return this.send("furat:chosen", null);
      if (found.zoomTo) return this.map.flyToBounds(found.zoomTo, { maxZoom: 13, padding: [40, 40], animate: !Furat.still(), duration: 0.6 });
      this.tip.hidden = true;
      return this.send("furat:chosen", Object.assign({}, found.chosen, { at: [e.latlng.lat, e.latlng.lng] }));
    }
    hover(e) {
      const found = this.pick(e.latlng);
      this.map.getContainer().style.cursor = found ? "pointer" : "";
      if (!found) {
        this.tip.hidden = true;
        return;
      }
      this.tip.replaceChildren(...found.lines().map((line, i) => Furat.element("div", i ? "" : "furat-tip-title", line)));
      this.tip.hidden = false;
      const size = this.map.getSize();
      const { x, y } = e.containerPoint;
      const width = this.tip.offsetWidth;
      this.tip.style.left = `${Math.max(4, x + 14 + width > size.x ? x - 14 - width : x + 14)}px`;
      this.tip.style.top = `${Math.min(size.y - this.tip.offsetHeight - 4, y + 14)}px`;
    }
  }
  Furat.attach = (map, options) => {
    map.furat = new Hub(map, options);
    return map.furat;
  };
  Furat.layer = (map, kind, options) => {
    const layer = new Furat[kind](options);
    layer.addTo(map);
    return layer;
  };
})();
