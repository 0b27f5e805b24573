/* What the layers of one live map share: its state, its data, days, colours and hatches.
 *
 * A map has one hub, map.furat. The page hands it a new state; the hub tells the layers by one DOM event,
 * "furat:state", on the map's container. Layers answer by DOM events too: "furat:drawn", "furat:picture".
 */
(function () {
  "use strict";
  if (window.Furat) return;
  const Furat = (window.Furat = {});
  const MS_A_DAY = 86400000;

  // ---- days: whole days since 1970-01-01, as in the columns -------------------------------------------------
  Furat.dayOf = (iso) => Math.round(Date.parse(iso + "T00:00:00Z") / MS_A_DAY);
  Furat.isoOf = (day) => new Date(day * MS_A_DAY).toISOString().slice(0, 10);
  const formats = new Map();
  // Levantine month names with Western digits, as the region's press prints them.
  const locale = (language) => (language === "ar" ? "ar-SY-u-nu-latn" : "en-GB");
  Furat.dateText = (day, language, options) => {
    const key = language + JSON.stringify(options || {});
    if (!formats.has(key)) {
      const style = Object.assign({ timeZone: "UTC" }, options || { day: "numeric", month: "short", year: "numeric" });
      formats.set(key, new Intl.DateTimeFormat(locale(language), style));
    }
    return formats.get(key).format(new Date(day * MS_A_DAY));
  };
  Furat.numberText = (value, language) => new Intl.NumberFormat(locale(language)).format(value);
  Furat.fill = (text, values) => String(text).replace(/\{(\w+)\}/g, (_, name) => values[name] ?? "");

  // ---- elements: text only ever arrives through textContent --------------------------------------------------
  Furat.element = (tag, className, text) => {
    const made = document.createElement(tag);
    if (className) made.className = className;
    if (text !== undefined && text !== null) made.textContent = String(text);
    return made;
  };
  const SVG = "http://www.w3.org/2000/svg";
  Furat.icon = (path) => {
    const svg = document.createElementNS(SVG, "svg");
    svg.setAttribute("viewBox", "0 0 24 24");
    svg.setAttribute("aria-hidden", "true");
    const shape = document.createElementNS(SVG, "path");
    shape.setAttribute("d", path);
    svg.appendChild(shape);
    return svg;
  };

  // ---- Web Mercator on the unit square ----------------------------------------------------------------------
  Furat.mercatorX = (lon) => lon / 360 + 0.5;
  Furat.mercatorY = (lat) => {
    const bounded = Math.max(-85, Math.min(85, lat)) * (Math.PI / 180);
    return 0.5 - Math.log(Math.tan(Math.PI / 4 + bounded / 2)) / (2 * Math.PI);
  };
  const EARTH_KM = 40075.017;
  Furat.kmToUnit = (km, lat) => km / (EARTH_KM * Math.max(0.05, Math.cos((lat * Math.PI) / 180)));

  const projectRing = (ring) => {
    const xy = new Float64Array(ring.length * 2);
    for (let i = 0; i < ring.length; i++) {
      xy[2 * i] = Furat.mercatorX(ring[i][0]);
      xy[2 * i + 1] = Furat.mercatorY(ring[i][1]);
    }
    return xy;
  };
  /* A GeoJSON geometry as flat rings or lines on the unit square, with their bounds. */
  Furat.project = (geometry) => {
    const rings = [];
    const take = (g) => {
      if (!g) return;
      if (g.type === "Polygon" || g.type === "MultiLineString") g.coordinates.forEach((r) => rings.push(projectRing(r)));
      else if (g.type === "LineString") rings.push(projectRing(g.coordinates));
      else if (g.type === "MultiPolygon") g.coordinates.forEach((p) => p.forEach((r) => rings.push(projectRing(r))));
      else if (g.type === "GeometryCollection") g.geometries.forEach(take);
    };
    take(geometry);
    return rings.map((xy) => {
      const box = [Infinity, Infinity, -Infinity, -Infinity];
      for (let i = 0; i < xy.length; i += 2) {
        box[0] = Math.min(box[0], xy[i]);
        box[1] = Math.min(box[1], xy[i + 1]);
        box[2] = Math.max(box[2], xy[i]);
        box[3] = Math.max(box[3], xy[i + 1]);
      }
      return { xy, box };
    });
  };
  Furat.inside = (rings, x, y) => {
    let within = false;
    for (const { xy, box } of rings) {
      if (x < box[0] || x > box[2] || y < box[1] || y > box[3]) continue;
      for (let i = 0, j = xy.length - 2; i < xy.length; j = i, i += 2) {
        const above = xy[i + 1] > y;
        if (above !== xy[j + 1] > y && x < ((xy[j] - xy[i]) * (y - xy[i + 1])) / (xy[j + 1] - xy[i + 1]) + xy[i]) {
          within = !within;
        }
      }
    }
    return within;
  };

  // ---- colours and hatches ----------------------------------------------------------------------------------
  Furat.rgba = (hex, alpha) => {
    const n = parseInt(hex.slice(1), 16);
    return `rgba(${n >> 16},${(n >> 8) & 255},${n & 255},${alpha})`;
  };
  const HATCHES = ["none", "diagonal", "back-diagonal", "horizontal", "vertical", "cross", "dots", "grid"];
  const hatchName = (name) => (HATCHES.includes(name) ? name : "diagonal");
  const strokes = {
    diagonal: [[-2, 2, 2, -2], [-2, 12, 12, -2], [8, 12, 12, 8]],
    "back-diagonal": [[-2, 8, 2, 12], [-2, -2, 12, 12], [8, -2, 12, 2]],
    horizontal: [[0, 5, 10, 5]],
    vertical: [[5, 0, 5, 10]],
    grid: [[0, 5, 10, 5], [5, 0, 5, 10]],
  };
  strokes.cross = strokes.diagonal.concat(strokes["back-diagonal"]);
  const hatchTiles = new Map();
  /* A 10 px tile of the hatch, to repeat; drawn once for each colour and pixel density. */
  Furat.hatchTile = (name, colour, alpha, width) => {
    const kind = hatchName(name);
    const density = Math.min(3, Math.ceil(window.devicePixelRatio || 1));
    const key = [kind, colour, alpha, width, density].join();
    if (hatchTiles.has(key)) return hatchTiles.get(key);
    const tile = document.createElement("canvas");
    tile.width = tile.height = 10 * density;
    const ctx = tile.getContext("2d");
    ctx.scale(density, density);
    ctx.strokeStyle = ctx.fillStyle = Furat.rgba(colour, alpha);
    ctx.lineWidth = width || 1.2;
    if (kind === "dots") {
      for (const [x, y] of [[2.5, 2.5], [7.5, 7.5]]) {
        ctx.beginPath();
        ctx.arc(x, y, 1.1, 0, 7);
        ctx.fill();
      }
    }
    ctx.beginPath();
    for (const [x1, y1, x2, y2] of strokes[kind] || []) {
      ctx.moveTo(x1, y1);
      ctx.lineTo(x2, y2);
    }
    ctx.stroke();
    const made = { tile, density };
    hatchTiles.set(key, made);
    return made;
  };
  Furat.hatch = (ctx, name, colour, alpha, width) => {
    const { tile, density } = Furat.hatchTile(name, colour, alpha, width);
    const pattern = ctx.createPattern(tile, "repeat");
    pattern.setTransform(new DOMMatrix().scale(1 / density));
    return pattern;
  };

  // ---- data: by URL in the app, from the page itself in an exported map -------------------------------------
  const fetched = async (url) => {
    const response = await fetch(url);
    if (!response.ok) throw new Error(`${url} answered ${response.status}`);
    return response;
  };
  class UrlSource {
    constructor(base) {
      this.base = base;
    }
    url(name, values) {
      const query = new URLSearchParams();
      for (const [key, value] of Object.entries(values || {})) if (value) query.set(key, value);
      const text = query.toString();
      return `${this.base}/${name}${text ? "?" + text : ""}`;
    }
    async events(state) {
      return (await fetched(state.events_url || this.url("events.bin", { v: state.version }))).arrayBuffer();
    }
    async mask(state) {
      if (!state.mask_url) return null;
      return new Uint8Array(await (await fetched(state.mask_url)).arrayBuffer());
    }
    async pictureDays(state) {
      return (await (await fetched(this.url("pictures", { v: state.version, known: state.known }))).json()).days;
    }
    async picture(state, iso) {
      return (await fetched(this.url("picture", { day: iso, v: state.version, known: state.known }))).json();
    }
    async coverage(state) {
      return (await fetched(this.url("coverage.json", { v: state.version }))).json();
    }
    async basemap() {
      return (await fetched(this.url("basemap.json", { v: this.basemapVersion }))).json();
    }
    async details() {
      return null;
    }
  }
  class EmbeddedSource {
    constructor(id) {
      this.id = id;
    }
    async bytes(name) {
      const held = document.getElementById(`${this.id}-${name}`);
      if (!held) return null;
      const packed = Uint8Array.from(atob(held.textContent.trim()), (c) => c.charCodeAt(0));
      const stream = new Blob([packed]).stream().pipeThrough(new DecompressionStream("gzip"));
      return new Response(stream).arrayBuffer();
    }
    async json(name) {
      const bytes = await this.bytes(name);
      return bytes ? JSON.parse(new TextDecoder().decode(bytes)) : null;
    }
    events() {
      return this.bytes("events");
    }
    async mask() {
      return null;
    }
    async pictureDays() {
      this.pictures = await this.json("pictures");
      return Object.keys(this.pictures || {}).sort();
    }
    async picture(_state, iso) {
      return this.pictures[iso];
    }
    coverage() {
      return this.json("coverage");
    }
    basemap() {
      return this.json("basemap");
    }
    details() {
      return this.json("details");
    }
  }

  const parseColumns = (buffer) => {
    const length = new DataView(buffer).getUint32(0, true);
    const header = JSON.parse(new TextDecoder().decode(new Uint8Array(buffer, 4, length)));
    const arrays = { f4: Float32Array, i4: Int32Array, i2: Int16Array, u2: Uint16Array, u1: Uint8Array };
    const columns = { n: header.n, version: header.version, types: header.types };
    for (const field of header.fields) {
      const kind = arrays[field.dtype.replace(/[<|]/, "")];
      if (kind) columns[field.name] = new kind(buffer, 4 + length + field.offset, field.count);
    }
    return columns;
  };

  // ---- the hub ----------------------------------------------------------------------------------------------
  class Hub {
    constructor(map, options) {
      this.map = map;
      this.options = options;
      this.source = options.embedded ? new EmbeddedSource(options.embedded) : new UrlSource(options.base);
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
          this.columns = buffer ? parseColumns(buffer) : null;
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
      if (!days.length) days.push(Math.floor(Date.now() / MS_A_DAY));
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
    fail(error) {
      console.warn(String(error));
      this.alert.textContent = this.text("failed");
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
        this.fail(error);
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
  Furat.still = () => window.matchMedia("(prefers-reduced-motion: reduce)").matches;
  Furat.attach = (map, options) => {
    map.furat = new Hub(map, options);
    return map.furat;
  };
  Furat.layer = (map, kind, options) => {
    const layer = new Furat[kind](options);
    layer.addTo(map);
    return layer;
  };

  /* A canvas that covers the view with a margin, moves with it, and is drawn anew when the view comes to rest. */
  Furat.defineCanvas = () => {
    if (Furat.CanvasLayer) return;
    Furat.CanvasLayer = L.Renderer.extend({
      options: { padding: 0.2, pane: "furat" },
      initialize(options) {
        L.Renderer.prototype.initialize.call(this, options);
      },
      beforeAdd(map) {
        const { pane, level } = this.options;
        if (!map.getPane(pane)) {
          map.createPane(pane);
          map.getPane(pane).style.zIndex = level;
          map.getPane(pane).style.pointerEvents = "none";
        }
      },
      onAdd(map) {
        this.hub = map.furat;
        if (this.layerName) this.hub.layers[this.layerName] = this;
        this.start();
        L.Renderer.prototype.onAdd.call(this, map);
      },
      _initContainer() {
        this._container = document.createElement("canvas");
        this._container.style.pointerEvents = "none";
        this._container.setAttribute("aria-hidden", "true");
        this.ctx = this._container.getContext("2d");
      },
      _destroyContainer() {
        if (this._frame) cancelAnimationFrame(this._frame);
        this._container.remove();
      },
      getEvents() {
        const events = L.Renderer.prototype.getEvents.call(this);
        events.move = this._keepCovered;
        return events;
      },
      _keepCovered() {
        if (this._map._animatingZoom || this._zoom !== this._map.getZoom() || !this._bounds) return;
        const offset = this._map.containerPointToLayerPoint([0, 0]);
        const view = L.bounds(offset, offset.add(this._map.getSize()));
        if (!this._bounds.contains(view)) this._update();
      },
      _update() {
        if (!this._map || (this._map._animatingZoom && this._bounds)) return;
        L.Renderer.prototype._update.call(this);
        const size = this._bounds.getSize();
        const density = window.devicePixelRatio || 1;
        L.DomUtil.setPosition(this._container, this._bounds.min);
        this._container.width = density * size.x;
        this._container.height = density * size.y;
        this._container.style.width = `${size.x}px`;
        this._container.style.height = `${size.y}px`;
        this.redraw();
      },
      later() {
        if (this._frame || !this._map) return;
        this._frame = requestAnimationFrame(() => {
          this._frame = null;
          if (this._map && !this._map._animatingZoom) this.redraw();
        });
      },
      redraw() {
        if (!this._bounds || !this._map) return;
        const density = window.devicePixelRatio || 1;
        const { min, max } = this._bounds;
        this.ctx.setTransform(1, 0, 0, 1, 0, 0);
        this.ctx.clearRect(0, 0, this._container.width, this._container.height);
        this.ctx.setTransform(density, 0, 0, density, -min.x * density, -min.y * density);
        const scale = this._map.options.crs.scale(this._map.getZoom());
        const origin = this._map.getPixelOrigin();
        this.frame = {
          scale, ox: origin.x, oy: origin.y, min, max, zoom: this._map.getZoom(),
          box: [(min.x + origin.x) / scale, (min.y + origin.y) / scale, (max.x + origin.x) / scale, (max.y + origin.y) / scale],
        };
        if (this._map.furat.state.shown[this.layerName] === false) {
          this.hidden && this.hidden();
          return;
        }
        this.paint(this.ctx, this.frame);
      },
      trace(ctx, rings, close) {
        const { scale, ox, oy, box } = this.frame;
        let any = false;
        for (const ring of rings) {
          const b = ring.box;
          if (b[2] < box[0] || b[0] > box[2] || b[3] < box[1] || b[1] > box[3]) continue;
          any = true;
          const xy = ring.xy;
          // Points closer than half a pixel add nothing to the line.
          const least = 0.5 / scale;
          let px = xy[0];
          let py = xy[1];
          ctx.moveTo(px * scale - ox, py * scale - oy);
          for (let i = 2; i < xy.length; i += 2) {
            const x = xy[i];
            const y = xy[i + 1];
            if (i < xy.length - 2 && Math.abs(x - px) < least && Math.abs(y - py) < least) continue;
            ctx.lineTo(x * scale - ox, y * scale - oy);
            px = x;
            py = y;
          }
          if (close) ctx.closePath();
        }
        return any;
      },
    });
  };
  if (window.L) Furat.defineCanvas();
})();
